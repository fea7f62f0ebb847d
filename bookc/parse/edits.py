"""Changes to a text that keep the number of its lines."""

from collections.abc import Iterable

from bookc.frozen import frozen

LONGEST = 1000
"""Letters of a line that are looked at: a line of 300 KB may hold ten thousand tags."""


@frozen
class Edit:
    """A stretch of text and what takes its place."""

    start: int
    end: int
    text: str = ""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with its edits made.

    One inside another is left out. Line ends that a replacement has not are put behind it.

    Raises:
        ValueError: if a replacement has more lines than what it replaces.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=_place):
        if edit.start < at:
            continue
        missing = text.count("\n", edit.start, edit.end) - edit.text.count("\n")
        if missing < 0:
            raise ValueError(f"{edit.text!r} has more lines than it may")
        pieces += text[at : edit.start], edit.text, "\n" * missing
        at = edit.end
        if not edit.text and is_blank_before(text, edit.start):
            at = _after_blanks(text, at)
    return "".join([*pieces, text[at:]])


def before_on_line(text: str, at: int) -> str:
    """Return what stands before a place on its line: its end, if that is long."""
    start = max(0, at - LONGEST)
    return text[max(start, text.rfind("\n", start, at) + 1) : at]


def after_on_line(text: str, at: int) -> str:
    """Return what stands after a place on its line: its beginning, if that is long."""
    end = text.find("\n", at, at + LONGEST)
    return text[at : at + LONGEST] if end < 0 else text[at:end]


def is_blank_before(text: str, at: int) -> bool:
    """Tell whether only blanks stand before a place on its line."""
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def is_blank_after(text: str, at: int) -> bool:
    """Tell whether only blanks stand after a place on its line."""
    at = _after_blanks(text, at)
    return at == len(text) or text[at] == "\n"


def line_at(text: str, at: int) -> int:
    """Return the number of the line that a place is on."""
    return text.count("\n", 0, at) + 1


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _place(edit: Edit) -> tuple[int, bool, int]:
    """Return where an edit stands among others: what is put in comes before what is replaced."""
    return edit.start, edit.end > edit.start, -edit.end
