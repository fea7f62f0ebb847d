"""Rule: what stands in an element with `markdown="1"` is Markdown, as kramdown and MkDocs have it.

The tags stay raw HTML, without that attribute; the lines between them are parsed as blocks, or as
the words of one block if the element holds words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.utils import EnvType

from bookc.frozen import frozen
from bookc.parse.code_regions import regions_of
from bookc.parse.elements import HEADINGS

DEEPEST = 20
"""Elements in one another; what is deeper is raw HTML."""

_NAMES = (
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "header", "li", "main", "nav", "ol", "p", "section"),
    *("summary", "table", "tbody", "td", "th", "thead", "tr", "ul", *HEADINGS),
)
_TAG = re.compile(rf"<(/?)({'|'.join(_NAMES)})(?=[\s/>])", re.IGNORECASE)
_OPENING = re.compile(rf"<({'|'.join(_NAMES)})(\s[^<>]*)>", re.IGNORECASE)
_SWITCH = re.compile(
    r"\smarkdown(?:\s*=\s*(?:1|block|span|true|\"(?:1|block|span|true)?\"|'(?:1|block|span|true)?'))?"
    r"(?=[\s/]|\Z)",
    re.IGNORECASE,
)
_HOLDS_WORDS = frozenset({*HEADINGS, "dt", "figcaption", "p", "summary"})
_WIDEST = 200
"""Letters of a line that are looked at before a tag: marks of lists and quotes, and blanks."""
_WHOLE = re.compile(r"<(?:!|\?|pre\b|script\b|style\b|textarea\b)", re.IGNORECASE)
"""How raw HTML begins that goes on to an end of its own."""
_FOUND = "markdown_in_html"
_DEPTH = "markdown_in_html_depth"


@frozen
class _Elements:
    """The elements of a text with Markdown in them."""

    text: str
    ends: Mapping[int, int]
    """Where the closing tag of each begins, by where its opening tag does."""
    starts: Sequence[int]
    """Where they begin, in order."""


def markdown_in_html(md: MarkdownIt) -> None:
    """Parse what is in elements that say so; `html_block` ends where one of them begins."""
    terminated: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.before("html_block", "markdown_in_html", _element, terminated)
    md.block.ruler.at("html_block", _html_block, terminated)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    elements = _elements(state.src, state.env)
    if elements.starts and not silent and not _WHOLE.match(state.src, _begin(state, start)):
        following = bisect_right(elements.starts, state.eMarks[start])
        if following < len(elements.starts):
            end = min(end, bisect_left(state.eMarks, elements.starts[following]))
    return bool(html_block(state, start, end, silent))


def _element(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    closing = _elements(state.src, state.env).ends.get(_begin(state, start))
    opening = _OPENING.match(state.src, _begin(state, start))
    if closing is None or opening is None or state.is_code_block(start):
        return False
    last = bisect_left(state.eMarks, closing)
    if last >= end or closing < state.bMarks[last]:
        return False
    if silent:
        return True
    depth = state.env.get(_DEPTH, 0)
    if depth >= DEEPEST:
        return False
    state.env[_DEPTH] = depth + 1
    switch = _SWITCH.search(opening[2])
    attributes = opening[2][: switch.start()] + opening[2][switch.end() :] if switch else opening[2]
    _push_html(state, f"<{opening[1]}{attributes}>\n", start)
    _parse_between(state, opening, start, closing, last)
    _push_html(state, f"</{opening[1]}>\n", last)
    _go_behind(state, state.src.index(">", closing) + 1, last)
    state.env[_DEPTH] = depth
    return True


def _begin(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _elements(text: str, env: EnvType) -> _Elements:
    """Return the elements of a text with Markdown in them; they are looked for once."""
    known: _Elements | None = env.get(_FOUND)
    if known is None or known.text is not text:
        known = env[_FOUND] = (
            _find_elements(text) if "markdown" in text else _Elements(text, {}, [])
        )
    return known


def _find_elements(text: str) -> _Elements:
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for region in regions_of(text):
        if region.is_code and not _is_indented(text[region.start : region.end]):
            continue
        for tag in _TAG.finditer(text, region.start, region.end):
            starts = opened.setdefault(tag[2].lower(), [])
            if not tag[1]:
                starts.append(tag.start())
            elif starts and text.find(">", tag.end(), tag.end() + 20) >= 0:
                ends[starts.pop()] = tag.start()
    marked = {start: end for start, end in ends.items() if _is_marked(text, start)}
    return _Elements(text, marked, sorted(marked))


def _is_marked(text: str, start: int) -> bool:
    """Tell whether a tag says that Markdown is in its element, and stands first on its line."""
    opening = _OPENING.match(text, start)
    line = text.rfind("\n", max(0, start - _WIDEST), start)
    if not opening or (line < 0 and start > _WIDEST) or not _SWITCH.search(opening[2]):
        return False
    return not text[line + 1 : start].strip(" \t>*+-")


def _is_indented(code: str) -> bool:
    """Tell whether code is known by its indentation alone, which inside of tags may be theirs."""
    return code[:1] in (" ", "\t") and not code.lstrip().startswith(("```", "~~~"))


def _push_html(state: StateBlock, html: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.content = html
    token.map = [line, line + 1]


def _parse_between(
    state: StateBlock, opening: re.Match[str], start: int, closing: int, last: int
) -> None:
    """Parse what stands between two tags, which may share a line with it, or with each other."""
    is_words = opening[1].lower() in _HOLDS_WORDS or "span" in opening[2]
    if is_words or start == last:
        _push_words(state, state.src[opening.end() : closing], start, is_hidden=is_words)
        return
    kept = state.bMarks[:], state.eMarks[:], state.tShift[:], state.sCount[:]
    indent, limit, parent = state.blkIndent, state.lineMax, state.parentType
    first = start + 1 if not state.src[opening.end() : state.eMarks[start]].strip() else start
    inner_end = last if not state.src[state.bMarks[last] : closing].strip() else last + 1
    state.eMarks[last] = min(closing, state.eMarks[last])
    lines = [line for line in range(start + 1, inner_end) if not state.isEmpty(line)]
    state.blkIndent = min((state.sCount[line] for line in lines), default=indent)
    if first == start:
        _begin_line(state, start, opening.end())
    state.lineMax = inner_end
    state.line = first
    if first < inner_end:
        state.md.block.tokenize(state, first, inner_end)
    state.bMarks, state.eMarks, state.tShift, state.sCount = kept
    state.blkIndent, state.lineMax, state.parentType = indent, limit, parent


def _push_words(state: StateBlock, words: str, line: int, *, is_hidden: bool) -> None:
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    closing = state.push("paragraph_close", "p", -1)
    for token in (opening, inline, closing):
        token.hidden = is_hidden
        token.map = [line, line + 1]
    inline.content, inline.children = words.strip(), []


def _begin_line(state: StateBlock, line: int, start: int) -> None:
    """Let a line begin further right, at the indentation of its block."""
    rest = state.src[start : state.eMarks[line]]
    state.bMarks[line] = start
    state.tShift[line] = len(rest) - len(rest.lstrip(" \t"))
    state.sCount[line] = state.blkIndent


def _go_behind(state: StateBlock, start: int, line: int) -> None:
    """Parse the rest of the line behind the closing tag, and go on below it."""
    if state.src[start : state.eMarks[line]].strip():
        kept = state.bMarks[line], state.tShift[line], state.sCount[line]
        limit, state.lineMax = state.lineMax, line + 1
        _begin_line(state, line, start)
        state.md.block.tokenize(state, line, line + 1)
        state.bMarks[line], state.tShift[line], state.sCount[line] = kept
        state.lineMax = limit
    state.line = line + 1
