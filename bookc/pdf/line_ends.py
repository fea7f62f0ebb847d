"""Blanks at line ends, which nobody sees and which need no room.

WeasyPrint 70 takes a text that fits but for the blank at its end for too long, and breaks it behind
its first word: a line of one word, where bold words, code or a link stand at the end of a line.
"""

from collections.abc import Callable
from typing import Any

_Split = Callable[..., Any]


def ignoring_last_blank(split: _Split) -> _Split:
    """Return WeasyPrint's function that splits the first line off a text, with that mended.

    What overflows by a blank is the caller's business: it takes blanks off the end of a line.
    """

    def split_first_line(
        text: str, style: Any, context: Any, room: float | None, *rest: Any, **options: Any
    ) -> Any:
        line = split(text, style, context, room, *rest, **options)
        if not _is_first_word_alone(text, line):
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
