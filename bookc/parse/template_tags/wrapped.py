"""Which tags count: none in code, none that another one shows as it is."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence

from bookc.frozen import frozen
from bookc.parse.code_walk import CodeWalk
from bookc.parse.template_tags.pairs import opened_by
from bookc.parse.template_tags.tags import Mark, Tag
from bookc.parse.template_tags.words import CODE, HIDDEN, MERMAID

_WRAPPING = CODE | HIDDEN | MERMAID


@frozen
class SortedTags:
    """The tags of a text that count."""

    live: tuple[Tag, ...]
    wrapping: tuple[tuple[Tag, Tag], ...]
    """Pairs around what is no Markdown: code, or words that the site does not show."""


def sort_tags(text: str, tags: Sequence[Tag], raw: Sequence[tuple[Tag, Tag]]) -> SortedTags:
    """Find the tags that count.

    Args:
        text: the whole of it.
        tags: all that are in it, in order.
        raw: pairs around what is shown as it is.
    """
    walk = CodeWalk(text)
    others = _outside(tags, raw)
    ends: dict[str, list[Tag]] = defaultdict(list)
    for tag in others:
        ends[opened_by(tag.name)].append(tag)
    live: list[Tag] = []
    wrapping: list[tuple[Tag, Tag]] = []
    at = 0
    for tag in others:
        if tag.start < at or walk.is_code(tag.start):
            continue
        end = _end_of(tag, ends) if tag.name.lower() in _WRAPPING else None
        if end is None:
            live.append(tag)
            continue
        wrapping.append((tag, end))
        at = end.end
        walk.skip_to(at)
    return SortedTags(tuple(live), tuple(wrapping))


def _outside(tags: Sequence[Tag], raw: Sequence[tuple[Tag, Tag]]) -> list[Tag]:
    starts = [opening.start for opening, _ in raw]
    return [
        tag
        for tag in tags
        if not (before := bisect(starts, tag.start)) or raw[before - 1][1].end <= tag.start
    ]


def _end_of(tag: Tag, ends: dict[str, list[Tag]]) -> Tag | None:
    if tag.mark is not Mark.TAG:
        return None
    candidates = ends[tag.name.lower()]
    index = bisect(candidates, tag.start, key=lambda each: each.start)
    return candidates[index] if index < len(candidates) else None
