"""How readers find their way through the PDF: page labels, destinations and the outline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pydyf

from bookc.pdf.destinations import destination
from bookc.pdf.file import PdfFile
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.store import Entry

_IN_LEAF = 64
"""Names in one leaf of the tree of destinations."""


def page_labels(pagination: Pagination) -> pydyf.Dictionary:
    """Say what pages are called: i, ii, ... 1, 2 (ISO 32000-1, 12.4.2)."""
    ranges: list[object] = []
    if pagination.front_pages:
        ranges += [0, pydyf.Dictionary({"S": "/r"})]
    if pagination.pages > pagination.front_pages:
        ranges += [pagination.front_pages, pydyf.Dictionary({"S": "/D"})]
    return pydyf.Dictionary({"Nums": pydyf.Array(ranges)})


def destinations(
    pdf: PdfFile, pagination: Pagination, laid_out: Mapping[str, Entry], pages: Sequence[int]
) -> int:
    """Name the places that links lead to: every id of the book, and every document (7.9.6).

    Returns:
        The number of the tree of names.
    """
    places: dict[str, tuple[int, float, float]] = {}
    for each in pagination.placed:
        facts = laid_out[each.document.name].facts
        top = facts["opening"]["TrimBox"][3]
        places[destination(each.document.name)] = (each.first_page, 0, top)
        for anchor, (page, x, y) in facts["anchors"].items():
            places[destination(anchor)] = (each.first_page + page, x, y)
    leaves = []
    for batch in _batched(sorted(places), _IN_LEAF):
        names: list[object] = []
        for name in batch:
            page, x, y = places[name]
            names += [pydyf.String(name), pydyf.Array([f"{pages[page]} 0 R", "/XYZ", x, y, 0])]
        limits = pydyf.Array([pydyf.String(batch[0]), pydyf.String(batch[-1])])
        leaf = pydyf.Dictionary({"Limits": limits, "Names": pydyf.Array(names)})
        leaves.append(f"{pdf.add(leaf)} 0 R")
    return pdf.add(pydyf.Dictionary({"Kids": pydyf.Array(leaves)}))


@dataclass(slots=True)
class _Bookmark:
    title: str
    level: int
    page: int
    top: float
    children: list["_Bookmark"] = field(default_factory=list)


def outline(
    pdf: PdfFile,
    placed: Iterable[PlacedDocument],
    laid_out: Mapping[str, Entry],
    pages: Sequence[int],
    *,
    depth: int,
) -> int:
    """Write the bookmarks: the headings of all documents as one tree (12.3.3).

    Args:
        pdf: the book.
        placed: its documents, in reading order.
        laid_out: their layouts, by name.
        pages: the number of each page's object.
        depth: levels to show: 1 is parts and chapters without parts.

    Returns:
        The number of the outline; 0 if there is nothing in it.
    """
    root = _Bookmark("", 0, 0, 0)
    open_marks = [root]
    for mark in _bookmarks(placed, laid_out):
        while open_marks[-1].level >= mark.level:
            open_marks.pop()
        if len(open_marks) <= depth:
            open_marks[-1].children.append(mark)
        open_marks.append(mark)
    if not root.children:
        return 0
    number = pdf.reserve()
    entries = {"Type": "/Outlines", "Count": len(root.children)}
    pdf.put(number, pydyf.Dictionary(entries | _items(pdf, root, number, pages)).data)
    return number


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


def _items(pdf: PdfFile, parent: _Bookmark, number: int, pages: Sequence[int]) -> dict[str, object]:
    """Write the bookmarks below one, and return the entries that lead to them."""
    if not parent.children:
        return {}
    first = pdf.reserve(len(parent.children))
    last = first + len(parent.children) - 1
    for item, mark in enumerate(parent.children, first):
        entries: dict[str, object] = {
            "Title": pydyf.String(mark.title),
            "Parent": f"{number} 0 R",
            "Dest": pydyf.Array([f"{pages[mark.page]} 0 R", "/XYZ", 0, mark.top, 0]),
        }
        if item > first:
            entries["Prev"] = f"{item - 1} 0 R"
        if item < last:
            entries["Next"] = f"{item + 1} 0 R"
        if mark.children:  # closed, but for parts, which show their chapters
            entries["Count"] = -len(mark.children) if mark.level > 1 else len(mark.children)
        pdf.put(item, pydyf.Dictionary(entries | _items(pdf, mark, item, pages)).data)
    return {"First": f"{first} 0 R", "Last": f"{last} 0 R"}


def _batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
