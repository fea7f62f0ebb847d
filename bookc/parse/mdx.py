"""Rule: what of MDX is no Markdown: programs, comments, and the attributes of JSX.

`<div className="x" style={{…}}>` becomes the HTML that it stands for. Components, whose names begin
with a capital, are a rule of their own.
"""

import re
from html import escape
from pathlib import PurePosixPath

from markdown_it.utils import EnvType

from bookc.parse.code_walk import CodeWalk
from bookc.parse.environment import context_of, remove
from bookc.parse.esm import drop_statements, exported_texts, imported_files
from bookc.parse.jsx import Tag, tags_in, text_of

ENDING = ".mdx"

_EXPRESSION = re.compile(r"\{\s{0,100}(/\*|[\"'`] {0,8}[\"'`]\s{0,100}\})")
_TEXT = re.compile(
    r"\{\s{0,9}(?:\"([^\"\\\n]{1,300})\"|'([^'\\\n]{1,300})'|(`[^`\\$\n]{1,300}`))\s{0,9}\}|</?>"
)
"""A text in braces, which is what it says; and tags around several elements, which say nothing."""
_VALUE = re.compile(
    r"(?<![={$\\])\{\s{0,9}"
    r"(?:(?:props\.)?front[mM]atter\.([\w-]{1,60})|([A-Za-z_$][\w$]{0,60}))\s{0,9}\}(?!\})"
)
"""A value of the metadata block, or a constant of the post."""
_MARKUP = re.compile(r"[\\`*_\[\]<>{}$~=^&|!#]")
_COMMENT_END = re.compile(r"\*/\s{0,100}\}")
_HTML_NAMES = {"className": "class", "htmlFor": "for", "srcSet": "srcset", "colSpan": "colspan"} | {
    "rowSpan": "rowspan",
    "to": "href",
}
_LINKS = frozenset({"Link", "NextLink"})
"""Components that are `<a>` in all but name."""


def read_mdx(text: str, env: EnvType) -> str:
    """Return a text as the Markdown and HTML that it stands for, line for line."""
    text = drop_statements(text, env)
    if "{" in text:
        text = _without_comments(text, env)
    if is_mdx(env):
        text = _with_values(_with_texts(text), env)
    return _with_html_attributes(text, env) if "<" in text else text


def is_mdx(env: EnvType) -> bool:
    """Tell whether the post is MDX by its name, and not only holds some."""
    return PurePosixPath(context_of(env).path).suffix.lower() == ENDING


def _without_comments(text: str, env: EnvType) -> str:
    """Take out `{/* … */}`, and let `{" "}` be a space."""
    code = CodeWalk(text)
    kept, at, line, searched = [], 0, 1, 0
    while found := _EXPRESSION.search(text, searched):
        start, searched = found.span()
        if code.is_code(start):
            continue
        is_comment = found[1] == "/*"
        closing = _COMMENT_END.search(text, searched) if is_comment else found
        if closing is None:
            break
        line += text.count("\n", at, start)
        lines = text.count("\n", start, closing.end())
        kept += [text[at:start], "\n" * lines if is_comment else " "]
        if is_comment:
            remove(env, "comment", line)
            code.skip_to(closing.end())
        line += lines
        at = searched = closing.end()
    return "".join([*kept, text[at:]])


def _with_texts(text: str) -> str:
    """Let `{"words"}` be words, and a literal between backticks code; drop `<>` and `</>`."""
    code = CodeWalk(text)

    def shown(match: re.Match[str]) -> str:
        if code.is_code(match.start()):
            return match[0]
        words = match[1] or match[2] or ""
        return match[3] or _MARKUP.sub(r"\\\g<0>", words)

    return _TEXT.sub(shown, text)


def _with_values(text: str, env: EnvType) -> str:
    """Let `{frontmatter.title}` and `{name}` be what the post says that they are."""
    code = CodeWalk(text)
    values, constants = context_of(env).values, exported_texts(env)

    def shown(match: re.Match[str]) -> str:
        if code.is_code(match.start()):
            return match[0]
        key = match[1]
        value = values.get(f"page.{key.lower()}") if key else constants.get(match[2])
        return match[0] if value is None or "\n" in value else _MARKUP.sub(r"\\\g<0>", value)

    return _VALUE.sub(shown, text)


def _with_html_attributes(text: str, env: EnvType) -> str:
    kept, at = [], 0
    for tag in tags_in(text, indented=not is_mdx(env)):
        if tag.name in _LINKS or (tag.name[0].islower() and _is_jsx(tag)):
            lines = text.count("\n", tag.start, tag.end)
            kept += [text[at : tag.start], _as_html(tag, env, lines)]
            at = tag.end
    return "".join([*kept, text[at:]])


def _is_jsx(tag: Tag) -> bool:
    return any(
        name in _HTML_NAMES or (value.is_expression and value.text != "true")
        for name, value in tag.attributes.items()
    )


def _as_html(tag: Tag, env: EnvType, lines: int) -> str:
    if tag.is_closing:
        return "</a>"
    names = imported_files(env)
    written = [
        f' {_HTML_NAMES.get(name, name)}="{escape(words)}"'
        for name, value in tag.attributes.items()
        if (words := text_of(value, names)) or not value.is_expression
    ]
    name = "a" if tag.name in _LINKS else tag.name
    return f"<{name}{''.join(written)}" + "\n" * lines + (" />" if tag.is_whole else ">")
