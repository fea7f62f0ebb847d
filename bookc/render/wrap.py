"""The wrap of a paperback: one sheet with the back cover, the spine and the front cover."""

from bookc.model import Document
from bookc.render.press import Press
from bookc.wording import wording

_ISBN = "urn:isbn:"


def wrap_document(press: Press, pages: int) -> tuple[Document, str]:
    """Return the wrap of a book and the rule for the size of its sheet.

    Args:
        press: of the book.
        pages: how many the book has; a sheet of paper takes two.
    """
    book, pdf = press.book.metadata, press.theme.pdf
    spine_mm = round((pages + 1) // 2 * float(press.theme.variables["paper_thickness"]), 2)
    document = press.document(
        "wrap",
        name="wrap",
        title=wording(book.language).cover,
        kind="wrap",
        in_toc=False,
        rays=press.rays,
        **press.cover(),
        spine_mm=spine_mm,
        isbn=book.identifier.removeprefix(_ISBN) if book.identifier.startswith(_ISBN) else "",
    )
    size = f"{2 * pdf.page_width_mm + spine_mm:g}mm {pdf.page_height_mm:g}mm"
    return document, f"@page wrap {{ size: {size} }}"
