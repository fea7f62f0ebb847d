"""Where every content document falls in the book, and what its pages are called.

Front matter is numbered in roman from i, the body in arabic from 1. The two never wait for each
other: the body can be numbered before the contents, which is front matter, are laid out.
"""

from collections.abc import Mapping, Sequence

from bookc.frozen import frozen
from bookc.model import Document, RenderedBook
from bookc.store import Entry


@frozen
class PlacedDocument:
    """A document with its place in the book."""

    document: Document
    pages: int
    first_page: int
    """Its first page in the file, counted from 0."""
    first_number: int
    """The folio of that page."""
    is_front: bool


@frozen
class Pagination:
    """Every document in its place."""

    placed: tuple[PlacedDocument, ...]
    front_pages: int
    """Pages before the body, with blank ones: always even, so that page 1 is on the right."""
    pages: int


def paginate(rendered: RenderedBook, pages_of: Mapping[str, int]) -> Pagination:
    """Give every document its first page and folio.

    Args:
        rendered: the book.
        pages_of: how many pages every document has, by its name.
    """
    front, front_pages = _place(rendered.front, pages_of, 0, is_front=True)
    front_pages += front_pages % 2
    rest = rendered.body + rendered.back
    body, pages = _place(rest, pages_of, front_pages, is_front=False)
    return Pagination(front + body, front_pages, pages)


def _place(
    documents: Sequence[Document], pages_of: Mapping[str, int], start: int, *, is_front: bool
) -> tuple[tuple[PlacedDocument, ...], int]:
    placed = []
    page = start
    for document in documents:
        if document.opens_on_recto:
            page += page % 2  # pages count from 0: right-hand ones are even
        pages = pages_of[document.name]
        placed.append(PlacedDocument(document, pages, page, page - start + 1, is_front))
        page += pages
    return tuple(placed), page


def folios(pagination: Pagination, laid_out: Mapping[str, Entry]) -> dict[str, str]:
    """Return what pages are called, by `NAME` of a document or id within it.

    Args:
        pagination: all documents in their places.
        laid_out: the layout of those that have one, by their names.
    """
    found = {}
    for each in pagination.placed:
        found[each.document.name] = folio(each, 0)
        if each.document.name not in laid_out:
            continue
        for anchor, (page, _, _) in laid_out[each.document.name].facts["anchors"].items():
            found[anchor] = folio(each, page)
    return found


def folio(placed: PlacedDocument, page: int) -> str:
    """Return the printed number of a page, counted from 0 within a document."""
    number = placed.first_number + page
    return roman(number) if placed.is_front else str(number)


def roman(number: int) -> str:
    """Write a number from 1 to 3999 in lower-case roman numerals."""
    numerals = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    written = ""
    for value, numeral in numerals:
        count, number = divmod(number, value)
        written += numeral * count
    return written
