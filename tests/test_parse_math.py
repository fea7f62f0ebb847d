"""Formulas of whole posts: lines, problems, switches, and time."""

import time
from pathlib import PurePosixPath

import pytest

from bookc.model import Post, Problem, Rule, SourceFile
from bookc.parse.formula_scan import find_formulas
from bookc.parse.post import parse_post


def parse(text: str, rules: frozenset[Rule] = frozenset(Rule)) -> tuple[Post, list[Problem]]:
    source = SourceFile(PurePosixPath("2024-01-01-post.md"), f"---\ntitle: T\n---\n{text}")
    post, problems = parse_post(source, "en", rules=rules)
    return post, list(problems)


def test_lines_behind_a_formula_are_those_of_the_file() -> None:
    post, _ = parse("$$\na\n=\nb\n$$\n\nAfter $x\n= y_1$, a [link](there).\n\nLast")
    assert '<div class="math" data-line="4">' in post.xhtml
    assert 'data-line="11">link' in post.xhtml
    assert '<p data-line="13">Last' in post.xhtml


def test_formula_that_cannot_be_read_is_reported_with_its_line_and_what_is_wrong() -> None:
    _, problems = parse("One\ntwo $x^2$\nthree $\\nonsense{x}$")
    assert [str(each) for each in problems] == [
        "2024-01-01-post.md:6: the formula $\\nonsense{x}$ cannot be read, so its source is shown:"
        " \\nonsense is not known\n  hint: write it with commands that LaTeX has"
    ]


def test_rule_that_is_off_leaves_dollars_alone() -> None:
    post, _ = parse("The square $x^2$.", frozenset(Rule) - {Rule.MATH})
    assert "$x^2$" in post.xhtml


@pytest.mark.parametrize("switch", ["math: true", "latex: yes", "mathjax: on", "math: katex"])
def test_switch_in_the_metadata_block_turns_formulas_on(switch: str) -> None:
    source = SourceFile(PurePosixPath("p.md"), f"---\n{switch}\n---\nThe number $n$.")
    post, _ = parse_post(source, "en")
    assert '<span class="math">n</span>' in post.xhtml


def test_switch_in_book_toml_turns_formulas_on_where_the_post_does_not_turn_them_off() -> None:
    for switch, words in [("toc: true", '<span class="math">n</span>'), ("math: false", "$n$")]:
        source = SourceFile(PurePosixPath("p.md"), f"---\n{switch}\n---\nThe number $n$.")
        post, _ = parse_post(source, "en", math=True)
        assert f"The number {words}." in post.xhtml


def test_title_has_its_formula_and_its_words_have_the_tex() -> None:
    source = SourceFile(PurePosixPath("p.md"), "---\ntitle: Sort in $O(n^2)$ steps\n---\nText.")
    post, _ = parse_post(source, "en")
    assert post.title == "Sort in O(n^2) steps"
    assert post.title_xhtml == 'Sort in <span class="math">O(n^2)</span> steps'


def test_mark_is_one_that_the_post_does_not_hold() -> None:
    post, _ = parse("A \U000f00000\U000f0000 sign and $x^2$.")
    assert '\U000f00000\U000f0000 sign and <span class="math">x^2</span>' in post.xhtml


def test_formula_in_raw_html_stays_in_its_element() -> None:
    post, _ = parse("<div>\n<b>$x^2$</b>\n</div>\n\n$$\ny\n$$\n")
    assert '<b><span class="math">x^2</span></b>' in post.xhtml
    assert '<div data-line="8" class="math">y</div>' in post.xhtml


@pytest.mark.parametrize(
    "piece",
    [
        "$",
        "$$",
        "$5 ",
        "$$ ",
        "$x ",
        r"\begin{align}",
        r"\ref{a} $",
        "\n\n$$",
        "`$`",
        "$x^",
        "$$\n",
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.perf_counter()
    find_formulas(text)
    assert time.perf_counter() - started < 5


def test_what_turns_out_to_be_code_is_shown_as_written() -> None:
    text = "$$x$$\n\n- a\n\n  ```\nb\n```\n\nWith $x^2$ and\n$$\ny\n$$\n"
    assert "<code>\nWith $x^2$ and\n$$\ny\n$$\n</code>" in parse(text)[0].xhtml
