"""Rules for headings that CommonMark reads otherwise.

`##Heading` without a blank is one, from two `#` on, alone, and before a letter; `#tag` is text. A
line of hyphens below a line is one too, but below several lines it is a rule under a paragraph.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, lheading


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
    if not lheading(state, start, end, silent):
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
