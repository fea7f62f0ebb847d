"""Rules for lists that CommonMark reads otherwise, or not at all.

An item that is set in by two blanks stands in the item above, also if that has a number. A list
goes on behind a picture without a blank line. Lines that begin with `•` or `①` stay lines.
"""

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore

from bookc.frozen import frozen
from bookc.parse.code_regions import regions_of

_MARKER = re.compile(r"([-*+]|(\d{1,9})([.)]))([ \t]+)(?=\S)")
_PICTURE_LINE = re.compile(r"\[?!\[|<img[\s>]", re.IGNORECASE)
_CHARACTER = re.compile(
    "[\u2022\u2023\u2043\u25aa\u25cb\u25cf\u25e6\u2460-\u2473\u2474-\u2487"
    "\u2776-\u2793\u3260-\u327f]"
)
_LEAST_INDENT = 2


@frozen
class _Item:
    """An item of a list that may hold the lines below it."""

    indent: int
    """Columns before its marker, as written."""
    content: int
    """Columns before its words, as written."""
    shift: int
    """Columns by which it is moved, and all that is in it."""
    number: int | None
    delimiter: str


def loose_lists(md: MarkdownIt) -> None:
    """Read lists as their authors saw them on their sites."""
    md.core.ruler.after("normalize", "nested_lists", _nest)
    md.block.ruler.at("list", _read_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.push("character_bullets", _keep_lines)


def _nest(state: StateCore) -> None:
    """Move items that have too few blanks in front of them to stand in the item above."""
    if "\n  " not in state.src:
        return
    code = _lines_of_code(state.src)
    items: list[_Item] = []
    lines = state.src.split("\n")
    is_after_blank = True
    for number, line in enumerate(lines):
        words = line.lstrip(" \t")
        if not words:
            is_after_blank = True
            continue
        indent = len(line.expandtabs(4)) - len(words.expandtabs(4)) if line[0] in " \t" else 0
        marker = None if number in code else _MARKER.match(words)
        if marker or is_after_blank:
            while items and indent <= items[-1].indent:
                items.pop()
        if marker:
            items = _with_item(items, marker, indent)
        shift = items[-1].shift if items and indent > 0 else 0
        if shift:
            lines[number] = " " * (indent + shift) + words
        is_after_blank = False
    state.src = "\n".join(lines)


def _with_item(items: list[_Item], marker: re.Match[str], indent: int) -> list[_Item]:
    """Return the open items with one more."""
    number = int(marker[2]) if marker[2] else None
    content = indent + len(marker[0].expandtabs(4))
    above = items[-1] if items else None
    shift = above.shift if above else 0
    if above and above.number is not None and indent < above.content:
        is_next = number == above.number + 1 and marker[3] == above.delimiter
        if indent - above.indent >= _LEAST_INDENT and not is_next:
            shift += above.content - indent
        else:
            items = items[:-1]
    return [*items, _Item(indent, content, shift, number, marker[3] or "")]


def _lines_of_code(text: str) -> frozenset[int]:
    """Return the numbers of the lines that begin in code."""
    numbers: set[int] = set()
    line = 0
    for region in regions_of(text):
        count = text.count("\n", region.start, region.end)
        if region.is_code:
            begins_line = region.start == 0 or text[region.start - 1] == "\n"
            ends_line = text[region.end - 1] == "\n"
            numbers.update(range(line + (not begins_line), line + count + (not ends_line)))
        line += count
    return frozenset(numbers)


def _read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a list; one that goes on under a picture may begin with any number."""
    written = state.parentType
    if silent and written == "paragraph" and start > 0 and _is_picture_line(state, start - 1):
        state.parentType = "root"
    found = list_block(state, start, end, silent)
    if silent:
        state.parentType = written
    return found


def _is_picture_line(state: StateBlock, line: int) -> bool:
    words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
    return words.endswith((")", "]", ">")) and _PICTURE_LINE.match(words) is not None


def _keep_lines(state: StateCore) -> None:
    for token in state.tokens:
        children = token.children or []
        for one, other in pairwise(children):
            is_bullet = other.type == "text" and _CHARACTER.match(other.content)
            if one.type == "softbreak" and is_bullet:
                one.type, one.tag = "hardbreak", "br"
