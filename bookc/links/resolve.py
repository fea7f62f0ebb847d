"""Resolve every link and picture of a book, section by section, against one index of targets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from bookc.frozen import frozen
from bookc.links.as_written import resolve_as_written
from bookc.links.graph import Graph, graph_of
from bookc.links.hyperlinks import resolve_hyperlinks
from bookc.links.notes import gather_notes
from bookc.links.pictures import find_cover, resolve_pictures
from bookc.links.transclusion import show_in_place
from bookc.links.wikilinks import Brackets, brackets_of, settle_wikilinks
from bookc.model import Book, BookConfig, Collection, NotesAt, Post, Problem, Section, pack
from bookc.xhtml import parse_fragment, serialise_fragment, written_ids

_SPENT = pack("")
"""What is left of the fragment of a post whose section has another."""


@frozen
class Links:
    """All that the links of a book can lead to."""

    graph: Graph
    brackets: Brackets | None
    """What double brackets mean in its posts; None if that need not be known."""
    notes: NotesAt


def resolve_links(
    book: Book, collection: Collection, config: BookConfig, posts: Sequence[Post] = ()
) -> Book:
    """Return the book with every address resolved, and problems for those that lead nowhere.

    Args:
        book: the posts in their order.
        collection: every post and file of the project.
        config: may say where the site is.
        posts: those that are not in the book, which links may lead to all the same.
    """
    return with_links(book, index_links(book, collection, config, posts))


def index_links(
    book: Book, collection: Collection, config: BookConfig, posts: Sequence[Post] = ()
) -> Links:
    """Return what the links of a book can lead to; arguments are those of `resolve_links`."""
    ids = {section.name: written_ids(section.xhtml) for section in book.sections()}
    _check_ids(ids)
    graph = graph_of(book, ids, collection, config, posts)
    return Links(graph, brackets_of(book, graph), config.matter.notes)


def with_links(book: Book, links: Links) -> Book:
    """Return a book with every address resolved.

    Args:
        book: that of the links, or a part of it. A part does not show what others hold.
        links: what they can lead to.
    """
    sections: dict[str, Section] = {}
    problems: list[Problem] = []
    for section in book.sections():  # one tree at a time: a thousand take 250 MB
        sections[section.name], found = _resolved(section, links.brackets, links.graph)
        problems += found
    targets = (each for each in links.graph.targets.values() if each.name in sections)
    shown, obstacles = show_in_place(sections, tuple(targets))
    book = replace(
        book.with_texts(sections | shown), problems=(*book.problems, *problems, *obstacles)
    )
    return gather_notes(book) if links.notes is NotesAt.BOOK else book


def _resolved(
    section: Section, brackets: Brackets | None, graph: Graph
) -> tuple[Section, tuple[Problem, ...]]:
    """Return a section with every address resolved, but for the texts that it shows of others."""
    xhtml, post = section.xhtml, section.post
    if as_written := resolve_as_written(xhtml, post, graph):
        xhtml, problems = as_written
    else:
        root = parse_fragment(xhtml)
        problems = (
            *(settle_wikilinks(root, post, brackets, graph) if brackets else ()),
            *resolve_hyperlinks(root, post.path, graph),
            *resolve_pictures(root, post, graph),
        )
        xhtml = serialise_fragment(root)
    cover, missing = find_cover(post, graph)
    spent = replace(post, fragment=_SPENT)  # in a long book it is a tenth of what is held
    resolved = replace(section, post=spent, fragment=pack(xhtml), cover=cover)
    return resolved, (*problems, *missing)


def _check_ids(ids: Mapping[str, Sequence[str]]) -> None:
    """Make sure of what every link relies on; `order` and `parse` see to it."""
    counts = Counter([*ids, *chain.from_iterable(ids.values())])
    repeated = [target for target, count in counts.items() if count > 1]
    if repeated:
        raise AssertionError(f"ids that are not unique in the book: {', '.join(repeated)}")
