"""Rule: `:::note` opens a box and `:::` closes it, as in Docusaurus, Zenn and VuePress.

Its title is what follows: `:::note T`, `:::note[T]`, `:::note{title="T"}`. A box inside another may
have fewer colons, or as many. Which line closes which is found for the whole text at once, so that
code and raw HTML cannot hide an end, and a text full of openings is read in one pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.frozen import frozen
from bookc.parse.boxes import close_box, is_box_word, line_text, open_box, parse_inside, push_line
from bookc.parse.code_walk import CodeWalk
from bookc.parse.environment import note_raw_html, remove, report

_LINE = re.compile(r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(:{3,})(?!:)([^\n]*)$", re.MULTILINE)
_NAME = re.compile(r"[^\W_][\w-]{0,40}")
_CLASS = re.compile(r"\{[ \t]*\.(?:callout-)?([\w-]{1,40})")
_TITLE_ATTRIBUTE = re.compile(r"\b(?:title|header)=(?:\"([^\"]*)\"|'([^']*)')")
_ENDS = "container_ends"
_DEEPEST = 10
"""Containers open at once; one more, and the first of them is text."""
_WITHOUT_BOX = frozenset(
    {"center", "code-group", "column", "columns", "div", "raw", "row", "tabs", "v-pre"}
)
"""These only say where something stands on a page."""
_DETAILS = frozenset({"details", "collapse", "spoiler", "toggle"})


@frozen
class _Opening:
    name: str
    title: str | None


@frozen
class _Mark:
    """A line of three colons or more."""

    line: int
    depth: int
    """In how many quotes it stands."""
    colons: int
    opening: _Opening | None
    """None for an end."""


def containers(md: MarkdownIt) -> None:
    """Read containers."""
    md.block.ruler.before(
        "fence",
        "container",
        _read_container,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.after("block", "stray_containers", _report_unmatched)


def _read_container(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(line) or not (text := line_text(state, line)).startswith(":::"):
        return False
    ends = _ends_in(state)
    if line not in ends:
        return False
    if silent:
        return True
    opening = _opening(text)
    if opening is None:
        _push_mark(state, line, text, "stray_end")
        state.line = line + 1
        return True
    closing = ends[line]
    body_end = end if closing is None else min(closing, end)
    if closing is None or closing >= end:
        _push_mark(state, line, text, "open_end")
    _push(state, opening, line, body_end)
    state.line = min(body_end + 1, end)
    return True


def _push(state: StateBlock, opening: _Opening, line: int, body_end: int) -> None:
    if opening.name in _WITHOUT_BOX:
        parse_inside(state, line + 1, body_end)
    elif opening.name in _DETAILS:
        _push_details(state, opening.title, line, body_end)
    else:
        open_box(state, opening.name, opening.title, (line, body_end))
        parse_inside(state, line + 1, body_end)
        close_box(state)


def _push_details(state: StateBlock, title: str | None, line: int, body_end: int) -> None:
    """Write what `<details>` in raw HTML would be."""
    note_raw_html(state.env)
    token = state.push("details_open", "details", 1)
    token.attrs, token.map = {"data-line": line + 1}, [line, body_end]
    if title:
        opening = push_line(state, title, line)
        opening.tag = state.tokens[-1].tag = "summary"
        opening.attrs = {"data-line": line + 1}
    parse_inside(state, line + 1, body_end)
    state.push("details_close", "details", -1)


def _push_mark(state: StateBlock, line: int, text: str, kind: str) -> None:
    """Leave a note for the author, who wrote an end too many or too few."""
    token = state.push("container_mark", "", 0)
    token.hidden, token.map = True, [line, line + 1]
    token.meta = {"kind": kind, "text": text}


def _report_unmatched(state: StateCore) -> None:
    kept: list[Token] = []
    for token in state.tokens:
        if token.type != "container_mark":
            kept.append(token)
            continue
        line, text = (token.map or [0])[0] + 1, token.meta["text"]
        if token.meta["kind"] == "stray_end":
            remove(state.env, "end of a box", line)
            report(state.env, f"{text} closes no box, so it is left out", line=line)
        else:
            hint = "write ::: on a line of its own where the box ends"
            report(state.env, f"the box {text} is never closed", line=line, hint=hint)
    state.tokens = kept


def _opening(text: str) -> _Opening | None:
    """Read the first line of a container, with its colons or without."""
    written = text.lstrip(":").strip()
    if ":::" in written:
        return None
    name = _NAME.match(written) or _CLASS.match(written)
    if name is None:
        return None
    word = name[1] if name.re is _CLASS else name[0]
    rest = written[name.end() :].strip()
    if word == "message" and rest == "alert":  # Zenn's warning
        return _Opening("warning", None)
    return _Opening(word, _title(rest))


def _title(rest: str) -> str | None:
    words, brace, attributes = rest.partition("{")
    words = words.strip()
    if words.startswith("["):
        words = words.removeprefix("[").removesuffix("]").strip()
    if brace and (written := _TITLE_ATTRIBUTE.search(attributes)):
        words = words or written[1] or written[2] or ""
    if not brace and (written := _TITLE_ATTRIBUTE.match(words)):
        words = written[1] or written[2] or ""
    return words.strip("}").strip() or None


def _ends_in(state: StateBlock) -> Mapping[int, int | None]:
    """Return the line that closes each container of the text, by the line that opens it.

    A container that is never closed has None; so has, on its own line, an end that closes nothing.
    """
    known: dict[str, Mapping[int, int | None]] = state.env.setdefault(_ENDS, {})
    if state.src not in known:
        known[state.src] = _find_ends(state.src)
    return known[state.src]


def _find_ends(text: str) -> Mapping[int, int | None]:
    ends: dict[int, int | None] = {}
    marks = list(_marks(text))
    if not any(mark.opening for mark in marks):
        return ends  # colons in a text that knows no containers
    waiting: list[_Mark] = []
    for mark in marks:
        if mark.opening is not None:
            waiting = [*waiting, mark][-_DEEPEST:]
            continue
        index = _index_of_opening(waiting, mark)
        if index is None:
            ends[mark.line] = None
            continue
        ends[waiting[index].line] = mark.line
        _keep_open(waiting[index + 1 :], ends)
        del waiting[index:]
    _keep_open(waiting, ends)
    return ends


def _keep_open(waiting: Iterable[_Mark], ends: dict[int, int | None]) -> None:
    """Let what is surely a box run on; any other line is text."""
    ends.update({mark.line: None for mark in waiting if mark.opening and _is_box(mark.opening)})


def _is_box(opening: _Opening) -> bool:
    return is_box_word(opening.name) or opening.name in _DETAILS


def _index_of_opening(waiting: list[_Mark], end: _Mark) -> int | None:
    """Return which of the open containers an end closes.

    That is the innermost with as many colons, or else the outermost with fewer.
    """
    candidates = [(index, each) for index, each in enumerate(waiting) if each.depth == end.depth]
    equal = [index for index, each in candidates if each.colons == end.colons]
    fewer = [index for index, each in candidates if each.colons < end.colons]
    return equal[-1] if equal else next(iter(fewer), None)


def _marks(text: str) -> Iterator[_Mark]:
    """Yield the lines outside of code that open or close a container."""
    code = CodeWalk(text)
    line, counted = 0, 0
    for match in _LINE.finditer(text):
        if code.is_code(match.start(2)):
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        opening = _opening(match[3])
        if opening or not match[3].strip():
            yield _Mark(line, match[1].count(">"), len(match[2]), opening)
