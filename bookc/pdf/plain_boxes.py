"""What WeasyPrint asks of every box, answered at once for a box that has nothing of it.

Next to most lines there is no float, and most boxes have neither a background nor round corners. To
find that out for each of them, two or three times a line, took a thirtieth of the time of a layout.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import boxes, change

Room = tuple[float, float, float]
"""Where a box can stand, from left and from top, and how wide it can be, in pixels."""

_NOTHING = (0, "px")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_RADII = tuple(f"border_{corner}_radius" for corner in _CORNERS)
_SQUARE = (0, 0)


def beside_no_float(avoid: Callable[..., Room]) -> Callable[..., Room]:
    """Return WeasyPrint's function that finds room for a box beside floats, if there are any.

    Lines have no margins, so theirs is all the room that there is.
    """

    def avoid_collisions(
        context: Any,
        box: Any,
        containing_block: Any,
        outer: bool = True,  # noqa: FBT001, FBT002  # as WeasyPrint has it
    ) -> Room:
        if (
            outer
            or context.excluded_shapes
            or not isinstance(box, boxes.LineBox)
            or containing_block.style["direction"] != "ltr"
        ):
            return avoid(context, box, containing_block, outer=outer)
        left = containing_block.content_box_x()
        return left, box.position_y, left + containing_block.width - left

    return avoid_collisions


def without_background(lay_out: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that lays out what is behind a box, if there is something."""

    def layout_box_backgrounds(
        page: Any,
        box: Any,
        get_image: Any,
        layout_children: bool = True,  # noqa: FBT001, FBT002  # as WeasyPrint has it
        style: Any = None,
    ) -> None:
        if box is page or style is not None or not _is_bare(box.style):
            lay_out(page, box, get_image, layout_children, style)
            return
        for radius in _RADII:
            setattr(box, radius, _SQUARE)  # which a box that stands elsewhere passes on to that
        box.background = None
        for child in box.all_children() if layout_children else ():
            layout_box_backgrounds(page, child, get_image)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    """Tell whether nothing is drawn behind the boxes of a style, and their corners are square."""
    kept = vars(style)
    if "is_bare" not in kept:
        has_pictures = (
            style["border_image_source"][0] != "none" or style["mask_border_source"][0] != "none"
        )
        is_square = all(_NOTHING in style[radius] for radius in _RADII)
        kept["is_bare"] = is_square and not has_pictures and _shows_nothing(style)
    return bool(kept["is_bare"])


def _shows_nothing(style: Any) -> bool:
    if style["visibility"] == "hidden":
        return not style["box_shadow"]
    has_image = any(kind != "none" for kind, _ in style["background_image"])
    colour = style["background_color"]
    colour = style["color"] if colour == "currentcolor" else colour
    return colour.alpha == 0 and not has_image and not style["box_shadow"]


change("weasyprint.layout.float.avoid_collisions", beside_no_float)
change("weasyprint.layout.background.layout_box_backgrounds", without_background)
