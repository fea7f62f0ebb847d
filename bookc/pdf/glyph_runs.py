"""Runs of glyphs, written without moves of no width.

WeasyPrint writes `[<0012>0<>0.0<0013>0] TJ`: behind each glyph how far Pango has moved from its own
width, which is hardly ever at all, and U+2060 between the letters of a Korean word as a glyph that
is none. That was a quarter of the content of a Korean page, and a hundredth of a whole file.
"""

import re

_NO_MOVE = re.compile(r">-?0(?:\.0)?<")
_LAST_NO_MOVE = re.compile(r"(?<=>)-?0(?:\.0)?$")


def compact(run: str) -> str:
    """Return a run as short as it can be: strings of glyphs, and numbers that are not zero."""
    moved = _LAST_NO_MOVE.sub("", _NO_MOVE.sub("", run))
    return moved.replace("><", "").replace("<>", " ").strip()
