"""Rows of tables are of one length, those with cells that span several among them."""

import time

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
        (
            '<table><tr><td colspan="2">1</td></tr><tr><td>2</td></tr><tr><td>3</td><td>4</td></tr>'
            "</table>",
            '<table><tr><td colspan="2">1</td></tr><tr><td>2</td><td></td></tr><tr><td>3</td>'
            "<td>4</td></tr></table>",
        ),
        (
            '<table><tr><td rowspan="2">1</td><td>2</td><td>3</td></tr><tr><td>4</td></tr></table>',
            '<table><tr><td rowspan="2">1</td><td>2</td><td>3</td></tr><tr><td>4</td><td></td></tr>'
            "</table>",
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
        '<table><tr><td rowspan="2" colspan="2">1</td><td>2</td></tr><tr><td>3</td></tr>'
        "<tr><td>4</td><td>5</td><td>6</td></tr></table>",
    ],
)
def test_a_table_whose_cells_fill_it_stays_as_it_is(table: str) -> None:
    root = parse_fragment(table)
    even_rows(root)
    assert serialise_fragment(root) == table


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<table><tr><td colspan="100">1</td></tr><tr><td>2</td><td>3</td></tr></table>',
            '<table><tr><td colspan="2">1</td></tr><tr><td>2</td><td>3</td></tr></table>',
        ),
        (
            '<table><tbody><tr><td rowspan="9">1</td><td>2</td></tr></tbody><tbody><tr><td>3</td>'
            "<td>4</td></tr></tbody></table>",
            "<table><tbody><tr><td>1</td><td>2</td></tr></tbody><tbody><tr><td>3</td>"
            "<td>4</td></tr></tbody></table>",
        ),
        (
            '<table><tr><td>1</td><td rowspan="2">2</td></tr><tr><td colspan="2">3</td></tr>'
            "</table>",
            '<table><tr><td>1</td><td rowspan="2">2</td></tr><tr><td>3</td></tr></table>',
        ),
    ],
    ids=["beyond the table", "beyond the group", "over another cell"],
)
def test_a_cell_spans_no_more_than_there_is(before: str, after: str) -> None:
    root = parse_fragment(before)
    even_rows(root)
    assert serialise_fragment(root) == after


def test_a_table_too_large_to_even_is_left_alone_at_once() -> None:
    rows = "<tr><td>1</td></tr>" * 10_000 + f"<tr>{'<td>1</td>' * 10_000}</tr>"
    root = parse_fragment(f"<table>{rows}</table>")
    started = time.process_time()
    even_rows(root)
    assert time.process_time() - started < 1
    assert len(root[0][0]) == 1
