"""Rule: components of MDX show their children; pictures, boxes and tabs are shown as such.

`<Tabs><TabItem label="x">…</TabItem></Tabs>` becomes the tabs in turn, `<Callout type="tip">` is a
box, and `<Image src="a.png" caption="…" />` a picture. A component has a name that begins with a
capital and is closed; `<T>` is text. In a file that is MDX by its name, what stands in `<div>` and
the like is Markdown too.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bookc.frozen import frozen
from bookc.parse.boxes import close_box, open_box, push_label, push_line
from bookc.parse.component_kinds import (
    Kind,
    caption_of,
    kind_of,
    label_of,
    labels_of_tabs,
    link_of,
    picture_of,
)
from bookc.parse.elements import KNOWN
from bookc.parse.environment import note_raw_html, remove, report
from bookc.parse.esm import imported_files
from bookc.parse.jsx import Tag, tags_in
from bookc.parse.mdx import is_mdx

_LEFT_OUT = "left_out_component"
_KNOWN = "components"
_DEPTH = "component_depth"
_TAB_LABELS = "tab_labels"
_DEEPEST = 30
_FLOW = frozenset(
    {"article", "aside", "center", "details", "div", "figure", "footer", "header", "main"}
    | {"section"}
)
"""Elements of HTML with Markdown inside, in a file that is MDX."""
_WORDS = frozenset({"figcaption", "p", "summary"})
"""Those whose Markdown is words and no blocks."""
_VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
"""Elements of HTML that nothing closes; `<Figure />` is none, or it would hold all that follows."""


@frozen
class _Component:
    opening: Tag
    closing: Tag
    """The same tag if there is only one."""

    @property
    def is_whole(self) -> bool:
        return self.opening is self.closing


def components(md: MarkdownIt) -> None:
    """Read components."""
    md.block.ruler.before(
        "html_block",
        "component",
        _read_block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.inline.ruler.before("html_inline", "component", _read_inline)
    md.core.ruler.after("inline", "left_out_components", _report_left_out)


def _read_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("<", start) or state.is_code_block(line):
        return False
    component = _components_in(state).get(start)
    if component is None or state.env.get(_DEPTH, 0) >= _DEEPEST:
        return False
    last = _line_at(state, component.closing.end, line, end)
    if last is None:
        return False
    has_words_behind = bool(state.src[component.closing.end : state.eMarks[last]].strip())
    if last == line and (has_words_behind or silent):  # it stands among words
        return False
    if not silent:
        _push_component(state, component, line, last)
        state.line = last + 1
        if has_words_behind:
            _begin_line_at(state, last, component.closing.end)
    return True


def _begin_line_at(state: StateBlock, line: int, start: int) -> None:
    """Let the rest of a line be the next to be parsed."""
    state.line = line
    state.bMarks[line], state.tShift[line], state.sCount[line] = start, 0, state.blkIndent
    while state.src[start : start + 1] in (" ", "\t"):
        state.tShift[line] += 1
        start += 1


def _push_component(state: StateBlock, component: _Component, line: int, last: int) -> None:
    tag, lines = component.opening, (line, last + 1)
    if component.is_whole:
        _push_whole(state, tag, line)
        return
    kind = kind_of(tag)
    if tag.name in _WORDS:
        _push_words(state, component, lines)
    elif tag.name in _FLOW:
        _push_html(state, state.src[tag.start : tag.end], line)
        _push_children(state, component, line, last)
        _push_html(state, f"</{tag.name}>", last)
    elif kind.box:
        open_box(state, kind.box, kind.title or None, lines)
        _push_children(state, component, line, last)
        close_box(state)
    else:
        _push_labelled(state, component, kind, lines)


def _push_words(state: StateBlock, component: _Component, lines: tuple[int, int]) -> None:
    note_raw_html(state.env)
    words = state.src[component.opening.end : component.closing.start]
    opening = push_line(state, " ".join(words.split()), lines[0])
    opening.tag = state.tokens[-1].tag = component.opening.name
    opening.attrs = {"data-line": lines[0] + 1}


def _push_labelled(
    state: StateBlock, component: _Component, kind: Kind, lines: tuple[int, int]
) -> None:
    """Write children below what they are called, and above their caption."""
    line, last = lines[0], lines[1] - 1
    if kind.is_tab:
        token = state.push("tab_open", "div", 1)
        token.attrs, token.map = {"class": "tab"}, list(lines)
    labels: dict[str, str] = state.env.setdefault(_TAB_LABELS, {})
    labels.update(labels_of_tabs(component.opening))
    if label := label_of(component.opening, kind, labels):
        push_label(state, label, line)
    _push_children(state, component, line, last)
    if caption := caption_of(component.opening):
        push_line(state, caption, last, around="em")
    if kind.is_tab:
        state.push("tab_close", "div", -1)


def _push_whole(state: StateBlock, tag: Tag, line: int) -> None:
    """Write what a component without children shows: a picture, a link, or nothing."""
    markdown = picture_of(tag, imported_files(state.env)) or link_of(tag)
    if markdown:
        push_line(state, markdown, line)
        return
    token = state.push(_LEFT_OUT, "", 0)
    token.map, token.content = [line, line + 1], tag.name


def _push_html(state: StateBlock, html: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.content, token.map = f"{html}\n", [line, line + 1]


def _push_children(state: StateBlock, component: _Component, line: int, last: int) -> None:
    """Parse what stands between the tags as a text of its own: MDX does not mind its indent."""
    first = _line_at(state, component.opening.end, line, last + 1) or line
    before_end = _line_at(state, component.closing.start, first, last + 1) or last
    depth = state.env.get(_DEPTH, 0)
    state.env[_DEPTH] = depth + 1
    text = _children_text(state, component, first, before_end)
    tokens = state.md.block.parse(text, state.md, state.env, []) or []
    for token in tokens:
        if token.map:
            token.map = [number + first for number in token.map]
    state.tokens += tokens
    state.env[_DEPTH] = depth


def _children_text(state: StateBlock, component: _Component, first: int, last: int) -> str:
    start, end = component.opening.end, component.closing.start
    if first == last:
        return str(state.src[start:end])
    words = [each for each in range(first + 1, last) if not state.isEmpty(each)]
    indent = state.sCount[words[0]] if words else 0
    inner = state.getLines(first + 1, last, indent, keepLastLF=True) if last > first + 1 else ""
    opening, closing = state.src[start : state.eMarks[first]], state.src[state.bMarks[last] : end]
    return f"{opening.lstrip()}\n{inner}{closing.strip()}"


def _line_at(state: StateBlock, offset: int, first: int, end: int) -> int | None:
    """Return the line that a place in the text is on; None if it is behind the last one."""
    line = bisect_left(state.eMarks, offset, first, end)
    return line if line < end else None


def _read_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Leave out the tags of a component among words; what is between them stays."""
    if state.src[state.pos] != "<":
        return False
    component = _components_in(state).get(state.pos)
    if component is None:
        return False
    is_opening = component.opening.start == state.pos
    if component.is_whole and not silent:
        _push_inline(state, component.opening)
    state.pos = component.opening.end if is_opening else component.closing.end
    return True


