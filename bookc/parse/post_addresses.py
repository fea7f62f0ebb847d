"""Rule: `[words](my note.md)` is a link, though Markdown wants `<…>` around an address with blanks.

Files are called so where authors write titles and not addresses. Only what ends like the file of a
post is one: `[sic](as he said)` stays text.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_INSIDE = re.compile(
    r"\(\s{0,9}([^\s()<>][^()<>\n]{0,300}?\.(?:md|markdown|mdx)(?:#[^()<>\n\"']{0,100}?)?)"
    r"(?:\s{1,9}(?:\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'))?\s{0,9}\)",
    re.IGNORECASE,
)


def post_addresses(md: MarkdownIt) -> None:
    """Read what the rule for links has refused."""
    md.inline.ruler.after("link", "post_address", _link)


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start, end = state.pos, state.posMax
    if state.src[start] != "[" or state.linkLevel:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, True)  # noqa: FBT003
    inside = _INSIDE.match(state.src, label_end + 1, end) if label_end >= 0 else None
    if inside is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": inside[1]}
        if title := inside[2] or inside[3]:
            opening.attrs["title"] = title
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos, state.posMax = inside.end(), end
    return True
