"""Where in the text of a post there is code: for source rules, which leave it alone.

Found in one pass and by the signs alone: fences, indented blocks, code spans, and raw `<pre>`,
`<code>`, `<script>` and `<style>`. markdown-it finds code once more, and for good; this has to tell
the same, but before there are blocks to look at.
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*((`{3,}|~{3,})[^\n]*)")
_TITLE_OF_BOX = re.compile(r"(?<=[ \t])(?:header|title|author)=(?:\"[^\"\n]*\"|'[^'\n]*')")
_BOX = re.compile(r"(?:`{3,}|~{3,})[ \t]*(?:smart|warn|quote|offline)(?=\s|$)")
_HOLDER = re.compile(
    r" {0,3}(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|\[\^[^\[\]\n]{1,300}\]:|:[ \t]+\S"
    r"|(?:!!!|\?\?\?\+?)[ ]?[\w\"]|===[!+]?[ ]\")"
)
"""What holds the indented text below it: an item, a note, a definition, an admonition, a tab."""
_RUN = re.compile(r"(?<!\\)(?:\\\\)*(`+)")
_RAW_OPENING = re.compile(r"<(pre|code|script|style)(?=[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the text of a post."""

    start: int
    end: int
    is_code: bool


def regions_of(
    text: str, *, indented: bool = True, fenced_boxes: bool = False
) -> tuple[Region, ...]:
    """Return the regions of a text: all of it, in order, code and not code in turns.

    Args:
        text: of a post.
        indented: whether what is indented is code; in MDX it is not.
        fenced_boxes: whether fences such as `smart` hold text.
    """
    fences = functools.partial(_fences, with_boxes=fenced_boxes)
    code = sorted(_code(text, (fences, *([_indented_blocks] if indented else []), _spans, _raw)))
    regions: list[Region] = []
    at = 0
    for start, end in code:
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


def _code(
    text: str, finders: Sequence[Callable[[str, int, int], Iterator[tuple[int, int]]]]
) -> Iterator[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for find in finders:
        edges = [0, *(edge for block in sorted(found) for edge in block), len(text)]
        for start, end in list(pairwise(edges))[::2]:
            found += find(text, start, end)
    yield from found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each line, with its end, and where it begins."""
    for line in text[start:end].splitlines(keepends=True):
        yield start, line
        start += len(line)


def _fences(
    text: str, start: int, end: int, *, with_boxes: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield fenced code; a fence that is never closed runs to the end, or to that of its box."""
    fence, opened_at = "", start
    boxes: list[str] = []
    for at, line in _lines(text, start, end):
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
        yield opened_at, end


def _close_box(boxes: list[str], line: str) -> bool:
    """Take off the boxes that a line closes, the outermost and those in it; tell whether any."""
    closed = next((place for place, box in enumerate(boxes) if _closes(line, box)), len(boxes))
    is_any = closed < len(boxes)
    del boxes[closed:]
    return is_any


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and not line.strip(fence[0])


def _indented_blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield indented code, which stands after a blank line and below nothing that holds it."""
    is_held, is_after_blank, opened_at = False, True, -1
    for at, line in _lines(text, start, end):
        is_blank = not line.strip()
        is_indented = line.startswith(("    ", "\t"))
        if opened_at >= 0 and not (is_indented or is_blank):
            yield opened_at, at
            opened_at = -1
        if is_indented and not is_blank and is_after_blank and not is_held and opened_at < 0:
            opened_at = at
        if is_after_blank and not is_blank and not line.startswith((" ", "\t")):
            is_held = False
        is_held = is_held or _HOLDER.match(line) is not None
        is_after_blank = is_blank
    if opened_at >= 0:
        yield opened_at, end


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


def _raw(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield raw HTML whose text is code or none."""
    lowered = text[start:end].lower()
    gone: set[str] = set()
    at = 0
    while opening := _RAW_OPENING.search(lowered, at):
        closing = f"</{opening[1]}>"
        found = -1 if closing in gone else lowered.find(closing, opening.end())
        if found < 0:
            gone.add(closing)
            at = opening.end()
            continue
        at = found + len(closing)
        yield start + opening.start(), start + at
