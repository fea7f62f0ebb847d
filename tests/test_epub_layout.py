"""The EPUB as a telephone lays it out: where lines, pictures and their words stand.

WeasyPrint is the reading system here, whose reader likes letters of one width.
"""

import re
import zipfile
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import BlockBox, ReplacedBox
from weasyprint.text.fonts import FontConfiguration

import bookc

import_module("bookc.pdf.engine")  # it keeps the fonts of the machine away

SHIPPED = ("notes", "paperback", "manual", "large-print")
FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcMono-Regular.ttf"
SVG = "{http://www.w3.org/2000/svg}svg"
WIDTH_EM = 22.5
SCREEN = f"""
@font-face {{ font-family: reader; src: url("{FONT.as_uri()}") }}
@page {{ margin: 0 }}
* {{ font-family: reader !important }}
"""
POST = r"""---
title: Rain
date: 2024-03-01
---
It rained.[^1]

![One](drop.png "East of the hill")
![Two](drop.png "West of the hill")

It rained on.

![All](tower.png)

$$
r = 2 \label{eq:rain}
$$

[^1]: It rained on the hill, and on the road from the hill, and on whoever was on the road.

    Nobody was.
"""
SETTINGS = """
[book]
title = "Rain"
language = "en"

[order]
parts = "month"

[theme]
name = "{}"
"""


@pytest.fixture(scope="module", params=SHIPPED)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is in the EPUB of a book, in each theme."""
    project: Path = tmp_path_factory.mktemp("rain")
    (project / "rain.md").write_text(POST, encoding="utf-8")
    (project / "book.toml").write_text(SETTINGS.format(request.param), encoding="utf-8")
    Image.new("RGB", (120, 80), "navy").save(project / "drop.png")
    Image.new("RGB", (600, 900), "navy").save(project / "tower.png")
    made = bookc.build(project, formats=["epub"], workers=1, cache=False)
    with zipfile.ZipFile(made.outputs[0].path) as book:
        book.extractall(project / "opened")
    sheet = project / "opened" / "EPUB" / "style.css"
    css = sheet.read_text(encoding="utf-8")
    sheet.write_text(re.sub(r"\((m\w+)-width: ([\d.]+)em\)", media, css), encoding="utf-8")
    return sheet.parent


def media(query: re.Match[str]) -> str:
    """Return what says the same of a telephone as a question after its width, in letters."""
    is_wide = float(query[2]) < WIDTH_EM
    return "all" if is_wide == (query[1] == "min") else "speech"


def boxes_of(
    folder: Path, document: str, width_em: float = WIDTH_EM, height_em: float = 600
) -> list[Any]:
    """Lay out a document, and return the boxes of its blocks and pictures in their order."""
    (file,) = folder.glob(f"{document}.xhtml")
    fonts = FontConfiguration()
    size = f"@page {{ size: {width_em}em {height_em}em }}"
    screen = CSS(string=SCREEN + size, font_config=fonts)
    pages = HTML(filename=file).render(stylesheets=[screen], font_config=fonts).pages
    every = chain.from_iterable(page._page_box.descendants() for page in pages)
    return [each for each in every if isinstance(each, (BlockBox, ReplacedBox))]


def of(boxes: list[Any], tag: str) -> Iterator[Any]:
    """Yield the boxes of all elements of a tag."""
    return (box for box in boxes if box.element_tag == tag)


def words_in(box: Any) -> list[Any]:
    """Return the texts in a box; each line has one or more."""
    return [each for each in box.descendants() if getattr(each, "text", "").strip()]


def test_the_cover_is_whole_on_a_screen_of_any_shape(folder: Path) -> None:
    for width_em, height_em in ((22.5, 40), (48, 64), (75, 50)):
        (cover,) = of(boxes_of(folder, "cover", width_em, height_em), SVG)
        assert cover.position_y + cover.height <= height_em * 16


def test_a_picture_is_no_higher_than_a_broad_screen(folder: Path) -> None:
    *_, tower = of(boxes_of(folder, "post-*", 75, 50), "img")
    assert tower.height == pytest.approx(0.95 * 50 * 16)


def test_lines_of_a_note_stand_under_each_other_and_its_number_beside_them(folder: Path) -> None:
    (note,) = of(boxes_of(folder, "post-*"), "aside")
    number, first, *rest = words_in(note)
    (left,) = {each.position_x for each in rest}
    blank = first.width / len(first.text)
    assert (number.text, first.text[:4], rest[-1].text) == ("1", " It ", "Nobody was.")
    assert first.position_x + blank == pytest.approx(left, abs=6)
    assert number.position_x + number.width + blank < left


def test_words_of_a_picture_stand_nearer_to_it_than_to_the_next_and_below_its_edge(
    folder: Path,
) -> None:
    boxes = boxes_of(folder, "post-*")
    (east, west, _), (caption, _) = of(boxes, "img"), of(boxes, "figcaption")
    (words,) = words_in(caption)
    above = words.position_y - (east.position_y + east.height)
    below = west.position_y - (words.position_y + words.height)
    assert 0 < above < 0.6 * below
    if caption.style["text_align_all"] == "left":
        assert words.position_x == east.position_x
    else:
        assert centre_of(words) == pytest.approx(centre_of(east), abs=0.1)


def test_the_number_of_a_formula_stands_below_it_and_takes_no_room_beside_it(folder: Path) -> None:
    formula, number = (
        next(
            each
            for each in of(boxes_of(folder, "post-*"), "span")
            if each.element.get("class") == name
        )
        for name in ("math-body", "math-number")
    )
    assert number.position_y == formula.position_y + formula.height
    assert number.position_x == formula.position_x


def test_chapters_stand_below_the_title_of_their_part_or_in_the_middle_as_it_does(
    folder: Path,
) -> None:
    boxes = boxes_of(folder, "part-*")
    (heading,), (chapters, *_) = of(boxes, "h1"), of(boxes, "ol")
    (title,) = words_in(heading)
    first, *_, last = words_in(chapters)
    if heading.style["text_align_all"] == "left":
        assert first.position_x == title.position_x
    else:
        middle = (first.position_x + last.position_x + last.width) / 2
        assert middle == pytest.approx(centre_of(title), abs=1)


def centre_of(box: Any) -> float:
    """Return the middle of a box between left and right."""
    return float(box.position_x + box.width / 2)
