"""Formulas on a page: MathML drawn as outlines, in the size and the colour of the text around it.

WeasyPrint knows no MathML. Each `math` becomes an `img` that stands on the line as high and as deep
as the formula is, with a picture behind it that is put into WeasyPrint's cache of pictures and
writes its outlines straight into the page.
"""

import copy
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from bookc.pdf.engine import BASE_URL, colour_of
from bookc.pdf.formula_marks import FORMULA, FORMULA_MARK, FORMULA_PART_MARK
from bookc.pdf.math_font import EM, BookMathFont
from bookc.pdf.math_input import MATHML, pieces, suited
from bookc.pdf.math_tables import drawing_of
from bookc.pdf.words import FORMULA_CLASS

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?|[A-Z]")

_MAY_BREAK = "\u200b"
"""WeasyPrint breaks no line between two pictures that touch."""
_LEAST_HEIGHT = 0.4 * EM
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as it is drawn; y grows downwards, and the baseline is at 0."""

    strokes: tuple[tuple[str, bytes], ...]
    """Colours, empty for that of the text, and operators of PDF content (ISO 32000-1, 8.5)."""
    left: float
    top: float
    width: float
    height: float

    @property
    def depth_em(self) -> float:
        """How far it reaches below the line."""
        return (self.top + self.height) / EM


class FormulaImage:
    """A formula as WeasyPrint sees it: a picture without pixels."""

    def __init__(self, drawing: Drawing, mark: bytes) -> None:
        """Take what is to be drawn, and by which mark it can be found in the finished file."""
        self._drawing = drawing
        self._mark = mark
        self.is_drawn = False

    def get_intrinsic_size(
        self, _resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, and their ratio."""
        width, height = self._drawing.width, self._drawing.height
        return width * font_size / EM, height * font_size / EM, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the formula into the page."""
        drawing = self._drawing
        self.is_drawn = True
        across, down = width / drawing.width, height / drawing.height
        stream.stream.append(self._mark)
        stream.transform(across, 0, 0, down, -drawing.left * across, -drawing.top * down)
        for name, operators in drawing.strokes:
            colour = colour_of(name) if name else None
            stream.set_color(colour or style["color"])
            stream.set_color(colour or style["color"], stroke=True)
            stream.stream.append(operators)


def place_formulas(root: Element, fonts: Sequence[Path]) -> dict[str, FormulaImage]:
    """Put `img`s in the place of every formula, and return their pictures by address.

    Args:
        root: of a content document, as `read_document` gives it; it is changed.
        fonts: the book's, for letters that the font for formulas lacks.
    """
    images: dict[str, FormulaImage] = {}
    if root.find(f".//{MATHML}math") is None:
        return images
    for heading in [each for each in root.iter() if each.tag in _HEADINGS]:
        _label_bookmark(heading)
    for parent, direction in list(_directions(root, "ltr")):
        children: list[Element] = []
        for child in parent:
            if child.tag == f"{MATHML}math":
                may_break = direction != "rtl"
                children += _imgs(child, images, tuple(fonts), may_break=may_break)
            else:
                children.append(child)
        parent[:] = children
    return images


def _directions(element: Element, direction: str) -> Iterator[tuple[Element, str]]:
    """Yield an element and those in it, each with the direction in which it reads."""
    direction = element.get("dir", direction)
    yield element, direction
    for child in element:
        yield from _directions(child, direction)


def _imgs(
    math: Element, images: dict[str, FormulaImage], fonts: tuple[Path, ...], *, may_break: bool
) -> Iterator[Element]:
    """Yield an `img` for a formula, or several if a line may be broken in it.

    The first speaks for all; the others have no text, and so are no figures in the tag tree. Among
    words from right to left a formula is one: WeasyPrint would set its pieces in that order, too.
    """
    alt = FORMULA + (math.get("alttext") or " ".join("".join(math.itertext()).split()))
    try:
        drawings = _drawings(_markup(math), fonts, may_break=may_break)
    except Exception:  # ziamath fails in many ways on what no author means
        drawings = _drawings(_markup(_source(math)), fonts, may_break=may_break)
    for place, drawing in enumerate(drawings):
        address = f"formulas/{len(images)}"
        mark = FORMULA_PART_MARK if place else FORMULA_MARK
        images[BASE_URL + address] = FormulaImage(drawing, mark)
        style = f"vertical-align: {-drawing.depth_em:.4f}em"
        given = {
            "src": address,
            "alt": "" if place else alt,
            "class": FORMULA_CLASS,
            "style": style,
        }
        img = Element("img", given)
        img.tail = math.tail if place == len(drawings) - 1 else _MAY_BREAK
        yield img


def _label_bookmark(heading: Element) -> None:
    """Let the TeX of formulas stand in the bookmark of a heading: WeasyPrint takes words alone."""
    if heading.find(f".//{MATHML}math") is None:
        return
    words = " ".join("".join(_words(heading)).split())
    label = words.replace("\\", "\\\\").replace('"', '\\"')
    heading.set("style", f'bookmark-label: "{label}"')


def _words(element: Element) -> Iterator[str]:
    if element.tag == f"{MATHML}math":
        yield element.get("alttext", "")
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _markup(math: Element) -> str:
    """Return a formula as text, without what stands behind it."""
    alone = copy.copy(math)
    alone.tail = None
    return tostring(alone, encoding="unicode")


@functools.lru_cache(maxsize=4096)
def _drawings(mathml: str, fonts: tuple[Path, ...], *, may_break: bool) -> tuple[Drawing, ...]:
    """Set a formula, in the pieces that a line may break it into.

    That takes 3 ms, and the letters that a post is about stand in it a hundred times.
    """
    math = suited(fromstring(mathml))
    return tuple(_drawing(each, _font(fonts)) for each in (pieces(math) if may_break else [math]))


def _source(math: Element) -> Element:
    """Return the TeX of a formula that cannot be drawn, as the words of a formula."""
    words = Element(f"{MATHML}math")
    SubElement(words, f"{MATHML}mtext").text = math.get("alttext") or "?"
    return words


@functools.lru_cache(maxsize=2)
def _font(fonts: tuple[Path, ...]) -> BookMathFont:
    """Read the font for formulas, once a worker."""
    return BookMathFont(fonts)


def _drawing(math: Element, font: BookMathFont) -> Drawing:
    """Set a formula, as `suited` gives it."""
    drawn = drawing_of(math, font)
    canvas = Element("svg")
    drawn.node.draw(0, 0, canvas)
    strokes = [stroke for shape in canvas.iter() for stroke in _strokes(shape)]
    xs = [x for stroke in strokes for x in stroke.xs]
    ys = [y for stroke in strokes for y in stroke.ys]
    left, right = min([0, *xs]), max([drawn.node.xadvance(), drawn.node.bbox.xmax, *xs])
    top, bottom = min([-_LEAST_HEIGHT, *ys]), max([0, *ys])
    return Drawing(tuple(_joined(strokes)), left, top, max(right - left, 1), bottom - top)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A shape: its colour, operators, and the places of its corners."""

    colour: str
    operators: bytes
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def _joined(strokes: Sequence[_Stroke]) -> Iterator[tuple[str, bytes]]:
    """Yield neighbours of one colour as one."""
    joined: list[tuple[str, list[bytes]]] = []
    for each in strokes:
        if not joined or joined[-1][0] != each.colour:
            joined.append((each.colour, []))
        joined[-1][1].append(each.operators)
    for colour, operators in joined:
        yield colour, b"\n".join(operators)


