"""A document that is laid out, read back as one long column: what may be broken, and where.

Printers called such a column a galley: text that is set but not yet made up into pages. From it one
can tell, without a new layout, which pages would come out if a picture were smaller or stood later.
Heights are in CSS pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from bookc.frozen import frozen
from bookc.pdf.turned_pages import is_of_tables

_AVOID = frozenset({"avoid", "avoid-page"})
_APART = ("AbsolutePlaceholder", "FootnoteAreaBox", "MarginBox")


@frozen
class Stretch:
    """What cannot be broken: a line, a picture, a row of a table, a box that has to stay whole."""

    block: Element
    """The element that it is, or that it is a line of."""
    height: float
    gap: float
    """Between it and what stands before it, if both are on a page."""
    head: float
    """Above it if it begins a page, such as the padding of a box that goes on."""
    is_kept: bool
    """Nothing may be broken between it and what follows."""
    picture: float = 0.0
    """How high the highest picture in it is."""


@frozen
class Galley:
    """All stretches of a document, and the pages that it was made up into.

    Without tables that have pages of their own, which it passes.
    """

    stretches: tuple[Stretch, ...]
    rooms: tuple[float, ...]
    """How high the text of each page may be, without the notes at its foot."""
    starts: tuple[int, ...]
    """Which stretch begins each page."""


@dataclass(slots=True)
class _Edge:
    """What lies above or below a leaf, in the boxes that begin or end with it."""

    margin: float
    """As the style sheet has it: at a page break, the used one is gone."""
    inside: float = 0.0
    """Padding and borders, and margins within them."""

    def widen(self, margin: float, padding: float) -> None:
        """Take in the edge of a box around."""
        if padding:
            self.inside += self.margin + padding
            self.margin = margin
        else:
            self.margin = max(self.margin, margin)


@dataclass(slots=True)
class _Leaf:
    block: Element
    top: float
    bottom: float
    is_kept: bool
    is_kept_before: bool
    is_line: bool
    picture: float
    above: _Edge
    below: _Edge


def read_galley(document: Any) -> Galley:
    """Read a document of WeasyPrint's back."""
    leaves: list[_Leaf] = []
    starts: list[int] = []
    rooms: list[float] = []
    heads: dict[int, float] = {}
    for page in document.pages:
        box = page._page_box
        if is_of_tables(box):
            continue
        starts.append(len(leaves))
        rooms.append(box.height - _notes_height(box))
        for child in box.children:
            leaves += _leaves(child, None)
        if starts[-1] < len(leaves):
            heads[starts[-1]] = leaves[starts[-1]].top - box.content_box_y()
    kept = {
        at
        for at, leaf in enumerate(leaves)
        if leaf.is_kept or (at + 1 < len(leaves) and leaves[at + 1].is_kept_before)
    }
    # Where a page does end, it may: WeasyPrint takes such wishes back if a page would be empty.
    kept = (kept | _few_lines(leaves)) - {start - 1 for start in starts}
    stretches = [
        Stretch(
            leaf.block,
            leaf.bottom - leaf.top,
            _gap(leaves, at, starts),
            heads.get(at, 0.0),
            at in kept,
            leaf.picture,
        )
        for at, leaf in enumerate(leaves)
    ]
    return Galley(tuple(stretches), tuple(rooms), tuple(starts))


def _notes_height(page: Any) -> float:
    areas = (each for each in page.children if type(each).__name__ == "FootnoteAreaBox")
    return float(sum(each.margin_height() for each in areas if each.children))


def _leaves(box: Any, block: Element | None) -> Iterator[_Leaf]:
    """Yield what cannot be broken in a box, from above."""
    kind = type(box).__name__
    if kind in _APART or not box.is_in_normal_flow():
        return
    style, element = box.style, box.element if box.element is not None else block
    is_line = kind == "LineBox"
    is_whole = is_line or kind == "TableRowBox" or "Replaced" in kind
    if is_whole or style["break_inside"] in _AVOID or not getattr(box, "children", ()):
        height = box.height if isinstance(box.height, int | float) else 0.0
        if height > 0 and element is not None:
            top = box.position_y + (0 if is_line else box.margin_top)
            bottom = box.position_y + box.margin_height() - (0 if is_line else box.margin_bottom)
            yield _Leaf(
                element,
                top,
                bottom,
                style["break_after"] in _AVOID and not is_line,
                style["break_before"] in _AVOID and not is_line,
                is_line,
                0.0 if is_line else _picture(box),
                _Edge(0.0 if is_line else _margin(style, "margin_top")),
                _Edge(0.0 if is_line else _margin(style, "margin_bottom")),
            )
        return
    inside = [leaf for child in box.children for leaf in _leaves(child, element)]
    if inside:
        first, last = inside[0], inside[-1]
        first.is_kept_before |= style["break_before"] in _AVOID
        first.above.widen(_margin(style, "margin_top"), box.padding_top + box.border_top_width)
        last.is_kept |= style["break_after"] in _AVOID
        last.below.widen(
            _margin(style, "margin_bottom"), box.padding_bottom + box.border_bottom_width
        )
    yield from inside


def _margin(style: Any, name: str) -> float:
    margin = style[name]
    return float(margin.value) if getattr(margin, "unit", "") == "px" else 0.0


def _picture(box: Any) -> float:
    if "Replaced" in type(box).__name__:
        return float(box.height)
    return max((_picture(each) for each in getattr(box, "children", ())), default=0.0)


def _few_lines(leaves: Sequence[_Leaf]) -> set[int]:
    """Return the lines that the next one must not leave: the first and the last but one."""
    kept: set[int] = set()
    start = 0
    for at in range(1, len(leaves) + 1):
        if at < len(leaves) and leaves[at].is_line and leaves[at].block is leaves[start].block:
            continue
        if leaves[start].is_line and at - start > 1:
            kept |= {start, at - 2}
        start = at
    return kept


def _gap(leaves: Sequence[_Leaf], at: int, starts: Sequence[int]) -> float:
    if at == 0:
        return 0.0
    if at in starts:
        is_same = leaves[at].is_line and leaves[at].block is leaves[at - 1].block
        below, above = leaves[at - 1].below, leaves[at].above
        return 0.0 if is_same else below.inside + max(below.margin, above.margin) + above.inside
    return leaves[at].top - leaves[at - 1].bottom
