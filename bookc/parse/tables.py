"""Rules for tables: cells say their alignment by a class, and none is lost.

GitHub drops what a row has more of than the head; here such a row is longer than the others.
"""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

STYLE = "text-align:"


def tables(md: MarkdownIt) -> None:
    """Read tables as GitHub writes them."""
    md.enable("table")
    md.block.ruler.at("table", _read_table, {"alt": ["paragraph", "reference"]})
    md.core.ruler.push("tables", _class_for_alignment)


def _read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        state.tokens[before:] = list(_with_all_cells(state.tokens[before:], state))
    return True


def _with_all_cells(tokens: Sequence[Token], state: StateBlock) -> Iterator[Token]:
    """Yield the tokens of a table with the cells that its rows have more of than the head."""
    cells: list[str] = []
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells = _cells_of(getLine(state, token.map[0]))
        elif token.type in ("td_open", "th_open"):
            cells = cells[1:]
        elif token.type == "tr_close":
            for cell in cells:
                yield Token("td_open", "td", 1, level=token.level + 1, block=True)
                yield Token("inline", "", 0, content=cell, children=[], level=token.level + 2)
                yield Token("td_close", "td", -1, level=token.level + 1, block=True)
        yield token


def _cells_of(line: str) -> list[str]:
    """Return the cells of a row but for empty ones at its end."""
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    if cells and not cells[0]:
        cells = cells[1:]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _class_for_alignment(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            alignment = str(token.attrs.pop("style")).removeprefix(STYLE)
            token.attrSet("class", f"align-{alignment}")
