"""The NCX: the table of contents as reading systems from before EPUB 3 know it.

Source: https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm#Section2.4.1
"""

from collections.abc import Iterable, Iterator
from itertools import count
from xml.etree.ElementTree import Element

from bookc.epub.elements import add, written
from bookc.model import RenderedBook, TocEntry


def ncx(rendered: RenderedBook, identifier: str) -> str:
    """Return the NCX, with the entries of the navigation document.

    Args:
        rendered: the book.
        identifier: the one in the package document, letter by letter.
    """
    attributes = {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"}
    root = Element("ncx", attributes | {"xml:lang": rendered.metadata.language})
    head = add(root, "head")
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(depth(rendered.toc))),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ):
        add(head, "meta", name=name, content=content)
    add(add(root, "docTitle"), "text", rendered.metadata.title)
    for author in rendered.metadata.authors:
        add(add(root, "docAuthor"), "text", author)
    _add_points(add(root, "navMap"), rendered.toc, numbers=count(1), orders={})
    return written(root)


def depth(entries: Iterable[TocEntry]) -> int:
    """Return how many levels a table of contents has."""
    return max((1 + depth(entry.children) for entry in entries), default=0)


def _add_points(
    parent: Element, entries: Iterable[TocEntry], *, numbers: Iterator[int], orders: dict[str, int]
) -> None:
    """Add entries and what is under them.

    Args:
        parent: where they go.
        entries: of one level.
        numbers: each taken once, in reading order.
        orders: the `playOrder` of each target so far. Two entries that lead to the same place have
            to have the same one.
    """
    for entry, number in zip(entries, numbers, strict=False):
        order = orders.setdefault(entry.href, len(orders) + 1)
        point = add(parent, "navPoint", id=f"point-{number}", playOrder=str(order))
        add(add(point, "navLabel"), "text", f"{entry.label} {entry.title}")
        add(point, "content", src=entry.href)
        _add_points(point, entry.children, numbers=numbers, orders=orders)
