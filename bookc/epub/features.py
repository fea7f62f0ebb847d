"""What is in a content document that the package document has to declare."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bookc.epub.elements import MATHML, SVG, XHTML
from bookc.model import Document

_PROPERTIES = {
    f"{{{MATHML}}}math": "mathml",
    f"{{{SVG}}}svg": "svg",
    f"{{{XHTML}}}script": "scripted",
    f"{{{XHTML}}}form": "scripted",
}
_PICTURES = frozenset({f"{{{XHTML}}}img", f"{{{SVG}}}svg"})
# A link may lead to the web; these elements fetch what they name.
_FETCHING = frozenset(f"{{{XHTML}}}{tag}" for tag in ("audio", "video", "source", "track", "img"))

_MAY_MOVE = frozenset({"image/gif", "image/webp", "image/apng"})


@dataclass(frozen=True, slots=True)
class Features:
    """What is in one content document."""

    properties: tuple[str, ...]
    """For its item in the EPUB manifest, in alphabetical order.
    https://www.w3.org/TR/epub-33/#app-item-properties-vocab"""
    has_pictures: bool
    pictures_are_described: bool
    """True if each picture has an alternative text or says that it is an ornament."""
    may_flash: bool
    """True if a picture may move, because nobody has looked at it."""


def features(document: Document) -> Features:
    """Look into a content document.

    Raises:
        xml.etree.ElementTree.ParseError: if it is not well-formed: a mistake of ours or a theme's.
    """
    properties, pictures = set(), []
    for element in ElementTree.fromstring(document.xhtml.encode()).iter():
        if found := _PROPERTIES.get(element.tag):
            properties.add(found)
        if element.tag in _FETCHING and _is_remote(element.attrib):
            properties.add("remote-resources")
        if element.tag in _PICTURES:
            pictures.append(element)
    return Features(
        properties=tuple(sorted(properties)),
        has_pictures=bool(pictures),
        pictures_are_described=all(map(_is_described, pictures)),
        may_flash=any(image.media_type in _MAY_MOVE for image in document.images),
    )


def _is_remote(attributes: Mapping[str, str]) -> bool:
    return attributes.get("src", "").startswith(("http:", "https:"))


def _is_described(picture: Element) -> bool:
    if picture.get("aria-hidden") == "true" or picture.get("role") in {"presentation", "none"}:
        return True
    title = picture.findtext(f"{{{SVG}}}title") or ""
    texts = (picture.get("alt", ""), picture.get("aria-label", ""), title)
    return any(text.strip() for text in texts)
