"""Lists on their way into print: items that are hardly longer than a line are marked."""

import re

import pytest

from bookc.render.lists import set_lists, text_em_mm
from bookc.render.picture_rows import TextBlock
from bookc.xhtml import parse_fragment, serialise_fragment

A5 = TextBlock(width_mm=112, height_mm=167)


def marked(xhtml: str, block: TextBlock = A5) -> list[str]:
    """Return the first letter of each item that is marked."""
    root = parse_fragment(xhtml)
    set_lists(root, block)
    return re.findall('<li class="item-line">(?:<p>)?(.)', serialise_fragment(root))


def test_the_size_of_text_is_that_of_the_theme() -> None:
    assert (
        text_em_mm({"font_size": 19.2}) == 2 * text_em_mm({"font_size": 9.6}) == 2 * text_em_mm({})
    )


def test_an_item_of_a_few_words_is_a_line_and_one_of_many_is_none() -> None:
    assert marked(f"<ul><li>a few</li><li>{'b many ' * 30}</li><li><p>c few</p></li></ul>") == [
        "a",
        "c",
    ]


@pytest.mark.parametrize("more", ["<ul><li>b</li></ul>", "<br/>b", "<pre>b</pre>"])
def test_an_item_that_holds_more_than_a_line_is_none(more: str) -> None:
    assert "a" not in marked(f"<ul><li>a{more}</li></ul>")


def test_an_item_of_two_paragraphs_is_no_line() -> None:
    assert marked("<ul><li><p>a</p><p>b</p></li></ul>") == []


def test_lines_are_shorter_in_larger_letters() -> None:
    item = f"<ul><li>{'a word ' * 10}</li></ul>"
    large = TextBlock(width_mm=112, height_mm=167, text_em_mm=18 / 72 * 25.4)
    assert (marked(item), marked(item, large)) == (["a"], [])
