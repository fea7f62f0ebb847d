"""MathML as outlines: ziamath sets it, and its shapes become operators of PDF content."""

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from bookc.frozen import frozen
from bookc.pdf.formula_image import EM, Drawing
from bookc.pdf.math_font import BookMathFont
from bookc.pdf.math_input import pieces, suited
from bookc.pdf.math_tables import drawing_of

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?|[A-Z]")
_LEAST_HEIGHT = 0.4 * EM


@functools.lru_cache(maxsize=4096)
def drawings(mathml: str, fonts: tuple[Path, ...], *, may_break: bool) -> tuple[Drawing, ...]:
    """Set a formula, in the pieces that a line may break it into.

    That takes 3 ms, and the letters that a post is about stand in it a hundred times.
    """
    math = suited(fromstring(mathml))
    return tuple(_drawing(each, _font(fonts)) for each in (pieces(math) if may_break else [math]))


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


@frozen
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
