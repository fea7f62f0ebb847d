"""Lines of text, found with less of the text set to find them.

For each line, WeasyPrint 70 sets the next four lines of a text (two of Korean, whose syllables have
joiners between them), then the line and the word behind it, then the line alone: with Latin letters
six lines for one. Here a line and the word behind it are set, which tells all there is to know,
unless the line is anything but plain: then WeasyPrint's own way is gone.
"""

import re
from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import (
    FROM_UNITS,
    change,
    copy_of_layout,
    create_layout,
    has_hyphens,
    line_size,
    metrics_of_line,
    next_break,
    offset_px,
    pango,
)

Split = Callable[..., Any]

_LETTERS_PER_EM = 4
"""On a line, at most: what WeasyPrint reckons with."""
_MARGIN = 1.2
"""Of letters that are set beyond those of the densest line so far."""
_NARROWEST_EM = 4
"""Of a line. What is narrower has its words broken apart, and WeasyPrint cuts elsewhere."""
_CERTAIN_EM = 0.1
"""By this a word has to overflow, as letters beside each other may come closer."""
_WIDEST_PX = 2**21
_UNBROKEN = ("nowrap", "pre")
"""Values of `white-space` with which the room for a text does not matter."""
_REMEMBERED = 500
"""Letters, at most, of texts whose first lines are."""
# Separators; soft hyphens; letters, signs and numbers that run from right to left.
_NOT_PLAIN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\u0590-\u08ff\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def split_first_line(split: Split) -> Split:
    """Return WeasyPrint's function that splits the first line off a text, with less to do."""

    def split_line(
        text: str, style: Any, context: Any, room: float | None, spacing: float, **how: Any
    ) -> Any:
        if room is not None and _is_plain(style) and _is_usual(room, style):
            line = _line_of(text, style, context, room, spacing)
            if line is not None:
                return line
        return split(text, style, context, room, spacing, **how)

    return split_line


def split_once(split: Split) -> Split:
    """Return a function that splits the first line off a text, asked once for the same.

    A box that does not fit on its line or its page is laid out again, and numbers and words repeat:
    a third of all lines would be found more than once.
    """

    def split_line(
        text: str, style: Any, context: Any, room: float | None, spacing: float, **how: Any
    ) -> Any:
        if len(text) > _REMEMBERED:
            return split(text, style, context, room, spacing, **how)
        lines = vars(style).setdefault("lines", {})
        needed = None if style["white_space"] in _UNBROKEN else room
        line = lines.get((text, spacing, needed, *how.items()))
        if line is None and room is not None and _is_plain(style) and _is_usual(room, style):
            line = lines.get((text, spacing))
            line = line if line and line[3] <= room else None
        if line is None:
            line = split(text, style, context, room, spacing, **how)
            _, length, next_at, width, *_ = line
            lines[text, spacing, needed, *how.items()] = line
            is_whole = next_at is None and length == len(text.encode())  # with a blank at its end
            if is_whole and room is not None and width <= room:
                lines[text, spacing] = line
        layout, *found = line
        return _own(layout, room), *found

    return split_line


def _own(layout: Any, room: float | None) -> Any:
    """Return a copy of a layout, with the same lines, for a box to draw and to forget."""
    own = object.__new__(type(layout))
    vars(own).update(vars(layout))
    own.max_width = room
    return own


def _line_of(text: str, style: Any, context: Any, room: float, spacing: float) -> Any:
    """Return what WeasyPrint's function would; None if that takes more than a look."""
    density = vars(style).get("letters_per_px", _LETTERS_PER_EM / style["font_size"])
    part = _part(text, int(density * room * _MARGIN))
    if _NOT_PLAIN.search(part):
        return None
    layout = create_layout(part, style, context, room, spacing)
    line, next_at = layout.get_first_line()
    width, height = line_size(line, style)
    if width > room or (next_at is None and part != text):
        return None
    words = part
    if next_at is not None:
        words = part.encode()[:next_at].decode()
        if _may_hold_more(layout, part, len(words), room - width):
            return None
        _note_density(style, len(words) / room)
        if not words.endswith(" "):  # its last letter may have been set closer to the next
            return metrics_of_line(line, part, layout, next_at)
        words = words.rstrip(" ")
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.text = words
    layout.ends_at = len(words.encode())
    layout.deactivate()
    return layout, layout.ends_at, next_at, width, height, baseline


def _part(text: str, count: int) -> str:
    """Return so much of a text that a line and the word behind it are in it."""
    end = text.find(" ", count)
    return text if end < 0 else text[: end + 2]


def _may_hold_more(layout: Any, part: str, end: int, left: float) -> bool:
    """Tell whether the word behind a line could stand on it, or cannot be told from the rest.

    A line may end before a word that would fit, if the blank behind that does not.
    """
    found = next_break(layout, end + 1, len(part))
    if found is None:
        return True
    word = part[end : end + found].rstrip(" ")
    if not word or part[end + found] != " ":
        return False
    needed: float = offset_px(layout, 1, len(part[: end + found].encode()))
    return bool(needed <= left + _CERTAIN_EM * layout.style["font_size"])


def _note_density(style: Any, letters_per_px: float) -> None:
    kept = vars(style)
    kept["letters_per_px"] = max(kept.get("letters_per_px", 0), letters_per_px)


def _is_usual(room: float, style: Any) -> bool:
    return bool(_NARROWEST_EM * style["font_size"] <= room < _WIDEST_PX)


def _is_plain(style: Any) -> bool:
    kept = vars(style)
    if "is_plain" not in kept:
        kept["is_plain"] = (
            style["white_space"] == "normal"
            and style["word_break"] == "normal"
            and style["letter_spacing"] == "normal"
            and style["word_spacing"] == 0
            and style["font_size"] > 0
            and style["direction"] == "ltr"
            and not has_hyphens(style)
        )
    return bool(kept["is_plain"])


def copy_set_up(set_up: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return WeasyPrint's function that readies a layout for a style, done once a style."""

    def set_up_copy(layout: Any, style: Any) -> None:
        kept = vars(style)
        if "set_up" not in kept:
            given = vars(layout).copy()
            vars(layout).clear()
            set_up(layout, style)
            kept["set_up"] = vars(layout).copy()
            vars(layout).update(given)
        vars(layout).update(kept["set_up"])
        layout.layout = copy_of_layout(layout.layout)

    return set_up_copy


change(
    "weasyprint.text.line_break.split_first_line", lambda split: split_once(split_first_line(split))
)
change("weasyprint.text.line_break.Layout.setup", copy_set_up)
