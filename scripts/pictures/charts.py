"""Charts: lines, bars, spans of time, and a heat map, all on the same plain frame."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageColor

from pictures.canvas import Canvas, Point
from pictures.palette import INK, MIST, PAPER, RUST, SLATE, TEAL

Series = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its range, the values it marks, and what it measures."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart, with its name written beside it."""

    points: Series
    name: str
    name_at: Point
    """Where the name starts, in the units of the axes."""
    colour: str = TEAL
    dashed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line at a place on the x axis."""

    x: float
    label: str
    colour: str = RUST
    height: float = 1.0
    """Share of the frame's height that the line takes; the label stands at its top."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a chart between its axes, and the scale of both."""

    left: float
    top: float
    right: float
    bottom: float
    x: Axis
    y: Axis

    def place(self, point: Point) -> Point:
        """Turn values into pixels."""
        across = (point[0] - self.x.low) / (self.x.high - self.x.low)
        up = (point[1] - self.y.low) / (self.y.high - self.y.low)
        return (
            self.left + across * (self.right - self.left),
            self.bottom - up * (self.bottom - self.top),
        )


def draw_lines(
    title: str,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    marks: Sequence[Mark] = (),
    *,
    size: tuple[int, int] = (1600, 900),
) -> Image.Image:
    """Draw a line chart whose lines carry their own names."""
    canvas, frame = _start(title, x, y, size)
    for line in lines:
        if line.filled:
            floor = [(line.points[-1][0], y.low), (line.points[0][0], y.low)]
            shape = [frame.place(point) for point in (*line.points, *floor)]
            canvas.polygon(shape, mix(PAPER, line.colour, 0.16))
    for mark in marks:
        _draw_mark(canvas, frame, mark)
    for line in lines:
        places = [frame.place(point) for point in line.points]
        canvas.line(places, colour=line.colour, stroke=6, dashed=line.dashed)
        canvas.text(frame.place(line.name_at), line.name, 34, colour=line.colour, bold=True)
    return canvas.finish()


def draw_histogram(
    title: str, x: Axis, y: Axis, counts: Series, marks: Sequence[Mark] = ()
) -> Image.Image:
    """Draw a histogram; each of `counts` is the left end of a bin and its height."""
    canvas, frame = _start(title, x, y, (1600, 900))
    step = counts[1][0] - counts[0][0]
    for value, count in counts:
        left, top = frame.place((value, count))
        right, _ = frame.place((value + step, count))
        canvas.box(left + 1, top, right - left - 2, frame.bottom - top, fill="#6fa5a2")
    for mark in marks:
        _draw_mark(canvas, frame, mark)
    return canvas.finish()


def draw_bars(
    title: str,
    bars: Sequence[tuple[str, float, str]],
    *,
    emphasis: Sequence[int] = (),
    width: int = 1600,
    label_width: int = 430,
) -> Image.Image:
    """Draw horizontal bars: label, length, and what is written at the end of each."""
    row = 92
    canvas = Canvas(width, 170 + row * len(bars))
    canvas.text((60, 66), title, 44, bold=True)
    longest = max(length for _, length, _ in bars)
    room = width - label_width - 60 - max(canvas.text_width(end, 34) for _, _, end in bars) - 60
    for number, (label, length, end) in enumerate(bars):
        y = 172 + row * number
        colour = RUST if number in emphasis else TEAL
        reach = max(room * length / longest, 4)
        canvas.text((60 + label_width - 24, y), label, 34, anchor="rm")
        canvas.box(60 + label_width, y - 26, reach, 52, fill=colour)
        canvas.text((60 + label_width + reach + 18, y), end, 34, colour=SLATE)
    return canvas.finish()


def draw_spans(
    title: str,
    x: Axis,
    rows: Sequence[tuple[str, Sequence[tuple[float, float, str, str]]]],
    marks: Sequence[Mark] = (),
    *,
    width: int = 1600,
    label_width: int = 250,
    row: int = 96,
) -> Image.Image:
    """Draw spans of time in rows.

    Each row is a name and its spans: start, end, text inside, colour of the fill.
    """
    top = 130 + (50 if marks else 0)
    height = top + row * len(rows) + 130
    canvas = Canvas(width, height)
    canvas.text((60, 66), title, 44, bold=True)
    y = Axis(0, 1, (), "")
    frame = Frame(60 + label_width, top, width - 70, height - 120, x, y)
    _draw_x_axis(canvas, frame, grid=True)
    for mark in marks:  # behind the spans, so that they do not cross the words in them
        _draw_mark(canvas, frame, mark)
    for number, (name, spans) in enumerate(rows):
        middle = top + row * (number + 0.5)
        canvas.text((60, middle), name, 33)
        for start, end, text, fill in spans:
            left, right = frame.place((start, 0))[0], frame.place((end, 0))[0]
            canvas.box(left, middle - 31, right - left, 62, fill=fill, radius=6)
            canvas.text(((left + right) / 2, middle), text, 30, anchor="mm", colour=ink_on(fill))
    return canvas.finish()


