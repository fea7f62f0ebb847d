"""Numbers of pages that are laid out wide, and lines that are drawn together when they are known.

In chapters and contents every such number is laid out with as many digits as any of the book may
have. Those it has less are left out at assembly, and the line is drawn as if they had never been:
it ends earlier, begins later, or both, as its text is aligned. So no document is laid out again
because another one has moved a number to a page of more or fewer digits, and contents need not wait
for chapters. In justified lines, and where it cannot be told what a number leans on, it is as wide
as it is.
"""

import re
from typing import NamedTuple

SHIFT = b"1 0 0 1 0.0 0 cm"
"""A move by nothing, as WeasyPrint never writes it: at the start of a line with a number, behind
the number, and at the end of the line."""


class Slack(NamedTuple):
    """What has to be known of a number to make it narrower."""

    digits: int
    """As many as are laid out."""
    digit_px: float
    """How wide one is."""
    lean: float
    """The part of what is left out by which the line begins later: 0, 0.5 or 1."""
    shifts: tuple[int, int, int]
    """Where they are in the content of the page."""
    links: list[tuple[int, float, float]]
    """Which links of the page move, and by what part of what is left out their edges do."""


_PT = 0.75
_JUSTIFIED = re.compile(r"text-align(?:-all|-last)?\s*:\s*justify")
_RECTANGLE = re.compile(rb"/Rect ?\[([^\]]*)\]")


def gives_way(stylesheet: str) -> bool:
    """Tell whether the lines of a book end where they will."""
    return not _JUSTIFIED.search(stylesheet)


def moves(narrower_px: float, slack: Slack) -> list[tuple[int, int, bytes]]:
    """Return what stands in the places of shifts: start and end of each, and a move."""
    before = slack.lean * narrower_px
    by_px = before, -narrower_px, narrower_px - before
    return [
        (at, at + len(SHIFT), b"1 0 0 1 %s 0 cm" % _written(each))
        for at, each in zip(slack.shifts, by_px, strict=True)
    ]


def with_edges_moved(link: bytes, left_px: float, right_px: float) -> bytes:
    """Return the annotation of a link with its edges moved to the right."""

    def move(found: re.Match[bytes]) -> bytes:
        left, top, right, bottom = found[1].split()
        moved = _written(float(left) + left_px * _PT), _written(float(right) + right_px * _PT)
        return b"/Rect [%s]" % b" ".join([moved[0], top, moved[1], bottom])

    return _RECTANGLE.sub(move, link)


def _written(number: float) -> bytes:
    return f"{number:f}".rstrip("0").rstrip(".").encode()
