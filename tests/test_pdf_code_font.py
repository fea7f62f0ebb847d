"""Letters that no font of the theme has: what a PDF shows in their place."""

import io
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from pdf_facts import facts_of

import bookc
from bookc.pdf.code_font import code_font

LEPCHA, GOTHIC = "\u1c00", "\U00010330"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    post = f"---\ntitle: Rain {LEPCHA}\nlang: en\n---\nRain {GOTHIC}{LEPCHA}, **bold {GOTHIC}**.\n"
    (project / "rain.md").write_text(post, encoding="utf-8")
    (made,) = bookc.build(project, formats=["pdf"], workers=1, cache=False).outputs
    return made.path


def test_a_letter_without_a_font_can_be_read_back(pdf: Path) -> None:
    assert f"Rain {GOTHIC}{LEPCHA}, bold {GOTHIC}." in facts_of(pdf).pages[-1].text


def test_no_font_of_the_theme_shows_a_letter_that_it_lacks(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        kinds = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        fonts = [each for each in kinds if "/ToUnicode" in each]
        shows = {str(each.BaseFont) for each in fonts if b"<1c00>" in each.ToUnicode.read_bytes()}
    # WeasyPrint would take an empty box from the first font that was asked for.
    assert {name.partition("+")[2] for name in shows} == {"bookc-letter-codes"}


def test_letters_of_the_font_have_the_size_of_their_codes() -> None:
    face = uharfbuzz.Face(code_font(f"A{GOTHIC}"))
    font = uharfbuzz.Font(face)
    assert set(face.unicodes) == {ord("A"), ord(GOTHIC)}
    short, long = (font.get_glyph_h_advance(glyph) for glyph in (1, 2))
    assert short < long


def test_every_digit_of_a_code_is_drawn_differently() -> None:
    letters = "".join(chr(0xE000 + digit) for digit in range(16))
    font = TTFont(io.BytesIO(code_font(letters)))
    outlines = {tuple(font["glyf"][name].coordinates) for name in font.getGlyphOrder()[1:]}
    assert len(outlines) == 16


def test_the_same_letters_make_the_same_font() -> None:
    assert code_font(LEPCHA) == code_font(LEPCHA)
