"""Line charts as SVG: a few lines on logarithmic scales, which is all that the report needs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH_PX, HEIGHT_PX = 430, 300
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 52, 26, 34, 40
STROKES = (("#0b5c6b", ""), ("#b0532c", "6 3"), ("#5b6472", "2 3"))
"""Colour and dashes of each line, so that they differ in print too."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line."""

    name: str
    points: tuple[tuple[float, float], ...]
    """(x, y), both above 0."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart."""

    title: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale from one power of ten to another, on so many pixels."""

    low: int
    high: int
    start_px: float
    end_px: float

    def place(self, value: float) -> float:
        """Return where a value lies."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start_px + share * (self.end_px - self.start_px), 1)

    @property
    def ticks(self) -> Sequence[int]:
        """Powers of ten."""
        return [10**power for power in range(self.low, self.high + 1)]


def draw(*panels: Panel) -> str:
    """Return charts side by side as an SVG document."""
    width = WIDTH_PX * len(panels)
    body = "\n".join(
        f'<g transform="translate({WIDTH_PX * number} 0)">\n{_panel(panel)}\n</g>'
        for number, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT_PX}" '
        f'width="{width}" height="{HEIGHT_PX}" font-family="sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _panel(panel: Panel) -> str:
    points = [point for series in panel.series for point in series.points]
    across = _scale([x for x, _ in points], LEFT_PX, WIDTH_PX - RIGHT_PX)
    up = _scale([y for _, y in points], HEIGHT_PX - BOTTOM_PX, TOP_PX)
    title = f'<text x="{LEFT_PX}" y="20" font-weight="bold">{escape(panel.title)}</text>'
    return "\n".join([title, *_grid(across, up), *_lines(panel, across, up)])


def _scale(values: Sequence[float], start_px: float, end_px: float) -> Scale:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Scale(low, max(high, low + 1), start_px, end_px)


def _grid(across: Scale, up: Scale) -> Iterator[str]:
    foot, left, right = HEIGHT_PX - BOTTOM_PX, LEFT_PX, WIDTH_PX - RIGHT_PX
    for tick in up.ticks:
        y = up.place(tick)
        yield f'<path d="M{left} {y}H{right}" stroke="#dde2e7"/>'
        yield f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{tick:,g}</text>'
    for tick in across.ticks:
        x = across.place(tick)
        yield f'<path d="M{x} {TOP_PX}V{foot}" stroke="#dde2e7"/>'
        yield f'<text x="{x}" y="{foot + 15}" text-anchor="middle">{tick:,g}</text>'
    yield f'<text x="{(left + right) / 2}" y="{foot + 31}" text-anchor="middle">Pages</text>'


def _lines(panel: Panel, across: Scale, up: Scale) -> Iterator[str]:
    for number, series in enumerate(panel.series):
        colour, dashes = STROKES[number % len(STROKES)]
        places = " ".join(f"{across.place(x)},{up.place(y)}" for x, y in series.points)
        stroke = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        y = TOP_PX + 14 + 16 * number
        yield f'<polyline points="{places}" {stroke}/>'
        yield f'<path d="M{LEFT_PX + 8} {y - 4}h26" {stroke}/>'
        yield f'<text x="{LEFT_PX + 40}" y="{y}" fill="{colour}">{escape(series.name)}</text>'
