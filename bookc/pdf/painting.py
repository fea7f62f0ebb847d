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
_STRIP_PX = 16
"""How high a strip of a JPEG is: each is coded as if it were a picture."""
_EVERY = 8
"""Of so many strips, one tells how large all will be, to a twentieth: in a fifth of the time."""
_SURELY = 1.08
"""How much larger than wanted all have to promise to be, not to be tried."""


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
    return _small_enough(shown), {}


def _small_enough(picture: Any) -> bytes:
    """Return a picture as the best JPEG that a store takes."""
    some = _every_strip_of(picture)
    for quality in _QUALITIES[:-1]:
        if len(_jpeg(some, quality)) * _EVERY > MOST_BYTES * _SURELY:
            continue
        coded = _jpeg(picture, quality)
        if len(coded) <= MOST_BYTES:
            return coded
    return _jpeg(picture, _QUALITIES[-1])


def _every_strip_of(picture: Any) -> Any:
    """Return every eighth strip of a picture, each below the last."""
    width_px, height_px = picture.size
    tops = range(_STRIP_PX * (_EVERY // 2), height_px, _STRIP_PX * _EVERY)
    some = picture.crop((0, 0, width_px, _STRIP_PX * len(tops)))
    for place, top in enumerate(tops):
        strip = picture.crop((0, top, width_px, top + _STRIP_PX))
        some.paste(strip, (0, place * _STRIP_PX))
    return some


def _jpeg(picture: Any, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
