"""A picture that just does not fit is made smaller in the very layout that finds it does not.

What a picture leaves empty is mostly less than half a page, and then a smaller picture fills it.
To plan that from a finished layout, as `placement` does, costs another layout; here it costs one
of the picture.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.placement import LOWEST_PX, SMALLEST

LayOutBlock = Callable[..., tuple[Any, ...]]
"""WeasyPrint's `block_level_layout`, which returns a box, or None if it does not fit, and more."""

_GAP = 1 / 4
"""Of the page above its foot: more than that is not left empty."""
_SLACK_PX = 1.0


def fitting_pictures(lay_out: LayOutBlock) -> LayOutBlock:
    """Return a layout of blocks in which a figure that does not fit becomes smaller if it may."""

    def lay_out_fitting(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        *page: Any,
        **more: Any,
    ) -> tuple[Any, ...]:
        laid_out = lay_out(context, box, bottom_space, skip_stack, *page, **more)
        page_is_empty = page[1] if len(page) > 1 else more.get("page_is_empty", True)
        if laid_out[0] is not None or page_is_empty or not (picture := _picture_in(box)):
            return laid_out
        foot = context.page_bottom - bottom_space
        if foot - box.position_y <= _GAP * foot:
            return laid_out
        whole, *_ = lay_out(context, box.deepcopy(), -context.page_bottom * 9, None, *page, **more)
        if whole is None:
            return laid_out
        height = _picture_in(whole).height
        target = height - (whole.position_y + whole.margin_height() - foot) - _SLACK_PX
        if not max(SMALLEST * height, min(LOWEST_PX, height)) <= target < height:
            return laid_out
        smaller = _with_height(box, picture, target)
        again = lay_out(context, smaller, bottom_space, skip_stack, *page, **more)
        return laid_out if again[0] is None else again

    return lay_out_fitting


def _picture_in(box: Any) -> Any:
    """Return the one picture of a figure; None for all else."""
    if box.element_tag != "figure" or not hasattr(box, "descendants"):
        return None
    pictures = [each for each in box.descendants() if hasattr(each, "replacement")]
    return pictures[0] if len(pictures) == 1 else None


def _with_height(box: Any, picture: Any, height_px: float) -> Any:
    copied = box.deepcopy()
    smaller = _picture_in(copied)
    smaller.style = picture.style.copy()
    smaller.style["width"] = smaller.style["height"] = "auto"
    smaller.style["max_height"] = type(picture.style["max_height"])(height_px, "px")
    return copied
