"""The job that paints the cover of the EPUB: the page that the theme makes, as a picture."""

import io

import pypdfium2

from bookc.pdf.cover import HEIGHT_PX, WIDTH_PX
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import paint
from bookc.store import Facts

_QUALITY = 85


def paint_cover(given: LayoutInput) -> tuple[bytes, Facts]:
    """Paint the first page of a document as a JPEG."""
    pdf = pypdfium2.PdfDocument(paint(given))
    page = pdf[0]
    picture = page.render(scale=WIDTH_PX / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.resize((WIDTH_PX, HEIGHT_PX)).save(out, "JPEG", quality=_QUALITY, optimize=True)
    pdf.close()
    return out.getvalue(), {}
