"""The index of tags and of marked terms, and the list of figures: what stands where in the book."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bookc.frozen import frozen
from bookc.model import Book, Chapter, IndexOf, Section
from bookc.parity import NOTES
from bookc.render.initials import initial_of, order_of
from bookc.render.marks import Mark, figures_of, terms_of
from bookc.wording import wording
from bookc.xhtml import parse_fragment


@frozen
class Place:
    """Where something stands."""

    href: str
    chapter: str
    """The title of what it stands in."""


@frozen
class IndexEntry:
    """A tag or a term, with its places in reading order."""

    term: str
    places: tuple[Place, ...]


@frozen
class IndexGroup:
    """The entries under one letter."""

    initial: str
    """Empty for entries that stand under no letter."""
    entries: tuple[IndexEntry, ...]


@frozen
class IndexPart:
    """All tags, or all terms."""

    title: str
    groups: tuple[IndexGroup, ...]


def index_parts(book: Book, wanted: IndexOf) -> tuple[IndexPart, ...]:
    """Return the index that is wanted; nothing of what the book has none of."""
    words = wording(book.metadata.language)
    parts = []
    if wanted in (IndexOf.TAGS, IndexOf.BOTH):
        parts.append(IndexPart(words.tags, _groups(_tags(book), book.metadata.language)))
    if wanted in (IndexOf.TERMS, IndexOf.BOTH):
        parts.append(IndexPart(words.terms, _groups(_terms(book), book.metadata.language)))
    return tuple(part for part in parts if part.groups)


def figure_marks(book: Book) -> Iterator[tuple[Mark, str]]:
    """Yield every figure that has a caption, and its address."""
    for document, section in placed_sections(book):
        if "<figcaption" in section.xhtml or "pictures-caption" in section.xhtml:
            for mark in figures_of(parse_fragment(section.xhtml), section.name):
                yield mark, f"{document}.xhtml#{mark.id}"


def _tags(book: Book) -> Iterator[tuple[str, Place]]:
    for chapter in book.chapters:
        for section in chapter.sections:
            place = Place(_start(chapter, section), section.post.title)
            yield from ((tag, place) for tag in section.post.tags)


def _terms(book: Book) -> Iterator[tuple[str, Place]]:
    """Yield each term once a post: several marks may well be on one page."""
    for document, section in placed_sections(book):
        if "<dfn" not in section.xhtml and 'class="index"' not in section.xhtml:
            continue
        marks = terms_of(parse_fragment(section.xhtml), section.name)
        first = {mark.title: mark for mark in reversed(list(marks))}
        for mark in first.values():
            yield mark.title, Place(f"{document}.xhtml#{mark.id}", section.post.title)


def placed_sections(book: Book) -> Iterator[tuple[str, Section]]:
    """Yield every section with the name of its document."""
    yield from ((each.section.name, each.section) for each in book.front)
    for chapter in book.chapters:
        yield from ((chapter.name, section) for section in chapter.sections)
    yield from ((each.section.name, each.section) for each in book.back)
    yield from ((NOTES, section) for section in book.notes)


def _start(chapter: Chapter, section: Section) -> str:
    anchor = f"#{section.name}" if chapter.gathers else ""
    return f"{chapter.name}.xhtml{anchor}"


def _groups(found: Iterable[tuple[str, Place]], language: str) -> tuple[IndexGroup, ...]:
    places: dict[str, list[Place]] = {}
    for term, place in found:
        places.setdefault(term, []).append(place)
    terms = sorted(places, key=lambda term: order_of(term, language))
    return tuple(
        IndexGroup(initial, tuple(IndexEntry(term, tuple(places[term])) for term in group))
        for initial, group in groupby(terms, initial_of)
    )
