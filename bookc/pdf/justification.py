"""Lines flush on both sides, with even spaces that are never so wide that a line falls apart.

WeasyPrint 70 stretches a line however far apart its words come. It reckons with spaces as they were
in running text, too: stretched, each is taken by itself from the first font that has one, which
beside Hangul is another, so that lines ended some points before the edge.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bookc.pdf.engine import boxes, create_layout, line_size

MOST_ADDED_EM = 0.4
"""What a space may grow by. It is 0.2 to 0.35 em wide in most fonts, so it stays below three times
that; a line that would need more ends where its words do, as in ragged text. Around words on a
ground of their own, the padding beside a space counts as grown already."""
_SPACES = (" ", "\u00a0")


def justify_line(context: Any, line: Any, room: float) -> None:
    """Widen the spaces of a line until it ends flush, if it can be done.

    Takes the place of the function of that name in `weasyprint.layout.inline`, which is asked
    before links get their areas; a second layout would take as long as the first.

    Args:
        context: of the layout.
        line: a `LineBox`.
        room: between its end and the edge, in px.
    """
    texts = [each for each in _texts(line) if _spaces_in(each)]
    spaces = sum(map(_spaces_in, texts))
    if not spaces:
        return
    guess = room / spaces
    layouts = {each: _Stretched(each, context, guess) for each in texts}
    lacking = sum(each.width - each.natural_width for each in layouts.values()) - room
    added = guess - lacking / spaces
    if added + _widest_padding(line) <= MOST_ADDED_EM * line.style["font_size"]:
        _place(line, {box: each.take(added) for box, each in layouts.items()}, 0)


class _Stretched:
    """The text of a box with wide spaces."""

    def __init__(self, box: Any, context: Any, added: float) -> None:
        self.natural_width = box.width
        self._spaces = _spaces_in(box)
        self._added = added
        self._layout = create_layout(box.text, box.style, context, None, added)
        self._layout.set_text(box.text, justify=True)
        self.width, _ = line_size(self._layout.get_first_line()[0], box.style)
        self._layout.deactivate()

    def take(self, added: float) -> tuple[Any, float, float]:
        """Return the layout, the width, and what spaces have got, for another width of spaces."""
        self._layout.justification_spacing = added
        return self._layout, self.width + (added - self._added) * self._spaces, added


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _spaces_in(text: Any) -> int:
    return sum(map(text.text.count, _SPACES))


def _widest_padding(line: Any) -> float:
    """Return how far words stand off from a space beside them, where that is farthest."""
    parts = list(_edges(line))
    return max((_padding_beside(parts, place) for place in range(len(parts))), default=0)


def _edges(box: Any) -> Iterator[str | float]:
    """Yield the texts of a line, and the padding between them: up to a border, if there is one."""
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        yield 0 if box.border_left_width else box.padding_left
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _edges(child)
        yield 0 if box.border_right_width else box.padding_right


def _padding_beside(parts: Sequence[str | float], place: int) -> float:
    """Return the padding on both sides of a space at either end of a text."""
    text = parts[place]
    if not isinstance(text, str):
        return 0
    before = sum(_paddings(reversed(parts[:place]))) if text.startswith(_SPACES) else 0
    after = sum(_paddings(parts[place + 1 :])) if text.endswith(_SPACES) else 0
    return before + after if text in _SPACES else max(before, after)


def _paddings(parts: Iterable[str | float]) -> Iterator[float]:
    for part in parts:
        if isinstance(part, str):
            return
        yield part


def _place(box: Any, stretched: dict[Any, tuple[Any, float, float]], moved: float) -> float:
    """Move a box by what was added before it, widen it, and return what is added by its end."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        if box in stretched:
            natural = box.width
            box.pango_layout, box.width, box.justification_spacing = stretched[box]
            moved += box.width - natural
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += moved
        end = moved
        is_rtl = box.style["direction"] == "rtl"
        for child in reversed(box.children) if is_rtl else box.children:
            if child.is_in_normal_flow():
                end = _place(child, stretched, end)
        box.width += end - moved
        moved = end
    else:
        box.translate(moved, 0)
    return moved
