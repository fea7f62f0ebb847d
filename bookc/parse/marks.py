"""Rule: `==text==` is marked, as with a highlighter.

The signs stand outside of words: `a==b && c==d` is no mark. Letters of scripts that leave no blank
between words may stand beside them.
"""

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

_RUN = re.compile("=+")
_PART_OF_WORD = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]")
_MARKER = ord("=")


def marks(md: MarkdownIt) -> None:
    """Read `==`, with any Markdown between them."""
    md.inline.ruler.before("emphasis", "mark", _read_signs)
    md.inline.ruler2.before("emphasis", "mark", _make_marks)


def _read_signs(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    run = _RUN.match(state.src, state.pos, state.posMax)
    if silent or not run:
        return False
    state.pos = run.end()
    if len(run[0]) != 2:
        state.pending += run[0]
        return True
    before = state.src[run.start() - 1 : run.start()]
    after = state.src[run.end() : min(run.end() + 1, state.posMax)]
    state.push("text", "", 0).content = run[0]
    state.delimiters.append(
        Delimiter(
            marker=_MARKER,
            length=0,  # the rule about multiples of three is for emphasis alone
            token=len(state.tokens) - 1,
            end=-1,
            open=bool(after.strip()) and not _PART_OF_WORD.match(before),
            close=bool(before.strip()) and not _PART_OF_WORD.match(after),
        )
    )
    return True


def _make_marks(state: StateInline) -> None:
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: Sequence[Delimiter]) -> None:
    for opening in delimiters:
        if opening.marker != _MARKER or opening.end < 0:
            continue
        _turn(state.tokens[opening.token], "mark_open", 1)
        _turn(state.tokens[delimiters[opening.end].token], "mark_close", -1)


def _turn(token: Token, kind: str, nesting: Literal[-1, 1]) -> None:
    token.type, token.tag, token.nesting = kind, "mark", nesting
    token.markup, token.content = "==", ""
