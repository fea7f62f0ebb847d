"""What is in a content document that the package document has to declare."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from bookc.epub.elements import MATHML, SVG, XHTML
from bookc.frozen import frozen

# Names as expat gives them: a namespace, a blank, and the name there.
_PROPERTIES = {
    f"{MATHML} math": "mathml",
    f"{SVG} svg": "svg",
    f"{XHTML} script": "scripted",
    f"{XHTML} form": "scripted",
}
_PICTURE, _DRAWING = f"{XHTML} img", f"{SVG} svg"
# A link may lead to the web; these elements fetch what they name.
_FETCHING = frozenset(f"{XHTML} {tag}" for tag in ("audio", "video", "source", "track", "img"))
_TELLING = _FETCHING | frozenset(_PROPERTIES)


@frozen
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


def features(xhtml: bytes) -> dict[str, Any]:
    """Return what of `Features` the text of a content document tells, as JSON holds it.

    Raises:
        xml.parsers.expat.ExpatError: if it is not well-formed: a mistake of ours.
    """
    found = _telling_elements(xhtml)
    properties = {_PROPERTIES[name] for name, _ in found if name in _PROPERTIES}
    if any(name in _FETCHING and _is_remote(attributes) for name, attributes in found):
        properties.add("remote-resources")
    pictures = [attributes for name, attributes in found if name == _PICTURE]
    drawings = [attributes for name, attributes in found if name == _DRAWING]
    are_described = all(map(_is_described, pictures)) and (
        all(map(_is_described, drawings)) or _drawings_are_described(xhtml)
    )
    return {
        "properties": sorted(properties),
        "has_pictures": bool(pictures or drawings),
        "pictures_are_described": are_described,
    }


def _telling_elements(xhtml: bytes) -> list[tuple[str, Mapping[str, str]]]:
    """Return the names and the attributes of the elements that tell something of a document.

    Expat takes half the time of a tree, of which nearly all would tell nothing.
    """
    found: list[tuple[str, Mapping[str, str]]] = []

    def note(name: str, attributes: Mapping[str, str]) -> None:
        if name in _TELLING:
            found.append((name, attributes))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = note
    parser.Parse(xhtml, True)  # noqa: FBT003  # it has no name
    return found


def _is_remote(attributes: Mapping[str, str]) -> bool:
    return attributes.get("src", "").startswith(("http:", "https:"))


def _is_described(picture: Mapping[str, str]) -> bool:
    if picture.get("aria-hidden") == "true" or picture.get("role") in {"presentation", "none"}:
        return True
    return bool(picture.get("alt", "").strip() or picture.get("aria-label", "").strip())


def _drawings_are_described(xhtml: bytes) -> bool:
    """Tell whether each drawing that its attributes do not describe has a title."""
    drawings = ElementTree.fromstring(xhtml).iter(f"{{{SVG}}}svg")
    titles = f"{{{SVG}}}title"
    return all(_is_described(each.attrib) or _has_text(each.findtext(titles)) for each in drawings)


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())
