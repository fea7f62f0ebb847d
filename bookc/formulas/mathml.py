"""TeX to MathML: latex2mathml's result, checked and put into the MathML that browsers show.

What it writes is MathML 3. Browsers, and so most reading systems, follow MathML Core, in which the
alignment of cells, lines between them, boxes and letters in bold are a matter of CSS and Unicode.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from bookc.formulas.names import LETTERS, keep_limits, space_names
from bookc.formulas.tex import UnknownEnvironmentError, plain_tex
from bookc.formulas.variants import in_variant
from bookc.xhtml import xml_text

MATHML = "http://www.w3.org/1998/Math/MathML"

LONGEST = 5000
"""Signs of TeX. The time that setting takes grows faster than the formula."""
DEEPEST = 40
"""Levels of MathML."""

_PARTS = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
}
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(em|ex|px|pt|mm|cm|in|pc|mu|%)?")
_LENGTHS = (
    "width",
    "height",
    "depth",
    "lspace",
    "rspace",
    "voffset",
    "minsize",
    "maxsize",
    "rowspacing",
)
_EM = {
    "mu": 1 / 18,
    "pt": 0.1,
    "px": 0.075,
    "pc": 1.2,
    "ex": 0.43,
    "mm": 0.285,
    "cm": 2.85,
    "in": 7.2,
}
"""Units of length, as they are in a text of 10 pt."""
_FENCES = frozenset("|‖∣∥⟨⟩⌊⌋⌈⌉")  # noqa: RUF001
_COLOUR = re.compile("[A-Za-z]+|#(?:[0-9A-Fa-f]{3}){1,2}")
_DIAGONAL = "transparent 47%,currentcolor 48%,currentcolor 52%,transparent 53%"
_ENCLOSED = {
    "box": "border:1px solid;padding:0.15em 0.25em",
    "updiagonalstrike": f"background-image:linear-gradient(to top left,{_DIAGONAL})",
    "downdiagonalstrike": f"background-image:linear-gradient(to top right,{_DIAGONAL})",
    "horizontalstrike": "text-decoration:line-through",
}
_COLUMNS = ("left", "right", "center")
_BETWEEN_EQUATIONS_EM = 2


class UnreadableFormulaError(ValueError):
    """A formula cannot be read; says why, in a lower-case clause."""


def mathml_of(tex: str, *, is_display: bool) -> str:
    """Return a formula as a `math` element with its TeX as the text alternative.

    Args:
        tex: without dollar signs around it.
        is_display: true if it stands alone, false in a line of text.

    Raises:
        UnreadableFormulaError: if it is wrong, or holds what cannot be set.
    """
    math = _converted(tex, "block" if is_display else "inline")
    for element in math.iter():
        _clean(element)
    _check(math)
    _break_lines(math)
    _simplify(math)
    if _depth(math) > DEEPEST:
        raise UnreadableFormulaError("it is nested too deeply")
    if not is_display:
        keep_limits(math)
    space_names(math)
    for element in list(math.iter()):
        _modernise(element)
    math.attrib = {"xmlns": MATHML} | ({"display": "block"} if is_display else {})
    math.set("alttext", " ".join(tex.split()))
    return tostring(math, encoding="unicode", short_empty_elements=False)


def _converted(tex: str, display: str) -> Element:
    if len(tex) > LONGEST:
        raise UnreadableFormulaError(f"it has more than {LONGEST:,} signs")
    from latex2mathml.converter import convert_to_element  # most books have no formula

    try:
        return convert_to_element(plain_tex(tex), display=display)
    except UnknownEnvironmentError as error:
        raise UnreadableFormulaError(rf"\begin{{{error}}} is not known") from error
    # Its exceptions have no class in common, and on broken TeX it fails in any other way, too.
    except Exception as error:
        raise UnreadableFormulaError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Return latex2mathml's `MissingEndError` as `missing end`."""
    words = re.findall("[A-Z][a-z]+", type(error).__name__.removesuffix("Error"))
    is_its_own = type(error).__module__.startswith("latex2mathml")
    return " ".join(words).lower() if is_its_own else "its braces or commands do not fit together"


def _clean(element: Element) -> None:
    """Read character references, and drop attributes that an author could put anything into."""
    element.text = xml_text(html.unescape(element.text or "")) or None
    for name in ("class", "href", "id", "style", "border-color"):
        element.attrib.pop(name, None)
    for name in ("mathcolor", "mathbackground"):
        if not _COLOUR.fullmatch(element.get(name, "red")):
            del element.attrib[name]


def _check(math: Element) -> None:
    """Make sure that nothing was passed over."""
    for element in math.iter():
        text = element.text or ""
        if element.tag != "mtext" and text.startswith("\\") and len(text) > 1:
            raise UnreadableFormulaError(f"{text} is not known")
        if element.tag == "mi" and text == "&":
            raise UnreadableFormulaError("& stands outside of a table")
        if len(element) < _PARTS.get(element.tag, 0):
            raise UnreadableFormulaError("a part of it is missing")


def _depth(math: Element) -> int:
    depth, level = 0, [math]
    while level:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def _break_lines(math: Element) -> None:
    r"""Make rows of the lines that `\\` parts outside of any table."""
    whole = math[0] if len(math) else math
    if not any(child.get("linebreak") for child in whole):
        return
    table = Element("mtable", {"displaystyle": "true"})
    row = _new_line(table)
    for child in list(whole):
        if child.get("linebreak"):
            row = _new_line(table)
        else:
            row.append(child)
    whole[:] = [table]


