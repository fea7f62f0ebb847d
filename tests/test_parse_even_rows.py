"""Rows of tables are of one length, but for those in which a cell spans several."""

import pytest

from bookc.parse.even_rows import even_rows
from bookc.xhtml import parse_fragment, serialise_fragment


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></table>",
        ),
        (
            "<table><thead><tr><th>1</th></tr></thead><tbody><tr><td>2</td><td>3</td></tr></tbody>"
            "</table>",
            "<table><thead><tr><th>1</th><th></th></tr></thead><tbody><tr><td>2</td><td>3</td></tr>"
            "</tbody></table>",
        ),
    ],
)
def test_a_short_row_gets_empty_cells(before: str, after: str) -> None:
    root = parse_fragment(before)
    even_rows(root)
    assert (
        serialise_fragment(root).replace("<td/>", "<td></td>").replace("<th/>", "<th></th>")
        == after
    )


@pytest.mark.parametrize(
    "table",
    [
        '<table><tr><td colspan="2">1</td></tr><tr><td>2</td><td>3</td></tr></table>',
        '<table><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table>',
    ],
)
def test_a_table_with_cells_that_span_stays_as_it_is(table: str) -> None:
    root = parse_fragment(table)
    even_rows(root)
    assert serialise_fragment(root) == table
