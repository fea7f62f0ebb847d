"""What the layout of a document depends on; known without WeasyPrint."""

from collections.abc import Iterable

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob
from bookc.model import Document, Image, RenderedBook, Resource

Files = tuple[tuple[str, FileInput], ...]
"""Pictures or fonts, by their address in the book."""


@frozen
class LayoutInput:
    """What the layout of one content document depends on."""

    name: str
    xhtml: str
    stylesheet: str
    files: Files
    fonts: Files
    margins: str = ""
    """The style sheet that follows if the margins of pages alone are laid out."""
    opens_on_left: bool = False
    tagged: bool = True
    """False for what is drawn over a page and is no part of its text."""
    breaks_syllables: bool = False
    spaces_scripts: bool = False


@frozen
class SheetInput:
    """A style sheet that is to be parted."""

    stylesheet: str


@frozen
class CutInput:
    """A style sheet of which one document alone wants its part."""

    stylesheet: str
    names: tuple[str, ...]
    """Of elements in the document, and their classes: `p`, `.cover`."""


PART_SHEET: NamedJob[SheetInput] = NamedJob("bookc.pdf.sheets", "part_sheet")
CUT_SHEET: NamedJob[CutInput] = NamedJob("bookc.pdf.sheets", "cut_sheet")
LAY_OUT: NamedJob[LayoutInput] = NamedJob("bookc.pdf.layout", "lay_out")
LAY_OUT_MARGINS: NamedJob[LayoutInput] = NamedJob("bookc.pdf.layout", "lay_out_margins")
PAINT_COVER: NamedJob[LayoutInput] = NamedJob("bookc.pdf.painting", "paint_cover")


def layout_input(
    rendered: RenderedBook, document: Document, xhtml: str, stylesheet: str
) -> LayoutInput:
    """Return what the layout of a document of the book depends on."""
    return LayoutInput(
        name=document.name,
        xhtml=xhtml,
        stylesheet=stylesheet,
        files=picture_inputs(document.images),
        fonts=font_inputs(rendered.resources),
        breaks_syllables=rendered.breaks_syllables,
        spaces_scripts=rendered.spaces_scripts,
    )


def first_input(stylesheet: str, fonts: Files, margins: str = "") -> LayoutInput:
    """Return a layout that loads what those of a book need: its style sheets, and fonts."""
    return LayoutInput(
        name="first",
        xhtml="<html><body><h1>가 A</h1><p>가 A <b>가 A</b> <code>A</code></p></body></html>",
        stylesheet=stylesheet,
        files=(),
        fonts=fonts,
        margins=margins,
    )


def picture_inputs(images: Iterable[Image]) -> Files:
    """Return the pictures of a document as the layout reads them."""
    return tuple((f"images/{each.name}", FileInput(each.file, each.digest)) for each in images)


def font_inputs(fonts: Iterable[Resource]) -> Files:
    """Return the fonts of a theme as the layout reads them."""
    return tuple((each.name, FileInput(each.file, each.digest)) for each in fonts)
