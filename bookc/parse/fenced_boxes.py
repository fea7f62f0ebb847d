"""Rule: fences called `smart`, `warn` and `quote` are boxes and quotes with Markdown inside.

What is fenced as `online` is meant for the web site alone; what is fenced as `offline`, for books.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookc.parse.boxes import close_box, line_text, open_box, parse_inside, push_line
from bookc.parse.code_regions import may_open_fence
from bookc.parse.environment import remove

_OPENING = re.compile(r"(`{3,}|~{3,})[ \t]*(smart|warn|quote|online|offline)(?:[ \t]+(.*))?")
_ATTRIBUTE = re.compile(r"(?<![\w-])(header|title|author)=(?:\"([^\"]*)\"|'([^']*)')")
_BOXES = {"smart": "info", "warn": "warning"}
_DASH = "\N{EM DASH} "


def fenced_boxes(md: MarkdownIt) -> None:
    """Read fenced boxes; has to be set up before other rules for fences."""
    md.block.ruler.before(
        "fence",
        "fenced_box",
        _read_box,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _read_box(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    opening = None if state.is_code_block(line) else _OPENING.fullmatch(line_text(state, line))
    if opening is None or not may_open_fence(opening[0]):
        return False
    if silent:
        return True
    closing = _closing_line(state, opening[1], line, end)
    attributes = {
        name: double or single for name, double, single in _ATTRIBUTE.findall(opening[3] or "")
    }
    _push(state, opening[2], attributes, (line, closing))
    state.line = min(closing + 1, end) if _is_closing(state, opening[1], closing, end) else closing
    return True


def _push(state: StateBlock, name: str, attributes: dict[str, str], lines: tuple[int, int]) -> None:
    line, closing = lines
    if name == "online":
        for left in range(line, closing):
            remove(state.env, "block for the web site", left + 1)
    elif name == "offline":
        parse_inside(state, line + 1, closing)
    elif name == "quote":
        _push_quote(state, attributes.get("author", ""), line, closing)
    else:
        title = attributes.get("header", attributes.get("title"))
        open_box(state, _BOXES[name], title, lines)
        parse_inside(state, line + 1, closing)
        close_box(state)


def _push_quote(state: StateBlock, author: str, line: int, closing: int) -> None:
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.map = [line, closing]
    parse_inside(state, line + 1, closing)
    if author:
        push_line(state, _DASH + author, line).attrSet("class", "attribution")
    state.push("blockquote_close", "blockquote", -1)


def _closing_line(state: StateBlock, fence: str, line: int, end: int) -> int:
    """Return the line that closes a fence, or the first behind the block that it stands in."""
    for below in range(line + 1, end):
        if not state.isEmpty(below) and state.sCount[below] < state.blkIndent:
            return below
        if _is_closing(state, fence, below, end):
            return below
    return end


def _is_closing(state: StateBlock, fence: str, line: int, end: int) -> bool:
    if line >= end or state.is_code_block(line):
        return False
    text = line_text(state, line)
    return len(text) >= len(fence) and not text.strip(fence[0])
