"""Tables on their way into both files: numbers under each other, and wide tables whole."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bookc.jobs import FileInput
from bookc.model import Medium
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import paint
from bookc.render.picture_rows import TextBlock
from bookc.render.tables import set_tables, table_em_mm
from bookc.xhtml import parse_fragment, serialise_fragment

FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSans-Regular.otf"
A5 = TextBlock(width_mm=112, height_mm=167)
WORD = "representation"


def table(*rows: str, align: str = "") -> str:
    """Write a table; the first row is its head, and a bar parts cells."""
    on_cell = f' class="align-{align}"' if align else ""
    head, *body = (
        "".join(f"<{tag}{on_cell}>{cell}</{tag}>" for cell in row.split("|"))
        for row, tag in zip(rows, ["th", *["td"] * (len(rows) - 1)], strict=True)
    )
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def rendered(
    xhtml: str, medium: Medium = Medium.PAGED, language: str = "en", block: TextBlock = A5
) -> str:
    root = parse_fragment(xhtml)
    set_tables(root, medium, block, language)
    return serialise_fragment(root)


def classes(xhtml: str, block: TextBlock = A5) -> list[str]:
    """Return the classes of the first table in a fragment."""
    found = re.search(r'<table class="([^"]*)"', rendered(xhtml, block=block))
    return found[1].split() if found else []


def layout_input(xhtml: str) -> LayoutInput:
    stylesheet = """
    @font-face { font-family: S; src: url("fonts/S.otf") }
    @page { size: 300pt 200pt; margin: 20pt } html { font: 10pt S } tr { break-inside: avoid }
    """
    document = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>'
        f"<body>{xhtml}</body></html>"
    )
    return LayoutInput("one", document, stylesheet, (), (("fonts/S.otf", FileInput(FONT, "f")),))


def test_the_size_of_tables_is_that_of_the_theme() -> None:
    assert (
        table_em_mm({"table_size": 16}) == 2 * table_em_mm({"table_size": 8}) == 2 * table_em_mm({})
    )


def test_column_of_numbers_is_marked_with_its_head_and_no_other() -> None:
    xhtml = rendered(table("name|count", "a|1,200", "b|7"))
    assert re.findall(r'<(t[hd]) class="numbers">([^<]*)', xhtml) == [
        ("th", "count"),
        ("td", "1,200"),
        ("td", "7"),
    ]


@pytest.mark.parametrize(
    "numbers", ["1 ms|120 ms", "3%|12%", "$5|$12", "12개|3개", "-1|~2|-", "\u2013|1|2"]
)
def test_units_signs_and_dashes_are_part_of_a_column_of_numbers(numbers: str) -> None:
    assert 'class="numbers"' in rendered(table("head", *numbers.split("|")))


@pytest.mark.parametrize(
    "words", ["1|two", "1|3.1.4", "2024-01-01|2024-01-02", "5", "0x1F|12 of 13"]
)
def test_column_with_words_is_none_of_numbers(words: str) -> None:
    assert "numbers" not in rendered(table("head", *words.split("|")))


def test_column_that_the_author_aligned_stays_as_it_is() -> None:
    xhtml = table("head", "1", "2.5", align="center")
    assert "numbers" not in rendered(xhtml)


def test_decimal_points_stand_under_each_other() -> None:
    xhtml = rendered(table("head", "1.25", "2.5", "3"))
    assert re.findall(r'<span class="([^"]*)">([^<]*)', xhtml) == [
        ("places-1", "2.5"),
        ("places-2-and-point", "3"),
    ]


def test_table_that_fits_is_left_alone() -> None:
    xhtml = table("name|text", *["a|b c d"] * 6)
    assert rendered(xhtml) == xhtml


def test_short_table_stays_on_one_page() -> None:
    assert classes(table("name|text", *["a|b c d"] * 5)) == ["table-whole"]
    assert classes(table("name|text", f"a|{'b c d ' * 120}")) == []


def test_short_table_in_large_letters_is_parted_at_a_page_foot() -> None:
    large = replace(A5, table_em_mm=2 * A5.table_em_mm)
    assert "table-whole" not in rendered(table("name|text", *["a|b"] * 5), block=large)


def test_short_table_may_be_parted_where_it_is_half_of_a_page() -> None:
    rows = table("name|text|text", *[f"a|{'b c d ' * 12}|b"] * 5)
    assert classes(rows) == ["table-whole"]
    assert classes(rows, block=TextBlock(60, 80)) == []


def test_rows_without_cells_are_a_table_still() -> None:
    assert classes("<table><tbody><tr></tr><tr></tr></tbody></table>") == ["table-whole"]


def test_table_of_seven_columns_is_set_smaller() -> None:
    assert classes(table("|".join("abcdefg"), *["|".join("hijklmn")] * 6)) == ["table-wide"]


def test_table_too_wide_for_its_page_is_turned() -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 4)
    assert classes(wide) == ["table-wide", "table-turned", "table-floating", "table-whole"]


def test_no_page_is_turned_for_a_few_rows() -> None:
    wide = table("|".join("hijklmn"), *["|".join([WORD] * 7)] * 3)
    assert classes(wide)[:2] == ["table-wide", "table-broken"]


def test_a_page_is_turned_for_a_few_rows_whose_heads_would_be_broken() -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 3)
    assert classes(wide)[:2] == ["table-wide", "table-turned"]


def test_a_page_is_turned_for_a_few_rows_whose_numbers_would_be_broken() -> None:
    wide = table("|".join("abcdefghijkl"), "|".join(["1,234,567"] * 12), "|".join(["7"] * 12))
    assert classes(wide) == ["table-wide", "table-turned", "table-floating", "table-whole"]


def test_a_page_is_turned_for_a_few_rows_of_words_that_would_be_broken_more_than_once() -> None:
    wide = table("|".join([WORD] * 9), "|".join("hijklmnop"))
    assert classes(wide)[:2] == ["table-wide", "table-turned"]


def test_heads_stay_whole_where_words_below_them_alone_are_too_wide() -> None:
    wide = table("|".join("abcdefg"), "|".join([WORD] * 7))
    assert classes(wide)[:4] == ["table-wide", "table-broken", "heads-whole", "numbers-whole"]


def test_heads_of_a_turned_table_stay_whole_where_there_is_room() -> None:
    wide = table("|".join(["abcd"] * 12), *["|".join([WORD] * 12)] * 5)
    assert classes(wide)[4:6] == ["heads-whole", "numbers-whole"]


def test_latin_words_are_broken_as_english_ones_among_words_that_have_no_hyphens() -> None:
    wide = table("|".join(["비", *"ijklmn"]), "|".join([WORD] * 7))
    assert rendered(wide, language="ko").count('lang="en"') == 13
    assert 'lang="en"' not in rendered(wide, language="de")


@pytest.mark.parametrize("behind", ["", "<h2>Snow</h2>"])
def test_headings_with_nothing_but_a_turned_table_go_with_it(behind: str) -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 4)
    together = rendered(f"<h2>Rain</h2><h3>Wide</h3>{wide}{behind}")
    assert re.findall(r"<h\d class=.heading-turned.", together) == [
        '<h2 class="heading-turned"',
        '<h3 class="heading-turned"',
    ]
    assert "table-floating" not in together


@pytest.mark.parametrize(
    "text", ["<h2>Rain</h2><p>It is wide.</p>{}", "<h2>Rain</h2>{}<p>So it is.</p>"]
)
def test_text_goes_on_before_a_turned_table(text: str) -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 4)
    assert "heading-turned" not in rendered(text.format(wide))
    assert "table-floating" in rendered(text.format(wide))


def test_a_turned_table_stays_on_the_page_of_the_one_before_it() -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 4)
    assert "table-floating" not in rendered(f"<h2>Rain</h2>{wide}{wide}<p>So it is.</p>")


def test_words_of_a_table_too_wide_for_any_page_are_broken() -> None:
    assert "table-broken" in classes(table("|".join([WORD] * 12), "|".join("abcdefghijkl")))


def test_wide_table_in_a_quotation_is_not_turned() -> None:
    wide = table("|".join([WORD] * 7), *["|".join("hijklmn")] * 4)
    assert classes(f"<blockquote>{wide}</blockquote>") == [
        *("table-wide", "table-broken", "numbers-whole", "table-whole"),
    ]


def test_wide_table_of_an_epub_scrolls_in_a_box_that_a_keyboard_reaches() -> None:
    wide = rendered(table("|".join([WORD] * 7), "|".join("hijklmn")), Medium.REFLOWABLE)
    assert wide.startswith('<div class="table-scrolled" tabindex="0"><table ')
    narrow = table("a|b", "c|d")
    assert rendered(narrow, Medium.REFLOWABLE) == narrow


def test_cells_of_a_wide_table_of_an_epub_carry_the_head_of_their_column() -> None:
    wide = table(f"{WORD} <b>one</b>|{WORD} two||{WORD}", "a|b|c|d")
    cells = re.findall(r"<td(?: data-head=.([^>]*).)?>(\w)", rendered(wide, Medium.REFLOWABLE))
    assert cells == [(f"{WORD} one", "a"), (f"{WORD} two", "b"), ("", "c"), (WORD, "d")]


@pytest.mark.parametrize(("columns", "width_em"), [(4, 36), (5, 48), (6, 56), (7, 72), (20, 72)])
def test_a_wide_table_of_an_epub_says_how_wide_it_is(columns: int, width_em: int) -> None:
    wide = table("|".join([WORD] * columns), "|".join("a" * columns))
    assert f'<table class="records-{width_em}">' in rendered(wide, Medium.REFLOWABLE)


@pytest.mark.parametrize(
    "wide",
    [
        table(f'{WORD} <a href="#n">1</a>|{WORD}|{WORD}|{WORD}', "a|b|c|d"),
        table(f'{WORD} <span id="n">x</span>|{WORD}|{WORD}|{WORD}', "a|b|c|d"),
        table("|".join([WORD] * 4), "a|b|c|d|e"),
        table("|".join([WORD] * 4), "a|b|c").replace("<td>", '<td colspan="2">', 1),
        table("|".join([WORD] * 4), "a|b|c|d").replace("thead>", "tbody>"),
    ],
    ids=["a link", "an anchor", "too few heads", "a cell across two columns", "no head"],
)
def test_no_head_is_put_before_cells_that_would_lose_by_it(wide: str) -> None:
    xhtml = rendered(wide, Medium.REFLOWABLE)
    assert xhtml == f'<div class="table-scrolled" tabindex="0">{wide}</div>'


def test_head_of_a_long_table_is_repeated_and_no_cell_is_lost() -> None:
    rows = [f"row {number}|word|text|{number * number}" for number in range(500)]
    long = rendered(table("First|second|third|fourth", *rows))
    pdf = pypdfium2.PdfDocument(paint(layout_input(long)))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(texts) > 20
    assert all("First" in text for text in texts)
    assert all(f"row {number}" in "\n".join(texts) for number in range(500))


def test_a_table_that_begins_a_page_has_no_margin_above_it() -> None:
    page = layout_input(f"<p>{'word ' * 300}</p>{table('a|b', 'c|d')}")
    rules = "* { margin-break: discard } p { break-after: page } table { margin-top: 30pt }"
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    *_, top = pdf[len(pdf) - 1].get_textpage().get_charbox(0)
    assert 200 - 20 - 10 < top < 200 - 20


def test_page_of_a_turned_table_is_broad() -> None:
    style = "<style>@page t { size: 200pt 300pt } div { page: u }</style>"
    turned = '<table style="page: t"><tr><td>x</td></tr></table>'
    xhtml = f"{style}<div><p>before</p>{turned}<p>after</p></div>"
    pdf = pypdfium2.PdfDocument(paint(layout_input(xhtml)))
    assert [page.get_size() for page in pdf] == [(300, 200), (200, 300), (300, 200)]


def test_code_in_a_narrow_column_is_broken_where_it_is_offered() -> None:
    name = "pg_<wbr/>stat_<wbr/>activity.<wbr/>xact_<wbr/>start"
    rules = "td { width: 46pt } td code { overflow-wrap: anywhere; font: 10pt S }"
    page = layout_input(f"<table><tr><td><code>{name}</code></td></tr></table>")
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    lines = pdf[0].get_textpage().get_text_bounded().split()
    assert lines == ["pg_stat_", "activity.", "xact_start"]


FLOATING = '<table class="table-floating"><tr><td>{}</td></tr></table>'


def pages_with_floating(body: str) -> list[tuple[bool, str]]:
    """Tell of each page whether it is turned, and its letters; ten lines fit on one that is not."""
    page = layout_input(body)
    rules = (
        "@page turned { size: 200pt 300pt } p, h2 { margin: 0; font: 10pt/15pt S }"
        "h2 { break-after: avoid }"
    )
    given = replace(page, stylesheet=page.stylesheet + rules)
    with pypdfium2.PdfDocument(paint(given)) as pdf:
        return [
            (each.get_width() < 300, "".join(each.get_textpage().get_text_bounded().split()))
            for each in pdf
        ]


def lines(words: Iterable[str]) -> str:
    return "".join(f"<p>{word}</p>" for word in words)


def test_text_behind_a_turned_table_fills_the_page_before_it() -> None:
    body = lines("abc") + FLOATING.format("T") + lines("defghijklmn")
    assert pages_with_floating(body) == [(False, "abcdefghij"), (True, "T"), (False, "klmn")]


def test_tables_that_wait_share_a_page_and_may_end_a_document() -> None:
    body = lines("a") + FLOATING.format("T") + FLOATING.format("U") + lines("b")
    assert pages_with_floating(body) == [(False, "ab"), (True, "TU")]


def test_a_turned_table_takes_as_many_pages_as_it_needs() -> None:
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in range(30))
    table = f'<table class="table-floating">{rows}</table>'
    first, *turned, last = pages_with_floating(lines("a") + table + lines("bcdefghijkl"))
    assert (first, last) == ((False, "abcdefghij"), (False, "kl"))
    assert len(turned) > 1
    assert "".join(rows for _, rows in turned) == "".join(map(str, range(30)))


def test_a_heading_is_not_left_by_the_text_behind_a_turned_table() -> None:
    heading = f"<h2>H</h2>{FLOATING.format('T')}"
    body = lines("abcdefghi") + heading + lines("j")
    assert pages_with_floating(body) == [(False, "abcdefghi"), (False, "Hj"), (True, "T")]


def test_a_paragraph_goes_on_behind_a_turned_table() -> None:
    words = [f"word{number}" for number in range(60)]
    body = lines("abcdefg") + FLOATING.format("T") + lines([" ".join(words)])
    (_, before), (is_turned, table), (_, behind) = pages_with_floating(body)
    assert (is_turned, table) == (True, "T")
    assert before + behind == "abcdefg" + "".join(words)


def test_row_taller_than_a_page_is_broken_below_the_head_on_each_page() -> None:
    many = " ".join(f"word{number}" for number in range(1500))
    xhtml = rendered(table("Key|What", f"a|{many}", "b|short"))
    assert xhtml.count('<tr class="row-tall">') == 1
    style = "@page { size: A5 } tr { break-inside: avoid } .row-tall { break-inside: auto }"
    pdf = pypdfium2.PdfDocument(paint(layout_input(f"<style>{style}</style>{xhtml}")))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(texts) > 2
    assert all("What" in text for text in texts)
