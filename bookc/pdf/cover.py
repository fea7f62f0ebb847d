"""The cover of the EPUB: the page that the theme makes, as a picture."""

from bookc.jobs import Runner
from bookc.model import Document, Image, Resource
from bookc.pdf.inputs import PAINT_COVER, LayoutInput, font_inputs, picture_inputs

WIDTH_PX, HEIGHT_PX = 1600, 2560
"""What stores ask for."""
MOST_BYTES = 300_000
_PAGE = "@page { size: 125mm 200mm !important; bleed: 0 !important; marks: none !important }"
"""A theme may have named another in its style sheet."""


def cover_input(document: Document, stylesheet: str, fonts: tuple[Resource, ...]) -> LayoutInput:
    """Return what the picture of a cover depends on: what `PAINT_COVER` is given."""
    return LayoutInput(
        name=document.name,
        xhtml=document.xhtml,
        stylesheet=f"{stylesheet}\n{_PAGE}",
        files=picture_inputs(document.images),
        fonts=font_inputs(fonts),
    )


def draw_cover(given: LayoutInput, runner: Runner) -> Image:
    """Lay out a cover and return it as a picture of 1600 x 2560 pixels."""
    (entry,) = runner.run(PAINT_COVER, [given], "cover")
    return Image(
        name="cover.jpg",
        media_type="image/jpeg",
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        file=entry.file,
        digest=entry.digest,
    )
