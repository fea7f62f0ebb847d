"""Formulas in a fragment: TeX becomes MathML, with the number that a formula has in its chapter.

Both media get the same MathML; the PDF draws it.
"""

import functools

from bookc.formulas import UnreadableFormulaError, mathml_of
from bookc.xhtml import (
    Element,
    add_element,
    parse_fragment,
    raw_text_of,
    serialise_fragment,
    wrap_content,
)

CLASS = "math"


def with_formulas(xhtml: str) -> str:
    """Return a fragment with its formulas set."""
    if f'class="{CLASS}"' not in xhtml:
        return xhtml
    root = parse_fragment(xhtml)
    set_formulas(root)
    return serialise_fragment(root)


def set_formulas(root: Element) -> None:
    """Put MathML in the place of TeX; what cannot be read stays as it is written."""
    holders = [
        each for each in root.iter("span", "div") if CLASS in (each.get("class") or "").split()
    ]
    for holder in holders:
        try:
            mathml = _mathml(raw_text_of(holder), is_display=holder.tag == "div")
        except UnreadableFormulaError:
            holder.tag = "code" if holder.tag == "span" else "pre"
            continue
        for child in list(holder):
            holder.remove(child)
        holder.text = None
        holder.append(parse_fragment(mathml)[0])
        _add_number(holder)


@functools.lru_cache(maxsize=4096)
def _mathml(tex: str, *, is_display: bool) -> str:
    """Return a formula as MathML: posts write `x` more than once, and both media ask for it."""
    return mathml_of(tex, is_display=is_display)


def _add_number(holder: Element) -> None:
    if number := str(holder.attrib.pop("data-number", "")):
        holder.set("class", f"{CLASS} numbered")
        wrap_content(holder, "span").set("class", "math-body")
        add_element(holder, "span", {"class": "math-number"}, f"({number})")