def _strokes(shape: Element) -> Iterator[_Stroke]:
    """Yield the outline that a shape of an SVG has."""
    match shape.tag:
        case "path":
            points, operators = _path(shape.get("d", ""))
        case "rect":
            points, operators = _rectangle(shape)
        case "ellipse":
            points, operators = _ellipse(shape)
        case _:
            return
    line = float(shape.get("stroke-width", 0))
    fill, stroke = shape.get("fill", ""), shape.get("stroke", "")
    paint = f"{line:.1f} w S" if line else "f"
    margin = line / 2
    yield _Stroke(
        colour="" if (colour := stroke or fill) in ("", "black", "none") else colour,
        operators=f"{operators} {paint}".encode(),
        xs=tuple(x + side for x in points[::2] for side in (-margin, margin)),
        ys=tuple(y + side for y in points[1::2] for side in (-margin, margin)),
    )


def _path(written: str) -> tuple[list[float], str]:
    """Return the points of a path, and it in PDF, which has no quadratic curves."""
    points: list[float] = []
    operators: list[str] = []
    numbers: list[float] = []
    command = ""
    for token in [*_NUMBER.findall(written), "Z"]:
        if not token.isalpha():
            numbers.append(float(token))
            continue
        if command:
            operators.append(_operator(command, numbers, points))
        points += numbers
        command, numbers = token, []
    return points, " ".join(operators)


def _operator(command: str, numbers: Sequence[float], points: Sequence[float]) -> str:
    match command:
        case "M" | "L":
            return f"{_written(numbers)} {command.lower()}"
        case "C":
            return f"{_written(numbers)} c"
        case "Q":
            (x0, y0), (x1, y1, x2, y2) = points[-2:], numbers
            first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
            second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
            return f"{_written((*first, *second, x2, y2))} c"
        case _:
            return "h"


def _rectangle(shape: Element) -> tuple[list[float], str]:
    x, y, width, height = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))
    return [x, y, x + width, y + height], f"{_written((x, y, width, height))} re"


def _ellipse(shape: Element) -> tuple[list[float], str]:
    x, y, across, down = (float(shape.get(name, 0)) for name in ("cx", "cy", "rx", "ry"))
    bend_x, bend_y = across * 0.5523, down * 0.5523  # a quarter of a circle as a Bézier curve
    quarters = (
        (x + across, y + bend_y, x + bend_x, y + down, x, y + down),
        (x - bend_x, y + down, x - across, y + bend_y, x - across, y),
        (x - across, y - bend_y, x - bend_x, y - down, x, y - down),
        (x + bend_x, y - down, x + across, y - bend_y, x + across, y),
    )
    curves = " ".join(f"{_written(quarter)} c" for quarter in quarters)
    return [x - across, y - down, x + across, y + down], f"{_written((x + across, y))} m {curves}"


def _written(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in numbers)


def all_drawn(images: Mapping[str, FormulaImage]) -> bool:
    """Tell whether every formula is on a page."""
    return all(image.is_drawn for image in images.values())
