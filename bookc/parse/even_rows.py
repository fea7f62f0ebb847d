"""Rule for the tree: all rows of a table are of one length, as PDF/UA has it (ISO 14289-1, 7.2).

A browser draws nothing where a row has too few cells; here stand empty ones. If rows differ, a cell
spans no column that none begins in, so that `colspan="100"` is as wide as the table. No cell spans
rows of another group, or lies on another cell.

Source: https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from collections.abc import Iterator, Sequence

from bookc.frozen import frozen
from bookc.xhtml import Element, add_element

_WIDEST = 1000
"""Columns that a cell can span, as the standard has it."""
_MOST = 100_000
"""Places in a table; one that has or asks for more is left as it is."""


@frozen
class _Placed:
    """A cell in its place."""

    cell: Element
    column: int
    columns: int
    rows: int


def even_rows(root: Element) -> None:
    """Give every row of a table as many cells as the longest has."""
    for table in root.iter("table"):
        groups = [rows for group in _groups(table) if (rows := list(group.iterchildren("tr")))]
        rows = [row for group in groups for row in group]
        longest = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
        highest = sum(_span(cell, "rowspan") for row in rows for cell in row)
        if max(longest * len(rows), highest) > _MOST:
            continue
        placed = [list(_place(group)) for group in groups]
        width = _width(placed)
        for group, cells in zip(groups, placed, strict=True):
            _even_group(group, cells, width)


def _width(groups: Sequence[Sequence[Sequence[_Placed]]]) -> int:
    lengths = {length for cells in groups for length in _lengths(cells, _MOST)}
    if len(lengths) == 1:
        return lengths.pop()
    return max((each.column + 1 for cells in groups for row in cells for each in row), default=0)


def _groups(table: Element) -> Iterator[Element]:
    yield table
    yield from table.iterchildren("thead", "tbody", "tfoot")


def _span(cell: Element, name: str) -> int:
    written = str(cell.get(name) or "1")
    return min(int(written), _WIDEST) if written.isdecimal() else 1


def _place(rows: Sequence[Element]) -> Iterator[list[_Placed]]:
    """Yield the cells of each row in their places: the first that none from above takes."""
    above: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows):
        above = sorted(each for each in above if each[2] > number)
        placed: list[_Placed] = []
        column = passed = 0
        for cell in row:
            while passed < len(above) and above[passed][0] <= column:
                column = max(column, above[passed][1])
                passed += 1
            room = above[passed][0] - column if passed < len(above) else _WIDEST
            columns = min(_span(cell, "colspan"), room)
            height = min(_span(cell, "rowspan"), len(rows) - number)
            placed.append(_Placed(cell, column, columns, height))
            column += columns
        yield placed
        ends = ((each.column, each.column + each.columns, number + each.rows) for each in placed)
        above += (each for each in ends if each[2] > number + 1)


def _lengths(cells: Sequence[Sequence[_Placed]], width: int) -> list[int]:
    """Return how many columns are taken in each row of a group, by cells from above too."""
    lengths = [0] * len(cells)
    for number, row in enumerate(cells):
        for each in row:
            for below in range(number, number + each.rows):
                lengths[below] += min(each.columns, width - each.column)
    return lengths


def _even_group(rows: Sequence[Element], cells: Sequence[Sequence[_Placed]], width: int) -> None:
    """Give each row of a group as many cells as the table has columns."""
    for each in (each for row in cells for each in row):
        _set_span(each.cell, "colspan", min(each.columns, width - each.column))
        _set_span(each.cell, "rowspan", each.rows)
    for row, length in zip(rows, _lengths(cells, width), strict=True):
        parent = row.getparent()
        name = "th" if parent is not None and parent.tag == "thead" else "td"
        for _ in range(width - length):
            tail = row[-1].tail if len(row) else None
            add_element(row, name, {}).tail = tail


def _set_span(cell: Element, name: str, value: int) -> None:
    if value > 1:
        cell.set(name, str(value))
    else:
        cell.attrib.pop(name, "")
