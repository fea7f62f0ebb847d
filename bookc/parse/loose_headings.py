"""Rules for headings that CommonMark reads otherwise.

`##Heading` without a blank is one, from two `#` on, alone, and before a letter; `#tag` is text. A
line of hyphens below a line is one too, but below several lines it is a rule under a paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, lheading

_UNDERLINE = re.compile(r"[ \t>]*(?:-+|=+)[ \t]*")
_ENDS = "ends_of_paragraphs"


def loose_headings(md: MarkdownIt) -> None:
    """Read headings without a blank; take none for a paragraph with a rule under it."""
    md.block.ruler.after("heading", "loose_heading", _read_heading)
    md.block.ruler.at("lheading", _read_underlined)


def _read_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    is_alone = start + 1 >= end or state.isEmpty(start + 1)
    if silent or not is_alone or state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("##", at):
        return False
    line = state.src[at : state.eMarks[start]]
    level = len(line) - len(line.lstrip("#"))
    words = line[level:].strip()
    if level > 6 or not words[:1].isalpha() or line[level : level + 1].isspace():
        return False
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup, opening.map = "#" * level, [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, [start, start + 1], []
    state.push("heading_close", f"h{level}", -1).markup = "#" * level
    state.line = start + 1
    return True


def _read_underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if not _may_be_underlined(state, start, end) or not lheading(state, start, end, silent):
        return False
    opening, inline, closing = state.tokens[-3:]
    if opening.markup == "-" and "\n" in inline.content:
        opening.type, closing.type = "paragraph_open", "paragraph_close"
        opening.tag = closing.tag = "p"
        opening.markup = closing.markup = ""
        opening.map = inline.map
        rule = state.push("hr", "hr", 0)
        rule.markup, rule.map = "---", [state.line - 1, state.line]
    return True


def _may_be_underlined(state: StateBlock, start: int, end: int) -> bool:
    """Tell whether a line of hyphens or equals signs stands below a line, before a blank one.

    markdown-it asks at each line of a paragraph whether another block begins, and once more when it
    has found no underline: half of the time of short paragraphs went into that.
    """
    known: dict[str, tuple[Sequence[int], Sequence[int]]] = state.env.setdefault(_ENDS, {})
    if state.src not in known:
        known[state.src] = _underlines_and_blanks(state.src)
    underlines, blanks = known[state.src]
    return _next(underlines, start, end) < _next(blanks, start, end)


def _underlines_and_blanks(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the lines that are underlines, and of those that are blank."""
    lines = list(enumerate(text.split("\n")))
    underlines = [number for number, line in lines if _UNDERLINE.fullmatch(line)]
    return underlines, [number for number, line in lines if not line.strip()]


def _next(lines: Sequence[int], start: int, end: int) -> int:
    """Return the first of some lines behind one; `end` if there is none before it."""
    place = bisect_right(lines, start)
    return min(lines[place], end) if place < len(lines) else end
