"""Lists in a fragment, on their way into print: which items may be one line alone.

A page neither ends with the first line of a list nor begins with the last. Of an item of two lines
it may: to keep all items together, whatever their length, would leave pages a third empty.
"""

from collections.abc import Mapping

from bookc.model import Variable
from bookc.render.letter_widths import letter_em
from bookc.render.picture_rows import TextBlock
from bookc.xhtml import Element, text_of

ITEM_LINE = "item-line"
"""Class: of an item that is hardly longer than a line, if it is."""
_LISTS = frozenset(("ul", "ol"))
_MORE_LINES = frozenset(("blockquote", "br", "div", "dl", "figure", "ol", "pre", "table", "ul"))
_INDENT_EM = 1.6
_NARROWEST = 0.8
"""How much narrower than `letter_em` says letters may be: a line too many is kept, none too few."""
_USUAL_SIZE_PT, _MM_PER_PT = 9.6, 25.4 / 72


def text_em_mm(variables: Mapping[str, Variable]) -> float:
    """Return the size of text in print; `font_size` says it, if a theme has that."""
    size = variables.get("font_size")
    return (float(size) if isinstance(size, (int, float)) else _USUAL_SIZE_PT) * _MM_PER_PT


def set_lists(root: Element, block: TextBlock) -> None:
    """Mark the items of a fragment that may be one line in a text block."""
    for item in root.iter("li"):
        depth = sum(each.tag in _LISTS for each in item.iterancestors())
        line_em = block.width_mm / block.text_em_mm - depth * _INDENT_EM
        if _may_be_a_line(item, line_em):
            item.set("class", f"{item.get('class', '')} {ITEM_LINE}".strip())


def _may_be_a_line(item: Element, line_em: float) -> bool:
    paragraphs = item.findall("p")
    if len(paragraphs) > 1 or any(each.tag in _MORE_LINES for each in item.iter()):
        return False
    return sum(map(letter_em, text_of(item))) * _NARROWEST <= line_em
