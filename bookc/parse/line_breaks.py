"""Rule: a line break inside a paragraph of Chinese or Japanese is no space.

Between two Han or kana the break goes; anywhere else, Korean included, it stays, which is a space.
"""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Han, kana and their punctuation, with full-width forms, but no Hangul.
_LETTERS = (
    "\u2e80-\u2fdf\u2ff0-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_JOINT = re.compile(f"(?<=[{_LETTERS}])[ \t]?\n(?=[{_LETTERS}])")


def line_breaks(md: MarkdownIt) -> None:
    """Drop line breaks between letters that no space parts."""
    md.core.ruler.push("line_breaks", _join_lines)


def join_lines(text: str) -> str:
    """Return text without the line breaks between letters that no space parts."""
    return _JOINT.sub("", text)


def _join_lines(state: StateCore) -> None:
    for token in state.tokens:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type == "softbreak" and _is_unspaced(children, index):
                child.type = "text"


def _is_unspaced(tokens: Sequence[Token], index: int) -> bool:
    before = _nearest_text(tokens[place] for place in range(index - 1, -1, -1))[-1:]
    after = _nearest_text(tokens[place] for place in range(index + 1, len(tokens)))[:1]
    return bool(_JOINT.search(f"{before}\n{after}"))


def _nearest_text(tokens: Iterable[Token]) -> str:
    """Return the text beside a line break, through tags that open or close there."""
    for token in tokens:
        if token.nesting == 0 and (token.content or token.type != "text"):
            return token.content if token.type == "text" else ""
    return ""
