"""Formulas on their way into both files: numbers, MathML, and what is drawn on a page."""

import logging
import logging.handlers
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest
from PIL import Image as Picture
from PIL import ImageChops

from bookc.jobs import FileInput
from bookc.model import Chapter, Part, Post, Section, pack
from bookc.order.formulas import number_parts
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out, paint
from bookc.render.formulas import set_formulas
from bookc.xhtml import parse_fragment, serialise_fragment

FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSans-Regular.otf"
STYLESHEET = """
@font-face { font-family: S; src: url("fonts/S.otf") }
@page { size: 300pt 200pt; margin: 20pt }
html { font: 20pt S } p { margin: 0 } div.math { text-align: center } img { max-width: 100% }
"""
PPI = 216


def section(name: str, xhtml: str) -> Section:
    path = PurePosixPath(f"{name}.md")
    post = Post(path, name, None, (), "en", "", "", False, pack(xhtml), (), None)  # type: ignore[arg-type]
    return Section(name=name, post=post, fragment=pack(xhtml), headings=())


def rendered(xhtml: str) -> str:
    root = parse_fragment(xhtml)
    set_formulas(root)
    return serialise_fragment(root)


def math(tex: str, *, is_display: bool = False) -> str:
    tag = "div" if is_display else "span"
    return rendered(f'<{tag} class="math">{tex.replace("&", "&amp;")}</{tag}>')


def layout_input(body: str, stylesheet: str = STYLESHEET) -> LayoutInput:
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>'
        f"<body>{body}</body></html>"
    )
    return LayoutInput("one", xhtml, stylesheet, (), (("fonts/S.otf", FileInput(FONT, "f")),))


def page(body: str, stylesheet: str = STYLESHEET) -> Picture.Image:
    """Return the first page, drawn."""
    pdf = pypdfium2.PdfDocument(paint(layout_input(body, stylesheet)))
    picture: Picture.Image = pdf[0].render(scale=PPI / 72).to_pil().convert("RGB")
    return picture


def ink(picture: Picture.Image) -> tuple[int, int, int, int]:
    """Return the edges of what is not white: left, top, right and bottom."""
    box = ImageChops.invert(picture.convert("L")).point(lambda v: 255 * (v > 127)).getbbox()
    assert box is not None
    return box


def columns(picture: Picture.Image) -> Sequence[Picture.Image]:
    """Return the left and the right half of a picture."""
    half = picture.width // 2
    return (
        picture.crop((0, 0, half, picture.height)),
        picture.crop((half, 0, picture.width, picture.height)),
    )


def test_formulas_with_a_label_are_counted_through_their_chapter() -> None:
    labelled = '<div class="math" id="{0}--{1}" data-number="">x</div>'
    reference = '<p><a class="formula-reference" href="#b">b</a></p>'
    first = section("one", labelled.format("one", "a") + labelled.format("one", "b") + reference)
    second = section("two", labelled.format("two", "a") + '<div class="math">y</div>')
    chapter = Chapter("one", 3, "One", (first, second), gathers=True)
    ((numbered,),) = (part.chapters for part in number_parts((Part("p", 1, "", (chapter,)),)))
    numbers = [re.findall('data-number="([^"]*)"', each.xhtml) for each in numbered.sections]
    assert numbers == [["3.1", "3.2"], ["3.3"]]
    assert '<a class="formula-reference" href="#b">(3.2)</a>' in numbered.sections[0].xhtml


def test_number_that_the_author_gave_stays() -> None:
    only = section("one", '<div class="math" data-number="G">x</div>')
    chapter = Chapter("one", 3, "One", (only,), gathers=False)
    ((numbered,),) = (part.chapters for part in number_parts((Part("p", 1, "", (chapter,)),)))
    assert 'data-number="G"' in numbered.sections[0].xhtml


def test_tex_becomes_mathml_and_a_number_stands_behind_it() -> None:
    assert rendered('<div class="math" id="a" data-number="3.1">x</div>') == (
        '<div class="math numbered" id="a"><span class="math-body">'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"'
        ' display="block" alttext="x"><mi>x</mi></math></span>'
        '<span class="math-number">(3.1)</span></div>'
    )


def test_tex_that_cannot_be_read_stays_as_it_is_written() -> None:
    assert rendered('<p><span class="math">\\no</span></p>') == (
        '<p><code class="math">\\no</code></p>'
    )


def test_parts_of_a_formula_on_a_line_are_no_message_of_a_build() -> None:
    heard = logging.handlers.BufferingHandler(100)  # as a package does that prints for all
    logging.getLogger().addHandler(heard)
    lay_out(layout_input(f"<p>{math('E = mc^2 + a')}</p>"))
    logging.getLogger().removeHandler(heard)
    assert not heard.buffer


def test_letters_of_a_formula_stand_on_the_line() -> None:
    text, formula = columns(page(f'<p>x<span style="padding-left: 130pt">{math("x")}</span></p>'))
    assert ink(formula)[3] == pytest.approx(ink(text)[3], abs=2)


