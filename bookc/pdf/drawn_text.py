"""Text in drawings, set as a whole where nothing asks for the place of each letter.

WeasyPrint 70 sets the letters of an SVG's text one by one, from left to right: Arabic ones were
neither joined nor in their order, accents stood beside their letters, and no pair was kerned.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

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
