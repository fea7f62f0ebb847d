"""The job that paints the cover of the EPUB: the page that the theme makes, as a picture."""

import io
from typing import Any

import pypdfium2

from bookc.pdf.cover import HEIGHT_PX, MOST_BYTES, WIDTH_PX
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import paint
from bookc.store import Facts

_QUALITIES = (*range(88, 40, -6), 40)
"""Of the JPEG, best first: the first that is small enough is taken, or the last."""


def paint_cover(given: LayoutInput) -> tuple[bytes, Facts]:
    """Paint the first page of a document as a JPEG."""
    pdf = pypdfium2.PdfDocument(paint(given))
    page = pdf[0]
    scale = WIDTH_PX / page.get_width()
    # Of all orders of bytes, this is the one that Pillow does not have to copy.
    shown = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_pil()
    if shown.size != (WIDTH_PX, HEIGHT_PX):
        shown = shown.convert("RGB").resize((WIDTH_PX, HEIGHT_PX))
    pdf.close()
    for quality in _QUALITIES:
        coded = _jpeg(shown, quality)
        if len(coded) <= MOST_BYTES:
            break
    return coded, {}


def _jpeg(picture: Any, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
