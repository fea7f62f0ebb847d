"""Two or three lines alone on the last page of a chapter are brought to the page before."""

from dataclasses import replace

import pypdfium2
import pytest
from test_render_tables import layout_input

from bookc.pdf.layout import paint

RULES = """
    body, p { margin: 0 } html { line-height: 16pt } html.tight { line-height: 14pt }
    img { display: block; height: 20pt }
"""
DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


def lines_of_pages(count: int, rules: str = RULES, end: str = "") -> list[int]:
    """Lay out so many lines, ten of which fit on a page, or eleven if it is tight; count them."""
    page = layout_input("<p>rain</p>" * count + end)
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    return [len(each.get_textpage().get_text_bounded().split()) for each in pdf]


@pytest.mark.parametrize(("count", "pages"), [(21, [11, 10]), (22, [11, 11]), (33, [11, 11, 11])])
def test_a_few_lines_are_brought_to_the_page_before(count: int, pages: list[int]) -> None:
    assert lines_of_pages(count) == pages


@pytest.mark.parametrize(
    ("count", "pages"), [(23, [10, 10, 3]), (24, [10, 10, 4]), (20, [10, 10]), (3, [3])]
)
def test_a_document_is_no_tighter_if_no_page_is_spared(count: int, pages: list[int]) -> None:
    assert lines_of_pages(count) == pages


def test_a_last_page_with_a_picture_is_left() -> None:
    assert lines_of_pages(21, end=f'<img alt="" src="{DOT}"/>') == [10, 10, 1]


def test_a_theme_need_not_say_how_tight_a_document_may_be() -> None:
    assert lines_of_pages(21, RULES.partition("html.tight")[0]) == [10, 10, 1]
