"""Boxes joined by arrows, and messages passed between lifelines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import Image

from pictures.canvas import Canvas, Point
from pictures.palette import (
    INK,
    MIST,
    OCHRE,
    PALE_OCHRE,
    PALE_RUST,
    PALE_TEAL,
    PAPER,
    RUST,
    SLATE,
    TEAL,
    WHITE,
)

TONES = {
    "plain": (WHITE, SLATE),
    "teal": (PALE_TEAL, TEAL),
    "rust": (PALE_RUST, RUST),
    "ochre": (PALE_OCHRE, OCHRE),
    "ghost": (PAPER, MIST),
}
"""Fill and outline of a box, by the name of its tone."""


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled box; `x` and `y` are its centre."""

    x: float
    y: float
    label: str
    tone: str = "plain"
    width: float = 260
    height: float = 110
    note: str = ""
    """A second, smaller line."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another."""

    source: str
    target: str
    label: str = ""
    via: tuple[Point, ...] = ()
    """Corners on the way; none for a straight arrow."""
    label_at: Point | None = None
    """Centre of the label; `None` for the middle of the arrow."""
    dashed: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow between two lifelines; from a lifeline to itself it is a note beside it."""

    source: int
    target: int
    label: str
    dashed: bool = False
    colour: str = INK


def draw_graph(
    nodes: Mapping[str, Node],
    edges: Sequence[Edge],
    *,
    size: tuple[int, int],
    zones: Sequence[tuple[float, float, float, float, str]] = (),
    title: str = "",
) -> Image.Image:
    """Draw boxes and the arrows between them.

    Args:
        nodes: the boxes, by the name that `edges` use.
        edges: the arrows; they end at the border of a box.
        size: width and height of the picture.
        zones: left, top, width, height and name of areas behind the boxes.
        title: a line above it all; empty for none.
    """
    canvas = Canvas(*size)
    if title:
        canvas.text((60, 66), title, 44, bold=True)
    for left, top, width, height, name in zones:
        canvas.box(left, top, width, height, fill="#f1efe8", outline=MIST, radius=18)
        canvas.text((left + 28, top + 40), name, 30, colour=SLATE, bold=True)
    for edge in edges:
        _draw_edge(canvas, edge, nodes[edge.source], nodes[edge.target])
    for node in nodes.values():
        _draw_node(canvas, node)
    return canvas.finish()


def draw_sequence(
    actors: Sequence[str],
    messages: Sequence[Message],
    *,
    width: int = 1600,
    row: int = 92,
    alarms: Mapping[int, str] | None = None,
) -> Image.Image:
    """Draw lifelines and the messages between them, from top to bottom.

    Args:
        actors: the names above the lifelines, from left to right.
        messages: in the order in which they are sent.
        width: of the picture; its height follows from the messages.
        row: height of one message.
        alarms: lines set across the picture before the message of that number.
    """
    alarms = alarms or {}
    height = 210 + row * (len(messages) + len(alarms))
    canvas = Canvas(width, height)
    column = width / len(actors)
    lifelines = [column * (number + 0.5) for number in range(len(actors))]
    for x, name in zip(lifelines, actors, strict=True):
        canvas.line([(x, 120), (x, height - 40)], colour="#c3cad0", stroke=3)
        _draw_node(canvas, Node(x, 84, name, "teal", min(column - 70, 320), 88))
    y = 128 + row * 0.8
    for number, message in enumerate(messages):
        if number in alarms:
            _draw_alarm(canvas, y - 10, alarms[number])
            y += row
        _draw_message(canvas, message, lifelines, y)
        y += row
    return canvas.finish()


def _draw_node(canvas: Canvas, node: Node) -> None:
    fill, outline = TONES[node.tone]
    left, top = node.x - node.width / 2, node.y - node.height / 2
    canvas.box(left, top, node.width, node.height, fill=fill, outline=outline, radius=14)
    ink = SLATE if node.tone == "ghost" else INK
    shift = 22 if node.note else 0
    canvas.text((node.x, node.y - shift), node.label, 36, bold=True, anchor="mm", colour=ink)
    if node.note:
        canvas.text((node.x, node.y + 26), node.note, 29, anchor="mm", colour=SLATE)


def _draw_edge(canvas: Canvas, edge: Edge, source: Node, target: Node) -> None:
    corners = list(edge.via)
    start = _border(source, corners[0] if corners else (target.x, target.y))
    end = _border(target, corners[-1] if corners else (source.x, source.y))
    points = [start, *corners, end]
    canvas.arrow(points, colour=edge.colour, dashed=edge.dashed)
    if edge.label:
        middle = len(points) // 2
        (x1, y1), (x2, y2) = points[middle - 1 : middle + 1]
        at = edge.label_at or ((x1 + x2) / 2, (y1 + y2) / 2)
        _draw_label(canvas, at, edge.label, edge.colour)


def _draw_label(canvas: Canvas, at: Point, label: str, colour: str) -> None:
    """Write on a patch of paper, so that a line behind does not cross the letters."""
    size = 31
    width = canvas.text_width(label, size) + 20
    height = size * 1.4 * len(label.split("\n")) + 8
    canvas.box(at[0] - width / 2, at[1] - height / 2, width, height, fill=PAPER)
    canvas.text(at, label, size, anchor="mm", colour=colour)


def _border(node: Node, towards: Point) -> Point:
    """Find where the way from the centre of a box to a point leaves the box, and a little more."""
    dx, dy = towards[0] - node.x, towards[1] - node.y
    reach = min(
        (node.width / 2 + 8) / abs(dx) if dx else float("inf"),
        (node.height / 2 + 8) / abs(dy) if dy else float("inf"),
    )
    return (node.x + dx * reach, node.y + dy * reach)


def _draw_message(canvas: Canvas, message: Message, lifelines: Sequence[float], y: float) -> None:
    start, end = lifelines[message.source], lifelines[message.target]
    if start == end:
        width = canvas.text_width(message.label, 31) + 44
        canvas.box(
            start - width / 2, y - 32, width, 64, fill=PALE_OCHRE, outline=OCHRE, stroke=2, radius=8
        )
        canvas.text((start, y), message.label, 31, anchor="mm")
        return
    gap = 8 if end > start else -8
    canvas.arrow(
        [(start + gap, y + 14), (end - gap, y + 14)], colour=message.colour, dashed=message.dashed
    )
    _draw_label(canvas, ((start + end) / 2, y - 16), message.label, message.colour)


def _draw_alarm(canvas: Canvas, y: float, label: str) -> None:
    canvas.line([(40, y), (canvas.width - 40, y)], colour=RUST, stroke=2, dashed=True)
    width = canvas.text_width(label, 31, bold=True) + 40
    middle = canvas.width / 2
    canvas.box(middle - width / 2, y - 30, width, 60, fill=PAPER)
    canvas.text((middle, y), label, 31, anchor="mm", colour=RUST, bold=True)
