"""Rule: content tabs, `=== "Label"` with a body indented below, stand one after another.

Each is a `<div class="tab">` that begins with its label.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookc.parse.boxes import indented_body, line_text, parse_inside, push_label

_TAB = re.compile(r'===[!+]{0,2}[ \t]+(?:"([^"\n]+)"|\'([^\'\n]+)\')')


def content_tabs(md: MarkdownIt) -> None:
    """Read content tabs."""
    md.block.ruler.before(
        "fence", "tab", _read_tab, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def open_tab(state: StateBlock, label: str, lines: tuple[int, int]) -> None:
    """Write the beginning of a tab.

    Args:
        state: of the block parser.
        label: in Markdown.
        lines: the first line of the tab, and the first behind it.
    """
    token = state.push("tab_open", "div", 1)
    token.attrs = {"class": "tab"}
    token.map = list(lines)
    push_label(state, label, lines[0])


def close_tab(state: StateBlock) -> None:
    """Write the end of a tab."""
    state.push("tab_close", "div", -1)


def _read_tab(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(line) or not (tab := _TAB.fullmatch(line_text(state, line))):
        return False
    body_end = indented_body(state, line, end)
    if body_end == line + 1:
        return False
    if not silent:
        open_tab(state, tab[1] or tab[2], (line, body_end))
        parse_inside(state, line + 1, body_end, indent=state.sCount[line] + 4)
        close_tab(state)
    return True
