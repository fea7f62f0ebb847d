"""Tables in a fragment: numbers under each other; in print, wide ones smaller, turned, or broken.

How wide a table wants to be is told by its words: none of them is broken before all else is tried.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil

from bookc.model import Medium, Variable
from bookc.render.letter_widths import letter_em
from bookc.render.picture_rows import TextBlock
from bookc.render.records import fit_to_screens
from bookc.xhtml import Element, text_of, wrap_content

NUMBERS, PLACES = "numbers", "places-"
"""Classes: of a cell with a number, and of what lacks as many figures behind the point."""
WIDE, TURNED, BROKEN = "table-wide", "table-turned", "table-broken"
FLOATING = "table-floating"
"""Class: of a turned table whose page the text around it passes."""
HEADS_WHOLE, NUMBERS_WHOLE = "heads-whole", "numbers-whole"
"""Classes: of a table with broken words that has room for whole heads, or whole numbers."""
TALL = "row-tall"
"""Class: of a row that may be broken, since it would fill half a page or more."""
WHOLE = "table-whole"
"""Class: of a table so short that it is not parted at a page foot."""
HEADING_TURNED = "heading-turned"
"""Class: of a heading with nothing below it but a turned table, which goes to its page."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINE_EM = 1.5
_MANY_COLUMNS = 7
_SMALLER = 7 / 8
_PADDING_EM = 1.2
_USUAL_SIZE_PT, _MM_PER_PT = 8.0, 25.4 / 72
_MOST_PLACES = 6
_FEW_ROWS, _FEW_LETTERS, _SHORT = 6, 600, 0.4
"""Of a table that stays whole, with its head, and how much of a page it takes at most."""
_ROW_EM = 2.5
"""How high a row of one line is."""
_TOO_FEW_TO_TURN, _MOST_BROKEN = 4, 1.4
"""Rows of a table, with its head, for which no page is turned, if its words need not be broken into
more than two parts: it is at most so many times as wide as the page, and heads and numbers fit."""
_NARROWEST_EM = 3.0
"""A column of broken words."""
_WITHOUT_HYPHENS = frozenset(("ja", "ko", "zh"))
"""Languages that break words anywhere: Latin words among theirs are broken as English ones are."""
_LATIN = re.compile(r"[\s!-\u024f\u2010-\u2027]*[A-Za-z][\s!-\u024f\u2010-\u2027]*")
_LONGEST_CODE = 12
"""Letters of code that stay on a line."""
_NUMBER = re.compile(
    r"[-+\u2212\u00b1~<>]?[ ]?[$\u20ac\u00a3\u00a5\u20a9]?"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?"
    r"([ ]?(?:%|[A-Za-z\u00b5]{1,3}|[\uac00-\ud7a3]{1,2}))?"
)
_NO_NUMBER = frozenset({"", "-", "\u2013", "\u2014", "\u2212", "n/a", "N/A", "?"})


def table_em_mm(variables: Mapping[str, Variable]) -> float:
    """Return the size of the text of tables in print; `table_size` says it, if a theme has that."""
    size = variables.get("table_size")
    return (float(size) if isinstance(size, (int, float)) else _USUAL_SIZE_PT) * _MM_PER_PT


def set_tables(root: Element, medium: Medium, block: TextBlock, language: str) -> None:
    """Set the tables of a fragment.

    Args:
        root: the fragment, which is changed.
        medium: what it is for.
        block: the room for text on a printed page.
        language: of the words around the tables.
    """
    for table in list(root.iter("table")):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not rows or table.find(".//table") is not None:
            continue
        has_spans = any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
        if not has_spans:
            _align_numbers(rows)
        width_em = _least_width_em(rows)
        if medium is Medium.REFLOWABLE:
            fit_to_screens(table, rows, width_em, has_spans=has_spans)
            continue
        _mark_tall_rows(table, block)
        _set_on_page(
            table, rows, width_em * block.table_em_mm, block, in_flow=table.getparent() is root
        )
        if BROKEN in table.get("class", "").split():
            _name_latin_words(rows, language)


def _set_on_page(
    table: Element,
    rows: Sequence[Sequence[Element]],
    width_mm: float,
    block: TextBlock,
    *,
    in_flow: bool,
) -> None:
    many = max(map(len, rows)) >= _MANY_COLUMNS
    small_mm = width_mm * _SMALLER
    whole = _whole_cells(rows, block.width_mm / block.table_em_mm / _SMALLER)
    is_small = len(rows) <= _TOO_FEW_TO_TURN and small_mm <= _MOST_BROKEN * block.width_mm
    is_small = is_small and HEADS_WHOLE in whole
    classes = _classes(width_mm, block, many=many, may_turn=in_flow and not is_small)
    if TURNED in classes:
        classes += _floating_if_passed(table)
        whole = _whole_cells(rows, block.height_mm / block.table_em_mm / _SMALLER)
    if BROKEN in classes:
        classes += whole
    few = len(rows) <= _FEW_ROWS and len(text_of(table)) <= _FEW_LETTERS
    if few and (TURNED in classes or _height_mm(rows, block) <= _SHORT * block.height_mm):
        classes.append(WHOLE)
    if classes:
        table.set("class", " ".join([*str(table.get("class", "")).split(), *classes]))


