"""Rule: attribute lists are never text: kramdown's `{:.x}` and `{: #id}`, and `{#id}` of headings.

They stand right behind a span, on a line of their own below a block or above the next one, or at
the end of the words of a block or a span. Anything else in braces is what the author wrote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.attribute_syntax import AFTER_TAG, ANY, AT_END, WITH_COLON, give

_WHOLE_SPANS = frozenset({"code_inline", "image", "html_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
_LONGEST = 500
"""Letters at the end of a block in which a list is looked for."""
_LINE_OF_HTML = re.compile(rf"^[ \t]*{WITH_COLON.pattern}[ \t]*$", re.MULTILINE)


def attribute_lists(md: MarkdownIt) -> None:
    """Read attribute lists; has to see the words of a block before escapes are joined to them."""
    md.core.ruler.after("inline", "attribute_lists", _read_lists)


@dataclass(slots=True)
class _Blocks:
    """The blocks around a place, while a post is read from top to bottom."""

    kept: list[Token] = field(default_factory=list)
    opened: list[Token] = field(default_factory=list)
    """The blocks that the place is in."""
    closed: dict[int, Token] = field(default_factory=dict)
    """The last block of each level, if nothing but blank lines stands between."""
    waiting: list[str] = field(default_factory=list)
    """Lists for the next block."""


def _read_lists(state: StateCore) -> None:
    if "{" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and "{" in token.content:
            _read_spans(token.children)
        elif token.type == "html_block":
            token.content = AFTER_TAG.sub("", _LINE_OF_HTML.sub("", token.content))
    blocks = _Blocks()
    at = 0
    while at < len(state.tokens):
        at = _read_block(state.tokens, at, blocks)
    state.tokens = blocks.kept


def _read_spans(children: Sequence[Token]) -> None:
    """Give spans the lists right behind them."""
    opened: list[Token] = []
    span: Token | None = None
    for place, token in enumerate(children):
        if token.type == "text" and span:
            while found := ANY.match(token.content) or WITH_COLON.match(token.content):
                if span.type == "html_inline" and not token.content.startswith("{:"):
                    break
                give(span, found[1])
                token.content = token.content[found.end() :]
        if token.nesting == 1:
            opened.append(token)
        span = token if token.type in _WHOLE_SPANS else None
        if token.nesting == -1 and opened:
            span = opened.pop()
            _read_end(children[place - 1], span)


def _read_end(words: Token, around: Token) -> None:
    """Give what words are in the list that they end with."""
    found = AT_END.search(words.content[-_LONGEST:]) if words.type == "text" else None
    if found:
        give(around, found[1])
        words.content = words.content[: -len(found[0])]


def _read_block(tokens: Sequence[Token], at: int, blocks: _Blocks) -> int:
    """Read one token, or a whole heading, paragraph or row, and return where the next one is."""
    token = tokens[at]
    if token.type in ("heading_open", "paragraph_open"):
        if token.type == "heading_open":
            _read_heading(token, tokens[at + 1])
        elif _is_only_lists(token, tokens[at + 1], blocks):
            return at + 3
    elif token.type == "tr_open" and (written := _row_of_list(tokens, at)):
        table = next(each for each in reversed(blocks.opened) if each.type == "table_open")
        give(table, written)
        return _end_of_row(tokens, at)
    elif token.type == "tbody_close" and blocks.kept[-1].type == "tbody_open":
        blocks.kept.pop()
        blocks.opened.pop()
        return at + 1
    elif token.type == "inline" and token.children and blocks.opened:
        _read_end_of_block(token.children, blocks)
    _keep(token, blocks)
    return at + 1


def _keep(token: Token, blocks: _Blocks) -> None:
    blocks.kept.append(token)
    if token.nesting == -1:
        blocks.closed[token.level] = blocks.opened.pop() if blocks.opened else token
        return
    if token.type == "inline":
        return
    if not token.hidden:
        for written in blocks.waiting:
            give(token, written)
        blocks.waiting.clear()
    if token.nesting == 1:
        blocks.opened.append(token)
        blocks.closed.pop(token.level + 1, None)
    else:
        blocks.closed[token.level] = token


def _read_heading(heading: Token, inline: Token) -> None:
    """Take the list at the end of a heading."""
    last = inline.children[-1] if inline.children else None
    if last is None or last.type != "text" or not last.content.rstrip().endswith("}"):
        return
    words = last.content.rstrip()
    start = words.rfind("{")
    if (found := ANY.fullmatch(words, start)) or (found := WITH_COLON.fullmatch(words, start)):
        give(heading, found[1])
        last.content = words[:start].rstrip()


def _read_end_of_block(children: Sequence[Token], blocks: _Blocks) -> None:
    """Take the list that the words of a block end with; behind a picture it is the picture's."""
    before = children[-2] if len(children) > 1 else None
    is_of_picture = before and before.type == "image" and AT_END.fullmatch(children[-1].content)
    shown = next((each for each in reversed(blocks.opened) if not each.hidden), blocks.opened[-1])
    _read_end(children[-1], before if before and is_of_picture else shown)


