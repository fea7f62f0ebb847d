"""Rule: `: text` under a line is the definition of that line, or of each of several lines."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

_MOST_TERMS = 10
"""Of one definition: a longer paragraph is none, whatever stands below it."""
_DEFINITION = re.compile(r":[ \t]+\S")


def definition_lists(md: MarkdownIt) -> None:
    """Read definition lists; a line that begins with `~` is text, and no definition."""
    deflist_plugin(md)
    rules = md.block.ruler
    read = next(rule.fn for rule in rules.__rules__ if rule.name == "deflist")

    def deflist(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if silent:
            return bool(read(state, start, end, silent))
        last = _last_term(state, start, end)
        before = len(state.tokens)
        if last is None or not read(state, last, end, silent):
            return False
        _add_terms(state, before, range(start, last))
        _join_to_list_above(state, before)
        return True

    rules.at("deflist", deflist, {"alt": ["paragraph", "reference", "blockquote"]})


def _last_term(state: StateBlock, start: int, end: int) -> int | None:
    """Return the last line of a paragraph that a definition follows; None if none does."""
    if state.is_code_block(start):
        return None
    below, farthest = start + 1, min(end, start + _MOST_TERMS + 1)
    while below < farthest and not (state.isEmpty(below) or _begins_definition(state, below)):
        if state.sCount[below] < state.blkIndent:
            return None
        below += 1
    last = below - 1
    if below < end and state.isEmpty(below):
        below += 1
    if below >= end or not _begins_definition(state, below):
        return None
    rules = state.md.block.ruler.getRules("paragraph")
    for line in range(start + 1, last + 1):
        if any(rule(state, line, end, True) for rule in rules):  # noqa: FBT003
            return None
    return last


def _begins_definition(state: StateBlock, line: int) -> bool:
    return _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _add_terms(state: StateBlock, at: int, lines: range) -> None:
    """Put more terms before the first one of a list.

    Args:
        state: of the block parser.
        at: the place of the list among the tokens.
        lines: that the terms are on.
    """
    level = state.tokens[at].level + 1
    terms: list[Token] = []
    for line in lines:
        words = state.getLines(line, line + 1, state.blkIndent, False).strip()  # noqa: FBT003
        place = [line, line]
        terms += (
            Token("dt_open", "dt", 1, map=place, level=level, block=True),
            Token("inline", "", 0, map=place, level=level + 1, content=words, children=[]),
            Token("dt_close", "dt", -1, level=level, block=True),
        )
    state.tokens[at + 1 : at + 1] = terms
    if terms:
        state.tokens[at].map = [lines.start, state.line]


def _join_to_list_above(state: StateBlock, at: int) -> None:
    """Make one list of two that nothing stands between: markdown-it parts them at two terms."""
    if at and state.tokens[at - 1].type == "dl_close":
        del state.tokens[at - 1 : at + 1]
