"""Formulas on a page: MathML drawn as outlines, in the size and the colour of the text around it.

WeasyPrint knows no MathML. Each `math` becomes an `img` that stands on the line as high and as deep
as the formula is, with a picture behind it that is put into WeasyPrint's cache of pictures and
writes its outlines straight into the page.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from bookc.pdf.engine import BASE_URL
from bookc.pdf.formula_image import FormulaImage
from bookc.pdf.formula_marks import FORMULA, FORMULA_MARK, FORMULA_PART_MARK
from bookc.pdf.math_input import MATHML
from bookc.pdf.words import FORMULA_CLASS

_MAY_BREAK = "\u200b"
"""WeasyPrint breaks no line between two pictures that touch."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def place_formulas(root: Element, fonts: Sequence[Path]) -> dict[str, FormulaImage]:
    """Put `img`s in the place of every formula, and return their pictures by address.

    Args:
        root: of a content document, as `read_document` gives it; it is changed.
        fonts: the book's, for letters that the font for formulas lacks.
    """
    images: dict[str, FormulaImage] = {}
    if root.find(f".//{MATHML}math") is None:
        return images
    for heading in [each for each in root.iter() if each.tag in _HEADINGS]:
        _label_bookmark(heading)
    for parent, direction in list(_directions(root, "ltr")):
        children: list[Element] = []
        for child in parent:
            if child.tag == f"{MATHML}math":
                may_break = direction != "rtl"
                children += _imgs(child, images, tuple(fonts), may_break=may_break)
            else:
                children.append(child)
        parent[:] = children
    return images


def _directions(element: Element, direction: str) -> Iterator[tuple[Element, str]]:
    """Yield an element and those in it, each with the direction in which it reads."""
    direction = element.get("dir", direction)
    yield element, direction
    for child in element:
        yield from _directions(child, direction)


def _imgs(
    math: Element, images: dict[str, FormulaImage], fonts: tuple[Path, ...], *, may_break: bool
) -> Iterator[Element]:
    """Yield an `img` for a formula, or several if a line may be broken in it.

    The first speaks for all; the others have no text, and so are no figures in the tag tree. Among
    words from right to left a formula is one: WeasyPrint would set its pieces in that order, too.
    """
    # Only here: a book without formulas is not to wait until ziamath is imported.
    from bookc.pdf.formula_drawing import drawings

    alt = FORMULA + (math.get("alttext") or " ".join("".join(math.itertext()).split()))
    try:
        drawn = drawings(_markup(math), fonts, may_break=may_break)
    except Exception:  # ziamath fails in many ways on what no author means
        drawn = drawings(_markup(_source(math)), fonts, may_break=may_break)
    for place, drawing in enumerate(drawn):
        address = f"formulas/{len(images)}"
        mark = FORMULA_PART_MARK if place else FORMULA_MARK
        images[BASE_URL + address] = FormulaImage(drawing, mark)
        style = f"vertical-align: {-drawing.depth_em:.4f}em"
        given = {
            "src": address,
            "alt": "" if place else alt,
            "class": FORMULA_CLASS,
            "style": style,
        }
        img = Element("img", given)
        img.tail = math.tail if place == len(drawn) - 1 else _MAY_BREAK
        yield img


def _label_bookmark(heading: Element) -> None:
    """Let the TeX of formulas stand in the bookmark of a heading: WeasyPrint takes words alone."""
    if heading.find(f".//{MATHML}math") is None:
        return
    words = " ".join("".join(_words(heading)).split())
    label = words.replace("\\", "\\\\").replace('"', '\\"')
    heading.set("style", f'bookmark-label: "{label}"')


def _words(element: Element) -> Iterator[str]:
    if element.tag == f"{MATHML}math":
        yield element.get("alttext", "")
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _markup(math: Element) -> str:
    """Return a formula as text, without what stands behind it."""
    alone = copy.copy(math)
    alone.tail = None
    return tostring(alone, encoding="unicode")


def _source(math: Element) -> Element:
    """Return the TeX of a formula that cannot be drawn, as the words of a formula."""
    words = Element(f"{MATHML}math")
    SubElement(words, f"{MATHML}mtext").text = math.get("alttext") or "?"
    return words


def all_drawn(images: Mapping[str, FormulaImage]) -> bool:
    """Tell whether every formula is on a page."""
    return all(image.is_drawn for image in images.values())