def _is_only_lists(paragraph: Token, inline: Token, blocks: _Blocks) -> bool:
    """Take the lines that are lists out of a paragraph; tell whether nothing else is in it."""
    if "{:" not in inline.content:
        return False
    _read_item(inline, blocks)
    lines = list(_lines_of(inline.children or ()))
    lists = [_list_in(line) for line in lines]
    start = paragraph.map[0] if paragraph.map else 0
    above = blocks.closed.get(paragraph.level)
    touches = above is not None and above.map is not None and above.map[1] >= start
    shown = next((each for each in reversed(blocks.opened) if not each.hidden), paragraph)
    own = shown if paragraph.hidden else paragraph
    is_only_lists = all(lists) and bool(lists)
    for number, written in enumerate(lists):
        is_first = all(lists[: number + 1])
        if written and is_first and above is not None and touches:
            give(above, written)
        elif written and is_only_lists:
            blocks.waiting.append(written)
        elif written:
            give(own, written)
    if not is_only_lists and any(lists):
        inline.children = _joined(
            line for line, written in zip(lines, lists, strict=True) if not written
        )
    return is_only_lists


def _read_item(inline: Token, blocks: _Blocks) -> None:
    """Take the list that an item of a list begins with."""
    first = inline.children[0] if inline.children else None
    item = blocks.kept[-1] if blocks.kept else None
    if not (first and first.type == "text" and item and item.type == "list_item_open"):
        return
    found = WITH_COLON.match(first.content)
    if found and first.content[found.end() : found.end() + 1] == " ":
        give(item, found[1])
        first.content = first.content[found.end() + 1 :]


def _lines_of(children: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the lines of a paragraph, each but the first with the break before it."""
    line: list[Token] = []
    for token in children:
        if token.type in _BREAKS:
            yield line
            line = []
        line.append(token)
    yield line


def _joined(lines: Iterator[list[Token]]) -> list[Token]:
    """Return the tokens of lines; what begins a paragraph has no break before it."""
    tokens = [token for line in lines for token in line]
    return tokens[1:] if tokens and tokens[0].type in _BREAKS else tokens


def _list_in(line: Sequence[Token]) -> str:
    """Return the inside of the list that a line is; empty if there is anything else on it."""
    words = [token for token in line if token.type not in _BREAKS]
    if any(token.type != "text" for token in words):
        return ""
    found = WITH_COLON.fullmatch("".join(token.content for token in words).strip())
    return found[1] if found else ""


def _row_of_list(tokens: Sequence[Token], at: int) -> str:
    """Return the list that a line below a table is: a row, for Markdown."""
    cells = [token for token in tokens[at : _end_of_row(tokens, at)] if token.type == "inline"]
    written = [cell.content.strip() for cell in cells if cell.content.strip()]
    found = WITH_COLON.fullmatch(written[0]) if len(written) == 1 else None
    return found[1] if found else ""


def _end_of_row(tokens: Sequence[Token], at: int) -> int:
    return next(n for n in range(at, len(tokens)) if tokens[n].type == "tr_close") + 1
