"""Drawings and formulas in raw HTML: `svg` becomes a picture, `math` stays if it is valid MathML.

Source: https://w3c.github.io/mathml-core/
"""

import copy
import re
from collections.abc import Mapping
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as HtmlElement

from bookc.xhtml import Element, add_element, parse_fragment, xml_text

_SVG = "http://www.w3.org/2000/svg"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PLAIN = {_XLINK: "href"}
_SAFE_IN_DATA = " ='/:;,()"
_DRAWING = frozenset(
    {"circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "text", "use"}
)
"""Elements of which a drawing has to have one to show anything."""
_LONGEST_PICTURE = 200_000
"""Bytes of a drawing: a line of a post should stay a line."""
_PIXELS = re.compile(r"\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*")

_CHILDREN: Mapping[str, int] = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_ROWS = frozenset(
    {"math", "menclose", "merror", "mfenced", "mpadded", "mphantom", "mrow", "msqrt", "mstyle"}
    | {"mtable", "mtd", "mtr", "mmultiscripts", "mprescripts", "none", "mspace"}
)
_ATTRIBUTES = frozenset(
    {"accent", "accentunder", "close", "columnalign", "columnlines", "columnspacing", "columnspan"}
    | {"depth", "dir", "display", "displaystyle", "fence", "form", "frame", "height", "largeop"}
    | {"linethickness", "lquote", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits"}
    | {"notation", "open", "rowalign", "rowlines", "rowspacing", "rowspan", "rquote", "rspace"}
    | {"scriptlevel", "separator", "separators", "stretchy", "symmetric", "voffset", "width"}
)


def local_name(element: HtmlElement) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def picture_of(drawing: HtmlElement) -> dict[str, str] | None:
    """Return the attributes of an `img` that shows an `svg`; None if a picture cannot show it."""
    names = {local_name(each) for each in drawing.iter() if isinstance(each.tag, str)}
    if names & {"foreignObject", "foreignobject", "script"} or not names & _DRAWING:
        return None
    links = [(each.get(_XLINK) or each.get("href") or "") for each in drawing.iter()]
    ids = {each.get("id") for each in drawing.iter()}
    if any(link and not link.startswith("data:") and link[1:] not in ids for link in links):
        return None  # it shows something that stands elsewhere
    title = drawing.findtext(f"{{{_SVG}}}title") or ""
    label = drawing.get("aria-label") or title
    data = quote(ElementTree.tostring(_alone(drawing)), safe=_SAFE_IN_DATA)
    if len(data) > _LONGEST_PICTURE:
        return None
    attributes = {
        "src": f"data:image/svg+xml,{data}",
        "alt": " ".join(xml_text(label).split()),
    }
    if width := _PIXELS.fullmatch(drawing.get("width") or ""):
        attributes["width"] = width[1]
    return attributes


def _alone(drawing: HtmlElement) -> HtmlElement:
    """Return a drawing as a document of its own; what runs is taken out."""
    alone = copy.deepcopy(drawing)
    alone.tail = None
    for each in alone.iter():
        if isinstance(each.tag, str):
            each.tag = local_name(each)
        attributes = {_PLAIN.get(name, name): value for name, value in each.attrib.items()}
        each.attrib.clear()
        each.attrib.update(
            (name, value)
            for name, value in attributes.items()
            if not name.startswith(("on", "{", "data-line"))
        )
    alone.set("xmlns", _SVG)
    return alone


def words_of(drawing: HtmlElement) -> str:
    """Return the text in a drawing or formula, without its style sheets and its source."""
    parts: list[str] = []
    _collect(drawing, parts)
    return " ".join(xml_text(" ".join(parts)).split())


def _collect(element: HtmlElement, parts: list[str]) -> None:
    if isinstance(element.tag, str) and local_name(element) not in (
        *("annotation", "annotation-xml", "defs", "script", "style"),
    ):
        parts.append(element.text or "")
        for child in element:
            _collect(child, parts)
            parts.append(child.tail or "")


def formula_of(formula: HtmlElement) -> Element | None:
    """Return a `math` with what MathML knows; None if it is not valid."""
    try:
        root = parse_fragment(f'<math xmlns="{_MATHML}"></math>')[0]
        for name in formula.attrib.keys() & {"display", "dir"}:
            if re.fullmatch("block|inline|ltr|rtl", formula.attrib[name]):
                root.set(name, formula.attrib[name])
        _fill(root, formula)
    except _InvalidError:
        return None
    return root if len(root) else None


class _InvalidError(Exception):
    """It is no MathML."""


def _fill(target: Element, source: HtmlElement) -> None:
    for child in source:
        if isinstance(child.tag, str):
            _add(target, child, local_name(child))
    loose = [source.text, *(child.tail for child in source)]
    if any(text and text.strip() for text in loose):
        raise _InvalidError


def _add(target: Element, source: HtmlElement, name: str) -> None:
    if name == "semantics":  # a formula, and then the same in other languages
        first = next((child for child in source if isinstance(child.tag, str)), None)
        if first is not None:
            _add(target, first, local_name(first))
        return
    if name not in _TOKENS and name not in _ROWS and name not in _CHILDREN:
        raise _InvalidError
    kept = {key: xml_text(source.attrib[key]) for key in sorted(source.attrib.keys() & _ATTRIBUTES)}
    element = add_element(target, f"{{{_MATHML}}}{name}", kept)
    if name in _TOKENS:
        element.text = xml_text("".join(source.itertext()))
        return
    _fill(element, source)
    if len(element) != _CHILDREN.get(name, len(element)):
        raise _InvalidError
