"""The theme `large-print`: nothing small, nothing grey, nothing slanted, in both formats."""

import ctypes
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

import bookc

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
SMALLEST_PT = 14
MM_PER_PT = 25.4 / 72
MARGIN_MM = 20
POST = """---
title: Rain on the roof
date: 2023-05-14
tags: [Weather, 날씨]
description: What was heard.
---
It *rained* on `roofs`.[^1] 비가 온다.

## A list of drops

> A quotation.

| Drop | Size |
|---|---:|
| first | 1 |

| a | b | c | d | e | f | g |
|---|---|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 | 6 | 7 |

```python
def drop(size):  # a comment
    return "splash"
```

![A dot](dot.png "What it shows.")

> [!NOTE]
> Mind the gutter.

[^1]: On all of them.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the PDF."""

    char: str
    font: str
    size_pt: float
    colour: tuple[int, ...]
    left_mm: float
    right_mm: float


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large-print")
    (folder / "post.md").write_text(POST, encoding="utf-8")
    Image.new("RGB", (900, 500), "black").save(folder / "dot.png")
    (folder / "epigraph.md").write_text("> It pours.\n\nA proverb\n", encoding="utf-8")
    (folder / "dedication.md").write_text("To all umbrellas\n", encoding="utf-8")
    settings = """
        [book]
        title = "Weather"
        authors = ["A. Writer"]
        publisher = "A house"
        description = "What fell."
        [matter]
        figures = true
        index = "both"
        back_cover = true
        [output]
        name = "post"
        [theme]
        name = "large-print"
    """
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    bookc.build(folder, output=folder / "out", workers=1, cache=False)
    return folder / "out"


@pytest.fixture(scope="module")
def letters(book: Path) -> list[Letter]:
    with pypdfium2.PdfDocument(book / "post.pdf") as pdf:
        return [letter for page in pdf for letter in letters_of(page.get_textpage())]


def letters_of(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for place in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, place))
        if char.isspace():
            continue
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(text, place, name, 200, flags)
        matrix, ink = pdfium.FS_MATRIX(), [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        pdfium.FPDFText_GetFillColor(text, place, *ink)
        left, _, right, _ = text.get_charbox(place)
        yield Letter(
            char=char,
            font=name.value.decode(),
            size_pt=pdfium.FPDFText_GetFontSize(text, place) * abs(matrix.d),
            colour=tuple(each.value for each in ink[:3]),
            left_mm=left * MM_PER_PT,
            right_mm=right * MM_PER_PT,
        )


def run_of(words: str, letters: list[Letter]) -> list[Letter]:
    """Return the letters of words without blanks."""
    start = "".join(each.char for each in letters).rindex(words)
    return letters[start : start + len(words)]


def sheet_of(book: Path) -> str:
    with zipfile.ZipFile(book / "post.epub") as epub:
        (name,) = (each for each in epub.namelist() if each.endswith("style.css"))
        return epub.read(name).decode()


def test_running_text_is_18_points_high(letters: list[Letter]) -> None:
    assert {round(each.size_pt) for each in run_of("비가", letters)} == {18}
    assert {round(each.size_pt) for each in run_of("Mindthegutter", letters)} == {18}


def test_no_letter_is_smaller_than_14_points(letters: list[Letter]) -> None:
    small = [each for each in letters if each.size_pt < SMALLEST_PT - 0.1]
    assert not small


def test_every_letter_is_black_or_on_black_white(letters: list[Letter]) -> None:
    assert {each.colour for each in letters} == {BLACK, WHITE}


def test_emphasised_words_are_bold_and_nothing_is_slanted(letters: list[Letter]) -> None:
    assert all("Legible-Bold" in each.font for each in run_of("rained", letters))
    assert not [each for each in letters if "Italic" in each.font]


def test_no_letter_of_the_text_leaves_the_text_block(letters: list[Letter]) -> None:
    dark = [each for each in letters if each.colour == BLACK]  # white ones stand on cover and part
    assert min(each.left_mm for each in dark) > MARGIN_MM - 1
    assert max(each.right_mm for each in dark) < 210 - MARGIN_MM + 1


def test_colophon_names_the_font_of_the_theme(letters: list[Letter]) -> None:
    assert run_of("AtkinsonHyperlegibleNext,Pretendard,D2Coding", letters)


def test_epub_leaves_line_height_to_the_reader_and_sets_nothing_slanted(book: Path) -> None:
    parent, _, own = sheet_of(book).partition("/* Large print")
    assert "html { line-height: inherit; }" in own
    assert slanted(own) == set()
    upright = re.findall(r"([^{}]+)\{ font-style: normal;", own)
    assert slanted(parent) <= {
        each.strip() for selectors in upright for each in selectors.split(",")
    }


def slanted(css: str) -> set[str]:
    """Return the selectors of a style sheet that slant letters."""
    rules = re.findall(r"([^{}]+)\{[^{}]*font-style: italic", css)
    return {each.strip() for selectors in rules for each in selectors.split(",")}


def test_a_table_wider_than_any_line_is_a_list_of_rows_on_every_screen(book: Path) -> None:
    queries = re.findall(r"@media ([^{]+) \{\s+\.records-(\d+) \{", sheet_of(book))
    assert [query for query, width in queries if width == "72"][-1] == "all"
    assert [query for query, width in queries if width == "24"][-1] == "(max-width: 26em)"
