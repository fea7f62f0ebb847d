"""The table of contents: parts, chapters and the headings below them, as a tree."""

from collections.abc import Iterator
from dataclasses import replace

from bookc.model import Book, Chapter, Section, TocEntry
from bookc.wording import wording


def toc_entries(book: Book, depth: int) -> Iterator[TocEntry]:
    """Yield the book's table of contents, so many levels of headings below each chapter's title."""
    words = wording(book.metadata.language)
    yield from (_section_entry(each.section, each.section.name, 1) for each in book.front)
    for part in book.parts:
        chapters = tuple(_chapter_entry(chapter, depth) for chapter in part.chapters)
        if part.title:
            label = words.part.format(number=part.number)
            yield TocEntry(part.title, f"{part.name}.xhtml", chapters, label)
        else:
            yield from chapters
    yield from (_section_entry(each.section, each.section.name, 1) for each in book.back)


def _chapter_entry(chapter: Chapter, depth: int) -> TocEntry:
    if chapter.gathers:
        children = tuple(
            replace(
                _section_entry(section, chapter.name, depth - 1),
                href=f"{chapter.name}.xhtml#{section.name}",
            )
            for section in chapter.sections
            if depth > 1
        )
    else:
        children = _section_entry(chapter.sections[0], chapter.name, depth).children
    return TocEntry(chapter.title, f"{chapter.name}.xhtml", children, str(chapter.number))


def _section_entry(section: Section, document: str, depth: int) -> TocEntry:
    """Return the entry of a post, with its highest headings below it if they are wanted."""
    top = min((heading.level for heading in section.headings), default=0)
    children = tuple(
        TocEntry(heading.title, f"{document}.xhtml#{heading.id}")
        for heading in section.headings
        if depth > 1 and heading.level == top
    )
    return TocEntry(section.post.title, f"{document}.xhtml", children)
