r"""Rule: a backslash that ends a block is a line break that breaks nothing, and goes.

CommonMark prints it; editors that write `\` for every break leave one behind the last line too.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def backslash_breaks(md: MarkdownIt) -> None:
    """Take the backslash off the end of paragraphs, headings and cells."""
    md.core.ruler.push("backslash_breaks", _drop_last)


def _drop_last(state: StateCore) -> None:
    for token in state.tokens:
        written = token.content.rstrip()
        last = token.children[-1] if token.children else None
        if last is None or last.type != "text" or not last.content.endswith("\\"):
            continue
        backslashes = len(written) - len(written.rstrip("\\"))
        if backslashes % 2:  # an even number is backslashes that the author escaped
            last.content = last.content[:-1]
