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
_TILE_PX = 16
"""How wide and high a tile of a JPEG is."""
_PARTS = 10
"""Of so many parts of each row of tiles one is coded, each time another: in a seventh of the time
they tell how large all will be, to a twentieth."""
_SURELY = 1.1
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
    """Return a picture as a JPEG of the first quality that makes it small enough for stores."""
    some = _tenth_of(picture)
    for quality in _QUALITIES[:-1]:
        if len(_jpeg(some, quality)) * _PARTS > MOST_BYTES * _SURELY:
            continue
        coded = _jpeg(picture, quality)
        if len(coded) <= MOST_BYTES:
            return coded
    return _jpeg(picture, _QUALITIES[-1])


def _tenth_of(picture: Any) -> Any:
    """Return a part of each row of tiles, further to the right in each, so that no band is missed.

    Args:
        picture: as wide as ten times some tiles, and as high as some tiles.
    """
    width_px, height_px = picture.size
    part_px = width_px // _PARTS
    some = picture.crop((0, 0, part_px, height_px))
    for row in range(height_px // _TILE_PX):
        left, top = row * 3 % _PARTS * part_px, row * _TILE_PX
        some.paste(picture.crop((left, top, left + part_px, top + _TILE_PX)), (0, top))
    return some


def _jpeg(picture: Any, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
