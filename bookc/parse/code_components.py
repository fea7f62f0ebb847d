"""Rule: ``<CodeBlock language="js">{`…`}</CodeBlock>`` of MDX is a listing.

What stands between the backticks is text of a program, in which a backslash keeps what follows.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookc.parse.jsx import Tag, first_text, read_tag

_NAME = "<CodeBlock"
_CONTENT = re.compile(r"\s{0,100}\{`((?:[^`\\]|\\.)*)`\s{0,100}\}\s{0,100}</CodeBlock>", re.DOTALL)
_KEPT = re.compile(r"\\([`\\$])")


def code_components(md: MarkdownIt) -> None:
    """Read code in components."""
    md.block.ruler.before(
        "html_block",
        "code_component",
        _read,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _read(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_NAME, start) or state.is_code_block(line):
        return False
    tag = read_tag(state.src, start)
    content = _CONTENT.match(state.src, tag.end) if tag else None
    if tag is None or content is None:
        return False
    behind = line + state.src.count("\n", start, content.end()) + 1
    if behind > end or state.src[content.end() : state.eMarks[behind - 1]].strip():
        return False
    if silent:
        return True
    token = state.push("fence", "code", 0)
    token.info, token.map = _info_of(tag), [line, behind]
    token.content = _KEPT.sub(r"\1", content[1]).strip("\n").rstrip() + "\n"
    state.line = behind
    return True


def _info_of(tag: Tag) -> str:
    """Return what a fence would say of the code."""
    language = first_text(tag, ("language", "lang"))
    language = language or first_text(tag, ("className",)).removeprefix("language-")
    title = first_text(tag, ("title", "filename")).replace('"', "'")
    lines = first_text(tag, ("metastring",))
    return " ".join(filter(None, (language, title and f'title="{title}"', lines)))
