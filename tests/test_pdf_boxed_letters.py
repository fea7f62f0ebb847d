"""Letters as boxes: programs read the same words, and each box is that of the letter."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uharfbuzz
from built_books import BuiltBooks

from bookc.jobs import FileInput
from bookc.pdf.boxed_letters import boxed
from bookc.pdf.opened import Extent, close, words_on

FONTS = Path(__file__).parents[1] / "themes" / "notes" / "fonts"


@pytest.mark.parametrize("theme", ["notes", "manual", "paperback"])
def test_what_is_read_is_what_is_read_with_outlines(
    books: BuiltBooks, theme: str, tmp_path: Path
) -> None:
    path = books.torture(theme).pdf
    with pikepdf.open(path) as pdf:
        pages = tuple(page.obj.objgen[0] for page in pdf.pages)
        fonts = tuple(_boxed_fonts(pdf, tmp_path))
    assert len(fonts) > 3
    boxes, outlines = (
        words_on(path, Extent(pages, (), shown), (0, len(pages))) for shown in (fonts, ())
    )
    close()
    assert boxes == outlines
    assert "것" in boxes


def _boxed_fonts(pdf: pikepdf.Pdf, folder: Path) -> Iterator[tuple[int, FileInput]]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/DescendantFonts" in each:
            font = each.DescendantFonts[0]
            descriptor = font.FontDescriptor
            program: Any = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
            number = program.objgen[0]
            file = folder / str(number)
            file.write_bytes(boxed(program.read_bytes(), _glyphs_in(font.W)))
            yield number, FileInput(file, "")


def _glyphs_in(widths: Iterable[Any]) -> Iterator[int]:
    """Yield the glyphs that a font has widths of, written as `c [w1 w2 ...]`."""
    runs = iter(widths)
    for first, run in zip(runs, runs, strict=True):
        yield from range(int(first), int(first) + len(run))


@pytest.mark.parametrize(
    ("name", "letters", "other"),
    [("BookcBatang-Regular.otf", "가힣넘", "한"), ("BookcSerif-Regular.ttf", "Ag,(3", "B")],
)
def test_a_box_has_the_corners_of_its_letter(name: str, letters: str, other: str) -> None:
    program = (FONTS / name).read_bytes()
    whole = uharfbuzz.Font(uharfbuzz.Face(program))
    *wanted, left_out = (whole.get_nominal_glyph(ord(letter)) for letter in letters + other)
    face = uharfbuzz.Face(boxed(program, wanted))
    assert (face.glyph_count, face.upem) == (whole.face.glyph_count, whole.face.upem)
    boxes = uharfbuzz.Font(face)
    for glyph in wanted:
        assert boxes.get_glyph_extents(glyph) == whole.get_glyph_extents(glyph)
    assert boxes.get_glyph_extents(left_out).width == 0


def test_a_font_of_blanks_alone_is_a_font() -> None:
    program = (FONTS / "BookcSerif-Regular.ttf").read_bytes()
    blank = uharfbuzz.Font(uharfbuzz.Face(program)).get_nominal_glyph(ord(" "))
    boxes = uharfbuzz.Font(uharfbuzz.Face(boxed(program, [blank])))
    assert boxes.get_glyph_extents(blank).width == 0


def test_a_letter_of_any_size_has_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (FONTS / "BookcSerif-Regular.ttf").read_bytes()
    letter = uharfbuzz.Font(uharfbuzz.Face(program)).get_nominal_glyph(ord("g"))
    monkeypatch.setattr("bookc.pdf.boxed_letters._FARTHEST", 100)
    box = uharfbuzz.Font(uharfbuzz.Face(boxed(program, [letter]))).get_glyph_extents(letter)
    assert box is not None
    assert (box.x_bearing + box.width, box.y_bearing, box.y_bearing + box.height) == (
        100,
        100,
        -100,
    )


def test_a_font_of_pictures_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (FONTS / "BookcSerif-Regular.ttf").read_bytes()
    monkeypatch.setattr("bookc.pdf.boxed_letters._OF_PICTURES", frozenset({"glyf"}))
    assert boxed(program, [1]) == program
