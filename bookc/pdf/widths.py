"""Widths of boxes, found without work whose result is known.

Lengths in a style sheet are mostly fixed, and few boxes are so wide that where their text could
break matters. Together these took a seventh of the time of a chapter.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import boxes, change, max_content_width, min_content_width

_LENGTHS = (
    *(f"margin_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"padding_{side}" for side in ("top", "right", "bottom", "left")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")))


def shrink_to_fit(_original: Any) -> Callable[..., float]:
    """Return a function that looks for the narrowest a box can be only if it does not fit.

    CSS 2, 10.3.5: `min(max(narrowest, available), widest)`, which is `widest` if that fits. Each
    marker of a list item is measured so, but of equal ones only the first.
    """

    def widest_of(context: Any, box: Any) -> float:
        width: float = max_content_width(context, box, outer=False)
        return width

    def width(context: Any, box: Any, available: float) -> float:
        marker = _text_of_marker(box)
        if marker is None:
            widest = widest_of(context, box)
        else:
            measured = vars(box.style).setdefault("marker_widths", {})
            if marker not in measured:
                measured[marker] = widest_of(context, box)
            widest = measured[marker]
        if widest <= available:
            return widest
        narrowest: float = min_content_width(context, box, outer=False)
        return min(max(narrowest, available), widest)

    return width


def _text_of_marker(box: Any) -> str | None:
    """Return the text of a marker beside a list item; None for anything else."""
    if not box.is_outside_marker:
        return None
    _, *inner = box.descendants()
    text = inner[-1]
    is_text = len(inner) == 2 and isinstance(text, boxes.TextBox)
    return text.text if is_text and text.style is box.style.parent_style else None


def resolve_percentages(resolve: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return a function that works out the lengths of a style once, if they are all fixed.

    What a style has been worked out to is kept on it, and dies with it.
    """

    def resolve_once(box: Any, containing_block: Any) -> None:
        kept = vars(box.style)
        if lengths := kept.get("used_lengths"):
            vars(box).update(lengths)
            return
        resolve(box, containing_block)
        if lengths is None:
            fixed = _is_fixed(box.style)
            kept["used_lengths"] = {name: getattr(box, name) for name in _USED} if fixed else {}

    return resolve_once


def _is_fixed(style: Any) -> bool:
    # With collapsed borders, widths come from the cells around.
    return style["border_collapse"] != "collapse" and all(
        style[name] == "auto" or getattr(style[name], "unit", "") == "px" for name in _LENGTHS
    )


change("weasyprint.layout.preferred.shrink_to_fit", shrink_to_fit)
change("weasyprint.layout.percent.resolve_percentages", resolve_percentages)
