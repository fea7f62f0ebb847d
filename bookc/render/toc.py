"""The table of contents: parts, chapters and the headings below them, as a tree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from math import ceil

from bookc.model import (
    WITHOUT_HEADING,
    Book,
    Chapter,
    EntryKind,
    Matter,
    Section,
    TocEntry,
)
from bookc.wording import wording

_LINES = 500
"""Of the printed contents, that are laid out at once: about a dozen pages."""


def toc_entries(book: Book, depth: int, apparatus: Iterable[TocEntry] = ()) -> Iterator[TocEntry]:
    """Yield the book's table of contents.

    Args:
        book: in its order.
        depth: levels of headings, from each chapter's title down.
        apparatus: entries of the notes and the index.
    """
    words = wording(book.metadata.language)
    others, about = parted_back(book)
    yield from map(_matter_entry, filter(_has_entry, book.front))
    for part in book.parts:
        chapters = _tree(list(_lines(part.chapters, depth)), 0)
        if part.title:
            label = words.part.format(number=part.number)
            yield TocEntry(part.title, f"{part.name}.xhtml", chapters, label, EntryKind.PART)
        else:
            yield from chapters
    yield from map(_matter_entry, filter(_has_entry, others))
    yield from apparatus
    yield from map(_matter_entry, filter(_has_entry, about))


def toc_stretches(toc: Sequence[TocEntry]) -> Iterator[tuple[TocEntry, ...]]:
    """Yield a table of contents in stretches that are laid out apart, each within a few pages.

    That of a thousand posts has more pages than any chapter, and took as much memory as all else. A
    stretch ends where a part does, if it can. One that begins inside a part, or below a chapter,
    has an entry without a title in the place of that.
    """
    lines = list(_unrolled(toc, 0))
    total = sum(map(_length, lines))
    if total <= _LINES:
        yield tuple(toc)
        return
    size = total / ceil(total / _LINES)
    starts, length = [0], 0
    for at, (before, line) in enumerate(pairwise(lines), 1):
        length += _length(before)
        depth, entry = line
        enough = size / 2 if entry.kind is EntryKind.PART else size
        if length >= enough and depth <= before[0]:
            starts.append(at)
            length = 0
    for start, end in pairwise((*starts, len(lines))):
        yield _tree([*_opened(lines, start), *lines[start:end]], 0)


def _opened(lines: Sequence[tuple[int, TocEntry]], at: int) -> Iterator[tuple[int, TocEntry]]:
    """Yield what a line stands below, without titles."""
    for depth in range(lines[at][0]):
        kind = next(entry.kind for level, entry in reversed(lines[:at]) if level == depth)
        yield depth, TocEntry("", "", kind=kind)


def _length(line: tuple[int, TocEntry]) -> int:
    return 1 + len(line[1].children)


def _unrolled(entries: Iterable[TocEntry], depth: int) -> Iterator[tuple[int, TocEntry]]:
    """Yield how deep each entry stands, and the entry with nothing below it but headings."""
    for entry in entries:
        headings = tuple(each for each in entry.children if each.kind is EntryKind.HEADING)
        yield depth, replace(entry, children=headings)
        below = (each for each in entry.children if each.kind is not EntryKind.HEADING)
        yield from _unrolled(below, depth + 1)


def parted_back(book: Book) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """Return back matter in two: what stands before notes and index, and of the author behind."""
    kinds = [each.kind for each in book.back]
    ending = len(list(takewhile("contributors".__eq__, reversed(kinds))))
    at = len(kinds) - ending
    return book.back[:at], book.back[at:]


def _has_entry(matter: Matter) -> bool:
    """Tell whether a piece is worth a line: not if it has no heading itself."""
    return matter.section.post.titled or matter.kind not in WITHOUT_HEADING


def _matter_entry(matter: Matter) -> TocEntry:
    return _section_entry(matter.section, matter.section.name, 1)


def _lines(chapters: Iterable[Chapter], depth: int) -> Iterator[tuple[int, TocEntry]]:
    """Yield how deep each chapter stands and its entry, and the titles that open with it."""
    for chapter in chapters:
        labels = chapter.label.split(".")
        outermost = chapter.depth - len(chapter.opens)
        for level, title in enumerate(chapter.opens, outermost):
            label = ".".join(labels[: level + 1])
            href = f"{chapter.name}.xhtml"
            yield level, TocEntry(title, href, label=label, kind=EntryKind.GROUP)
        yield chapter.depth, _chapter_entry(chapter, depth)


def _tree(lines: Sequence[tuple[int, TocEntry]], level: int) -> tuple[TocEntry, ...]:
    """Return the entries of one level, each with those that follow it deeper down below it."""
    starts = [at for at, (depth, _) in enumerate(lines) if depth <= level or at == 0]
    entries = []
    for start, end in pairwise((*starts, len(lines))):
        _, entry = lines[start]
        below = _tree(lines[start + 1 : end], level + 1)
        entries.append(replace(entry, children=(*entry.children, *below)))
    return tuple(entries)


def _chapter_entry(chapter: Chapter, depth: int) -> TocEntry:
    if chapter.gathers:
        children = tuple(
            replace(
                _section_entry(section, chapter.name, depth - 1),
                href=f"{chapter.name}.xhtml#{section.name}",
                kind=EntryKind.HEADING,
            )
            for section in chapter.sections
            if depth > 1
        )
    else:
        children = _section_entry(chapter.sections[0], chapter.name, depth).children
    return TocEntry(chapter.title, f"{chapter.name}.xhtml", children, chapter.label)


def _section_entry(section: Section, document: str, depth: int) -> TocEntry:
    """Return the entry of a post, with its highest headings below it if they are wanted."""
    top = min((heading.level for heading in section.headings), default=0)
    children = tuple(
        TocEntry(heading.title, f"{document}.xhtml#{heading.id}", kind=EntryKind.HEADING)
        for heading in section.headings
        if depth > 1 and heading.level == top
    )
    return TocEntry(section.post.title, f"{document}.xhtml", children)
