"""Styles that are the same for many elements, worked out once.

WeasyPrint shares a style among the elements that have the same parent and the same rules, but not
among their markers, and so made five styles for each element of a text, which few of them need; nor
among pages and their margins, which made twenty for each page, and took a tenth of the time.
"""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from bookc.pdf.engine import change


def share_styles(set_styles: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that computes a style, which now shares those of all."""

    def set_computed_styles(
        styles: Any, element: Any, parent: Any, pseudo_type: Any = None, **more: Any
    ) -> None:
        if pseudo_type is None and isinstance(element, Element):
            set_styles(styles, element, parent, **more)
            return
        computed = styles.get_computed_styles()
        rules = styles.get_cascaded_styles().get((element, pseudo_type), {})
        values = tuple((name, id(value)) for name, (value, _) in rules.items())
        key = (id(computed[parent, None]), pseudo_type, values)
        shared = vars(styles).setdefault("shared_styles", {})
        if key not in shared:
            set_styles(styles, element, parent, pseudo_type=pseudo_type, **more)
            shared[key] = computed[element, pseudo_type]
        computed[element, pseudo_type] = shared[key]

    return set_computed_styles


def remember_strut(strut: Callable[[Any], tuple[float, float]]) -> Callable[[Any], Any]:
    """Return WeasyPrint's function that tells how high a line of a style is, asked once a style."""

    def strut_of(style: Any) -> tuple[float, float]:
        kept = vars(style)
        if "strut" not in kept:
            kept["strut"] = strut(style)
        height: tuple[float, float] = kept["strut"]
        return height

    return strut_of


def ask_style_once(is_in_flow: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return WeasyPrint's method that tells whether a box is in the flow, quick where it is."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        if style["float"] == "none" and style["position"] in ("static", "relative"):
            return True
        return is_in_flow(box)

    return is_in_normal_flow


change("weasyprint.css.StyleFor.set_computed_styles", share_styles)
change("weasyprint.text.line_break.strut", remember_strut)
change("weasyprint.formatting_structure.boxes.Box.is_in_normal_flow", ask_style_once)
