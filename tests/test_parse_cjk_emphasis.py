import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bookc.parse.cjk_emphasis import cjk_emphasis

SPECIFICATION = Path(__file__).parent / "markdown" / "commonmark.json"
PLAIN = MarkdownIt().enable("strikethrough")
WITH = MarkdownIt().enable("strikethrough").use(cjk_emphasis)

MARKS = [
    "*",
    "**",
    "***",
    "~~",
    "_",
    "`",
    "(",
    ")",
    '"',
    "'",
    ".",
    " ",
    "\n",
    "a",
    "é",
    "1",
    "“",
    "[x]",
]
LETTERS = ["가", "漢", "か", "ㄅ", "、", "」", "\uff08", "ｱ", "𠀀"]


def test_every_example_of_the_commonmark_specification_is_as_it_was() -> None:
    plain, plugged = MarkdownIt(), MarkdownIt().use(cjk_emphasis)
    examples = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    assert len(examples) == 652
    assert [each for each in examples if plain.render(each) != plugged.render(each)] == []


@given(st.lists(st.sampled_from(MARKS)).map("".join))
def test_text_without_cjk_letters_is_as_it_was(text: str) -> None:
    assert WITH.render(text) == PLAIN.render(text)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(("mark", "tag"), [("**", "strong"), ("*", "em"), ("~~", "s")])
@pytest.mark.parametrize("inside", ["x(y)", "(x)y", '"x"', "x.", "`x`", "$x"])
def test_emphasis_may_touch_a_cjk_letter(letter: str, mark: str, tag: str, inside: str) -> None:
    rendered = WITH.renderInline(f"{letter}{mark}{inside}{mark}{letter}")
    assert rendered.startswith(f"{letter}<{tag}>")
    assert rendered.endswith(f"</{tag}>{letter}")


@pytest.mark.parametrize("letter", LETTERS)
def test_a_blank_inside_still_makes_no_emphasis(letter: str) -> None:
    assert "<strong>" not in WITH.renderInline(f"{letter}** x **{letter}")


@given(st.lists(st.sampled_from([*MARKS, *LETTERS])).map("".join))
def test_no_letter_is_lost(text: str) -> None:
    kept = [letter for letter in text if letter in LETTERS]
    shown = unquote(WITH.render(text))  # those in the address of a link, too
    assert [letter for letter in shown if letter in LETTERS] == kept
