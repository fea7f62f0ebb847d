"""Rule for the tree: all rows of a table are of one length, as PDF/UA has it (ISO 14289-1, 7.2).

A browser draws nothing where a row has too few cells; here stand empty ones. Tables in which a cell
spans several columns or rows are left as they are: which of them are short is not to be told from
the number of cells.
"""

from bookc.xhtml import Element, add_element

_SPANS = ("colspan", "rowspan")


def even_rows(root: Element) -> None:
    """Give every row of a table as many cells as the longest has."""
    for table in root.iter("table"):
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        cells = [cell for row in rows for cell in row.iterchildren("td", "th")]
        if any(cell.get(name) for cell in cells for name in _SPANS):
            continue
        width = max((len(row) for row in rows), default=0)
        for row in rows:
            parent = row.getparent()
            name = "th" if parent is not None and parent.tag == "thead" else "td"
            for _ in range(width - len(row)):
                tail = row[-1].tail if len(row) else None
                add_element(row, name, {}).tail = tail


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors("table"), None)
