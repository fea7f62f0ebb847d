"""Where lines end: a blank that is not seen at the end of a line takes no room."""

from importlib import import_module

import pytest
from weasyprint import HTML

import_module("bookc.pdf.layout")  # it mends WeasyPrint

WIDTHS_PX = range(60, 400, 4)
"""No fonts are at hand here, so each letter is a frame, and a blank 10 px wide."""


def words_on_first_line(paragraph: str, width_px: int) -> int:
    style = f"width: {width_px}px; margin: 0; font-size: 10px; hyphens: auto"
    html = f'<p lang="en" style="{style}">{paragraph}</p>'
    page = HTML(string=html).render().pages[0]
    html_box = page._page_box.children[0]
    line = html_box.children[0].children[0].children[0]
    return len("".join(each.text for each in line.descendants() if hasattr(each, "text")).split())


@pytest.mark.parametrize(
    "paragraph",
    [
        "rain falls on <em>the hill</em>",
        "rain <em>falls on the </em>hill",
        '<code style="white-space: pre-wrap">  <em>rain falls on</em> the hill</code>',
        "<b>rain</b> is automatically on the <b>hill</b>",
    ],
)
def test_a_wider_line_never_holds_fewer_words(paragraph: str) -> None:
    held = [words_on_first_line(paragraph, width_px) for width_px in WIDTHS_PX]
    assert held == sorted(held)
