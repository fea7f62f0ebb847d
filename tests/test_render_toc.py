"""Chapters under chapters, and titles without a page, in the table of contents."""

from pathlib import PurePosixPath

from bookc.model import (
    Book,
    BookMetadata,
    Chapter,
    EntryKind,
    Location,
    Part,
    Post,
    Section,
    TocEntry,
    pack,
)
from bookc.render.toc import toc_entries


def chapter(label: str, opens: tuple[str, ...] = ()) -> Chapter:
    """Return a chapter whose name, title and depth come from its number."""
    name = f"c{label}"
    post = Post(
        path=PurePosixPath(name),
        title=name,
        published=None,
        tags=(),
        language="en",
        description="",
        cover="",
        draft=False,
        fragment=pack(""),
        headings=(),
        at=Location(name),
    )
    section = Section(name, post, pack(""), ())
    depth = label.count(".")
    return Chapter(name, 1, name, (section,), gathers=False, label=label, depth=depth, opens=opens)


def contents(*parts: Part) -> list[object]:
    book = Book(BookMetadata("T", "en"), (), parts, ())
    return written(tuple(toc_entries(book, 1)))


def written(entries: tuple[TocEntry, ...]) -> list[object]:
    """Return entries as `label title`, each with those below it in a list behind it."""
    lines: list[object] = []
    for entry in entries:
        lines.append(f"{entry.label} {entry.title}")
        if entry.children:
            lines.append(written(entry.children))
    return lines


def test_chapters_stand_below_the_chapter_that_their_number_names() -> None:
    chapters = tuple(map(chapter, ("1", "1.1", "1.1.1", "1.2", "2")))
    assert contents(Part("part", 0, "", chapters)) == [
        "1 c1",
        ["1.1 c1.1", ["1.1.1 c1.1.1"], "1.2 c1.2"],
        "2 c2",
    ]


def test_a_title_without_a_page_stands_over_its_chapters_and_leads_to_the_first() -> None:
    chapters = (chapter("1.1.1", ("Outer", "Inner")), chapter("1.1.2"), chapter("1.2"))
    assert contents(Part("part", 0, "", chapters)) == [
        "1 Outer",
        ["1.1 Inner", ["1.1.1 c1.1.1", "1.1.2 c1.1.2"], "1.2 c1.2"],
    ]
    (outer,) = toc_entries(Book(BookMetadata("T", "en"), (), (Part("p", 0, "", chapters),), ()), 1)
    assert (outer.href, outer.kind) == ("c1.1.1.xhtml", EntryKind.GROUP)


def test_chapters_outside_of_parts_stand_beside_them() -> None:
    loose, inside = Part("part", 0, "", (chapter("1"),)), Part("p", 1, "One", (chapter("2"),))
    assert contents(loose, inside, Part("part", 1, "", (chapter("3"),))) == [
        "1 c1",
        "Part 1 One",
        ["2 c2"],
        "3 c3",
    ]
