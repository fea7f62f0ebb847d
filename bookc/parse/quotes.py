"""Rules for quotes: `>` alone opens one that runs to the next blank line; `-- source` ends one."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ATTRIBUTION_CLASS = "attribution"
_SOURCE = re.compile(r"(?:--|[\u2013-\u2015])(?!-)[ \t]*")
_DASH = "\N{EM DASH} "


def quotes(md: MarkdownIt) -> None:
    """Read quotes as kramdown does, and the line that says where one comes from."""
    md.block.ruler.before(
        "blockquote", "lone_quote", _read_lone_quote, {"alt": ["paragraph", "reference", "list"]}
    )
    md.core.ruler.push("attributions", _mark_attributions)


def _read_lone_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a quote whose first line is `>` alone, and whose others need no mark.

    CommonMark sees an empty quote there, and a paragraph below it.
    """
    if state.is_code_block(start) or not _is_lone(state, start):
        return False
    last = _last_line(state, start, end)
    if last == start or state.src.startswith(">", _first_of(state, start + 1)):
        return False
    if silent:
        return True
    inside = range(start, last + 1)
    saved = [(state.bMarks[n], state.tShift[n], state.sCount[n]) for n in inside]
    limits = state.lineMax, state.blkIndent
    for line in inside:
        _take_mark_off(state, line)
    state.lineMax, state.blkIndent = last + 1, 0
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.markup, opening.map = ">", [start, last + 1]
    state.md.block.tokenize(state, start, last + 1)
    state.push("blockquote_close", "blockquote", -1).markup = ">"
    state.lineMax, state.blkIndent = limits
    for line, marks in zip(inside, saved, strict=True):
        state.bMarks[line], state.tShift[line], state.sCount[line] = marks
    state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """Return the last line before the next that is blank, or that says where the quote is from."""
    line = start
    while line + 1 < end and not state.isEmpty(line + 1):
        line += 1
        if state.sCount[line] < state.blkIndent:
            return line - 1
        source = _SOURCE.match(state.src, _first_of(state, line), state.eMarks[line])
        if source and source.end() < state.eMarks[line]:
            return line
    return line


def _first_of(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _is_lone(state: StateBlock, line: int) -> bool:
    return state.src[_first_of(state, line) : state.eMarks[line]].strip() == ">"


def _take_mark_off(state: StateBlock, line: int) -> None:
    """Let a line begin behind its `>`, if it has one; a line with nothing else is blank."""
    at = _first_of(state, line)
    if state.src.startswith(">", at):
        at += 1
        while at < state.eMarks[line] and state.src[at] in " \t":
            at += 1
    state.bMarks[line], state.tShift[line], state.sCount[line] = at, 0, 0


def _mark_attributions(state: StateCore) -> None:
    """Give the last line of a quote a paragraph of its own if it begins with two hyphens."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "blockquote_close" and tokens[-1].type == "paragraph_close":
            _split_off_source(tokens)
        tokens.append(token)
    state.tokens = tokens


def _split_off_source(tokens: list[Token]) -> None:
    opening, inline, closing = tokens[-3:]
    children = inline.children or []
    breaks = [n for n, each in enumerate(children) if each.type in ("softbreak", "hardbreak")]
    first = breaks[-1] + 1 if breaks else 0
    if first >= len(children) or children[first].type != "text":
        return
    dash = _SOURCE.match(children[first].content)
    if not dash:
        return
    children[first].content = _DASH + children[first].content[dash.end() :]
    if not first:
        opening.attrSet("class", ATTRIBUTION_CLASS)
        return
    inline.children = children[: first - 1]
    source = Token("paragraph_open", "p", 1, block=True, attrs={"class": ATTRIBUTION_CLASS})
    source.map = [inline.map[0] + len(breaks), inline.map[1]] if inline.map else None
    tokens += [
        source,
        Token("inline", "", 0, map=source.map, children=children[first:]),
        Token("paragraph_close", "p", -1, block=True),
    ]
    if closing.hidden:
        opening.hidden = closing.hidden = False
