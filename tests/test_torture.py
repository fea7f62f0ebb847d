"""The torture book: everything that can be in a text, in Korean, English, Japanese and Arabic.

What its pages look like is in test_page_pictures.py, and what none may have in test_page_checks.py.
"""

import pytest
from built_books import THEMES, BuiltBooks
from epubcheck import mistakes
from page_objects import Words, read_pages


def words_of(books: BuiltBooks, theme: str) -> list[Words]:
    return [each for page in read_pages(books.torture(theme).pdf) for each in page.words]


def test_nothing_in_the_torture_book_is_a_problem(books: BuiltBooks) -> None:
    assert list(map(str, books.torture("notes").manifest.problems)) == []


def test_epubcheck_finds_no_error_and_no_warning_in_the_torture_book(books: BuiltBooks) -> None:
    assert mistakes(books.torture("notes").epub) == []


@pytest.mark.parametrize("theme", THEMES)
def test_words_with_a_note_stand_on_the_line_of_their_row(books: BuiltBooks, theme: str) -> None:
    words = words_of(books, theme)
    (number,) = (each for each in words if each.text == "0.5")
    with_note = [each for each in words if each.text == "rain_gauge"]
    assert min(abs(each.baseline - number.baseline) for each in with_note) < 0.1


@pytest.mark.parametrize("theme", THEMES)
def test_kana_and_han_of_a_japanese_heading_are_bold(books: BuiltBooks, theme: str) -> None:
    heading = [each for each in words_of(books, theme) if each.text in ("表", "と", "図", "表と図")]
    largest = max(each.size_pt for each in heading)
    assert {each.is_bold for each in heading if each.size_pt == largest} == {True}
