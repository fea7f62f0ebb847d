"""Rule: `<div class="mermaid">` holds the source of a diagram, as a fence with `mermaid` does.

So does `<pre class="mermaid">`. A page draws it with a program; Markdown and HTML would make words
of its lines.
"""

import re
from bisect import bisect_left
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_OPENING = re.compile(
    r"<(div|pre)\s[^<>\n]{0,200}?\bclass\s*=\s*(?:\"mermaid\"|'mermaid'|mermaid(?=[\s>]))[^<>\n]{0,200}>",
    re.IGNORECASE,
)
_LONGEST = 20_000
"""Letters; no diagram has more, and each is looked for from its own start."""


def diagram_elements(md: MarkdownIt) -> None:
    """Read elements that hold the source of a diagram."""
    md.block.ruler.before(
        "html_block",
        "diagram_element",
        _read,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _read(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[line] + state.tShift[line]
    opening = _OPENING.match(state.src, start) if state.src.startswith("<", start) else None
    if opening is None or state.is_code_block(line):
        return False
    closing = f"</{opening[1].lower()}>"
    found = state.src.find(closing, opening.end(), opening.end() + _LONGEST)
    last = bisect_left(state.eMarks, found, line, end) if found >= 0 else end
    if last >= end or state.src[found + len(closing) : state.eMarks[last]].strip():
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = "mermaid", [line, last + 1]
        source = _between(state, opening.end(), found, line, last)
        token.content = unescape(source).strip("\n").rstrip() + "\n"
        state.line = last + 1
    return True


def _between(state: StateBlock, start: int, end: int, line: int, last: int) -> str:
    """Return what stands between two places, without the indent of what holds it."""
    if line == last:
        return str(state.src[start:end])
    inner = state.getLines(line + 1, last, state.blkIndent, keepLastLF=True)
    return f"{state.src[start : state.eMarks[line]]}\n{inner}{state.src[state.bMarks[last] : end]}"
