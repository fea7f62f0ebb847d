"""Words that an SVG holds as HTML, as drawing programs write labels: made words of the drawing.

Neither EPUB nor PDF shows a `foreignObject`. Where the program has put a `text` beside it for such
readers, that stays; but some cut it short, and Mermaid writes none. Then the words of the HTML
are set in its place, broken to its width.
"""

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from bookc.frozen import frozen

SVG = "http://www.w3.org/2000/svg"

_CONDITIONS = ("requiredExtensions", "requiredFeatures", "systemLanguage")
_BLOCKS = frozenset({"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "tr", "ul"})
_WORDLESS = ("{*}script", "{*}style", "{*}template")
_NOT_LETTERS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\s*(-?[0-9]{0,7}(?:\.[0-9]{1,9})?)(?:px)?\s*")
_STYLED = re.compile(
    r"(?:^|;)\s*(color|font-size|width|margin-left|padding-top)\s*:\s*([^;]{1,40})"
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}|rgb\([0-9, ]{5,20}\)")
_FONT_PX = 16.0
_SMALLEST_PX = 5.0
_LINE = 1.2
_NARROW, _WIDE = 0.55, 1.0
"""Of a letter, in ems: of Latin, and of Han, Hangul and Kana."""
_FIRST_WIDE = "\u1100"


@frozen
class _Label:
    """Words and their place."""

    lines: tuple[str, ...]
    centre_x: float
    centre_y: float
    width: float
    """0 if unknown: lines are not broken then."""
    height: float
    """0 if unknown."""
    font_px: float
    colour: str


def settle_labels(root: etree._Element) -> None:
    """Leave of each `switch` what is to be drawn, and of each `foreignObject` its words."""
    for foreign in root.iter(f"{{{SVG}}}foreignObject"):
        etree.strip_elements(foreign, *_WORDLESS, with_tail=False)
    for switch in list(root.iter(f"{{{SVG}}}switch")):
        _settle_switch(switch)
    for foreign in list(root.iter(f"{{{SVG}}}foreignObject")):
        _replace(foreign, _text_of_label(_label_of(foreign)))
    for element in root.iter(etree.Element):
        for condition in _CONDITIONS:
            element.attrib.pop(condition, "")


def _settle_switch(switch: etree._Element) -> None:
    children = list(switch.iterchildren(etree.Element))
    foreign = [each for each in children if each.tag == f"{{{SVG}}}foreignObject"]
    others = [each for each in children if each not in foreign]
    plain = [each for each in others if each.get("systemLanguage") is None]
    chosen = next(iter(plain or others or foreign), None)
    comes_first = bool(foreign) and children[0] is foreign[0]
    if comes_first and chosen is not None and not _says(chosen, foreign[0]):
        chosen = foreign[0]
    for each in children:
        if each is not chosen:
            switch.remove(each)
    switch.tag = f"{{{SVG}}}g"


def _says(fallback: etree._Element, foreign: etree._Element) -> bool:
    """Tell whether all words of the HTML are in what stands for it."""
    wanted = _NOT_LETTERS.sub("", "".join(map(str, foreign.itertext())))
    found = _NOT_LETTERS.sub("", "".join(map(str, fallback.itertext())))
    is_drawn = fallback.tag != f"{{{SVG}}}text" and not found
    return is_drawn or wanted in found


def _label_of(foreign: etree._Element) -> _Label:
    styled = {
        name: value.strip()
        for element in reversed(list(foreign.iter(etree.Element)))
        for name, value in _STYLED.findall(str(element.get("style", "")))
    }
    width, height = _number(foreign.get("width")), _number(foreign.get("height"))
    x, y = _number(foreign.get("x")) or 0, _number(foreign.get("y")) or 0
    if not width:  # draw.io gives 100 % and places the words by the styles of the HTML
        width, x = _number(styled.get("width")) or 0, _number(styled.get("margin-left")) or x
        centre_y = _number(styled.get("padding-top")) or y + _FONT_PX / 2
        height = 0
    else:
        centre_y = y + (height or _FONT_PX) / 2
    colour = styled.get("color", "")
    return _Label(
        lines=tuple(_lines(foreign)),
        centre_x=x + width / 2,
        centre_y=centre_y,
        width=width,
        height=height or 0,
        font_px=_number(styled.get("font-size")) or _FONT_PX,
        colour=colour if _COLOUR.fullmatch(colour) else "",
    )


def _lines(foreign: etree._Element) -> Iterator[str]:
    """Yield the lines that the HTML has of itself."""
    text = ""
    for event, element in etree.iterwalk(foreign, events=("start", "end")):
        is_block = etree.QName(element).localname in _BLOCKS
        text += "\n" if is_block else ""
        text += (element.text if event == "start" else element.tail) or ""
    words = (" ".join(line.split()) for line in text.removesuffix(foreign.tail or "").split("\n"))
    yield from filter(None, words)


def _text_of_label(label: _Label) -> etree._Element | None:
    font_px = label.font_px
    lines = _broken(label, font_px)
    while label.height and len(lines) * font_px * _LINE > label.height and font_px > _SMALLEST_PX:
        font_px -= 1
        lines = _broken(label, font_px)
    if not lines:
        return None
    text = etree.Element(f"{{{SVG}}}text", {"text-anchor": "middle", "font-size": f"{font_px:g}"})
    if label.colour:
        text.set("fill", label.colour)
    if _runs_from_right("".join(lines)):
        text.set("direction", "rtl")
    first = label.centre_y - (len(lines) - 1) * font_px * _LINE / 2 + font_px * 0.35
    for number, line in enumerate(lines):
        place = {"x": f"{label.centre_x:g}", "y": f"{first + number * font_px * _LINE:g}"}
        etree.SubElement(text, f"{{{SVG}}}tspan", place).text = line
    return text


def _runs_from_right(text: str) -> bool:
    """Tell which way a text runs by its first letter that runs one way."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def _broken(label: _Label, font_px: float) -> list[str]:
    room = label.width / font_px if label.width else 0
    return [part for line in label.lines for part in _fitted(line, room)]


def _fitted(line: str, room: float) -> Iterator[str]:
    """Yield the parts of a line that are no wider than some ems, or are one word."""
    part = ""
    for word in line.split(" "):
        longer = f"{part} {word}" if part else word
        if part and room and _width(longer) > room:
            yield part
            longer = word
        part = longer
    yield part


def _width(text: str) -> float:
    return sum(_WIDE if letter >= _FIRST_WIDE else _NARROW for letter in text)


def _number(written: object) -> float | None:
    found = _NUMBER.fullmatch(str(written or ""))
    return float(found[1]) if found and any(map(str.isdigit, found[1])) else None


def _replace(element: etree._Element, other: etree._Element | None) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if other is None:
        parent.remove(element)
        return
    other.tail = element.tail
    parent.replace(element, other)
