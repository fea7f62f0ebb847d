"""Resolve every link and picture of a book, section by section, against one index of targets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bookc.links.files import index_files
from bookc.links.hyperlinks import Graph, resolve_hyperlinks
from bookc.links.pictures import find_cover, resolve_pictures
from bookc.links.targets import spellings_of_post, targets_of
from bookc.model import Book, BookConfig, Collection, Problem, Section
from bookc.xhtml import Element, ids_in, parse_fragment, serialise_fragment


def resolve_links(book: Book, collection: Collection, config: BookConfig) -> Book:
    """Return the book with every address resolved, and problems for those that lead nowhere."""
    trees = {section.name: parse_fragment(section.xhtml) for section in book.sections()}
    _check_ids(trees)
    targets = targets_of(book, trees)
    known = [source.path for source in collection.posts] + list(targets)
    graph = Graph(
        targets=targets,
        posts={each: path for path in reversed(known) for each in spellings_of_post(path)},
        roots=tuple(
            dict.fromkeys((*(config.content.paths or collection.site.content), PurePosixPath()))
        ),
        files=index_files(collection),
    )
    problems: list[Problem] = []
    resolved: dict[str, Section] = {}
    for section in book.sections():
        root, post = trees[section.name], section.post
        problems += resolve_hyperlinks(root, post.path, graph)
        problems += resolve_pictures(root, post, graph.files)
        cover, missing = find_cover(post, graph.files)
        problems += missing
        resolved[section.name] = replace(section, xhtml=serialise_fragment(root), cover=cover)
    return _with_sections(book, resolved, problems)


def _with_sections(
    book: Book, sections: Mapping[str, Section], problems: Iterable[Problem]
) -> Book:
    """Return the book with other sections of the same names."""
    parts = tuple(
        replace(
            part,
            chapters=tuple(
                replace(chapter, sections=tuple(sections[each.name] for each in chapter.sections))
                for chapter in part.chapters
            ),
        )
        for part in book.parts
    )
    return replace(
        book,
        front=tuple(replace(each, section=sections[each.section.name]) for each in book.front),
        parts=parts,
        back=tuple(replace(each, section=sections[each.section.name]) for each in book.back),
        problems=(*book.problems, *problems),
    )


def _check_ids(trees: Mapping[str, Element]) -> None:
    """Make sure of what every link relies on; `order` and `parse` see to it."""
    ids = Counter(list(trees))
    for root in trees.values():
        ids.update(ids_in(root))
    repeated = [target for target, count in ids.items() if count > 1]
    if repeated:
        raise AssertionError(f"ids that are not unique in the book: {', '.join(repeated)}")
