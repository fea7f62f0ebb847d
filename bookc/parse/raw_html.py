"""Rule: raw HTML among Markdown, sorted into what is simple, what is text, and the rest.

Comments go, `<br>` and empty anchors become what Markdown would have made of them, and a tag with
a name that HTML does not know (`List<T>`) is text. If anything else is left, the environment says
so, and the post has to go through an HTML parser, see `html`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookc.parse.elements import INLINES
from bookc.parse.environment import note_raw_html
from bookc.parse.tag_names import OF_OFFICE, TAG, TagNames
from bookc.slug import safe_id

_LINED = "a|img|amp-img|amp-anim|svg|math|p|h[1-6]|li|blockquote|table|tr|figure|dt|dd"
_LINED_TAG = re.compile(rf"\n|<(?:{_LINED}|pre)(?=[\s/>])", re.IGNORECASE)
LINED_AMONG_WORDS = re.compile(rf"\n|<(?:{_LINED})(?=[\s/>])", re.IGNORECASE)
"""Code there is on the line of the words, not on one below a fence."""
_HREF = re.compile(r"[^<>]{0,1000}?\shref\s*=", re.IGNORECASE)
_BREAK = re.compile(r"</?br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a(\s[^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(id|name|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_OFFICE_TAG = re.compile(rf"</?({OF_OFFICE.pattern})(?:\s[^<>]{{0,1000}})?/?>", re.IGNORECASE)

BLANK_LINE = "\n\n"
"""Stands between two blocks of raw HTML, as in the post; in one there is none."""
_NEAR = 10
"""Letters before a tag that may tell it from text."""
_FORMATTING = frozenset(
    {
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    }
)
"""Elements that HTML opens anew in each block until they are closed."""


def raw_html(md: MarkdownIt) -> None:
    """Sort raw HTML; has to come before rules that look at the words of a line."""
    md.inline.ruler.before("autolink", "office_tag", _read_office_tag)
    md.core.ruler.push("raw_html", _sort_raw_html)
    md.add_render_rule("anchor", _render_anchor)


def mark_lines(html: str, line: int, tags: re.Pattern[str] = _LINED_TAG) -> str:
    """Give the tags of blocks, links and pictures in raw HTML the line that they are on.

    Args:
        html: as the author wrote it.
        line: of its first character in the file.
        tags: the line ends, and the beginnings of the tags that are to have a line.
    """

    def marked(match: re.Match[str]) -> str:
        nonlocal line
        if match[0] == "\n":
            line += 1
            return "\n"
        return f'{match[0]} data-line="{line}"'

    return tags.sub(marked, html)


def _read_office_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a tag of a word processor: CommonMark has no colon in names, so it is text or a link."""
    tag = _OFFICE_TAG.match(state.src, state.pos)
    if tag is None or not all(f"{sign}{tag[1]}" in state.src for sign in ("<", "</")):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag[0]
    state.pos = tag.end()
    return True


def _sort_raw_html(state: StateCore) -> None:
    names = TagNames(_raw_texts(state.tokens))
    for token in state.tokens:
        if token.type == "inline" and token.children:
            children = list(_sorted_inline(token.children, names, state.env))
            raw = (each.content for each in children if each.type == "html_inline")
            if ends := _missing_ends(filter(None, map(TAG.match, raw)), names):
                children.append(Token("html_inline", "", 0, content=ends))
            token.children = children
        elif token.type == "html_block":
            token.content = _sorted_block(token.content, names)
            token.content += _missing_ends(TAG.finditer(token.content), names)
            if token.content:
                note_raw_html(state.env)
    for token, after in pairwise(state.tokens):
        if token.type == after.type == "html_block" and _begins_inside_line(after.content):
            token.content = token.content.rstrip("\n") + BLANK_LINE


def _begins_inside_line(html: str) -> bool:
    """Tell whether a block of raw HTML begins with a tag for words, such as that of a picture."""
    tag = TAG.match(html)
    return tag is not None and not tag[1] and tag[2].lower() in INLINES


def _raw_texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield from (each.content for each in token.children or () if each.type == "html_inline")
        if token.type == "html_block":
            yield token.content


def _sorted_block(html: str, names: TagNames) -> str:
    content = html.strip()
    if content.startswith("<!--") and content.find("-->") == len(content) - 3:
        return ""

    def sorted_tag(tag: re.Match[str]) -> str:
        before = html[max(0, tag.start() - _NEAR) : tag.start()]
        return tag[0] if names.is_tag(tag, before) else f"&lt;{tag[1]}{tag[2]}"

    return TAG.sub(sorted_tag, html)


def _sorted_inline(tokens: Sequence[Token], names: TagNames, env: EnvType) -> Iterator[Token]:
    following = iter([*tokens[1:], None])
    skipped: Token | None = None
    before = ""
    for token, after in zip(tokens, following, strict=True):
        if token is skipped:
            continue
        if token.type != "html_inline":
            yield token
        elif anchor := _empty_anchor(token, after):
            skipped = after
            yield anchor
        elif _BREAK.fullmatch(token.content):
            yield Token("hardbreak", "br", 0)
        elif tag := TAG.match(token.content):
            if names.is_tag(tag, before):
                note_raw_html(env)
            else:
                token.type = "text"
                token.content = f"<{tag[1]}{tag[2]}{token.content[tag.end() :]}"
            yield token
        before = token.content


def _missing_ends(tags: Iterable[re.Match[str]], names: TagNames) -> str:
    """Return the ends that a block lacks: HTML lets what is never closed go on to the last word."""
    are_open = Counter[str]()
    anchors = 0
    for tag in tags:
        name = tag[2].lower()
        if name in _FORMATTING:
            are_open[name] = max(0, are_open[name] + (-1 if tag[1] else 1))
        if name == "a":
            anchors = 0 if tag[1] else anchors + (not _HREF.match(tag.string, tag.end()))
    lacking = {name: count for name, count in are_open.items() if names.is_never_closed(name)}
    if anchors:  # a place to arrive at holds nothing, whatever closes the next link
        lacking["a"] = are_open["a"]
    return "".join(f"</{name}>" * count for name, count in lacking.items())


def _empty_anchor(token: Token, after: Token | None) -> Token | None:
    """Return an anchor for `<a id="x"></a>`, which may link to itself as GitBook's do."""
    opening = _ANCHOR.fullmatch(token.content)
    if not opening or after is None or after.content.lower() != "</a>":
        return None
    attributes = {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(opening[1])
    }
    if not attributes.get("href", "#").startswith("#"):
        return None
    target = safe_id(attributes.get("id") or attributes.get("name") or "")
    return Token("anchor", "span", 0, attrs={"id": target} if target else {})


def _render_anchor(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    attributes = renderer.renderAttrs(tokens[index])
    return f"<span{attributes}></span>" if attributes else ""
