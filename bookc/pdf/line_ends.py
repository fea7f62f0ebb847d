"""Blanks at line ends, which nobody sees and which need no room.

WeasyPrint 70 takes a text that fits but for the blank at its end for too long, and breaks it behind
its first word, or in the first that can be hyphenated: a short line, where bold words, code or a
link would stand at its end. In code it takes a coloured text for too long that fits but for such a
blank, and puts it below an empty line.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import boxes, create_layout, line_size

_Split = Callable[..., Any]


def ignoring_last_blank(split: _Split) -> _Split:
    """Return WeasyPrint's function that splits the first line off a text, with that mended.

    What overflows by a blank is the caller's business: it takes blanks off the end of a line.
    """

    def split_first_line(
        text: str, style: Any, context: Any, room: float | None, *rest: Any, **options: Any
    ) -> Any:
        line = split(text, style, context, room, *rest, **options)
        if not (_is_first_word_alone(text, line) or _is_hyphenated(text, line, style)):
            return line
        _, _, next_line_at, *_ = split(text.rstrip(" "), style, context, room, *rest, **options)
        if next_line_at is not None:
            return line
        return split(text, style, context, None, *rest, **options)

    return split_first_line


def _is_first_word_alone(text: str, line: Any) -> bool:
    _, length, next_line_at, *_ = line
    return (
        next_line_at is not None
        and text.endswith(" ")
        and b" " not in text.encode()[:length].strip(b" ")
    )


def _is_hyphenated(text: str, line: Any, style: Any) -> bool:
    layout, _, next_line_at, *_ = line
    return (
        next_line_at is not None
        and text.endswith(" ")
        and bool(layout.text.endswith(style["hyphenate_character"]))
    )


def counting_code(size: Callable[[Any, Any], float]) -> Callable[[Any, Any], float]:
    """Return WeasyPrint's function that measures blanks at a line's end, for code as well.

    There they are kept, but hang over the edge (CSS Text 3, 4.1.3).
    """

    def trailing_whitespace_size(context: Any, box: Any) -> float:
        text = _last_text(box)
        if text is None or text.style["white_space"] != "pre-wrap":
            return size(context, box)
        words = text.text.rstrip(" ")
        if not words or words == text.text:
            return 0.0
        layout = create_layout(words, text.style, context, None, text.justification_spacing)
        width, _ = line_size(layout.get_first_line()[0], text.style)
        layout.deactivate()
        return float(text.width - width)

    return trailing_whitespace_size


def _last_text(box: Any) -> Any:
    """Return the text that a box on a line ends with; None if it ends with something else."""
    while isinstance(box, (boxes.InlineBox, boxes.LineBox)) and box.children:
        box = box.children[-1]
    return box if isinstance(box, boxes.TextBox) else None
