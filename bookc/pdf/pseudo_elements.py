"""Pseudo-elements that every element could have: their styles are made for those that have them.

Six rules of WeasyPrint's own style sheet are for the marker, the call of a note and the like of any
element at all. It made six styles for each element of a text, and looked at next to none of them.
"""

import copy
import functools
import math
from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import change, declaration_precedence

_ANY = (0, 0, 1)
"""How specific a selector is that names a pseudo-element and nothing else."""


class _NarrowSheet:
    """A style sheet without its rules for the pseudo-elements of all, which it has apart."""

    def __init__(self, sheet: Any) -> None:
        vars(self).update(vars(sheet))
        self.matcher = copy.copy(sheet.matcher)
        self.matcher.other_selectors = []
        self.of_any: dict[str, dict[str, Any]] = {}
        for entry in sheet.matcher.other_selectors:
            _, specificity, _, pseudo_type, (declarations, _) = entry
            if pseudo_type is None or specificity != _ANY:
                self.matcher.other_selectors.append(entry)
                continue
            rules = self.of_any.setdefault(pseudo_type, {})
            for name, values, importance in declarations:
                precedence = declaration_precedence("user agent", importance)
                rules[name] = values, (precedence, math.inf, specificity)


def with_narrow_sheets(sheets: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Return WeasyPrint's method that returns its own style sheets, with that changed."""
    narrow = functools.cache(_NarrowSheet)

    def ua_stylesheets(html: Any, *forms: Any, **named: Any) -> list[Any]:
        return [narrow(sheet) for sheet in sheets(html, *forms, **named)]

    return ua_stylesheets


def rules_of_any(styles: Any, pseudo_type: str | None) -> dict[str, Any]:
    """Return what WeasyPrint's own sheet says of a pseudo-element of any element."""
    kept = vars(styles)
    if "of_any" not in kept:
        sheets = (sheet for sheet, *_ in styles._sheets if isinstance(sheet, _NarrowSheet))
        kept["of_any"] = {name: rules for each in sheets for name, rules in each.of_any.items()}
    rules: dict[str, Any] = kept["of_any"].get(pseudo_type, {})
    return rules


def when_asked_for(style_of: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's method that returns a style, which now makes those that were not made."""

    def style_for(styles: Any, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type and rules_of_any(styles, pseudo_type):
            key = element, pseudo_type
            if key not in styles.get_computed_styles():
                how = vars(styles)["document"]
                styles.set_computed_styles(element, element, pseudo_type=pseudo_type, **how)
                del styles.get_cascaded_styles()[key]  # each page goes through what is in there
        return style_of(styles, element, pseudo_type)

    return style_for


change("weasyprint.HTML._ua_stylesheets", with_narrow_sheets)
change("weasyprint.css.StyleFor.__call__", when_asked_for)
