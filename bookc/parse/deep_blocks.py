"""Rule: blocks nest as deep as any author writes; what is deeper is a paragraph and never lost.

markdown-it skips all that is nested deeper than its limit.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph

DEEPEST = 60
"""Blocks in one another; a list and its item are two."""
_LIMIT = 100
"""Of markdown-it, for blocks and for links in links: its own default, which CommonMark lowers."""


def deep_blocks(md: MarkdownIt) -> None:
    """Stop nesting before markdown-it would; has to be set up before other rules for blocks."""
    md.options["maxNesting"] = _LIMIT
    md.block.ruler.before("table", "deep_blocks", _read_as_words)


def _read_as_words(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    return not silent and state.level >= DEEPEST and paragraph(state, line, end, silent)
