"""Where in the text of a post there is code: for source rules, which leave it alone.

Found in one pass and by the signs alone: fences, indented blocks, code in components of MDX, code
spans, and raw `<pre>`, `<code>`, `<script>` and `<style>`. markdown-it finds code once more, and
for good; this has to tell the same, but before there are blocks to look at.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from bookc.frozen import frozen

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*((`{3,}|~{3,})[^\n]*)")
_TITLE_OF_BOX = re.compile(r"(?<=[ \t])(?:header|title|author)=(?:\"[^\"\n]*\"|'[^'\n]*')")
_BOX = re.compile(r"(?:`{3,}|~{3,})[ \t]*(?:smart|warn|quote|offline)(?=\s|$)")
_HOLDER = re.compile(
    r"((?:[-*+]|\d{1,9}[.)])(?:\s|$))|\[\^[^\[\]\n]{1,300}\]:|:[ \t]+\S"
    r"|(?:!!!|\?\?\?\+?)[ ]?[\w\"]|===[!+]?[ ]\""
)
"""What holds the indented text below it: an item (the group), a note, a definition, an admonition,
a tab."""
_CODE_INDENT = 4
_QUOTE = re.compile(r"[ \t]*>[ ]?")
_RUN = re.compile(r"(?<!\\)(?:\\\\)*(`+)")
_RAW_OPENING = re.compile(r"<(pre|code|script|style)(?=[\s>])")
_COMPONENT_OPENING = re.compile(r"<(codeblock)(?=[^<>]{0,1000}>\s{0,100}\{`)")
"""See `code_components`."""


@frozen
class Region:
    """A stretch of the text of a post."""

    start: int
    end: int
    is_code: bool


@functools.lru_cache(maxsize=8)
def regions_of(
    text: str, *, indented: bool = True, fenced_boxes: bool = False
) -> tuple[Region, ...]:
    """Return the regions of a text: all of it, in order, code and not code in turns.

    Those of the last texts are kept: one rule after the other asks, and most change nothing. That
    took a tenth of the time of a post.

    Args:
        text: of a post.
        indented: whether what is indented is code; in MDX it is not.
        fenced_boxes: whether fences such as `smart` hold text.
    """
    code = list(_fences(text, with_boxes=fenced_boxes))
    if indented:
        code += _indented_blocks(text, code)
    for find in (_components, _spans, _raw):
        code += [found for start, end in _gaps(text, code) for found in find(text, start, end)]
    regions: list[Region] = []
    at = 0
    for start, end in sorted(code):
        if end <= at:
            continue
        start = max(start, at)
        if at < start:
            regions.append(Region(at, start, is_code=False))
        regions.append(Region(start, end, is_code=True))
        at = end
    if at < len(text):
        regions.append(Region(at, len(text), is_code=False))
    return tuple(regions)


def outside_code(text: str, rewrite: Callable[[str], str]) -> str:
    """Return a text with what is not code rewritten, stretch by stretch."""
    return "".join(
        text[each.start : each.end] if each.is_code else rewrite(text[each.start : each.end])
        for each in regions_of(text)
    )


def may_open_fence(line: str) -> bool:
    """Tell whether a line that begins with three backticks or tildes opens a fence.

    One with more backticks is a code span, unless they stand in the title of a box.
    """
    info = line.lstrip("`")
    return line.startswith("~") or "`" not in info or "`" not in _TITLE_OF_BOX.sub("", info, 1)


def _gaps(text: str, code: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches between those that are code."""
    edges = [0, *(edge for block in sorted(code) for edge in block), len(text)]
    return list(pairwise(edges))[::2]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, with its end, and where it begins."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _fences(text: str, *, with_boxes: bool) -> Iterator[tuple[int, int]]:
    """Yield fenced code; a fence that is never closed runs to the end, or to that of its box."""
    fence, opened_at = "", 0
    boxes: list[str] = []
    for at, line in _lines(text):
        inner = line.lstrip(" \t>").rstrip() if fence or boxes else ""
        if boxes and _close_box(boxes, inner):
            if fence:
                yield opened_at, at
            yield at, at + len(line)
            fence = ""
        elif fence and _closes(inner, fence):
            yield opened_at, at + len(line)
            fence = ""
        elif not fence and (opening := _FENCE.match(line)) and may_open_fence(opening[1]):
            if with_boxes and _BOX.match(opening[1]):
                boxes.append(opening[2])
                yield at + opening.start(2), at + opening.end(2)  # or it would open a code span
            else:
                fence, opened_at = opening[2], at
    if fence:
        yield opened_at, len(text)


def _close_box(boxes: list[str], line: str) -> bool:
    """Take off the boxes that a line closes, the outermost and those in it; tell whether any."""
    closed = next((place for place, box in enumerate(boxes) if _closes(line, box)), len(boxes))
    is_any = closed < len(boxes)
    del boxes[closed:]
    return is_any


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and not line.strip(fence[0])


