"""A book in Arabic: its words, its pages and the numbers on them run from right to left."""

from dataclasses import replace

import pypdfium2
import pytest
from page_objects import PageObjects, read_pages
from PIL import Image
from test_render_tables import layout_input

import bookc
from bookc.pdf.layout import paint

SETTINGS = """\
[book]
title = "مطر"
language = "ar"

[theme]
name = "paperback"
number_figures = true
"""
POST = """\
---
title: {title}
lang: {language}
date: 2024-05-0{day}
---

{words}

![.](dot.png "{caption}")
"""
ARABIC = ("المطر", "ينزل المطر على التل والوادي كل عام. " * 12, "التل قبل المطر")
ENGLISH = ("Rain", "Rain falls on the hill and in the valley every year. " * 12, "The hill")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[PageObjects]:
    """Return the pages of both posts, which are a page long and open on the side of a recto."""
    project = tmp_path_factory.mktemp("arabic")
    (project / "content").mkdir()
    (project / "book.toml").write_text(SETTINGS, "utf-8")
    Image.new("RGB", (60, 20), "black").save(project / "content" / "dot.png")
    for day, (language, post) in enumerate((("ar", ARABIC), ("en", ENGLISH)), start=1):
        title, words, caption = post
        written = POST.format(language=language, title=title, words=words, caption=caption, day=day)
        (project / "content" / f"{language}.md").write_text(written, "utf-8")
    made = bookc.build(project, formats=[bookc.Format.PDF], workers=1, cache=False)
    found = {each.label: each for each in read_pages(made.outputs[0].path)}
    return [found["1"], found["3"]]


def line_with(text: str, page: PageObjects) -> list[str]:
    """Return the words of the line that some words stand on, from left to right."""
    (found,) = (each for each in page.words if each.text == text)
    line = [each for each in page.words if abs(each.baseline - found.baseline) < 0.5]
    return [each.text for each in sorted(line, key=lambda each: each.box.left)]


def test_the_number_of_a_figure_stands_left_of_its_word(pages: list[PageObjects]) -> None:
    assert line_with("الشكل", pages[0])[-3:] == ["1", ".1", "الشكل"]


def test_a_label_reads_from_right_to_left_in_an_english_chapter(pages: list[PageObjects]) -> None:
    assert line_with("الشكل", pages[1])[:3] == ["2", ".1", "الشكل"]


@pytest.mark.parametrize(("page", "day"), [(0, "1"), (1, "2")], ids=["ar", "en"])
def test_a_date_reads_from_right_to_left(pages: list[PageObjects], page: int, day: str) -> None:
    assert line_with("مايو", pages[page]) == ["2024", "مايو", day]


@pytest.mark.parametrize("page", [0, 1], ids=["ar", "en"])
def test_the_spine_is_on_the_right_of_a_recto(pages: list[PageObjects], page: int) -> None:
    text = [each.box for each in pages[page].words]
    left = min(each.left for each in text)
    assert left + 10 < pages[page].box.right - max(each.right for each in text)


@pytest.mark.parametrize("indent_pt", [-20, 0, 20])
def test_a_first_line_is_indented_and_hangs_on_the_right(indent_pt: int) -> None:
    rules = f"p {{ margin: 0 30pt; direction: rtl; font: 10pt S; text-indent: {indent_pt}pt }}"
    page = layout_input(f"<p>{'rain on the hill ' * 12}</p>")
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    text = pdf[0].get_textpage()
    ends: dict[int, float] = {}
    for letter in range(text.count_chars()):
        _, bottom, right, _ = text.get_charbox(letter, loose=True)
        if text.get_text_range(letter, 1).strip():
            ends[round(bottom)] = max(right, ends.get(round(bottom), 0))
    first, second, *_ = (ends[line] for line in sorted(ends, reverse=True))
    assert first - second == pytest.approx(-indent_pt, abs=0.6)