def _height_mm(rows: Sequence[Sequence[Element]], block: TextBlock) -> float:
    """Return how high a table is whose columns share its width as they need it."""
    wanted = [max(map(_words_em, column)) + _PADDING_EM for column in _columns(rows)]
    if not wanted:  # it has rows, but nothing in them
        return 0.0
    scale = min(1.0, block.width_mm / block.table_em_mm / sum(wanted))
    lines = [
        max(
            ceil((_words_em(cell) + _PADDING_EM) / (width * scale))
            for cell, width in zip(row, wanted, strict=False)
        )
        for row in rows
        if row
    ]
    return sum(_ROW_EM + (count - 1) * _LINE_EM for count in lines) * block.table_em_mm


def _words_em(cell: Element) -> float:
    return sum(map(letter_em, text_of(cell)))


def _classes(width_mm: float, block: TextBlock, *, many: bool, may_turn: bool) -> list[str]:
    """Return what is done to a table that is at least so wide, the least that helps."""
    small_mm = width_mm * _SMALLER
    classes = []
    if many or width_mm > block.width_mm:
        classes.append(WIDE)
    if small_mm > block.width_mm and may_turn:
        classes.append(TURNED)
    if small_mm > (block.height_mm if may_turn else block.width_mm):
        classes.append(BROKEN)
    return classes


def _whole_cells(rows: Sequence[Sequence[Element]], room_em: float) -> list[str]:
    """Return which cells of a table need not be broken although others are."""
    numbers = [[cell for cell in row if _is_number(cell)] for row in _columns(rows)]
    heads = [[cell for cell in row if cell.tag == "th"] for row in _columns(rows)]
    both = [[*some, *others] for some, others in zip(heads, numbers, strict=True)]
    if _width_em(both) <= room_em:
        return [HEADS_WHOLE, NUMBERS_WHOLE]
    return [NUMBERS_WHOLE] if _width_em(numbers) <= room_em else []


def _is_number(cell: Element) -> bool:
    return cell.tag == "td" and NUMBERS in cell.get("class", "").split()


def _name_latin_words(rows: Sequence[Sequence[Element]], language: str) -> None:
    """Let cells of Latin words be hyphenated where the words around them never are."""
    if language.partition("-")[0] not in _WITHOUT_HYPHENS:
        return
    for cell in (cell for row in rows for cell in row if _LATIN.fullmatch(text_of(cell))):
        cell.set("lang", "en")


def _mark_tall_rows(table: Element, block: TextBlock) -> None:
    """Mark rows that fill half a page even in columns as wide as their share of the words."""
    most_em2 = block.width_mm * block.height_mm / block.table_em_mm**2 / 2
    for row in table.iter("tr"):
        if _words_em(row) * _LINE_EM > most_em2:
            row.set("class", TALL)


def _floating_if_passed(table: Element) -> list[str]:
    """Let the text go on before a turned table, unless it is all that its headings have below them.

    They go with it to its page then: they would stay behind alone.
    """
    headings, before, behind = [], table.getprevious(), table.getnext()
    while before is not None and before.tag in _HEADINGS:
        headings.append(before)
        before = before.getprevious()
    if headings and (behind is None or behind.tag in {*_HEADINGS, "table"}):
        for heading in headings:
            heading.set("class", f"{heading.get('class', '')} {HEADING_TURNED}".strip())
        return []
    above = [] if before is None or headings else before.get("class", "").split()
    return [] if TURNED in above and FLOATING not in above else [FLOATING]


def _least_width_em(rows: Sequence[Sequence[Element]]) -> float:
    """Return how wide a table is whose cells are as narrow as their longest words."""
    return _width_em(_columns(rows), least_em=0.0)


def _columns(rows: Sequence[Sequence[Element]]) -> list[list[Element]]:
    return [
        [row[column] for row in rows if column < len(row)] for column in range(max(map(len, rows)))
    ]


def _width_em(columns: Sequence[Sequence[Element]], *, least_em: float = _NARROWEST_EM) -> float:
    """Return how wide columns are in which the words of some cells are not broken."""
    widths = [max([least_em, *map(_longest_word_em, cells)]) for cells in columns]
    return sum(widths) + _PADDING_EM * (len(columns) - 1)


def _longest_word_em(cell: Element) -> float:
    most = _LONGEST_CODE if cell.find(".//code") is not None else None
    return max((sum(map(letter_em, word[:most])) for word in text_of(cell).split()), default=0.0)


def _align_numbers(rows: Sequence[Sequence[Element]]) -> None:
    """Put the numbers of each column under each other, unless the author has aligned it."""
    for cells in _columns(rows):
        numbers = [(cell, _NUMBER.fullmatch(text_of(cell))) for cell in cells if cell.tag == "td"]
        found = [(cell, number) for cell, number in numbers if number]
        others = [cell for cell, number in numbers if not number]
        if len(found) < 2 or any(text_of(cell) not in _NO_NUMBER for cell in others):
            continue
        alignments = {str(cell.get("class", "")) for cell in cells}
        if alignments - {"", "align-right"}:
            continue
        for cell in cells:
            cell.set("class", f"{cell.get('class', '')} {NUMBERS}".strip())
        if len({number[2] for _, number in found}) == 1:
            _align_points([(cell, number[1] or "") for cell, number in found])


def _align_points(numbers: Sequence[tuple[Element, str]]) -> None:
    """Put decimal points under each other: room for the figures that a number lacks behind it."""
    most = max(len(figures) for _, figures in numbers)
    if most > _MOST_PLACES:
        return
    for cell, figures in numbers:
        lacking = most - len(figures)
        if lacking:
            point = "" if figures else "-and-point"
            wrap_content(cell, "span").set("class", f"{PLACES}{lacking}{point}")
