"""Text in drawings: its letters are those that a paragraph of the page would have."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookc.jobs import FileInput
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import paint

FONTS = Path(__file__).parents[1] / "themes" / "notes" / "fonts"
FACES = ("BookcSerif-Regular.ttf", "BookcWorld-Regular.ttf")
FONT_FACES = "".join(f'@font-face {{ font-family: B; src: url("fonts/{each}") }}' for each in FACES)
STYLESHEET = f"{FONT_FACES} @page {{ size: 400pt 90pt; margin: 10pt }} html {{ font: 20px B }}"

ARABIC, HEBREW, DEVANAGARI = "مطر على التل", "גשם על הגבעה", "वर्षा"
MIXED = "rain ينزل المطر hill"


def painted(tmp_path: Path, body: str, svg: str = "") -> pikepdf.Pdf:
    picture = tmp_path / "drawing.svg"
    sides = 'viewBox="0 0 300 40" width="300" height="40" font-size="20" font-family="B"'
    picture.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {sides}>{svg}</svg>', "utf-8")
    files = (("drawing.svg", FileInput(picture, hashlib.sha256(picture.read_bytes()).hexdigest())),)
    fonts = tuple((f"fonts/{face}", FileInput(FONTS / face, face)) for face in FACES)
    html = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    made = paint(LayoutInput("one", html, STYLESHEET, files, fonts, tagged=False))
    return pikepdf.open(io.BytesIO(made))


def runs(page: pikepdf.Page | pikepdf.Object) -> Iterator[str]:
    """Yield the glyphs that are set at once on a page, and in its groups, by their numbers."""
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "TJ":
            pieces = list(operands[0].as_list())
            yield "".join(bytes(each).hex() for each in pieces if isinstance(each, pikepdf.String))
        elif operator == "Do":
            yield from runs(page.Resources.XObject[str(operands[0])])


def glyphs(pdf: pikepdf.Pdf) -> str:
    return "".join(runs(pdf.pages[0]))


def drawing(tmp_path: Path, svg: str) -> pikepdf.Pdf:
    return painted(tmp_path, '<img src="drawing.svg" alt="drawing"/>', svg)


def glyphs_of_drawing(tmp_path: Path, svg: str) -> str:
    return glyphs(drawing(tmp_path, svg))


def glyphs_of_text(tmp_path: Path, text: str, direction: str = "ltr") -> str:
    return glyphs(painted(tmp_path, f'<p dir="{direction}">{text}</p>'))


@pytest.mark.parametrize("text", [ARABIC, HEBREW, DEVANAGARI, MIXED, "difficult"])
@pytest.mark.parametrize(
    "place", ["", "text-anchor='middle' x='150'", "rotate='0'", "letter-spacing='0'"]
)
def test_letters_are_joined_and_in_order(tmp_path: Path, text: str, place: str) -> None:
    drawn = glyphs_of_drawing(tmp_path, f"<text y='20' {place}>{text}</text>")
    assert drawn == glyphs_of_text(tmp_path, text)


@pytest.mark.parametrize("spaced", ["letter-spacing='2'", "textLength='200'"])
def test_letters_that_are_joined_are_not_spaced_out(tmp_path: Path, spaced: str) -> None:
    drawn = glyphs_of_drawing(tmp_path, f"<text y='20' {spaced}>{ARABIC}</text>")
    assert drawn == glyphs_of_text(tmp_path, ARABIC)


def test_a_text_may_run_from_right_to_left(tmp_path: Path) -> None:
    drawn = glyphs_of_drawing(tmp_path, f"<text x='300' y='20' direction='rtl'>{MIXED}</text>")
    assert drawn == glyphs_of_text(tmp_path, MIXED, "rtl") != glyphs_of_text(tmp_path, MIXED)


def test_letters_that_are_joined_are_stretched_to_the_length_of_their_text(tmp_path: Path) -> None:
    made = io.BytesIO()
    drawing(tmp_path, f"<text y='20' textLength='280'>{ARABIC}</text>").save(made)
    with pypdfium2.PdfDocument(made) as pdf:
        page = pdf[0].render(scale=96 / 72, grayscale=True).to_pil()
    left, _, right, _ = page.point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    assert right - left == pytest.approx(280, abs=10)


@pytest.mark.parametrize(
    ("places", "letters_at_once"),
    [
        ("x='0 40'", [1, 3]),
        ("x='0 40 80 120 160'", [1, 1, 1, 1]),
        ("dy='0,5,-5'", [1, 1, 2]),
        ("x='9'", [4]),
        ("rotate='45'", [1, 1, 1, 1]),
        ("letter-spacing='2'", [1, 1, 1, 1]),
        ("textLength='90'", [1, 1, 1, 1]),
    ],
)
def test_letters_with_places_of_their_own_stand_there(
    tmp_path: Path, places: str, letters_at_once: list[int]
) -> None:
    pdf = drawing(tmp_path, f"<text y='20' {places}>rain</text>")
    assert [len(each) // 4 for each in runs(pdf.pages[0])] == letters_at_once


@pytest.mark.parametrize(
    ("svg", "text"),
    [
        ("<text y='20'>مطر <tspan fill='red'>على</tspan> التل</text>", ARABIC),
        ("<text y='20'>مطر <tspan>على</tspan> <tspan>التل</tspan></text>", ARABIC),
        ("<text y='20'>rain <tspan>ينزل</tspan> <tspan>المطر</tspan> hill</text>", MIXED),
        ("<text y='20'>rain <tspan>on</tspan> the hill</text>", "rain on the hill"),
    ],
)
def test_pieces_of_a_text_stand_in_the_order_in_which_they_are_read(
    tmp_path: Path, svg: str, text: str
) -> None:
    space = glyphs_of_text(tmp_path, "a b")[4:-4]
    drawn = glyphs_of_drawing(tmp_path, svg).replace(space, "")
    assert drawn == glyphs_of_text(tmp_path, text).replace(space, "")


def test_pieces_of_a_text_from_right_to_left_begin_on_the_right(tmp_path: Path) -> None:
    svg = "<text y='20' direction='rtl'>مطر <tspan>rain</tspan> التل</text>"
    space = glyphs_of_text(tmp_path, "a b")[4:-4]
    text = glyphs_of_text(tmp_path, "مطر rain التل", "rtl").replace(space, "")
    assert glyphs_of_drawing(tmp_path, svg).replace(space, "") == text


def test_pieces_with_a_place_of_their_own_keep_it(tmp_path: Path) -> None:
    svg = "<text y='20'>{}<tspan x='90'>{}</tspan></text>"
    drawn = glyphs_of_drawing(tmp_path, svg.format("مطر", "على"))
    assert drawn == glyphs_of_text(tmp_path, "مطر") + glyphs_of_text(tmp_path, "على")
