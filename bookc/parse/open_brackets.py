"""Rule: a bracket that nothing closes is text at once, and so is what nests too deep.

markdown-it looks for the end of a link at each `[`, through all brackets inside it, up to its limit
of nesting: 300 KB of open brackets took 16 seconds. CommonMark reads them alike.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

DEEPEST = 20
"""Brackets in one another; markdown-it has the same limit for CommonMark."""
_LAST = -1
"""Where the place of the last closing bracket is kept, among the places of tokens."""


def open_brackets(md: MarkdownIt) -> None:
    """Read brackets that begin no link as text."""
    md.inline.ruler.before("link", "open_brackets", _read_as_text)


def _read_as_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not state.src.startswith(("[", "!["), state.pos):
        return False
    if silent and state.level > DEEPEST:
        state.pos = state.posMax
        return True
    if _LAST not in state.cache:
        state.cache[_LAST] = state.src.rfind("]")
    if state.pos < state.cache[_LAST]:
        return False
    end = state.src.index("[", state.pos) + 1
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True