def draw_heat_map(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    heat: Callable[[int, int], float],
    *,
    scale: tuple[str, str],
    cell: tuple[int, int] = (50, 44),
    every: int = 1,
    label_width: int = 150,
) -> Image.Image:
    """Draw a table of coloured cells.

    Args:
        title: a line above the table.
        rows: their names, from top to bottom.
        columns: their names, from left to right; every `every`-th is written.
        heat: the value of a cell by row and column, from 0 to 1.
        scale: what the pale and the dark end of the scale mean.
        cell: width and height of a cell.
        every: which names of columns are written.
        label_width: room for the names of the rows.
    """
    wide, high = cell
    left, top = 60 + label_width, 130
    canvas = Canvas(left + wide * len(columns) + 70, top + high * len(rows) + 160)
    canvas.text((60, 66), title, 44, bold=True)
    for r, row_name in enumerate(rows):
        canvas.text((left - 20, top + high * (r + 0.5)), row_name, 30, anchor="rm")
        for c in range(len(columns)):
            fill = heat_colour(heat(r, c))
            canvas.box(left + wide * c, top + high * r, wide - 3, high - 3, fill=fill)
    bottom = top + high * len(rows)
    for c in range(0, len(columns), every):
        canvas.text((left + wide * (c + 0.5), bottom + 30), columns[c], 30, anchor="mm")
    _draw_scale(canvas, left, bottom + 100, scale)
    return canvas.finish()


def heat_colour(value: float) -> str:
    """Choose a colour between pale and dark for a value from 0 to 1."""
    stops = ["#eef0ec", "#b9d6cf", "#5e9d9b", "#1c6f70", "#12393f"]
    place = min(max(value, 0), 1) * (len(stops) - 1)
    step = min(int(place), len(stops) - 2)
    return mix(stops[step], stops[step + 1], place - step)


def mix(low: str, high: str, share: float) -> str:
    """Mix two colours; a share of 0 is the first, of 1 the second."""
    pairs = zip(ImageColor.getrgb(low), ImageColor.getrgb(high), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def ink_on(fill: str) -> str:
    """Choose dark or light letters for a ground."""
    red, green, blue = ImageColor.getrgb(fill)[:3]
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#ffffff"


def _start(title: str, x: Axis, y: Axis, size: tuple[int, int]) -> tuple[Canvas, Frame]:
    canvas = Canvas(*size)
    canvas.text((60, 66), title, 44, bold=True)
    labels = max((canvas.text_width(text, 31) for _, text in y.ticks), default=0)
    frame = Frame(90 + labels, 190, size[0] - 80, size[1] - 140, x, y)
    canvas.text((60, 138), y.label, 31, colour=SLATE)
    for value, text in y.ticks:
        _, height = frame.place((x.low, value))
        canvas.line([(frame.left, height), (frame.right, height)], colour=MIST, stroke=2)
        canvas.text((frame.left - 18, height), text, 31, anchor="rm", colour=SLATE)
    _draw_x_axis(canvas, frame)
    return canvas, frame


def _draw_x_axis(canvas: Canvas, frame: Frame, *, grid: bool = False) -> None:
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], colour=SLATE)
    for value, text in frame.x.ticks:
        across, _ = frame.place((value, 0))
        end = frame.top if grid else frame.bottom + 10
        colour = MIST if grid else SLATE
        canvas.line([(across, frame.bottom), (across, end)], colour=colour, stroke=2)
        canvas.text((across, frame.bottom + 36), text, 31, anchor="mm", colour=SLATE)
    middle = (frame.left + frame.right) / 2
    canvas.text((middle, frame.bottom + 90), frame.x.label, 31, anchor="mm", colour=SLATE)


def _draw_mark(canvas: Canvas, frame: Frame, mark: Mark) -> None:
    across, _ = frame.place((mark.x, frame.y.low))
    top = frame.bottom - (frame.bottom - frame.top) * mark.height
    canvas.line([(across, frame.bottom), (across, top)], colour=mark.colour, stroke=3, dashed=True)
    width = canvas.text_width(mark.label, 31, bold=True)
    centre = min(max(across, frame.left + width / 2), frame.right - width / 2)
    canvas.text((centre, top - 26), mark.label, 31, anchor="mm", colour=mark.colour, bold=True)


def _draw_scale(canvas: Canvas, left: float, y: float, scale: tuple[str, str]) -> None:
    low, high = scale
    canvas.text((left, y), low, 30, colour=SLATE)
    start = left + canvas.text_width(low, 30) + 24
    for number in range(10):
        canvas.box(start + 30 * number, y - 16, 28, 32, fill=heat_colour(number / 9))
    canvas.text((start + 324, y), high, 30, colour=SLATE)
