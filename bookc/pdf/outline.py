"""The PDF's bookmarks: the headings of all documents as one tree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Name, OutlineItem, Pdf

from bookc.pdf.numbering import PlacedDocument
from bookc.store import Entry


@dataclass(slots=True)
class _Bookmark:
    title: str
    level: int
    page: int
    top: float
    children: list["_Bookmark"] = field(default_factory=list)


def add_outline(
    pdf: Pdf,
    placed: Iterable[PlacedDocument],
    laid_out: Mapping[str, Entry],
    *,
    depth: int,
) -> None:
    """Write the outline.

    Args:
        pdf: the book, with all its pages.
        placed: its documents, in reading order.
        laid_out: their layouts, by name.
        depth: levels to show: 1 is parts and chapters without parts.
    """
    root = _Bookmark("", 0, 0, 0)
    open_marks = [root]
    for mark in _bookmarks(placed, laid_out):
        while open_marks[-1].level >= mark.level:
            open_marks.pop()
        if len(open_marks) <= depth:
            open_marks[-1].children.append(mark)
        open_marks.append(mark)
    with pdf.open_outline() as outline:
        outline.root.extend(_item(pdf, mark) for mark in root.children)


def _bookmarks(
    placed: Iterable[PlacedDocument], laid_out: Mapping[str, Entry]
) -> Iterator[_Bookmark]:
    for each in placed:
        if not each.document.in_toc:
            continue
        document = each.document
        marks = laid_out[document.name].facts["bookmarks"]
        for level, title in enumerate(document.opens, document.depth + 1 - len(document.opens)):
            yield _Bookmark(title, level, each.first_page, marks[0][4] if marks else 0)
        for level, title, page, _, top in marks:
            yield _Bookmark(title, level + document.depth, each.first_page + page, top)


def _item(pdf: Pdf, mark: _Bookmark) -> OutlineItem:
    place = Array([pdf.pages[mark.page].obj, Name.XYZ, 0, mark.top, 0])
    item = OutlineItem(mark.title, place)
    item.children.extend(_item(pdf, child) for child in mark.children)
    item.is_closed = mark.level > 1
    return item
