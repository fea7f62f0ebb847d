"""No page of three books has a fault in any theme, and a page that has one is found."""

from pathlib import Path

import pytest
from built_books import THEMES, BuiltBook, BuiltBooks
from page_checks import Margins, faults_of, margins_of
from PIL import Image

from bookc.jobs import FileInput
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import paint

FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSans-Regular.otf"
STYLESHEET = """
@font-face { font-family: S; src: url("fonts/S.otf") }
@page { size: 80mm 60mm; margin: 10mm } html { font: 10pt S } body, p, pre { margin: 0 }
.high { display: block; width: 60mm; height: 39mm }
"""
MARGINS = Margins(10, 10, 10, 10)
SMALLEST_PT = {"large-print": 14.0}
"""Of the themes that promise more than all do."""


def faults(tmp_path: Path, body: str) -> list[str]:
    """Lay out a page and return what is wrong with it."""
    Image.new("RGB", (90, 50), "black").save(tmp_path / "dot.png")
    files = (("dot.png", FileInput(tmp_path / "dot.png", "d")),)
    fonts = (("fonts/S.otf", FileInput(FONT, "f")),)
    document = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>'
        f"<body>{body}</body></html>"
    )
    (tmp_path / "page.pdf").write_bytes(
        paint(LayoutInput("one", document, STYLESHEET, files, fonts))
    )
    return [str(each) for each in faults_of(tmp_path / "page.pdf", MARGINS)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["torture", "sample", "seed"])
def test_no_page_of_a_book_has_a_fault(books: BuiltBooks, name: str, theme: str) -> None:
    book: BuiltBook = getattr(books, name)(theme)
    smallest_pt = SMALLEST_PT.get(theme, 7.0)
    found = faults_of(book.pdf, margins_of(book.project), smallest_pt=smallest_pt)
    assert list(map(str, found)) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p>Rain<sup style="font-size: 6pt">1</sup> fell.</p>',
        '<p style="margin-right: -5mm; background: #eee">A ground may hang out.</p>',
        '<p style="color: #767676">Grey enough.</p>',
        '<p style="font-size: 18pt; color: #949494">Large</p>',
        '<p style="line-height: 0.85"><i>Lines near</i> each other (gjpqy)<br/>[ÄÖÜ] as these.</p>',
        '<p><span style="background: #ddd">mark</span>, <s>struck</s> and <u>under</u></p>',
        '<img src="dot.png" alt="A dot" style="width: 60mm"/>',
        '<p style="height: 22mm">Room</p><p>Words</p><img src="dot.png" alt="A dot" class="high"/>',
    ],
)
def test_a_page_that_is_right_has_no_fault(tmp_path: Path, body: str) -> None:
    assert faults(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p style="margin-left: 64mm; white-space: nowrap">off and away</p>', "off the page"),
        ('<p style="margin-left: 55mm; white-space: nowrap">offset</p>', "outside of the text"),
        (
            '<img src="dot.png" alt="A dot" style="width: 62mm"/>',
            "outside of the text block, 71 to 72 mm from the left, 10 to 45 mm from the top",
        ),
        ('<p>One</p><p style="margin-top: -10pt">Two</p>', "words on words: One / Two"),
        ('<p style="font-size: 6.8pt">Small print</p>', "letters of 6.8 pt: Smallprint"),
        ('<p>Rain <small style="font-size: 6pt">and snow</small></p>', "letters of 6.0 pt"),
        ('<p style="color: #7a7a7a">Too pale</p>', "a contrast of 4.3: Toopale"),
        ('<p style="background: #000">Black on black</p>', "a contrast of 1.0"),
        (
            '<div style="background: url(dot.png); width: 60mm">On a picture</div>',
            "a contrast of 1.0",
        ),
        (
            '<p>Alone</p><img src="dot.png" alt="A dot" class="high"/>',
            "0.91 of the page is empty before a picture",
        ),
        (
            '<pre style="background: #eee; width: 24mm">A line wider than it</pre>',
            "a line wider than its ground: Alinewiderthanit",
        ),
    ],
)
def test_a_page_that_is_wrong_is_found(tmp_path: Path, body: str, fault: str) -> None:
    assert any(fault in each for each in faults(tmp_path, body))
