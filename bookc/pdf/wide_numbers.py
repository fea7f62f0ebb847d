"""Where a line may be drawn together around a number that was laid out wide; see `shifts`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from bookc.pdf.engine import boxes, change, create_layout, line_size
from bookc.pdf.figures import Place
from bookc.pdf.references import content_of, is_page, reference_of
from bookc.pdf.shifts import SHIFT, Slack

_SHIFTS = re.compile(re.escape(SHIFT))
_DIGITS = "0" * 10
_LEANS = {"start": 0.0, "left": 0.0, "center": 0.5, "end": 1.0, "right": 1.0}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with numbers of pages that can be drawn together."""

    box: Any
    lean: float
    numbers: Sequence[Any]


def leave_shifts(draw: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that draws a line or a part of one, which leaves `SHIFT` there.

    Each box of a number gets `line`, the line that it stands on.
    """

    def draw_inline_level(stream: Any, page: Any, box: Any, *rest: Any, **more: Any) -> None:
        drawn = vars(stream).setdefault("lines", [])
        if isinstance(box, boxes.LineBox):
            line = None if drawn else _line_of(box)
            shifts = [SHIFT] * len(line.numbers) if line else []
            drawn.append(line)
            stream.stream += shifts
            draw(stream, page, box, *rest, **more)
            stream.stream += shifts
            drawn.pop()
            return
        draw(stream, page, box, *rest, **more)
        number = _number_in(box) if drawn and drawn[-1] else None
        if number:
            number.line = drawn[-1]
            stream.stream.append(SHIFT)

    return draw_inline_level


def _line_of(box: Any) -> _Line | None:
    """Return a line that has numbers, if it can be drawn together."""
    numbers = list(_numbers_in(box))
    lean = _lean(box, len(numbers)) if numbers else None
    return _Line(box, lean, numbers) if lean is not None else None


def _numbers_in(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.InlineBox):
            number = _number_in(child)
            yield from [number] if number else _numbers_in(child)


def _number_in(box: Any) -> Any:
    """Return the text of a box that is the number of a page, and nothing else."""
    if not isinstance(box, boxes.InlineBox) or len(box.children) != 1:
        return None
    target = reference_of(box)
    (text,) = box.children
    is_number = target and is_page(target) and isinstance(text, boxes.TextBox)
    return text if is_number else None


def _lean(line: Any, numbers: int) -> float | None:
    """Return by what part of what a line gets shorter it begins later; None if nobody knows.

    A number that stands alone may be at the right edge because its box is.
    """
    style = line.style
    lean = _LEANS.get(style["text_align_all"])
    last = style["text_align_last"]
    inner = list(line.descendants())
    is_alone = numbers == sum(isinstance(each, boxes.TextBox) for each in inner)
    if (
        style["direction"] != "ltr"
        or (last != "auto" and _LEANS.get(last) != lean)
        or (is_alone and not lean)
        or any(isinstance(each, boxes.ReplacedBox) or each.is_leader for each in inner)
    ):
        return None
    return lean


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
    for box in numbers:
        line: _Line | None = vars(box).get("line")
        if line is None:
            yield None
            continue
        place, count = line.numbers.index(box), len(line.numbers)
        yield Slack(
            digits=sum(map(str.isdecimal, box.text)),  # beside blanks, and marks between scripts
            digit_px=_width_of_digit(box.style),
            lean=line.lean,
            shifts=(shifts[place], shifts[count + place], shifts[2 * count + place]),
            links=list(_links_moved(box, line, links)),
        )
        if place == count - 1:
            del shifts[: 3 * count]


def _width_of_digit(style: Any) -> float:
    kept = vars(style)
    if "digit_px" not in kept:
        layout = create_layout(_DIGITS, style, None, None, 0)
        width, _ = line_size(layout.get_first_line()[0], style)
        kept["digit_px"] = width / len(_DIGITS)
    digit_px: float = kept["digit_px"]
    return digit_px


def _links_moved(
    number: Any, line: _Line, links: Sequence[Any]
) -> Iterator[tuple[int, float, float]]:
    """Yield each link of a line, and by what part of what is left out its edges move.

    What is drawn are copies of the boxes that links have.
    """
    on_line = {_place_of(each) for each in line.box.descendants()}
    right = number.position_x + number.width
    for place, (_, _, (left, _, end, _), box) in enumerate(links):
        if _place_of(box) in on_line:
            yield place, *(line.lean - (edge >= right) for edge in (left, end))


def _place_of(box: Any) -> tuple[int, float, float]:
    return id(box.element), box.position_x, box.position_y


change("weasyprint.draw.draw_inline_level", leave_shifts)
