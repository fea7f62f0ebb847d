"""An SVG as a picture and nothing else: no scripts, no outside addresses, no metadata.

What stays is what draws. EPUB and PDF both take it as it is, so it stays sharp at any size.
https://www.w3.org/TR/epub-33/#sec-svg
"""

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from html.entities import html5
from urllib.parse import unquote_to_bytes

from lxml import etree

from bookc.images.source import UnreadableError
from bookc.images.svg_labels import SVG, settle_labels

XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

DROPPED = frozenset(
    {
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "audio",
        "canvas",
        "discard",
        "embed",
        "handler",
        "iframe",
        "listener",
        "metadata",
        "mpath",
        "object",
        "script",
        "set",
        "video",
    }
)
"""Elements that act, move, or hold another language. A still picture stays as it starts."""

DROPPED_ATTRIBUTES = frozenset({"content", "src"})
"""draw.io keeps the whole drawing in `content`, with what the author did not mean to show."""

KEPT_ATTRIBUTES = frozenset({f"{{{XML}}}lang", f"{{{XML}}}space"})
"""Of those in a namespace; drawing programs put their own settings into others."""

Embed = Callable[[bytes], tuple[str, bytes]]
"""Makes an embedded picture fit: its bytes to a media type and bytes."""

_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?svg(?=[\s>/])")
_DECLARED = re.compile(rb"xmlns:([\w.-]{1,60})\s*=")
_PREFIX = re.compile(rb"[<\s]([A-Za-z_][\w.-]{0,60}):[\w.-]{1,60}(?=[\s=/>])")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({"amp", "apos", "gt", "lt", "quot"})
_NO_NUMBER = re.compile(r"NaN|undefined|Infinity")
"""What a script writes that could not reckon; WeasyPrint would write it into the PDF."""
_ID = re.compile(r"[^\W\d][\w.\-]*")
_ID_REFERENCE = re.compile(r"""(url\(\s*["']?#)([^"')]+)""")
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*([a-z]*)\s*")
_DATA_IMAGE = re.compile(r"\s*data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL)

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\")
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_OUTSIDE = re.compile(
    r"""@import\b[^;]*(?:;|\Z)
    | (?:url|src|image|image-set)\(
      (?! \s* ["']? \s* (?: \# | data:(?:font|application/(?:x-)?font) ) ) [^)]* (?:\)|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Whatever fetches, but for ids in the picture and fonts that it carries."""

PX_PER_UNIT = {
    "": 1,
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "em": 16,
    "ex": 8,
    "rem": 16,
}
"""https://www.w3.org/TR/css-values-4/#absolute-lengths; text is taken as 16 px high."""

DEFAULT_SIZE = (300.0, 150.0)
"""What a browser takes for an SVG that names no size."""


def is_svg(data: bytes) -> bool:
    """Say whether a file's content is SVG."""
    return bool(_PROLOGUE.match(data)) and bool(_ROOT.search(data))


def sanitise(data: bytes, embed: Embed, *, on_white: bool = False) -> tuple[bytes, int, int]:
    """Return an SVG that only draws, and its size in CSS pixels.

    Args:
        data: the file.
        embed: makes pictures in it fit.
        on_white: a white ground lies below all of it.

    Raises:
        UnreadableError: if it is not well-formed.
    """
    root = _parse(data)
    settle_labels(root)
    _keep_what_draws(root)
    _put_masks_into_definitions(root)
    renamed = _make_ids_valid(root)
    for element in root.iter(etree.Element):
        if _name(element) == "style":
            element.text = clean_css(element.text or "")
        _clean_attributes(element, renamed)
    for element in list(root.iter(f"{{{SVG}}}image", f"{{{SVG}}}use", f"{{{SVG}}}feImage")):
        _embed_picture(element, embed)
    width, height = _set_view_box(root)
    if on_white:
        _lay_on_white(root)
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})  # type: ignore[dict-item]
    return etree.tostring(root, encoding="utf-8"), max(1, round(width)), max(1, round(height))


def clean_css(css: str) -> str:
    """Return a style sheet or declarations without imports and outside addresses."""
    css = _CSS_COMMENT.sub("", css)
    unescaped = _CSS_ESCAPE.sub(_unescaped, css)
    if _CSS_OUTSIDE.search(unescaped):  # else escapes stay: names need them
        css = unescaped
    while _CSS_OUTSIDE.search(css):  # again, as what is left may join to another
        css = _CSS_OUTSIDE.sub(lambda found: "" if found[0].startswith("@") else "none", css)
    return css


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or "0", 16)
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _parse(data: bytes) -> etree._Element:
    if b"<!ENTITY" not in data:
        data = _ENTITY.sub(_written_out, data)
    if undeclared := _undeclared(data):  # browsers forgive it, XML does not
        data = _ROOT.sub(rb"\g<0>" + undeclared, data, count=1)
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs know lxml 4
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"SVG is not well-formed: {error}") from error
    if root.tag not in ("svg", f"{{{SVG}}}svg"):
        raise UnreadableError(f"SVG has the root element {root.tag}", "its root has to be svg")
    for element in root.iter(etree.Element) if root.tag == "svg" else ():
        if "}" not in element.tag:
            element.tag = f"{{{SVG}}}{element.tag}"
    return root


