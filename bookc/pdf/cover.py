"""The job that draws the cover of the EPUB: the page that the theme makes, as a picture."""

import io

import pypdfium2

from bookc.jobs import Runner
from bookc.model import Document, Image, Resource
from bookc.pdf.layout import LayoutInput, font_inputs, paint, picture_inputs
from bookc.store import Facts

WIDTH_PX, HEIGHT_PX = 1600, 2560
"""What stores ask for: 1 to 1.6."""
_QUALITY = 85
_WIDTH_MM, _HEIGHT_MM = 125, 200
_SIZE = f"@page {{ size: {_WIDTH_MM}mm {_HEIGHT_MM}mm !important }}"


def draw_cover(
    document: Document, stylesheet: str, fonts: tuple[Resource, ...], runner: Runner
) -> Image:
    """Lay out a cover and return it as a picture of 1600 x 2560 pixels."""
    given = LayoutInput(
        name=document.name,
        xhtml=document.xhtml,
        stylesheet=f"{stylesheet}\n{_SIZE}",
        files=picture_inputs(document.images),
        fonts=font_inputs(fonts),
    )
    (entry,) = runner.run(paint_cover, [given], "cover")
    return Image(
        name="cover.jpg",
        media_type="image/jpeg",
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        file=entry.file,
        digest=entry.digest,
    )


def paint_cover(given: LayoutInput) -> tuple[bytes, Facts]:
    """Paint the first page of a document as a JPEG."""
    pdf = pypdfium2.PdfDocument(paint(given))
    page = pdf[0]
    picture = page.render(scale=WIDTH_PX / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.resize((WIDTH_PX, HEIGHT_PX)).save(out, "JPEG", quality=_QUALITY, optimize=True)
    pdf.close()
    return out.getvalue(), {}
