"""Rule: emphasis and links nest no deeper than anybody means; what is deeper loses its tags.

`**a **b **c` can open thousands of elements in one another, which no XML parser takes.
"""

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

DEEPEST = 20
"""Inline elements in one another."""


def deep_words(md: MarkdownIt) -> None:
    """Bound the depth of what stands among words; has to come behind rules that find it."""
    md.core.ruler.push("deep_words", _bound)


def _bound(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and len(token.children) > DEEPEST:
            token.children = list(_bounded(token.children))


def _bounded(tokens: Iterable[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting == 1
        if token.nesting == 0 or depth <= DEEPEST:
            yield token
        depth -= token.nesting == -1
