"""TeX to MathML: what is read, what browsers need, and what is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookc.formulas import Macros, UnreadableFormulaError, expand, mathml_of, take_definitions
from bookc.xhtml import parse_fragment


def inside(tex: str, *, is_display: bool = False) -> str:
    """Return what is in the `math` element of a formula."""
    return re.sub("^<math[^>]*>|</math>$", "", mathml_of(tex, is_display=is_display))


def test_tex_is_the_text_alternative() -> None:
    assert 'alttext="a &lt; b"' in mathml_of("a  <\nb", is_display=False)


def test_formula_that_stands_alone_says_so() -> None:
    assert 'display="block"' in mathml_of("x", is_display=True)
    assert "display=" not in mathml_of("x", is_display=False)


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"a &lt; b", r"a < b"),
        (r"a \not= b", r"a \neq b"),
        (r"\color{red}{x}+y", r"\textcolor{red}{x}+y"),
        (r"\operatorname*{arg\,max}_x", r"\argmax_x"),
        (r"\mathds{1}", r"\mathbb{1}"),
        (r"\begin{equation} x \label{a} \end{equation}", "x"),
        (r"\begin{gathered} a \\ b \end{gathered}", r"\begin{matrix} a \\ b \end{matrix}"),
        (r"\begin{align} a &= b \end{align}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{alignat}{2} a &= b \end{alignat}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{matrix} a \\[2pt] b \end{matrix}", r"\begin{matrix} a \\ b \end{matrix}"),
        (r"x \nonumber", "x"),
    ],
)
def test_spellings_of_the_web_mean_what_latex_means(tex: str, same: str) -> None:
    assert inside(tex) == inside(same)


def test_formula_inside_of_words_is_a_formula() -> None:
    assert inside(r"\text{if $x$ is {one}}") == (
        "<mrow><mtext>if\xa0</mtext><mi>x</mi><mtext>\xa0is\xa0one</mtext></mrow>"
    )


def test_bold_letters_are_characters_of_their_own() -> None:
    assert inside(r"\boldsymbol{x}") == "<mi>𝒙</mi>"  # noqa: RUF001
    assert inside(r"\mathbf{xy}") == "<mrow><mi>𝐱</mi><mi>𝐲</mi></mrow>"  # noqa: RUF001


def test_name_of_a_function_stands_apart_from_letters_and_not_from_brackets() -> None:
    assert inside(r"a \log b") == (
        '<mrow><mi>a</mi><mspace width="0.1667em"></mspace><mi>log</mi>'
        '<mspace width="0.1667em"></mspace><mi>b</mi></mrow>'
    )
    assert "mspace" not in inside(r"\log(b)")


def test_limits_are_below_their_sign_and_may_move_beside_it() -> None:
    assert "<munder><mo movablelimits" in inside(r"\lim_{x} y", is_display=True)
    assert '<munder><mo movablelimits="false">∏' in inside(r"\prod\limits_{i}")


def test_cells_of_equations_are_aligned_by_css() -> None:
    cells = inside(r"\begin{aligned} a &= b \end{aligned}")
    assert "text-align:right;padding:0.25em 0 0.25em 0em" in cells
    assert "text-align:left;padding:0.25em 0 0.25em 0em" in cells


def test_lines_of_an_array_are_borders() -> None:
    array = inside(r"\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}")
    assert array.count("border-left:1px solid") == 2
    assert array.count("border-top:1px solid") == 2


def test_what_is_struck_out_has_a_line_through_it() -> None:
    assert "linear-gradient(to top left," in inside(r"\cancel{x}")


def test_line_break_outside_of_a_table_makes_a_row() -> None:
    assert inside(r"a \\ b", is_display=True).count("<mtr>") == 2


def test_bars_stretch_beside_a_table_and_not_around_a_letter() -> None:
    assert 'stretchy="true">|' in inside(r"\begin{vmatrix} a \end{vmatrix}")
    assert 'stretchy="false">‖' in inside(r"\lVert x \rVert")


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\nonsense{x}", r"\nonsense is not known"),
        (r"\begin{CD} A \end{CD}", r"\begin{CD} is not known"),
        (r"\frac{a}", "a part of it is missing"),
        (r"a & b", "& stands outside of a table"),
        (r"\left( x", "extra left or missing right"),
        ("x" * 5001, "it has more than 5,000 signs"),
        (r"\sqrt{" * 50 + "x" + "}" * 50, "it is nested too deeply"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_reason(tex: str, reason: str) -> None:
    with pytest.raises(UnreadableFormulaError) as raised:
        mathml_of(tex, is_display=False)
    assert str(raised.value) == reason


def test_macro_takes_what_is_behind_it() -> None:
    macros: Macros = {}
    rest = take_definitions(r"\def\pair#1#2{(#1, #2)} x", macros)
    assert rest.strip() == "x"
    assert expand(r"\pair{a}\beta y", macros) == r"(a, \beta) y"


def test_macros_that_call_each_other_come_to_an_end() -> None:
    macros: Macros = {}
    take_definitions(r"\newcommand{\a}{\a\a}\newcommand{\b}{\a\b}", macros)
    assert len(expand(r"\a\b", macros)) < 20_000


def test_author_cannot_put_attributes_into_the_book() -> None:
    formula = inside(r"\style{position:fixed}{x}\color{url(x)}{y}\class{z}{w}")
    assert formula == "<mrow><mi>x</mi><mstyle><mi>y</mi></mstyle><mi>w</mi></mrow>"


def test_braces_alone_are_no_depth() -> None:
    assert inside("{" * 50 + "x" + "}" * 50) == "<mi>x</mi>"


@given(st.text(alphabet=r"ab1\{}_^&$' ()[]|<~%#" + "\n한\u0001", max_size=40), st.booleans())
def test_any_text_is_well_formed_or_refused(tex: str, is_display: bool) -> None:
    try:
        mathml = mathml_of(tex.replace("\u0001", r"\unicode{x1}"), is_display=is_display)
    except UnreadableFormulaError:
        return
    parse_fragment(mathml)


COMMANDS = st.sampled_from(
    (
        *(
            r"\frac",
            r"\sqrt",
            r"\left(",
            r"\right)",
            r"\sum",
            r"\text{",
            r"\mathbf{",
            "x",
            "_",
            "^",
        ),
        *(r"\begin{cases}", r"\end{cases}", r"\\", "&", "{", "}", r"\binom", r"\hline", r"\limits"),
        *(r"\color{red}", r"\overline", r"\xrightarrow", r"\big", r"\not", r"\mathop", "'", r"\,"),
    )
)


@given(st.lists(COMMANDS, max_size=12))
def test_any_commands_are_well_formed_or_refused(commands: list[str]) -> None:
    try:
        mathml = mathml_of(" ".join(commands), is_display=True)
    except UnreadableFormulaError:
        return
    parse_fragment(mathml)
