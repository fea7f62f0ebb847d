"""`{% raw %}`: what it wraps is shown untouched, in code too; only the tags go."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from bookc.parse.code_regions import Region, regions_of
from bookc.parse.edits import Edit, after_on_line, before_on_line
from bookc.parse.template_tags.tags import Mark, Tag
from bookc.parse.template_tags.words import RAW

_QUOTING = re.compile(r"[ \t>]*")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}[^`\n]*|~{3,}[^\n]*)")


def raw_pairs(tags: Sequence[Tag]) -> list[tuple[Tag, Tag]]:
    """Return each outermost tag for raw text with the one that ends it, in their order.

    Where tags nest they end each other as brackets do; one too many ends at the next end.
    """
    ours = [tag for tag in tags if tag.mark is Mark.TAG and tag.name.removeprefix("end") in RAW]
    ends = [tag for tag in ours if tag.name not in RAW]
    starts = [tag.start for tag in ends]
    partners = dict(_nested(ours))
    pairs: list[tuple[Tag, Tag]] = []
    at = 0
    for tag in ours:
        if tag.name not in RAW or tag.start < at:
            continue
        following = bisect(starts, tag.start)
        if following < len(ends):
            end = partners.get(tag, ends[following])
            pairs.append((tag, end))
            at = end.end
    return pairs


def raw_edits(text: str, pairs: Sequence[tuple[Tag, Tag]]) -> Iterator[Edit]:
    """Yield what takes the tags out.

    One alone on the first or last line of a code block would leave a blank line in the code. The
    fence changes places with it.
    """
    regions = regions_of(text) if pairs else ()
    ends = [region.end for region in regions]
    for opening, closing in pairs:
        yield _below_fence(text, opening, regions, ends) or Edit(opening.start, opening.end)
        yield _above_fence(text, closing, regions, ends) or Edit(closing.start, closing.end)


def _nested(ours: Sequence[Tag]) -> Iterator[tuple[Tag, Tag]]:
    open_tags: list[Tag] = []
    for tag in ours:
        if tag.name in RAW:
            open_tags.append(tag)
        elif open_tags:
            yield open_tags.pop(), tag


def _below_fence(
    text: str, tag: Tag, regions: Sequence[Region], ends: Sequence[int]
) -> Edit | None:
    """Return the line of a tag put above the fence over it."""
    line = _line_of(text, tag)
    if not line:
        return None
    start, end = line
    above = before_on_line(text, start - 1) if start else ""
    opens_at = start - 1 - len(above)
    region = _region_at(opens_at, regions, ends)
    if not _FENCE.fullmatch(above) or not region or region.start != opens_at:
        return None
    return Edit(opens_at, end, f"{before_on_line(text, tag.start).rstrip()}\n{above}")


def _above_fence(
    text: str, tag: Tag, regions: Sequence[Region], ends: Sequence[int]
) -> Edit | None:
    """Return the line of a tag put below the fence under it."""
    line = _line_of(text, tag)
    region = _region_at(tag.start, regions, ends)
    if not line or not region:
        return None
    start, end = line
    below = after_on_line(text, end + 1)
    closes_at = end + 1 + len(below)
    if not _FENCE.fullmatch(below) or region.end not in (closes_at, closes_at + 1):
        return None
    return Edit(start, closes_at, f"{below}\n{before_on_line(text, tag.start).rstrip()}")


def _line_of(text: str, tag: Tag) -> tuple[int, int] | None:
    """Return the ends of the line that a tag has for itself."""
    before, after = before_on_line(text, tag.start), after_on_line(text, tag.end)
    if "\n" in text[tag.start : tag.end] or not _QUOTING.fullmatch(before) or after.strip():
        return None
    return tag.start - len(before), tag.end + len(after)


def _region_at(at: int, regions: Sequence[Region], ends: Sequence[int]) -> Region | None:
    """Return the stretch of code that a place is in."""
    index = bisect(ends, at)
    found = regions[index] if at >= 0 and index < len(regions) else None
    return found if found and found.is_code else None
