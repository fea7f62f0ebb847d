"""Rule: blocks, links and pictures carry the line of the file that they come from."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.elements import HEADINGS
from bookc.parse.raw_html import LINED_AMONG_WORDS, mark_lines

LINED = frozenset(
    {*HEADINGS, "p", "li", "pre", "blockquote", "table", "tr", "code", "div", "dt", "dd"}
)


def source_lines(md: MarkdownIt) -> None:
    """Set `data-line` on what begins there; has to come before rules that drop tokens."""
    md.core.ruler.push("source_lines", _mark_lines)


def _mark_lines(state: StateCore) -> None:
    line = 1
    for token in state.tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type == "inline":
            _mark_inline(token.children or (), line)
        elif token.type == "html_block":
            token.content = mark_lines(token.content, line)
        elif token.map and token.tag in LINED:
            token.attrSet("data-line", str(line))


def _mark_inline(tokens: Iterable[Token], line: int) -> None:
    for token in tokens:
        if token.type in ("image", "link_open"):
            token.attrSet("data-line", str(line))
        elif token.type == "html_inline":
            lined = mark_lines(token.content, line, LINED_AMONG_WORDS)
            line += token.content.count("\n")
            token.content = lined
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "image":
            line += token.content.count("\n")