def _push_inline(state: StateInline, tag: Tag) -> None:
    """Write what a component without children shows among words."""
    markdown = picture_of(tag, imported_files(state.env)) or link_of(tag)
    if not markdown:
        state.push(_LEFT_OUT, "", 0).content = tag.name
        return
    if state.pending:
        state.pushPending()
    tokens: list[Token] = []  # of its own: the end of a parse joins words and moves tokens
    state.md.inline.parse(markdown, state.md, state.env, tokens)
    state.tokens += tokens
    state.tokens_meta += [None] * len(tokens)


def _report_left_out(state: StateCore) -> None:
    """Report components that show nothing, and take out what stands for them."""
    for token in state.tokens:
        for each in (token, *(token.children or ())):
            if each.type == _LEFT_OUT:
                what = f"component <{each.content} /> has nothing that a book could show"
                line = (token.map or [0])[0] + 1
                remove(state.env, "component", line)
                report(state.env, what, line=line)
        token.children = token.children and [t for t in token.children if t.type != _LEFT_OUT]
    state.tokens = [token for token in state.tokens if token.type != _LEFT_OUT]


def _components_in(state: StateBlock | StateInline) -> Mapping[int, _Component]:
    """Return the components of the text, by the places of both of their tags."""
    is_block = isinstance(state, StateBlock)
    known: dict[tuple[str, bool], Mapping[int, _Component]] = state.env.setdefault(_KNOWN, {})
    key = (state.src, is_block)
    if key not in known:
        in_mdx = is_mdx(state.env)
        names = _FLOW | _WORDS if is_block and in_mdx else frozenset[str]()
        tags = (
            tag
            for tag in tags_in(state.src)
            if tag.name in names or _is_component(tag, in_mdx=in_mdx)
        )
        known[key] = _pair(tags)
    return known[key]


def _is_component(tag: Tag, *, in_mdx: bool) -> bool:
    """Tell whether a tag is a component, and not one of HTML in capitals."""
    if not tag.name[0].isupper():
        return False
    name = tag.name.lower()
    if name not in KNOWN:
        return True
    is_no_html = (tag.is_whole and name not in _VOID) or "caption" in tag.attributes
    return (in_mdx or is_no_html or tag.is_closing) and not tag.name.isupper()


def _pair(tags: Iterable[Tag]) -> Mapping[int, _Component]:
    found: dict[int, _Component] = {}
    waiting: dict[str, list[Tag]] = {}
    for tag in tags:
        if tag.is_whole:
            found[tag.start] = _Component(tag, tag)
        elif not tag.is_closing:
            waiting.setdefault(tag.name, []).append(tag)
        elif openings := waiting.get(tag.name):
            component = _Component(openings.pop(), tag)
            found[component.opening.start] = found[tag.start] = component
    return found
