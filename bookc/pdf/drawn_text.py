"""Text in drawings, set as a whole where nothing asks for the place of each letter.

WeasyPrint 70 sets the letters of an SVG's text one by one, from left to right: Arabic ones were
neither joined nor in their order, accents stood beside their letters, and no pair was kerned. The
pieces of a text, its `tspan` elements, it sets from left to right, whatever way they read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby, takewhile
from typing import Any
from xml.etree.ElementTree import Element

from bookc.pdf.engine import change

Draw = Callable[[Any, Any, float], None]
"""WeasyPrint's function that draws the text of a node of a drawing in a size of letters."""

_PLACES = ("x", "y", "dx", "dy")
_SEPARATORS = re.compile(r"[\s,]+")
# Of scripts that run from right to left, or whose letters have the shape that their neighbours ask
# for: Hebrew to Myanmar, the Philippines' to Vedic signs, and what lies above them.
_BOUND = re.compile(
    "[\u0590-\u109f\u1700-\u1cff\ua800-\ua8ff\ua930-\ua95f\ua980-\uaaff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00011fff\U0001e800-\U0001eeff]"
)


class _Runs(str):
    """A text that falls apart into what is set at once, and not into letters."""

    __slots__ = ("alone",)
    alone: int
    """How many letters at its start are set alone."""

    def __iter__(self) -> Iterator[str]:
        yield from self[: self.alone]
        yield self[self.alone :]


def drawing_runs(draw: Draw) -> Draw:
    """Return WeasyPrint's function that draws the text of a node, with no more runs than it needs.

    Letters of some scripts cannot be spaced out: if a text of them has a length, it is stretched.
    """

    def draw_text(drawing: Any, node: Any, font_size: float) -> None:
        text = node.text
        if text and not node.get("rotate", "").strip(" 0,."):
            is_bound = bool(_BOUND.search(text))
            if is_bound:
                node.attrib.pop("letter-spacing", None)
                node.attrib["lengthAdjust"] = "spacingAndGlyphs"
            if not _is_spaced(drawing, node, font_size) or is_bound:
                runs = _Runs(text)
                runs.alone = min(_count_places(node), len(text)) - 1
                node._etree_node.text = runs
        draw(drawing, node, font_size)

    return draw_text


def _is_spaced(drawing: Any, node: Any, font_size: float) -> bool:
    return any(
        drawing.length(node.get(each), font_size) for each in ("letter-spacing", "textLength")
    )


def _count_places(node: Any) -> int:
    """Return how many letters have a place of their own, which is at least the first."""
    return max(1, *(len(_SEPARATORS.split(node.get(each, "").strip())) for each in _PLACES))


def ordering_pieces(pieces_of: Callable[..., tuple[list[Any], bool]]) -> Callable[..., Any]:
    """Return WeasyPrint's function that lists the pieces in a text, in the order they are drawn in.

    Those with a place of their own stand there, and so do all behind the first of them.
    """

    def pieces_in_order(
        node: Any,
        element: Any,
        trailing_space: bool,  # noqa: FBT001
        text_root: bool = False,  # noqa: FBT001, FBT002
    ) -> tuple[list[Any], bool]:
        pieces, ends_with_space = pieces_of(node, element, trailing_space, text_root)
        loose = list(takewhile(lambda piece: not _has_place(piece), pieces))
        is_rtl = node.get("direction") == "rtl"
        if loose and (is_rtl or _BOUND.search("".join(map(_words, (node, *loose))))):
            pieces = [
                *_in_order([_first_piece(node, element), *loose], is_rtl=is_rtl),
                *pieces[len(loose) :],
            ]
            node._etree_node.text = ""
        return pieces, ends_with_space

    return pieces_in_order


def _has_place(piece: Any) -> bool:
    return any(each in piece.attrib for each in (*_PLACES, "rotate"))


def _words(piece: Any) -> str:
    return str(piece.text or "") + "".join(map(_words, vars(piece).get("children", ())))


def _first_piece(node: Any, element: Any) -> Any:
    """Return the text before all pieces as one of them."""
    piece = type(node)(
        type(element).from_xml_root(Element("{http://www.w3.org/2000/svg}tspan")), node._style
    )
    piece._etree_node.text = node.text
    return piece


def _in_order(pieces: list[Any], *, is_rtl: bool) -> list[Any]:
    """Put pieces into the order in which they stand from left to right."""
    directions: list[bool] = []
    for piece in pieces:
        kinds = {unicodedata.bidirectional(letter) for letter in _words(piece)}
        is_plain = not kinds & {"L", "R", "AL"}
        before = directions[-1] if directions else is_rtl
        directions.append(before if is_plain else bool(kinds & {"R", "AL"}))
    for piece, reads_back in zip(pieces, directions, strict=True):
        if reads_back:  # so its blanks are where its words begin and end
            piece._etree_node.set("direction", "rtl")
    groups = [
        [pieces[at] for at in (reversed(list(group)) if reads_back else group)]
        for reads_back, group in groupby(range(len(pieces)), directions.__getitem__)
    ]
    return [piece for group in (reversed(groups) if is_rtl else groups) for piece in group]


change("weasyprint.svg.Node.text_children", ordering_pieces)