def test_what_hangs_below_the_line_does_not_lift_a_formula() -> None:
    plain = ink(page(f"<p>{math('x')}</p>"))
    hanging = ink(page(f"<p>{math('x')}{math('y')}</p>"))
    assert hanging[1] == plain[1]
    assert hanging[3] > plain[3]


def test_formula_is_as_large_as_the_text_around_it() -> None:
    x = math("x")
    halves = columns(
        page(f'<p>{x}<span style="padding-left: 130pt; font-size: 40pt">{x}</span></p>')
    )
    small, large = (box[3] - box[1] for box in map(ink, halves))
    assert large == pytest.approx(2 * small, abs=2)


def test_formula_has_the_colour_of_the_text_and_the_one_it_names() -> None:
    picture = page(f'<p style="color: #00f">{math("a" + chr(92) + "color{red}{b}")}</p>')
    colours = {colour for _, colour in picture.getcolors(100_000) or ()}
    assert {(0, 0, 255), (255, 0, 0)} <= colours
    assert (0, 0, 0) not in colours


def test_formula_that_is_too_wide_is_scaled_to_the_measure() -> None:
    wide = math("+".join(f"a_{{{n}}}" for n in range(30)), is_display=True)
    left, _, right, _ = ink(page(wide))
    assert left >= 20 * PPI / 72 - 1
    assert right <= 280 * PPI / 72 + 1


def test_formula_in_a_sentence_is_broken_behind_a_sign() -> None:
    long = math("+".join(f"a_{{{n}}}" for n in range(20)))
    one_line = ink(page(f"<p>{math('a_1')}</p>"))
    assert ink(page(f"<p>{long}</p>"))[3] - one_line[3] >= 20 * PPI / 72


def test_formula_among_words_from_right_to_left_reads_from_left_to_right() -> None:
    formula = math(r"\color{red}{a} = b + c")
    halves = columns(page(f'<p dir="rtl" style="text-align: center">{formula}</p>'))
    has_red = [any(c == (255, 0, 0) for _, c in half.getcolors(100_000) or ()) for half in halves]
    assert has_red == [True, False]


def test_letters_that_the_font_for_formulas_lacks_are_those_of_the_book() -> None:
    with_font = page(f"<p>{math(chr(92) + 'text{가}')}</p>")
    box = page(f"<p>{math(chr(92) + 'text{' + chr(0x10450) + '}')}</p>")
    assert ink(with_font) != ink(box)


def test_lines_between_cells_are_drawn() -> None:
    plain = page(math(r"\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}", is_display=True))
    ruled = page(math(r"\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}", is_display=True))
    dark = [sum(each.convert("L").histogram()[:64]) for each in (plain, ruled)]
    assert dark[1] > 1.3 * dark[0]


def test_formula_is_tagged_as_one_with_its_tex() -> None:
    data, _ = lay_out(layout_input(f"<p>So {math('x_1 = y')} is.</p>"))
    tagged = [line for line in data.split(b"\n") if b"/S /Formula" in line]
    assert len(tagged) == 1
    assert f"/Alt <{b'x_1 = y'.hex()}>".encode() in tagged[0]


def test_bookmark_of_a_heading_has_the_tex_of_its_formula() -> None:
    _, facts = lay_out(layout_input(f'<h1>Cost "{math("O(n^2)")}" of it</h1>'))
    assert [bookmark[1] for bookmark in facts["bookmarks"]] == ['Cost "O(n^2)" of it']


def test_korean_particle_stays_with_its_formula() -> None:
    narrow = STYLESHEET + "p { width: 3em }"
    together = page(f"<p>가나 {math('x')}는</p>", narrow)
    apart = page(f"<p>가나 {math('x')} 는</p>", narrow)
    assert ink(together)[3] == pytest.approx(ink(apart)[3], abs=8)
    assert ink(together)[2] != ink(apart)[2]


@pytest.mark.parametrize(
    "tex",
    [
        r"\left[\sum_t \left(\frac{a}{b}\right)\right]",
        r"\sqrt[3]{\begin{pmatrix} a & b \\ c & d \end{pmatrix}}",
        r"\begin{cases} 1 & \text{if } x \\ & y \end{cases}",
        r"\overbrace{a}^{b}\underset{c}{d}\xrightarrow[e]{f}\cancel{g}\boxed{h}",
        r"\begin{array}{|c|c|} \hline & \\ \hline \end{array}",
        r"\binom{n}{k}\bigl(\Biggr)",
        r"\phantom{x}\hspace{2em}\!\quad",
    ],
)
def test_formula_is_no_higher_than_what_it_holds(tex: str) -> None:
    facts = lay_out(layout_input(f"{math(tex, is_display=True)}<h1 id='after'>x</h1>"))[1]
    number, _, from_bottom = facts["anchors"]["after"]
    assert number == 0
    assert from_bottom > 40
