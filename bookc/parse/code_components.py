"""Rule: ``<CodeBlock language="js">{`…`}</CodeBlock>`` of MDX is a listing.

What stands between the backticks is text of a program, in which a backslash keeps what follows. A
name in their place stands for such a text, or for a file that the post imports.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.utils import EnvType

from bookc.parse.code_references import imported_code
from bookc.parse.environment import context_of, language_of, report
from bookc.parse.esm import exported_texts, imported_files
from bookc.parse.jsx import Tag, first_text, read_tag
from bookc.wording import wording

_NAME = "<CodeBlock"
_CONTENT = re.compile(
    r"\s{0,100}\{(?:`(?P<text>(?:[^`\\]|\\.)*)`"
    r"|\s{0,9}(?P<name>[A-Za-z_$][\w$]{0,80})(?P<more>[\w$.()]{0,80}))"
    r"\s{0,100}\}\s{0,100}</CodeBlock>",
    re.DOTALL,
)
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
    code = _code_of(content, state.env, line + 1)
    token.content = code.strip("\n").rstrip() + "\n"
    state.line = behind
    return True


def _code_of(content: re.Match[str], env: EnvType, line: int) -> str:
    """Return the code that a component holds, or what stands for code that is not there."""
    written = content["text"]
    if written is None:
        written = exported_texts(env).get(content["name"])
    if written is not None:
        return _KEPT.sub(r"\1", written)
    path = imported_code(imported_files(env).get(content["name"], ""))
    if path in context_of(env).files:
        return context_of(env).files[path]
    name = path or content["name"] + content["more"]
    report(
        env,
        f"what a listing shows is not in the post: {name}",
        line=line,
        hint="write the code between the tags",
    )
    return f"[{wording(language_of(env)).missing_code}: {name}]"


def _info_of(tag: Tag) -> str:
    """Return what a fence would say of the code."""
    language = first_text(tag, ("language", "lang"))
    language = language or first_text(tag, ("className",)).removeprefix("language-")
    title = first_text(tag, ("title", "filename")).replace('"', "'")
    lines = first_text(tag, ("metastring",))
    return " ".join(filter(None, (language, title and f'title="{title}"', lines)))