def _new_line(table: Element) -> Element:
    cell = SubElement(SubElement(table, "mtr"), "mtd", {"columnalign": "left"})
    return SubElement(cell, "mrow")


def _simplify(element: Element) -> None:
    """Take out rows of one element: ziamath sets each row twice, what is in n rows 2ⁿ times."""
    for place, child in enumerate(list(element)):
        _simplify(child)
        if child.tag != "mrow" or len(child) != 1 or child.attrib:
            continue
        only = child[0]
        if only.tag == "mo" and element.tag == "mrow" and len(element) > 1:
            only.attrib |= {"lspace": "0", "rspace": "0"}  # `{,}` has no space around it
        only.tail = child.tail
        element[place] = only


def _modernise(element: Element) -> None:
    """Say in CSS or Unicode what MathML Core has no attribute for."""
    _set_variant(element)
    _set_lengths(element)
    _mend_operator(element)
    _fence_fractions(element)
    _fence_tables(element)
    if element.tag == "mtable":
        _style_table(element)
    elif element.tag == "menclose":
        styles = [
            _ENCLOSED[each] for each in element.get("notation", "").split() if each in _ENCLOSED
        ]
        if styles:
            element.set("style", ";".join(styles))


def _mend_operator(element: Element) -> None:
    r"""Stretch bars and angles only between `\left` and `\right`; a nabla is no operator."""
    text = element.text or ""
    if element.tag == "mo" and text in _FENCES and "stretchy" not in element.attrib:
        element.set("stretchy", "false")
    elif element.tag == "mi" and text in _FENCES:
        element.tag = "mo"
        element.attrib |= {"stretchy": "false", "lspace": "0", "rspace": "0"}
    elif element.tag == "mo" and text in LETTERS:
        element.tag = "mi"
        element.attrib = {} if text == "∂" else {"mathvariant": "normal"}


def _set_variant(element: Element) -> None:
    styled = in_variant(element.text or "", element.get("mathvariant", ""))
    if styled:
        element.text = styled
        del element.attrib["mathvariant"]


def _set_lengths(element: Element) -> None:
    """Write lengths in em: they follow the size of the text, and are what both media know."""
    for name in _LENGTHS:
        written = element.get(name)
        if written is None:
            continue
        match = _LENGTH.fullmatch(written)
        if not match:
            del element.attrib[name]
        elif match[2] in _EM:
            sign = "+" if written.startswith("+") else ""
            element.set(name, f"{sign}{float(match[1]) * _EM[match[2]]:.4g}em")


def _fence_fractions(row: Element) -> None:
    r"""Let the parentheses of a `\binom` be as high as what they hold, and no higher."""
    for place, fraction in enumerate(list(row)):
        if fraction.tag != "mfrac" or fraction.get("linethickness") != "0":
            continue
        sides = row[max(place - 1, 0) : place + 2]
        if len(sides) != 3 or not all(side.get("maxsize") for side in (sides[0], sides[2])):
            continue
        fenced = Element("mrow")
        fenced[:] = sides
        for side in (sides[0], sides[2]):
            side.attrib = {"stretchy": "true", "fence": "true"}
        row[place - 1 : place + 2] = [fenced, Element("mrow"), Element("mrow")]
    row[:] = [child for child in row if child.tag != "mrow" or len(child) or child.text]


def _fence_tables(row: Element) -> None:
    """Let bars beside a table, as those of a determinant, be as high as it is."""
    for before, behind in pairwise(row):
        for fence, table in ((before, behind), (behind, before)):
            if fence.tag == "mo" and fence.text in _FENCES and table.tag == "mtable":
                fence.attrib.setdefault("stretchy", "true")


def _style_table(table: Element) -> None:
    is_aligned = _is_aligned(table)
    if is_aligned:
        table.attrib |= {"displaystyle": "true", "columnspacing": f"0em {_BETWEEN_EQUATIONS_EM}em"}
    across = (table.get("rowlines") or "").split()
    along = (table.get("columnlines") or "").split()
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            style = [
                *_alignment(cell, column, is_aligned=is_aligned),
                *_line("top", across[number - 1 : number] if number else []),
                *_line("left", along[column - 1 : column] if column else []),
            ]
            if style:
                cell.set("style", ";".join(style))


def _is_aligned(table: Element) -> bool:
    """Tell whether right and left alignment take turns, as in aligned equations."""
    row = [cell.get("columnalign") for cell in table[0]] if len(table) else []
    return bool(row) and row == [("right", "left")[place % 2] for place in range(len(row))]


def _alignment(cell: Element, column: int, *, is_aligned: bool) -> Iterator[str]:
    align = cell.get("columnalign")
    if align in _COLUMNS and align != "center":
        yield f"text-align:{align}"
    if is_aligned:
        left = _BETWEEN_EQUATIONS_EM if column and column % 2 == 0 else 0
        yield f"padding:0.25em 0 0.25em {left}em"


def _line(side: str, lines: list[str]) -> Iterator[str]:
    if lines and lines[0] in ("solid", "dashed"):
        yield f"border-{side}:1px {lines[0]}"
