"""The cover of the EPUB: the page that the theme makes, as a picture."""

from xml.etree.ElementTree import fromstring

from bookc.jobs import Runner
from bookc.model import Document, Image, Resource
from bookc.pdf.inputs import (
    CUT_SHEET,
    PAINT_COVER,
    CutInput,
    LayoutInput,
    font_inputs,
    picture_inputs,
)

WIDTH_PX, HEIGHT_PX = 1600, 2560
"""What stores ask for."""
MOST_BYTES = 300_000
_PAGE = "@page { size: 125mm 200mm !important; bleed: 0 !important; marks: none !important }"
"""A theme may have named another in its style sheet."""


def cover_input(
    document: Document, stylesheet: str, fonts: tuple[Resource, ...], runner: Runner
) -> LayoutInput:
    """Return what the picture of a cover depends on: what `PAINT_COVER` is given.

    Args:
        document: the cover.
        stylesheet: of a book with pages like the cover's. A sixth of it is about covers, and to
            read the rest would take a quarter of the time of the picture.
        fonts: those of the theme.
        runner: its store keeps that sixth.
    """
    cut = CutInput(stylesheet, tuple(sorted(_names_in(document.xhtml))))
    (sheet,) = runner.run(CUT_SHEET, [cut], "style sheet", local=True, few=1, aside=True)
    return LayoutInput(
        name=document.name,
        xhtml=document.xhtml,
        stylesheet=f"{sheet.facts['text']}\n{_PAGE}",
        files=picture_inputs(document.images),
        fonts=font_inputs(fonts),
        tagged=False,
    )


def _names_in(xhtml: str) -> set[str]:
    """Return the names of all elements, and of their classes with a dot."""
    elements = list(fromstring(xhtml).iter())
    tags = {element.tag.rpartition("}")[2].lower() for element in elements}
    return tags | {f".{name}" for each in elements for name in each.get("class", "").split()}


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