def _indented_blocks(text: str, fences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield indented code: after a blank line, and deeper than what holds it asks for."""
    lines = list(_lines_and_fences(text, fences))
    yield from _indented_in(lines, len(text))
    for is_quote, run in groupby(lines, lambda each: _QUOTE.match(each[1]) is not None):
        if is_quote:
            quoted = list(run)
            inner = [(at, _inside_quote(line), is_fenced) for at, line, is_fenced in quoted]
            last, line, _ = quoted[-1]
            yield from _indented_in(inner, last + len(line))


def _inside_quote(line: str) -> str:
    line = line.expandtabs(_CODE_INDENT)
    mark = _QUOTE.match(line)
    return line[mark.end() :] if mark else line


def _indented_in(lines: Iterable[tuple[int, str, bool]], end: int) -> Iterator[tuple[int, int]]:
    """Yield indented code of lines as `_lines_and_fences` has them; they end at a place."""
    holders: list[tuple[int, int]] = []
    is_after_blank, opened_at, code_from = True, -1, 0
    for at, line, is_fenced in lines:
        words = line.lstrip(" \t")
        indent = len(line[: len(line) - len(words)].expandtabs(_CODE_INDENT))
        is_blank = not words.strip()
        if opened_at >= 0 and (is_fenced or (indent < code_from and not is_blank)):
            yield opened_at, at
            opened_at = -1
        if opened_at < 0 and not is_blank:
            code_from = _code_from(holders, indent, words, is_after_blank=is_after_blank)
            if is_after_blank and indent >= code_from and not is_fenced:
                opened_at = at
        is_after_blank = is_blank or is_fenced
    if opened_at >= 0:
        yield opened_at, end


def _lines_and_fences(
    text: str, fences: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str, bool]]:
    """Yield each line but those inside fences, where it begins, and whether a fence opens on it."""
    coming = iter([*fences, (len(text), len(text))])
    start, end = next(coming)
    for at, line in _lines(text):
        while end <= at:
            start, end = next(coming)
        if at <= start:
            yield at, line, start < at + len(line)


def _code_from(
    holders: list[tuple[int, int]], indent: int, words: str, *, is_after_blank: bool
) -> int:
    """Return how far code would have to be indented on a line.

    Args:
        holders: what holds the line before, changed to what holds the next: how far its text is
            indented at least, and code in it.
        indent: of the line.
        words: of the line.
        is_after_blank: whether the line may end what holds the one before.
    """
    while is_after_blank and holders and indent < holders[-1][0]:
        holders.pop()
    code_from = holders[-1][1] if holders else _CODE_INDENT
    if indent < code_from:
        holders += _holders_on(" " * indent + words, indent)
    return code_from


def _holders_on(line: str, indent: int) -> Iterator[tuple[int, int]]:
    """Yield what begins on a line: items in items, `- - a`, and what the last of them begins with.

    Source: https://spec.commonmark.org/0.31.2/#list-items
    """
    line = line.rstrip().expandtabs(_CODE_INDENT)
    while holder := _HOLDER.match(line, indent):
        if not holder[1]:
            yield indent + 1, indent + 2 * _CODE_INDENT
            return
        words = line[holder.end() :]
        blanks = len(words) - len(words.lstrip())
        is_near = words and blanks < _CODE_INDENT
        content = holder.end() + blanks if is_near else holder.end(1) + (not words)
        yield indent + 1, content + _CODE_INDENT
        if not is_near:
            return
        indent = content


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield code spans; they do not go beyond a blank line."""
    at = start
    while at < end:
        stop = text.find("\n\n", at, end)
        stop = end if stop < 0 else stop
        yield from _spans_of_paragraph(text, at, stop)
        at = stop + 1


def _spans_of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [(match.start(1), match.end(1)) for match in _RUN.finditer(text, start, end)]
    last = {close - open_: index for index, (open_, close) in enumerate(runs)}
    index = 0
    while index < len(runs):
        open_, close = runs[index]
        length = close - open_
        index += 1
        if last[length] < index:
            continue
        closing = next(i for i in range(index, len(runs)) if runs[i][1] - runs[i][0] == length)
        yield open_, runs[closing][1]
        index = closing + 1


def _components(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield components of MDX that hold code between backticks, which are no code spans."""
    return _elements(_COMPONENT_OPENING, text, start, end)


def _raw(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield raw HTML whose text is code or none."""
    return _elements(_RAW_OPENING, text, start, end)


def _elements(
    opening_tag: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield elements from their first opening tag to the next closing one."""
    lowered = text[start:end].lower()
    gone: set[str] = set()
    at = 0
    while opening := opening_tag.search(lowered, at):
        closing = f"</{opening[1]}>"
        found = -1 if closing in gone else lowered.find(closing, opening.end())
        if found < 0:
            gone.add(closing)
            at = opening.end()
            continue
        at = found + len(closing)
        yield start + opening.start(), start + at