def _undeclared(data: bytes) -> bytes:
    """Return declarations of the prefixes that a drawing uses without having declared them."""
    declared = {b"xml", b"xmlns", *_DECLARED.findall(data)}
    prefixes = sorted(set(_PREFIX.findall(data)) - declared)
    spaces = {prefix: XLINK if prefix == b"xlink" else "urn:unknown" for prefix in prefixes}
    return b"".join(b' xmlns:%s="%s"' % (each, spaces[each].encode()) for each in prefixes)


def _written_out(entity: re.Match[bytes]) -> bytes:
    """Write out an entity of HTML, which XML does not know; `&amp;` and its like stay."""
    name = entity[1].decode()
    letters = html5.get(f"{name};", "")
    if name in _OF_XML or not letters:
        return entity[0]
    return b"".join(b"&#%d;" % ord(letter) for letter in letters)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _keep_what_draws(root: etree._Element) -> None:
    for element in list(root.iterdescendants(etree.Element)):
        if etree.QName(element).namespace != SVG or _name(element) in DROPPED:
            _drop(element)
        elif _name(element) == "a":
            element.tag = f"{{{SVG}}}g"


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _put_masks_into_definitions(root: etree._Element) -> None:
    """Put each mask where nothing is drawn.

    WeasyPrint 70 makes a group of a mask that it has used, and draws that when it comes to it.
    """
    for mask in list(root.iter(f"{{{SVG}}}mask")):
        definitions = etree.Element(f"{{{SVG}}}defs")
        mask.addprevious(definitions)
        definitions.tail, mask.tail = mask.tail, None
        definitions.append(mask)


def _make_ids_valid(root: etree._Element) -> dict[str, str]:
    """Make every id an XML name that occurs once; return the new names."""
    renamed: dict[str, str] = {}
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        old = element.get("id")
        if old is None:
            continue
        new = old if _ID.fullmatch(old) else "id-" + re.sub(r"[^\w.\-]", "_", old)
        if new in seen:
            del element.attrib["id"]
            continue
        seen.add(new)
        if new != old:
            element.set("id", new)
            renamed[old] = new
    return renamed


def _clean_attributes(element: etree._Element, renamed: Mapping[str, str]) -> None:
    for attribute, value in list(element.attrib.items()):
        cleaned = _clean_attribute(str(attribute), str(value), renamed)
        if cleaned is None:
            del element.attrib[attribute]
        elif cleaned != value:
            element.set(attribute, cleaned)


def _clean_attribute(attribute: str, value: str, renamed: Mapping[str, str]) -> str | None:
    """Return the value that an attribute may have; None if it has to go."""
    name = etree.QName(attribute)
    if name.localname == "href" and name.namespace in (None, XLINK):
        value = value.strip()
        if value.startswith("#"):
            return "#" + renamed.get(value[1:], value[1:])
        return value if _DATA_IMAGE.match(value) else None
    if attribute.startswith("on") or attribute in DROPPED_ATTRIBUTES:
        return None
    if name.namespace and attribute not in KEPT_ATTRIBUTES:
        return None
    if attribute == "transform" and _NO_NUMBER.search(value):
        return None
    if "(" in value or "\\" in value:
        return _ID_REFERENCE.sub(
            lambda found: found[1] + renamed.get(found[2], found[2]), clean_css(value)
        )
    return value


def _embed_picture(element: etree._Element, embed: Embed) -> None:
    """Make an embedded picture fit, for it can hold a position too; drop it if that fails."""
    for attribute in ("href", f"{{{XLINK}}}href"):
        address = str(element.get(attribute, ""))
        found = _DATA_IMAGE.fullmatch(address)
        if found and _name(element) != "use":
            try:
                picture = unquote_to_bytes(found[2])
                if ";base64" in found[1]:
                    picture = base64.b64decode(picture)
                media_type, coded = embed(picture)
            except (UnreadableError, binascii.Error):
                continue
            text = base64.b64encode(coded).decode()
            element.set(attribute, f"data:{media_type};base64,{text}")
            return
        if address.startswith("#"):
            return
    _drop(element)


def _set_view_box(root: etree._Element) -> tuple[float, float]:
    """Give the SVG a view box if it has none, and return its size in CSS pixels."""
    width, height = _length_px(root.get("width")), _length_px(root.get("height"))
    box = _view_box(root.get("viewBox"))
    if box is None:
        width, height = width or DEFAULT_SIZE[0], height or DEFAULT_SIZE[1]
        root.set("viewBox", f"0 0 {width:g} {height:g}")
        return width, height
    if width is None:
        width = box[0] if height is None else height * box[0] / box[1]
    return width, width * box[1] / box[0] if height is None else height


def _lay_on_white(root: etree._Element) -> None:
    x, y, width, height = root.get("viewBox", "").replace(",", " ").split()
    sides = {"x": x, "y": y, "width": width, "height": height}
    # As a style: a rule of the drawing's own for all its `rect` would win over attributes.
    style = "fill: #ffffff; stroke: none"
    root.insert(0, root.makeelement(f"{{{SVG}}}rect", {**sides, "style": style}))


def _length_px(length: str | None) -> float | None:
    found = _LENGTH.fullmatch(length or "")
    if found is None or found[2] not in PX_PER_UNIT:
        return None
    return float(found[1]) * PX_PER_UNIT[found[2]] or None


def _view_box(value: str | None) -> tuple[float, float] | None:
    """Return width and height of a view box; None if there is none that can be used."""
    try:
        _, _, width, height = map(float, (value or "").replace(",", " ").split())
    except ValueError:
        return None
    return (width, height) if 0 < width < math.inf and 0 < height < math.inf else None
