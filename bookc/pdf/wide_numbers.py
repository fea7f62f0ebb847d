"""Where a line may be drawn together around a number that was laid out wide; see `shifts`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from bookc.frozen import frozen
from bookc.pdf.engine import boxes, change, create_layout, line_size
from bookc.pdf.figures import Place
from bookc.pdf.references import content_of, is_page, reference_of
from bookc.pdf.shifts import SHIFT, Slack

_SHIFTS = re.compile(re.escape(SHIFT))
_DIGITS = "0" * 10
_NEAR_PX = 0.01
_LEANS = {"start": 0.0, "left": 0.0, "center": 0.5, "end": 1.0, "right": 1.0}


_Link: TypeAlias = tuple[int, float, float]
"""Which of the links of its page it is, and its edges: left and right."""


@frozen
class _Line:
    """A line with numbers of pages that can be drawn together."""

    box: Any
    lean: float
    numbers: Sequence[Any]
    first: int
    """Shifts in the content before its own."""


def note_what_is_taken_out(dispatch: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's function that parts boxes by the layer they are drawn in.

    A part of a line gets `lacks` if something on it is drawn elsewhere, and so cannot move with it.
    """

    def dispatch_children(box: Any, *rest: Any) -> Any:
        drawn = dispatch(box, *rest)
        if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            drawn.lacks = len(drawn.children) < len(box.children)
        return drawn

    return dispatch_children


