from pathlib import Path

import pytest

from bookc.model import Image
from bookc.render.colour import contrast, readable, text_on, tint
from bookc.render.picture_rows import GAP, TextBlock, set_pictures
from bookc.xhtml import Element, parse_fragment

A5 = TextBlock(width_mm=112, height_mm=167)


def image(name: str, width_px: int, height_px: int) -> Image:
    return Image(name, "image/png", width_px, height_px, Path(name), "")


def set_group(*images: Image, block: TextBlock = A5) -> list[list[Element]]:
    """Set pictures on adjacent lines, and return the figures of each row."""
    figures = "".join(
        f'<figure class="picture"><img src="images/{each.name}" alt=""/></figure>\n'
        for each in images
    )
    root = parse_fragment(f'<div class="pictures pictures-{len(images)}">{figures}</div>')
    set_pictures(root, {each.name: each for each in images}, block)
    return [list(row) for row in root.iter("div") if row.get("class") == "pictures-row"]


def width(figure: Element) -> float:
    return float(str(figure.get("style")).removeprefix("width: ").removesuffix("%"))


def test_pictures_of_a_row_are_equally_high_and_fill_the_measure() -> None:
    wide, narrow = image("wide.png", 1600, 900), image("narrow.png", 900, 1200)
    ((first, second),) = set_group(wide, narrow)
    assert width(first) * 900 / 1600 == pytest.approx(width(second) * 1200 / 900, abs=0.02)
    assert width(first) + GAP + width(second) == pytest.approx(100, abs=0.02)
    assert width(first) + GAP + width(second) <= 100


def test_three_slides_take_two_rows_and_three_portraits_take_one() -> None:
    slides = [image(f"slide{n}.png", 1600, 900) for n in range(3)]
    portraits = [image(f"portrait{n}.png", 900, 1200) for n in range(3)]
    assert [len(row) for row in set_group(*slides)] == [2, 1]
    assert [len(row) for row in set_group(*portraits)] == [3]


def test_last_row_is_no_higher_than_the_one_before_it() -> None:
    slides = [image(f"slide{n}.png", 1600, 900) for n in range(3)]
    (first, _), (last,) = set_group(*slides)
    assert width(last) == width(first)


def test_pictures_in_a_row_are_not_enlarged() -> None:
    icons = [image(f"icon{n}.png", 48, 48) for n in range(2)]
    ((first, _),) = set_group(*icons)
    assert width(first) * A5.width_mm / 100 == pytest.approx(48 / 96 * 25.4, abs=0.02)


def test_picture_that_could_not_be_read_keeps_its_place_in_the_row() -> None:
    root = parse_fragment(
        '<div class="pictures pictures-2"><figure><p>missing</p></figure>'
        '<figure><img src="images/a.png" alt=""/></figure></div>'
    )
    set_pictures(root, {"a.png": image("a.png", 1600, 900)}, A5)
    assert [figure.get("style") is not None for figure in root.iter("figure")] == [True, True]


def test_screenshot_of_a_whole_page_is_marked_as_tall() -> None:
    root = parse_fragment('<figure class="picture"><img src="images/a.png" alt=""/></figure>')
    set_pictures(root, {"a.png": image("a.png", 400, 1600)}, A5)
    assert [each.get("class") for each in root.iter("figure")] == ["picture picture-tall"]


def test_tint_mixes_a_colour_with_its_ground() -> None:
    assert tint("#000", 0.5) == "#808080"
    assert tint("#fff", 0.25, "#000000") == "#404040"


@pytest.mark.parametrize("colour", ["#ffcf40", "#ffffff", "#0b5c6b", "#777"])
def test_any_accent_can_be_read_as_text_and_be_written_on(colour: str) -> None:
    assert contrast(readable(colour), "#ffffff") >= 4.5
    assert contrast(text_on(colour), colour) >= 4.5


def test_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert readable("#0b5c6b") == "#0b5c6b"
