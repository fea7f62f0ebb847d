"""Where a line may not break: inside a Korean word, whatever it is made of."""

from dataclasses import replace

import pypdfium2
import pytest
from test_render_tables import layout_input

from bookc.pdf.engine import read_document
from bookc.pdf.layout import paint
from bookc.pdf.words import keep_units, keep_words_whole


def joined(body: str, *, but_in_paragraphs: bool = False) -> str:
    """Return the text of a body with `+` where a word joiner was put."""
    root = read_document(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    keep_words_whole(root, but_in_paragraphs=but_in_paragraphs)
    return "".join(root.itertext()).replace("\u2060", "+")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>비가 온다</p>", "비+가 온+다"),
        ("<p>AWS를 쓴다</p>", "AWS+를 쓴+다"),
        ("<p><strong>용어(term)</strong>은</p>", "용+어+(term)+은"),
        ("<p><strong>관찰</strong>은</p>", "관+찰+은"),
        ("<p>관<em>찰</em></p>", "관+찰"),
        ("<p>plain words, 漢字と仮名</p>", "plain words, 漢字と仮名"),
        ("<p>비</p><p>눈</p>", "비눈"),
        ("<p>비<br/>눈</p>", "비눈"),
        ("<pre><code>한글 주석</code></pre>", "한글 주석"),
    ],
)
def test_letters_of_a_korean_word_are_joined(body: str, text: str) -> None:
    assert joined(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>비가 많이 온다</p>", "비가 많이 온+다"),
        ("<p>비가 <em>많이 온다</em></p>", "비가 많이 온+다"),
        ("<p><code>rain</code>이라는 비가 온다. </p>", "rain이라는 비가 온+다. "),
        ("<ul><li>비가 온다<ul><li>눈이 온다</li></ul></li></ul>", "비가 온다눈이 온+다"),
        ("<ul><li><p>비가 온다</p><p>눈이 온다</p></li></ul>", "비가 온+다눈이 온+다"),
        ("<h2>비가 온다</h2>", "비+가 온+다"),
        ("<table><tr><td><p>비가 온다</p></td></tr></table>", "비+가 온+다"),
    ],
)
def test_syllables_may_part_in_running_text_but_for_the_last_word(body: str, text: str) -> None:
    assert joined(body, but_in_paragraphs=True) == text


@pytest.mark.parametrize(
    ("before", "text"), [("雨。", "雨。+1"), ("rain", "rain+1"), ("rain ", "rain 1"), ("", "1")]
)
def test_the_mark_of_a_note_stays_with_what_it_is_behind(before: str, text: str) -> None:
    assert joined(f'<p>{before}<sup class="footnote-ref"><a>1</a></sup></p>') == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("um 95 % mehr", "um 95 +% mehr"),
        ("비가 12.5 mm가 왔다", "비가 12.5 +mm가 왔다"),
        ("at 20 °C, 16 GiB and 80 km/h", "at 20 +°C, 16 +GiB and 80 +km/h"),
        ("in 2024 more fell", "in 2024 more fell"),
        ("5 mmols or 3 x", "5 mmols or 3 x"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, kept: str) -> None:
    root = read_document(f'<html xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></html>')
    keep_units(root)
    assert "".join(root.itertext()).replace("\u2060", "+") == kept


@pytest.mark.parametrize("width_pt", range(60, 140, 3))
def test_no_line_ends_between_a_number_and_its_unit(width_pt: int) -> None:
    rules = f"p {{ font: 10pt S; width: {width_pt}pt; text-align: justify }}"
    page = layout_input(f"<p>{'um 95 % mehr als 12 mm. ' * 8}</p>")
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    text = "\n".join(each.get_textpage().get_text_bounded() for each in pdf)
    assert [line for line in text.splitlines() if line.split()[-1] in ("95", "12")] == []
