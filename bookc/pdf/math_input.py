"""MathML as ziamath needs it, and the places where a formula in a line of text may be broken.

ziamath takes an em for a third more than it is, stretches sums between brackets to the height of a
page, and sets rows as close as their letters let it.
"""

import copy
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

MATHML = "{http://www.w3.org/1998/Math/MathML}"

_LARGE = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆⨿")  # noqa: RUF001
_STANDING = frozenset("↑↓↕⇑⇓⇕")
"""Arrows that TeX does not stretch."""
_ACCENTS = {"^": ("\u02c6", "\u0302"), "~": ("\u02dc", "\u0303")}
"""Signs above letters: as they are, and drawn out."""
_BESIDE = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}
_WITH_SCRIPTS = frozenset({*_BESIDE, *_BESIDE.values()})
_LENGTHS = frozenset(
    {"width", "height", "depth", "lspace", "rspace", "voffset", "minsize", "maxsize"}
)
_SPACINGS = frozenset({"columnspacing", "rowspacing"})
_EM_OF_ZIAMATH = 1.333
_COLUMN_SPACE, _ROW_SPACE, _ROW_SPACE_OF_EQUATIONS = "0.8em", "0.2em", "0.45em"
_STRUT = {"width": "0em", "height": "0.7em", "depth": "0.25em"}
"""So high is a row at least."""

_BREAKS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈⊂⊆→⇒⇔↔⟹⟺⟶←⇐:+-−±∪∩∧∨,")  # noqa: RUF001
"""Signs behind which a line may end, as in TeX; a comma, because nobody types a blank there."""
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_LEAST_PIECE = 2
"""Elements on either side of a break."""


def suited(math: Element) -> Element:
    """Return a formula as ziamath needs it; the formula itself is not changed."""
    math = copy.deepcopy(math)
    math.tail = None
    is_display = math.get("display") == "block"
    math.attrib = {"displaystyle": "true" if is_display else "false"}
    for element in math.iter():
        element.tag = element.tag.removeprefix(MATHML)
    _move_limits(math, is_display=is_display)
    for element in math.iter():
        element.attrib.pop("style", None)
        if element.tag == "mtable":
            _space_rows(element)
        _suit(element)
    for element in math.iter():
        for name in _LENGTHS.intersection(element.attrib):
            element.set(name, _shrunk(element.get(name, "")))
        for name in _SPACINGS.intersection(element.attrib):
            element.set(name, " ".join(map(_shrunk, element.get(name, "").split())))
    return math


def pieces(math: Element) -> list[Element]:
    """Return the pieces of a suited formula between which a line of text may be broken."""
    row = math[0] if len(math) == 1 and math[0].tag == "mrow" else math
    if math.get("displaystyle") == "true":
        return [math]
    children = list(row)
    for place, child in enumerate(children):
        if child.tag == "mo" and "form" not in child.attrib:
            is_infix = 0 < place < len(children) - 1
            child.set("form", "infix" if is_infix else "postfix" if place else "prefix")
    breaks = [0, *_breaks(children), len(children)]
    if len(breaks) == 2:
        return [math]
    parts = []
    for start, end in pairwise(breaks):
        part = Element("math", math.attrib)
        part[:] = children[start:end]
        parts.append(part)
    return parts


def _breaks(children: list[Element]) -> Iterator[int]:
    """Yield the places in a row where a line may be broken, outside of all brackets."""
    depth = last = 0
    for place, child in enumerate(children, start=1):
        sign = child.text if child.tag == "mo" else ""
        depth += (sign in _OPENING) - (sign in _CLOSING) if sign else 0
        is_break = bool(sign) and sign in _BREAKS and child.get("form") == "infix" and depth <= 0
        if is_break and place - last >= _LEAST_PIECE and len(children) - place >= 1:
            yield place
            last = place


def _move_limits(element: Element, *, is_display: bool) -> None:
    """Put limits beside their sign where a line has no room for them below and above."""
    style = element.get("displaystyle")
    is_display = style == "true" if style else is_display and element.tag != "mtable"
    if element.tag in _BESIDE and not is_display and _has_movable_limits(element[0]):
        element.tag = _BESIDE[element.tag]
    for place, child in enumerate(element):
        is_small = element.tag == "mfrac" or (element.tag in _WITH_SCRIPTS and place > 0)
        if is_small and is_display:
            child.attrib.setdefault("displaystyle", "false")
        _move_limits(child, is_display=is_display and not is_small)


def _has_movable_limits(base: Element) -> bool:
    if base.tag != "mo" or base.get("movablelimits") == "false":
        return False
    return base.get("movablelimits") == "true" or base.text in _LARGE


def _suit(element: Element) -> None:
    text = element.text or ""
    if element.tag == "mstyle" and not element.attrib:
        element.tag = "mrow"  # which ziamath would take out with the tag behind it
    elif element.tag == "mi" and (len(text) > 1 or text == "∇"):
        element.tag = "mtext"  # ziamath puts space beside an `mi` that is a name or an operator
    elif element.tag == "mo" and (text in _LARGE or text in _STANDING):
        element.set("stretchy", "false")
    elif element.tag == "mo" and text in _ACCENTS:
        element.text = _ACCENTS[text][element.get("stretchy") != "false"]


def _space_rows(table: Element) -> None:
    is_aligned = table.get("displaystyle") == "true"
    table.set("rowspacing", _ROW_SPACE_OF_EQUATIONS if is_aligned else _ROW_SPACE)
    if "columnspacing" not in table.attrib:
        table.set("columnspacing", _COLUMN_SPACE)
    for row in table:
        if len(row):
            row[0].insert(0, Element("mspace", _STRUT))


def _shrunk(length: str) -> str:
    if not length.endswith("em"):
        return length
    sign = "+" if length.startswith("+") else ""
    return f"{sign}{float(length[:-2]) / _EM_OF_ZIAMATH:.4f}em"
