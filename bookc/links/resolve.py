"""Resolve every link and picture of a book, section by section, against one index of targets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from bookc.links.graph import graph_of
from bookc.links.hyperlinks import resolve_hyperlinks
from bookc.links.notes import gather_notes
from bookc.links.pictures import find_cover, resolve_pictures
from bookc.links.transclusion import show_in_place
from bookc.links.wikilinks import settle_wikilinks
from bookc.model import Book, BookConfig, Collection, NotesAt, Post
from bookc.xhtml import Element, ids_in, parse_fragment, serialise_fragment


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
    trees = {section.name: parse_fragment(section.xhtml) for section in book.sections()}
    _check_ids(trees)
    graph = graph_of(book, trees, collection, config, posts)
    problems = list(settle_wikilinks(trees, book, graph))
    covers: dict[str, PurePosixPath | None] = {}
    for section in book.sections():
        root, post = trees[section.name], section.post
        problems += resolve_hyperlinks(root, post.path, graph)
        problems += resolve_pictures(root, post, graph)
        covers[section.name], missing = find_cover(post, graph)
        problems += missing
    headings, obstacles = show_in_place(trees, book, tuple(graph.targets.values()))
    resolved = {
        section.name: replace(
            section,
            xhtml=serialise_fragment(trees[section.name]),
            headings=headings.get(section.name, section.headings),
            cover=covers[section.name],
        )
        for section in book.sections()
    }
    book = replace(book.with_texts(resolved), problems=(*book.problems, *problems, *obstacles))
    return gather_notes(book) if config.matter.notes is NotesAt.BOOK else book


def _check_ids(trees: Mapping[str, Element]) -> None:
    """Make sure of what every link relies on; `order` and `parse` see to it."""
    ids = Counter(list(trees))
    for root in trees.values():
        ids.update(ids_in(root))
    repeated = [target for target, count in ids.items() if count > 1]
    if repeated:
        raise AssertionError(f"ids that are not unique in the book: {', '.join(repeated)}")
