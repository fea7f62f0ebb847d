"""A surface to draw flat pictures on: text, boxes, lines and arrows.

Coordinates and sizes are pixels of the finished picture. Inside, everything is drawn larger and
scaled down once at the end, because Pillow does not smooth the edges of shapes.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, sin

from PIL import Image, ImageDraw

from pictures.palette import INK, PAPER, load_font

Point = tuple[float, float]
OVERSAMPLING = 2


class Canvas:
    """A picture in the making."""

    def __init__(self, width: int, height: int, *, ground: str | None = PAPER) -> None:
        """Start with an empty surface; a `ground` of `None` is transparent."""
        self.width, self.height = width, height
        size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self._image = Image.new("RGBA", size, ground or (255, 255, 255, 0))
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self,
        at: Point,
        text: str,
        size: int = 34,
        *,
        colour: str = INK,
        bold: bool = False,
        anchor: str = "lm",
        leading: float = 1.4,
    ) -> None:
        """Write one or more lines; `anchor` is Pillow's, and places the block as a whole."""
        lines = text.split("\n")
        step = size * leading
        x, y = at
        top = {"m": y - step * (len(lines) - 1) / 2, "s": y, "a": y}[anchor[1]]
        for number, line in enumerate(lines):
            self._draw.text(
                _scaled((x, top + number * step)),
                line,
                font=load_font(size * OVERSAMPLING, bold=bold),
                fill=colour,
                anchor=anchor,
            )

    def text_width(self, text: str, size: int, *, bold: bool = False) -> float:
        """Measure the widest line of a text."""
        font = load_font(size * OVERSAMPLING, bold=bold)
        return max(font.getlength(line) for line in text.split("\n")) / OVERSAMPLING

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        outline: str | None = None,
        stroke: float = 3,
        radius: float = 0,
    ) -> None:
        """Draw a rectangle, with round corners if `radius` is not 0."""
        corners = [_scaled((left, top)), _scaled((left + width, top + height))]
        self._draw.rounded_rectangle(
            corners,
            radius=radius * OVERSAMPLING,
            fill=fill,
            outline=outline,
            width=round(stroke * OVERSAMPLING) if outline else 0,
        )

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Fill a shape."""
        self._draw.polygon([_scaled(point) for point in points], fill=fill)

    def dot(
        self, at: Point, radius: float, *, fill: str | None = None, outline: str | None = None
    ) -> None:
        """Draw a disc or a ring."""
        x, y = at
        corners = [_scaled((x - radius, y - radius)), _scaled((x + radius, y + radius))]
        self._draw.ellipse(corners, fill=fill, outline=outline, width=3 * OVERSAMPLING)

    def line(
        self, points: Sequence[Point], *, colour: str = INK, stroke: float = 3, dashed: bool = False
    ) -> None:
        """Draw a line through the points."""
        pieces = _dashes(points) if dashed else [list(points)]
        for piece in pieces:
            self._draw.line(
                [_scaled(point) for point in piece],
                fill=colour,
                width=round(stroke * OVERSAMPLING),
                joint="curve",
            )

    def arrow(
        self, points: Sequence[Point], *, colour: str = INK, stroke: float = 3, dashed: bool = False
    ) -> None:
        """Draw a line through the points, with a head at the last one."""
        (x1, y1), (x2, y2) = points[-2:]
        angle = atan2(y2 - y1, x2 - x1)
        length = 12 + 3 * stroke
        neck = (x2 - length * 0.8 * cos(angle), y2 - length * 0.8 * sin(angle))
        self.line([*points[:-1], neck], colour=colour, stroke=stroke, dashed=dashed)
        wings = [
            (x2 - length * cos(angle + turn), y2 - length * sin(angle + turn))
            for turn in (-0.42, 0.42)
        ]
        self.polygon([(x2, y2), *wings], colour)

    def finish(self) -> Image.Image:
        """Return the picture at its own size."""
        return self._image.reduce(OVERSAMPLING)


def _scaled(point: Point) -> Point:
    x, y = point
    return (round(x * OVERSAMPLING), round(y * OVERSAMPLING))


def _dashes(points: Sequence[Point], *, dash: float = 14, gap: float = 10) -> list[list[Point]]:
    """Cut a line into dashes; each stretch between two points starts with a dash."""
    pieces: list[list[Point]] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        length = hypot(x2 - x1, y2 - y1)
        start = 0.0
        while start < length:
            ends = (start / length, min(start + dash, length) / length)
            pieces.append([(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in ends])
            start += dash + gap
    return pieces
