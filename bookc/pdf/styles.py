"""Styles that are the same for many elements, worked out once, and what most values come to.

WeasyPrint shares a style among the elements that have the same parent and the same rules, but not
among their markers, and so made five styles for each element of a text, which few of them need; nor
among pages and their margins, which made twenty for each page, and took a tenth of the time.
"""

import functools
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from bookc.pdf.engine import INHERITED, INITIAL_AS_USED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, change
from bookc.pdf.pseudo_elements import rules_of_any

_OF_THEIR_OWN = frozenset({"display", "float", "page", "position"})
"""Properties that depend on each other, or on what an element's parents say in a way of its own."""


def share_styles(set_styles: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that computes a style, which now shares those of all."""

    def set_computed_styles(
        styles: Any, element: Any, parent: Any, pseudo_type: Any = None, **more: Any
    ) -> None:
        if pseudo_type is None and isinstance(element, Element):
            vars(styles)["document"] = more
            set_styles(styles, element, parent, **more)
            return
        computed = styles.get_computed_styles()
        cascaded = styles.get_cascaded_styles()
        rules = cascaded.get((element, pseudo_type), {})
        if of_any := rules_of_any(styles, pseudo_type):
            rules = cascaded[element, pseudo_type] = of_any | rules
        values = tuple((name, id(value)) for name, (value, _) in rules.items())
        key = (id(computed[parent, None]), pseudo_type, values)
        shared = vars(styles).setdefault("shared_styles", {})
        if key not in shared:
            set_styles(styles, element, parent, pseudo_type=pseudo_type, **more)
            shared[key] = computed[element, pseudo_type]
        computed[element, pseudo_type] = shared[key]

    return set_computed_styles


def take_over(compute: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return WeasyPrint's method that works out what a style says of a property, quick for most.

    What no rule says is what the parent says, or what CSS says at first; of the fifty properties
    that are asked for of each style, that is most.
    """

    def value_of(style: Any, name: str) -> Any:
        if (
            name in style.cascaded
            or name in _OF_THEIR_OWN
            or name.startswith(("__", "text_decoration_"))
            or style.parent_style is None
            or (name in PHYSICAL_FUNCTIONS and _flowing(name, style) in style.cascaded)
        ):
            return compute(style, name)
        if name in INHERITED:
            value = style.parent_style[name]
        elif name in INITIAL_AS_USED:
            value = INITIAL_VALUES[name]
        else:
            return compute(style, name)
        style[name] = value
        return value

    return value_of


def _flowing(name: str, style: Any) -> str:
    """Return what a property such as `margin_left` is called by its place in the flow of text."""
    return _in_flow(name, style["direction"])


@functools.cache
def _in_flow(name: str, direction: str) -> str:
    return str(PHYSICAL_FUNCTIONS[name](block="ttb", inline=direction))


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


change("weasyprint.css.ComputedStyle.__missing__", take_over)
change("weasyprint.css.StyleFor.set_computed_styles", share_styles)
change("weasyprint.text.line_break.strut", remember_strut)
change("weasyprint.formatting_structure.boxes.Box.is_in_normal_flow", ask_style_once)
