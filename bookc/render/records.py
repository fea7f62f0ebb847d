"""Wide tables of an EPUB: in a box that scrolls, and on a narrow screen a list of each row.

Electronic paper cannot scroll to one side, and on a telephone nobody compares what is out of sight.
So cells carry the head of their column, which a style sheet can put before them.
"""

from collections.abc import Sequence

from bookc.xhtml import Element, new_element, text_of

SCROLLED = "table-scrolled"
"""Class: of the box around a table."""
RECORDS = "records-"
"""What a class begins with that says how wide a table is, see `WIDTHS_EM`."""
HEAD = "data-head"
"""Attribute: the head of the column of a cell."""
PHONE_EM = 20.0
"""How wide a telephone is, in ems of a table as large as text."""
WIDTHS_EM = (24, 36, 48, 56, 72)
"""Of tables, in sizes of their text: at most so wide, or wider than all of these."""
_WORDS = frozenset({"abbr", "b", "bdi", "br", "code", "em", "i", "small", "span", "strong", "wbr"})
"""What the head of a column may hold without losing anything in an attribute."""


def fit_to_screens(
    table: Element, rows: Sequence[Sequence[Element]], width_em: float, *, has_spans: bool
) -> None:
    """Make a table fit for screens that it is too wide for.

    Args:
        table: in a fragment, which is changed.
        rows: its cells.
        width_em: how wide it is at least.
        has_spans: a cell reaches over others.
    """
    if width_em <= PHONE_EM:
        return
    heads = () if has_spans else _heads(table, rows)
    if heads:
        _name_heads(rows, heads)
        width = next((each for each in WIDTHS_EM if width_em <= each), WIDTHS_EM[-1])
        table.set("class", f"{table.get('class', '')} {RECORDS}{width}".strip())
    _put_in_box(table)


def _heads(table: Element, rows: Sequence[Sequence[Element]]) -> tuple[str, ...]:
    """Return the words above each column, if there are such and nothing else."""
    if len(table.findall("thead/tr")) != 1:
        return ()
    first, *others = rows
    inner = [each for cell in first for each in cell.iterdescendants()]
    if any(each.tag not in _WORDS or each.get("id") for each in inner):
        return ()
    heads = tuple(map(text_of, first))
    return heads if max(map(len, others), default=0) <= len(heads) else ()


def _name_heads(rows: Sequence[Sequence[Element]], heads: Sequence[str]) -> None:
    for row in rows[1:]:
        for cell, head in zip(row, heads, strict=False):
            if head:
                cell.set(HEAD, head)


def _put_in_box(table: Element) -> None:
    """Put a table into a box that scrolls, and that a keyboard can reach."""
    box = new_element("div", {"class": SCROLLED, "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    table.addprevious(box)
    box.append(table)
