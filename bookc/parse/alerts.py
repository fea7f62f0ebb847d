"""Rule: a quote that begins with `[!NOTE]` is a box, as on GitHub and in Obsidian.

Any word and any language will do. `[!tip] Title` has a title of its own; what can be folded
(`[!tip]-`) is open in a book.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.boxes import attributes_of_box, line_text, push_box_title

_MARK = re.compile(r"\[!([^\W_][^\[\]|\n]{0,60})(?:\|[^\[\]\n]{0,60})?\][+-]?(?=\s|$)")


def alerts(md: MarkdownIt) -> None:
    """Read alerts."""
    md.block.ruler.before("table", "alert_mark", _read_mark)
    md.core.ruler.after("block", "alerts", _close_alerts)


def _read_mark(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Turn the quote that has just been opened into a box if this is its first line."""
    if silent or not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    mark = _MARK.match(text := line_text(state, line))
    if not mark:
        return False
    quote, word = state.tokens[-1], mark[1].strip()
    quote.tag, quote.attrs = "div", attributes_of_box(word)
    push_box_title(state, word, text[mark.end() :].strip() or None, line)
    state.line = line + 1
    return True


def _close_alerts(state: StateCore) -> None:
    open_quotes: list[Token] = []
    for token in state.tokens:
        if token.type == "blockquote_open":
            open_quotes.append(token)
        elif token.type == "blockquote_close":
            token.tag = open_quotes.pop().tag
