"""The text of a post, made ready for one medium: pictures in place, or a stand-in that says so."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from bookc.alt_text import describes
from bookc.model import Image, Medium
from bookc.render.breaks import offer_breaks, offer_breaks_in_print
from bookc.render.code import set_code
from bookc.render.cross_references import add_cross_references
from bookc.render.formulas import set_formulas
from bookc.render.link_notes import add_link_notes
from bookc.render.lists import set_lists
from bookc.render.marks import name_marks
from bookc.render.picture_parts import show_parts
from bookc.render.picture_rows import TextBlock, set_pairs, set_pictures
from bookc.render.tables import set_tables
from bookc.render.whole_words import keep_words_whole
from bookc.render.wishes import NO_WISHES, Wishes
from bookc.stand_in import put_stand_in
from bookc.xhtml import Element, parse_fragment, serialise_fragment

PICTURE = "picture:"
"""What the address of a picture in the project begins with."""


def finish_fragment(
    xhtml: str,
    document: str,
    variants: Mapping[tuple[Medium, PurePosixPath], Image],
    medium: Medium,
    language: str,
    block: TextBlock,
    wishes: Wishes = NO_WISHES,
    name: str = "",
) -> tuple[str, tuple[Image, ...]]:
    """Put pictures into a fragment and take out what only bookc reads.

    Args:
        xhtml: a fragment whose pictures are named by their path in the project.
        document: the content document that it stands in, `NAME.xhtml`.
        variants: the pictures that there are.
        medium: what the fragment is for.
        language: of the words in a stand-in and around a page number.
        block: the room for text on a printed page.
        wishes: what the theme's variables ask for.
        name: of the section, for the ids of figures and terms; empty if nothing leads to them.

    Returns:
        The fragment, and the pictures that it shows.
    """
    root = parse_fragment(xhtml)
    shown: dict[str, Image] = {}
    for img in list(root.iter("img")):
        address = str(img.get("src", "")).removeprefix(PICTURE)
        image = variants.get((medium, PurePosixPath(address)))
        if image is None:
            _stand_in(img, address, language)
            continue
        shown |= {each.name: each for each in (image, *image.rest)}
        _show(img, image, medium)
        if image.rest:
            show_parts(img, image, medium)
    name_marks(root, name)
    set_formulas(root)
    set_code(root, medium, block.columns)
    set_tables(root, medium, block, language)
    if medium is Medium.PAGED:
        offer_breaks_in_print(root)
        set_lists(root, block)
        set_pictures(root, shown, block)
        add_cross_references(root, document, language)
        _set_notes(root, wishes)
    else:
        set_pairs(root, shown)
        offer_breaks(root)
        keep_words_whole(root)
    for element in root.iter():
        element.attrib.pop("data-line", "")
    return serialise_fragment(root), tuple(shown.values())


def _set_notes(root: Element, wishes: Wishes) -> None:
    """Make the notes that print wants, and send them where it wants them."""
    if wishes.link_notes:
        add_link_notes(root)
    if wishes.notes_at_foot:
        _send_notes_down(root)


def _send_notes_down(root: Element) -> None:
    """Mark notes for the feet of pages; the layout, which knows the pages, brings them there."""
    for section in root.iter("section"):
        if section.get("class") == "footnotes":
            section.set("class", "footnotes notes-at-foot")


def _stand_in(img: Element, address: str, language: str) -> None:
    alt = str(img.get("alt", "")).strip()
    is_written_in = address.startswith("data:")
    put_stand_in(
        img,
        alt if describes(alt) else "",
        language,
        address="" if is_written_in else address,
    )


def _show(img: Element, image: Image, medium: Medium) -> None:
    """Let an `img` show a variant, as large as the author wrote or else as it is.

    WeasyPrint takes a size from styles alone; a reading system wants it before it has the picture.
    """
    img.set("src", f"images/{image.name}")
    width, height = (str(img.attrib.pop(name, "")) for name in ("width", "height"))
    if medium is Medium.PAGED:
        if width or height:
            name, value = ("width", width) if width else ("height", height)
            img.set("style", f"{name}: {value}px")
    elif width or height:
        img.set(*(("width", width) if width else ("height", height)))
    elif not img.get("style"):
        img.set("width", str(image.width_px))
        img.set("height", str(image.height_px))
