"""The torture book: everything that can be in a text, in Korean, English, Japanese and Arabic.

What its pages look like is in test_page_pictures.py, and what none may have in test_page_checks.py.
"""

import io
import zipfile

import pytest
from built_books import THEMES, BuiltBooks
from epubcheck import mistakes
from page_objects import Words, read_pages
from PIL import Image

from bookc.model import ProblemKind


def words_of(books: BuiltBooks, theme: str) -> list[Words]:
    return [each for page in read_pages(books.torture(theme).pdf) for each in page.words]


def test_what_cannot_be_shown_in_the_torture_book_is_told_and_nothing_else(
    books: BuiltBooks,
) -> None:
    problems = books.torture("notes").manifest.problems
    assert [(each.at.path, each.kind) for each in problems] == [
        ("content/2024-04-01-en.md", ProblemKind.MARKUP),
        ("content/2024-04-01-en.md", ProblemKind.MARKUP),
        ("content/2024-04-01-en.md", ProblemKind.DIAGRAM),
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_formula_that_cannot_be_read_is_shown_as_source(books: BuiltBooks, theme: str) -> None:
    words = "".join(each.text for each in words_of(books, theme))
    assert r"\raincloud{r}" in words
    assert r"\begin{drops}" in words


def test_a_diagram_is_drawn_and_one_without_a_program_is_shown_as_source(books: BuiltBooks) -> None:
    words = "".join(each.text for each in words_of(books, "notes"))
    assert "cloud-->rain-->hill" in words
    assert "구름->비" not in words


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


@pytest.mark.parametrize("theme", THEMES)
def test_an_item_without_a_box_keeps_its_bullet_among_others(books: BuiltBooks, theme: str) -> None:
    words = words_of(books, theme)
    (item,) = (each for each in words if each.text == "Boots")
    beside = [each for each in words if abs(each.baseline - item.baseline) < 0.1]
    before = [each.text for each in beside if 0 < item.box.left - each.box.right < 20]
    assert before == ["•"]


def test_no_picture_of_an_epub_can_be_seen_through_at_night(books: BuiltBooks) -> None:
    with zipfile.ZipFile(books.torture("notes").epub) as epub:
        pictures = {each: epub.read(each) for each in epub.namelist() if "/images/" in each}
    drawn = {name: data for name, data in pictures.items() if name.endswith(".svg")}
    assert len(drawn) == 4
    assert all(
        b'<rect x="' in data[:300] and b"fill: #ffffff" in data[:300] for data in drawn.values()
    )
    pixels = [Image.open(io.BytesIO(data)) for name, data in pictures.items() if name not in drawn]
    assert {each.convert("RGBA").getchannel("A").getextrema() for each in pixels} == {(255, 255)}
