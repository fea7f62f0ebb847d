"""Fonts that a layout loads: links to the files of the theme, and no copies."""

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from bookc.jobs import FileInput
from bookc.pdf.engine import BookFetcher
from bookc.pdf.font_data import FontData
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out, paint
from bookc.pdf.loaded import styles_of

SERIF = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSerif-Regular.ttf"
SHEET = '@font-face {{ font-family: S; src: url("fonts/{0}") }} html {{ font-family: S }}'
HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Rain</p></body></html>'


def given(font: Path) -> LayoutInput:
    fonts = ((f"fonts/{font.name}", FileInput(font, font.name)),)
    return LayoutInput("one", HTML, SHEET.format(font.name), (), fonts)


def test_a_font_is_linked_to() -> None:
    config, _, mistakes = styles_of(given(SERIF))
    assert not mistakes
    (link,) = (each for each in config._folder.iterdir() if each.is_symlink())
    assert link.resolve() == SERIF.resolve()


def test_a_font_that_is_compressed_for_the_web_is_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "serif.woff"
    with TTFont(SERIF) as font:
        font.flavor = "woff"
        font.save(packed)
    config, _, _ = styles_of(given(packed))
    assert not any(each.is_symlink() for each in config._folder.iterdir())
    _, facts = lay_out(given(packed))
    assert facts["pages"] == 1


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the length of all data of fonts that are copied."""
    lengths: list[int] = []
    copy = FontData.__bytes__

    def note(data: FontData) -> bytes:
        lengths.append(len(data))
        return copy(data)

    monkeypatch.setattr(FontData, "__bytes__", note)
    return lengths


def test_a_font_that_is_left_to_assembly_is_not_copied(copied: list[int]) -> None:
    _, facts = lay_out(given(SERIF))
    assert facts["has_shared_fonts"]
    assert copied == []


def test_of_a_font_that_stays_in_its_document_the_letters_used_are_copied(
    copied: list[int],
) -> None:
    with pikepdf.open(io.BytesIO(paint(given(SERIF)))) as pdf:
        (file,) = (each for each in pdf.objects if _is_font_file(each))
        font = TTFont(io.BytesIO(file.read_bytes()))
    drawn = [each for each in font.getGlyphOrder() if font["glyf"][each].numberOfContours]
    assert drawn == [*"Rain"]
    assert 0 < max(copied) < SERIF.stat().st_size / 10


def _is_font_file(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.read_bytes()[:4] in (b"\0\1\0\0", b"OTTO")


@pytest.mark.parametrize("address", ["data:image/png;base64,A", "data:image/png"])
def test_a_picture_that_is_broken_in_a_style_sheet_is_left_out(address: str) -> None:
    sheet = f'p {{ background-image: url("{address}") }}'
    _, facts = lay_out(LayoutInput("one", HTML, sheet, (), ()))
    assert facts["pages"] == 1


def test_nothing_is_prepared_to_fetch_from_elsewhere() -> None:
    assert BookFetcher({}).handlers == []
    held = BookFetcher({}).fetch("data:text/plain;charset=utf-8,Rain%20fell")
    assert (held.read(), held.headers.get_content_type()) == (b"Rain fell", "text/plain")
