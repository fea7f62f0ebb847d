"""What tags that wrap text make of it in Markdown."""

import sys
from collections.abc import Iterator, Sequence

from bookc.model import ProblemKind
from bookc.parse.edits import Edit
from bookc.parse.template_tags.arguments import read_arguments
from bookc.parse.template_tags.boxes import box_edits, label_edits, quote_edits
from bookc.parse.template_tags.gaps import Gaps
from bookc.parse.template_tags.media import kind_of_media
from bookc.parse.template_tags.pairs import Pair
from bookc.parse.template_tags.singles import meaning_of
from bookc.parse.template_tags.tags import Tag
from bookc.parse.template_tags.words import (
    BOXES,
    FIRST_BRANCH,
    LABELLED,
    QUOTES,
    REPEATED,
    SILENT,
)

NOT_RUN = "bookc does not run templates"

_WITH_KEY = frozenset({"case", "switch"})
"""Choices whose first branch does not begin with them."""
_AROUND_LABELS = frozenset({"button", "btn", "external_link", "extlink"})
"""Tags of links that wrap the words of the link."""


def pair_edits(
    text: str, pair: Pair, depth: int, gaps: Gaps, *, has_attributes: bool
) -> Iterator[Edit]:
    """Yield what takes the place of a pair of tags.

    Args:
        text: of the post.
        pair: with a tag that ends it.
        depth: how many boxes deep there are others in it, if it is one itself.
        gaps: where to note what gets lost.
        has_attributes: true if `{: width="300"}` will be understood.
    """
    opening, closing = pair.opening, pair.closing
    if closing is None:
        raise ValueError(f"{opening.name} stands by itself")
    name = opening.name.lower()
    if name in REPEATED:
        what = f"{opening.written_in(text)} and what it repeats is left out"
        gaps.note("for", what, opening.start, NOT_RUN)
        yield Edit(opening.start, closing.end)
    elif name in FIRST_BRANCH:
        yield from _first_branch(text, pair, gaps)
    elif name in BOXES:
        yield from box_edits(text, opening, closing, depth)
    elif name in QUOTES:
        yield from quote_edits(text, opening, closing)
    elif name in LABELLED:
        yield from label_edits(text, opening, closing)
    else:
        around = _link_around(text, pair) or _other(text, pair, gaps, has_attributes=has_attributes)
        yield Edit(opening.start, opening.end, around[0])
        yield Edit(closing.start, closing.end, around[1])


def depths_of_boxes(pairs: Sequence[Pair]) -> dict[int, int]:
    """Return how many boxes deep there are others in each box, by the place of its tag."""
    depths: dict[int, int] = {}
    around: list[tuple[int, int]] = []
    boxes = [
        (pair.opening.start, pair.closing.end)
        for pair in pairs
        if pair.closing and pair.opening.name.lower() in BOXES
    ]
    for start, end in [*boxes, (sys.maxsize, sys.maxsize)]:
        while around and around[-1][1] <= start:
            inner, _ = around.pop()
            if around:
                outer = around[-1][0]
                depths[outer] = max(depths[outer], depths[inner] + 1)
        around.append((start, end))
        depths[start] = 0
    return depths


def shown_tags(tags: Sequence[Tag], pairs: Sequence[Pair]) -> list[Tag]:
    """Return the tags that are not in what another one leaves out."""
    shown: list[Tag] = []
    hidden = iter(sorted(_left_out(pairs)))
    start, end = next(hidden, (sys.maxsize, sys.maxsize))
    for tag in tags:
        while end <= tag.start:
            start, end = next(hidden, (sys.maxsize, sys.maxsize))
        if tag.start < start:
            shown.append(tag)
    return shown


def _left_out(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between tags that are not in the book."""
    for pair in pairs:
        name = pair.opening.name.lower()
        if pair.closing is None:
            continue
        if name in REPEATED:
            yield pair.opening.end, pair.closing.start
        elif name in FIRST_BRANCH:
            later = pair.branches[1:] if name in _WITH_KEY else pair.branches
            yield from ((each.end, pair.closing.start) for each in later[:1])


def _first_branch(text: str, pair: Pair, gaps: Gaps) -> Iterator[Edit]:
    """Yield what keeps the first branch of a choice alone."""
    opening, closing, branches = pair.opening, pair.closing, list(pair.branches)
    if closing is None:
        return
    first_ends = closing
    if opening.name.lower() in _WITH_KEY and branches:
        yield Edit(opening.start, branches.pop(0).end)
    else:
        yield Edit(opening.start, opening.end)
    if branches:
        first_ends = branches[0]
        what = f"only the first branch of {opening.written_in(text)} is in the book"
        gaps.note("if", what, opening.start, NOT_RUN)
    yield Edit(first_ends.start, closing.end)


def _link_around(text: str, pair: Pair) -> tuple[str, str] | None:
    """Return what makes a link of the words that a tag wraps; None if it is for something else."""
    opening, closing = pair.opening, pair.closing
    kind = kind_of_media(opening.name)
    if kind not in _AROUND_LABELS or closing is None:
        return None
    arguments = read_arguments(opening.arguments)
    address = arguments.get("href", "url", "link") or arguments.word(0)
    is_one_line = "\n" not in text[opening.end : closing.start].strip("\n")
    return ("[", f"](<{address}>)") if address and is_one_line else None


def _other(text: str, pair: Pair, gaps: Gaps, *, has_attributes: bool) -> tuple[str, str]:
    """Return what stands around the text of a tag that may say nothing of it."""
    opening = pair.opening
    shown = meaning_of(opening.name, opening.arguments, "", has_attributes=has_attributes)
    if shown is None and opening.name.lower() not in SILENT:
        what = f"{opening.written_in(text)} is not known: only what it wraps is kept"
        gaps.note(opening.name, what, opening.start, NOT_RUN, ProblemKind.UNKNOWN_TAG)
    return shown or "", ""
