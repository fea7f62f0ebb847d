"""The theme `manual`: a column of text, and beside it one for captions and remarks."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import bookc

IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
MM_PER_PT = 25.4 / 72
INNER_MM, OUTER_MM, EDGE_MM = 22, 62, 13
"""Margins of the text, and what stays free beyond the column of remarks."""
CODE = "result = compute(" + ", ".join(f"argument_{number:02}" for number in range(7)) + ")"
POST = f"""---
title: Rain
date: 2023-05-14
---
<aside>Beside it all.</aside>

## Clouds

It rained.[^1]

```python
import this
{CODE}
```

![A dot](dot.png "What it shows.")

[^1]: On the roof.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, in millimetres from the left edge of their page."""

    left_mm: float
    right_mm: float


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page and the words on it."""

    width_mm: float
    height_mm: float
    text: str
    letters: tuple[Place, ...]

    def place_of(self, words: str) -> Place:
        """Return where words stand that are on one line."""
        start = self.text.index(words)
        letters = self.letters[start : start + len(words)]
        return Place(letters[0].left_mm, letters[-1].right_mm)


def build(folder: Path, settings: str) -> list[Page]:
    """Make a book of one post, and read the pages of its PDF."""
    (folder / "post.md").write_text(POST, encoding="utf-8")
    Image.new("RGB", (900, 500), "#1f4e79").save(folder / "dot.png")
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    manifest = bookc.build(folder, formats=["pdf"], output=folder / "out", workers=1, cache=False)
    with pypdfium2.PdfDocument(manifest.outputs[0].path) as pdf:
        return [read(page) for page in pdf]


def read(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    letters = tuple(Place(left * MM_PER_PT, right * MM_PER_PT) for left, _, right, _ in boxes)
    width, height = (side * MM_PER_PT for side in page.get_size())
    return Page(width, height, text.get_text_range(), letters)


def page_with(words: str, pages: list[Page]) -> Page:
    return next(page for page in pages if words in page.text)


@pytest.fixture(scope="module", params=["A4", "letter"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    folder = tmp_path_factory.mktemp(request.param)
    return build(folder, f'[theme]\nname = "manual"\n[pdf]\npage_size = "{request.param}"\n')


def test_a_caption_stands_beside_its_picture(pages: list[Page]) -> None:
    page = page_with("What it shows.", pages)
    assert page.place_of("What it shows.").left_mm > page.width_mm - OUTER_MM


def test_a_remark_stands_beside_the_text(pages: list[Page]) -> None:
    page = page_with("Beside it all.", pages)
    assert page.place_of("Beside it all.").left_mm > page.width_mm - OUTER_MM
    assert page.place_of("It rained.").left_mm == pytest.approx(INNER_MM, abs=1)


def test_a_line_of_code_of_107_columns_runs_into_the_column_of_remarks(pages: list[Page]) -> None:
    page = page_with(CODE, pages)
    assert len(CODE) == 107
    assert page.width_mm - OUTER_MM < page.place_of(CODE).right_mm < page.width_mm - EDGE_MM


def test_no_letter_of_the_text_leaves_the_two_columns(pages: list[Page]) -> None:
    page = page_with("It rained.", pages)
    assert all(
        each.left_mm > INNER_MM - 1 and each.right_mm < page.width_mm - EDGE_MM + 1
        for each in page.letters
        if each.right_mm > each.left_mm
    )


def test_numbers_of_pages_stand_under_each_other_in_the_contents(pages: list[Page]) -> None:
    page = page_with("Clouds", pages)
    of_chapter, of_section = page.place_of("Rain\r\n1"), page.place_of("Clouds 1")
    assert of_chapter.right_mm == pytest.approx(of_section.right_mm, abs=0.5)


def test_pictures_of_a_row_are_as_wide_as_the_text_between_them(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Image.new("RGB", (900, 500), "#1f4e79").save(tmp_path / f"{name}.png")
    (tmp_path / "post.md").write_text(
        '![One](one.png "The first.")\n![Two](two.png "The second.")\n', encoding="utf-8"
    )
    (tmp_path / "book.toml").write_text('[theme]\nname = "manual"\n', encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1, cache=False)
    with pypdfium2.PdfDocument(manifest.outputs[0].path) as pdf:
        shapes = [
            shape.get_bounds()
            for page in pdf
            for shape in page.get_objects()
            if isinstance(shape, pypdfium2.PdfImage)
        ]
    text_mm = 210 - INNER_MM - OUTER_MM
    assert sum(right - left for left, _, right, _ in shapes) * MM_PER_PT > text_mm * 0.9


@pytest.mark.parametrize("size", [(600, 1200), (2400, 600)])
def test_a_picture_with_its_caption_beside_it_keeps_its_shape(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "content").mkdir()
    Image.new("RGB", size, "teal").save(tmp_path / "content" / "field.png")
    (tmp_path / "content" / "rain.md").write_text('![A field](field.png "Caption")\n', "utf-8")
    (tmp_path / "book.toml").write_text('[theme]\nname = "manual"\n', encoding="utf-8")
    bookc.build(tmp_path, formats=["pdf"], output=tmp_path / "out")
    with pypdfium2.PdfDocument(next((tmp_path / "out").glob("*.pdf"))) as pdf:
        objects = [each for page in pdf for each in page.get_objects() if each.type == IMAGE]
        left, bottom, right, top = objects[-1].get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.02)


def test_a_note_stands_on_the_page_of_its_mark(pages: list[Page]) -> None:
    assert "On the roof." in page_with("It rained.", pages).text


def test_with_a_narrow_margin_captions_and_remarks_stand_in_the_text(tmp_path: Path) -> None:
    pages = build(tmp_path, '[theme]\nname = "manual"\nmargin_inner = 18\nmargin_outer = 18\n')
    page = page_with("What it shows.", pages)
    assert page.place_of("What it shows.").right_mm < page.width_mm - 18
    page = page_with("Beside it all.", pages)
    assert page.place_of("Beside it all.").left_mm < 40