def leave_shifts(draw: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that draws a line or a part of one, which leaves `SHIFT` there.

    Each box of a number gets `line`, the line that it stands on.
    """

    def draw_inline_level(stream: Any, page: Any, box: Any, *rest: Any, **more: Any) -> None:
        drawn = vars(stream).setdefault("lines", [])
        if isinstance(box, boxes.LineBox):
            line = None if drawn else _line_of(box, stream)
            shifts = [SHIFT] * len(line.numbers) if line else []
            drawn.append(line)
            stream.stream += shifts
            draw(stream, page, box, *rest, **more)
            if line and line.numbers[0] in box.children:  # which is drawn without this function
                _leave_behind(line.numbers[0], line, stream)
            stream.stream += shifts
            drawn.pop()
            return
        draw(stream, page, box, *rest, **more)
        number = _number_in(box) if drawn and drawn[-1] else None
        if number:
            _leave_behind(number, drawn[-1], stream)

    return draw_inline_level


def _leave_behind(number: Any, line: _Line, stream: Any) -> None:
    number.line = line
    stream.stream.append(SHIFT)


def _line_of(box: Any, stream: Any) -> _Line | None:
    """Return a line that has numbers, if it can be drawn together."""
    numbers = list(_numbers_in(box))
    lean = _lean(box, numbers) if numbers else None
    if lean is None:
        return None
    first = vars(stream).get("shifts", 0)
    stream.shifts = first + 3 * len(numbers)
    return _Line(box, lean, numbers, first)


def _numbers_in(box: Any) -> Iterator[Any]:
    """Yield the texts of numbers on a line, or the one of a line that is nothing else."""
    if len(box.children) == 1 and _is_number(box.children[0]):
        yield box.children[0]
        return
    for child in box.children:
        if isinstance(child, boxes.InlineBox):
            yield from _numbers_in(child)


def _number_in(box: Any) -> Any:
    """Return the text of a part of a line that is the number of a page, and nothing else."""
    is_part = isinstance(box, boxes.InlineBox) and len(box.children) == 1
    return box.children[0] if is_part and _is_number(box.children[0]) else None


def _is_number(box: Any) -> bool:
    target = reference_of(box) if isinstance(box, boxes.TextBox) else None
    return target is not None and is_page(target)


def _lean(line: Any, numbers: Sequence[Any]) -> float | None:
    """Return by what part of what a line gets shorter it begins later; None if nobody knows.

    A number that stands alone may be at the right edge because its box is, and so may a line in a
    box that is as wide as that. What is drawn under a number or around it is as wide as that was.
    """
    style = line.style
    lean = _LEANS.get(style["text_align_all"])
    last = style["text_align_last"]
    _, *inner = line.descendants()
    if (
        style["direction"] != "ltr"
        or (last != "auto" and _LEANS.get(last) != lean)
        or not all(isinstance(each, (boxes.TextBox, boxes.InlineBox)) for each in inner)
        or any(each.is_leader or vars(each).get("lacks") for each in (line, *inner))
        or any(_is_decorated(each) for each in (*numbers, *_around(line, numbers)))
    ):
        return None
    is_alone = len(numbers) == sum(isinstance(each, boxes.TextBox) for each in inner)
    return None if not lean and (is_alone or _shrinks_to_fit(style.parent_style)) else lean


def _around(box: Any, numbers: Sequence[Any]) -> Iterator[Any]:
    """Yield the parts of a line that have numbers in them."""
    for child in box.children:
        if isinstance(child, boxes.InlineBox):
            if any(each in numbers for each in child.descendants()):
                yield child
            yield from _around(child, numbers)


def _is_decorated(box: Any) -> bool:
    style = box.style
    return bool(
        style["text_decoration_line"] != "none"
        or style["visibility"] != "visible"
        or vars(box).get("background")
        or any(style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    )


def _shrinks_to_fit(style: Any) -> bool:
    return (
        style["float"] != "none"
        or style["position"] in ("absolute", "fixed")
        or style["display"][0] == "inline"
    )


def slacks(
    document: Any, pdf: Any, numbers: Sequence[tuple[int, Place, str, Any]]
) -> list[Slack | None]:
    """Return what has to be known of each number to make it narrower; None if it cannot be.

    Args:
        document: laid out and drawn.
        pdf: the PDF of it, of WeasyPrint's.
        numbers: as `reference_places` returns them.
    """
    found: list[Slack | None] = []
    for page, some in groupby(numbers, itemgetter(0)):
        links = [link for link in document.pages[page].links if link[3].link_annotation]
        found += _slacks_on(content_of(pdf, page), [box for *_, box in some], links)
    return found


def _slacks_on(
    content: bytes, numbers: Sequence[Any], links: Sequence[Any]
) -> Iterator[Slack | None]:
    """Yield what is known of the numbers on a page, in the order in which they are drawn."""
    shifts = [found.start() for found in _SHIFTS.finditer(content)]
    linked = _Linked(links)
    for box in numbers:
        line: _Line | None = vars(box).get("line")
        if line is None:
            yield None
            continue
        place, count = line.first + line.numbers.index(box), len(line.numbers)
        yield Slack(
            digits=sum(map(str.isdecimal, box.text)),  # beside blanks, and marks between scripts
            digit_px=_width_of_digit(box.style),
            lean=line.lean,
            shifts=(shifts[place], shifts[place + count], shifts[place + 2 * count]),
            links=list(_links_moved(box, line, linked.on(line))),
        )


def _width_of_digit(style: Any) -> float:
    kept = vars(style)
    if "digit_px" not in kept:
        layout = create_layout(_DIGITS, style, None, None, 0)
        width, _ = line_size(layout.get_first_line()[0], style)
        kept["digit_px"] = width / len(_DIGITS)
    digit_px: float = kept["digit_px"]
    return digit_px


class _Linked:
    """The links of a page, by where their boxes are: those that are drawn are copies of these."""

    def __init__(self, links: Sequence[Any]) -> None:
        self._at: dict[tuple[int, float, float], list[_Link]] = {}
        for index, (_, _, (left, _, right, _), box) in enumerate(links):
            self._at.setdefault(_place_of(box), []).append((index, left, right))
        self._on: dict[int, list[_Link]] = {}

    def on(self, line: _Line) -> list[_Link]:
        """Return the links on a line."""
        if id(line) not in self._on:
            places = {_place_of(each) for each in line.box.descendants()}
            self._on[id(line)] = sorted(
                link for place in places for link in self._at.get(place, ())
            )
        return self._on[id(line)]


def _links_moved(
    number: Any, line: _Line, links: Iterable[_Link]
) -> Iterator[tuple[int, float, float]]:
    """Yield each link of a line, and by what part of what is left out its edges move."""
    right = number.position_x + number.width
    for index, *edges in links:
        yield index, *(line.lean - (edge > right - _NEAR_PX) for edge in edges)


def _place_of(box: Any) -> tuple[int, float, float]:
    return id(box.element), box.position_x, box.position_y


change("weasyprint.stacking._dispatch_children", note_what_is_taken_out)
change("weasyprint.draw.draw_inline_level", leave_shifts)
