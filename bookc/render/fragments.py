"""The text of a post, made ready for one medium: pictures in place, or a stand-in that says so."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from bookc.model import Image, Medium
from bookc.render.cross_references import add_cross_references
from bookc.render.picture_rows import TextBlock, set_pictures
from bookc.wording import wording
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
) -> tuple[str, tuple[Image, ...]]:
    """Put pictures into a fragment and take out what only bookc reads.

    Args:
        xhtml: a fragment whose pictures are named by their path in the project.
        document: the content document that it stands in, `NAME.xhtml`.
        variants: the pictures that there are.
        medium: what the fragment is for.
        language: of the words in a stand-in and around a page number.
        block: the room for text on a printed page.

    Returns:
        The fragment, and the pictures that it shows.
    """
    root = parse_fragment(xhtml)
    shown: dict[str, Image] = {}
    for img in list(root.iter("img")):
        address = img.get("src", "")
        image = variants.get((medium, PurePosixPath(address.removeprefix(PICTURE))))
        if image is None:
            _stand_in(img, wording(language).missing_picture)
            continue
        shown[image.name] = image
        img.set("src", f"images/{image.name}")
        if medium is Medium.REFLOWABLE and "width" not in img.attrib:
            img.set("width", str(image.width_px))
            img.set("height", str(image.height_px))
    if medium is Medium.PAGED:
        set_pictures(root, shown, block)
        add_cross_references(root, document, language)
    for element in root.iter():
        element.attrib.pop("data-line", "")
    return serialise_fragment(root), tuple(shown.values())


def _stand_in(img: Element, label: str) -> None:
    """Turn a picture that cannot be shown into its description."""
    alt, address = img.get("alt", ""), img.get("src", "").removeprefix(PICTURE)
    img.tag = "span"
    img.attrib.clear()
    img.set("class", "missing-picture")
    img.text = f"[{label}: {alt or PurePosixPath(address).name}]"
