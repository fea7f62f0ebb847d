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
from bookc.render.toc import toc_entries, toc_stretches


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


def heading_lines(count: int) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(f"h{each}", "", kind=EntryKind.HEADING) for each in range(count))


def lines_of(entries: tuple[TocEntry, ...]) -> list[str]:
    """Return the titles of entries and of what is below them, in order."""
    return [title for each in entries for title in (each.title, *lines_of(each.children)) if title]


def test_contents_of_a_few_posts_are_one_stretch() -> None:
    toc = (TocEntry("one", "", heading_lines(3)), TocEntry("two", ""))
    assert list(toc_stretches(toc)) == [toc]
    parts = tuple(TocEntry(f"{each}", "", toc, kind=EntryKind.PART) for each in range(9))
    assert list(toc_stretches(parts)) == [parts]
    assert list(toc_stretches(())) == [()]


def test_long_contents_are_parted_evenly_and_lose_no_line() -> None:
    toc = tuple(TocEntry(f"{each}", "", heading_lines(6)) for each in range(200))
    stretches = list(toc_stretches(toc))
    assert [len(lines_of(each)) for each in stretches] == [469, 469, 462]
    assert tuple(entry for each in stretches for entry in each) == toc


def test_a_stretch_ends_with_a_part_rather_than_within_it() -> None:
    chapters = tuple(TocEntry(f"{each}", "") for each in range(350))
    toc = (
        TocEntry("A", "", chapters, kind=EntryKind.PART),
        TocEntry("B", "", chapters, kind=EntryKind.PART),
    )
    first, second = toc_stretches(toc)
    assert [each.title for each in first] == ["A"]
    assert [each.title for each in second] == ["B"]


def test_a_stretch_goes_on_below_what_the_last_one_began() -> None:
    chapters = tuple(TocEntry(f"{each}", "") for each in range(600))
    group = TocEntry("group", "", chapters, kind=EntryKind.GROUP)
    _, second = toc_stretches((TocEntry("A", "", (group,), kind=EntryKind.PART),))
    (part,) = second
    (below,) = part.children
    assert (part.title, part.kind) == ("", EntryKind.PART)
    assert (below.title, below.kind) == ("", EntryKind.GROUP)
    assert below.children[0].title == "299"
    assert below.children[-1] == chapters[-1]


def test_no_stretch_begins_between_a_title_and_what_is_below_it() -> None:
    chapters = tuple(TocEntry(f"{each}", "") for each in range(499))
    last = TocEntry("last", "", (TocEntry("inside", ""),), kind=EntryKind.GROUP)
    for short in range(340, 352):
        _, second = toc_stretches((*chapters[:short], last, *chapters[: 699 - short]))
        assert lines_of(second)[0] != "inside"
