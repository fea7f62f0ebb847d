"""Listings on their way into both files: kinds of words, labels, lines to look at, long lines."""

import re
import time
from pathlib import Path

import pypdfium2
import pytest
from pygments.lexers.python import PythonLexer

from bookc.jobs import FileInput
from bookc.model import Medium
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out, paint
from bookc.render.code import NARROW_COLUMNS, columns_of, set_code
from bookc.render.code_tokens import label_of, runs_of
from bookc.render.colour import contrast
from bookc.xhtml import parse_fragment, raw_text_of, serialise_fragment

NOTES = Path(__file__).parents[1] / "themes" / "notes"
MONO = NOTES / "fonts" / "BookcMono-Regular.ttf"
HAN = NOTES / "fonts" / "BookcHan-Regular.otf"
STYLESHEET = """
@font-face { font-family: M; src: url("fonts/M.ttf") }
@font-face { font-family: H; src: url("fonts/H.otf") }
@page { size: 300pt 200pt; margin: 20pt }
pre { font: 10pt/1.5 M, H; white-space: pre-wrap }
"""
FONTS = (("fonts/M.ttf", FileInput(MONO, "m")), ("fonts/H.otf", FileInput(HAN, "h")))


def rendered(
    code: str,
    language: str = "",
    *,
    marked: str = "",
    medium: Medium = Medium.PAGED,
    columns: int = 60,
) -> str:
    on_pre = f' data-language="{language}"' if language else ""
    on_pre += f' data-highlight="{marked}"' if marked else ""
    text = code.replace("&", "&amp;").replace("<", "&lt;")
    root = parse_fragment(f"<pre{on_pre}><code>{text}</code></pre>")
    set_code(root, medium, columns)
    return serialise_fragment(root)


def lines_of(xhtml: str) -> list[str]:
    """Return the classes of each line that is an element of its own."""
    return re.findall(r'<span class="(code-line[^"]*)"', xhtml)


def layout_input(xhtml: str) -> LayoutInput:
    document = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="ko"><head><title>t</title></head>'
        f"<body>{xhtml}</body></html>"
    )
    return LayoutInput("one", document, STYLESHEET, (), FONTS)


def test_words_are_told_apart_by_kind() -> None:
    assert rendered("return 1  # x\n", "python") == (
        '<pre data-language="python" data-label="Python"><code>'
        '<span class="code-keyword">return</span> <span class="code-number">1</span>'
        '  <span class="code-comment"># x</span>\n</code></pre>'
    )


@pytest.mark.parametrize("language", ["", "text", "nosuchlanguage"])
def test_language_that_is_not_known_stays_plain(language: str) -> None:
    assert "<span" not in rendered("return 1\n", language)


@pytest.mark.parametrize(
    ("language", "label"),
    [("js", "JavaScript"), ("sh", "Shell"), ("TSX", "TSX"), ("mylang", "mylang"), ("txt", "")],
)
def test_label_is_the_name_of_the_language(language: str, label: str) -> None:
    assert label_of(language) == label


@pytest.mark.parametrize(
    "code",
    ["\n\n  x = 1\n\n", "no line end", "\tindented\n", "a\x0cb\n", "'unclosed\n한글 漢字\n", ""],
)
@pytest.mark.parametrize("language", ["python", "html", "json", "diff", "console"])
@pytest.mark.parametrize("columns", [3, 60])
def test_every_letter_of_a_listing_stays(code: str, language: str, columns: int) -> None:
    if "\x0c" in code:
        assert "".join(text for _, text in runs_of(code, language)) == code
        return
    xhtml = rendered(code, language, columns=columns, marked="1")
    assert raw_text_of(parse_fragment(xhtml)) == code


def test_lines_that_the_author_names_are_marked() -> None:
    lines = lines_of(rendered("a\nb\nc\nd\n", marked="2,4-9"))
    plain, marked = "code-line", "code-line code-line-marked"
    assert lines == [plain, marked, plain, marked]


def test_listing_without_a_long_or_a_marked_line_has_no_elements_for_lines() -> None:
    assert not lines_of(rendered("short\n" * 9, columns=20))


def test_long_line_hangs_behind_its_own_indentation() -> None:
    assert lines_of(rendered(f"a\n    {'b' * 30}\n", columns=20)) == [
        "code-line",
        "code-line code-line-long code-depth-4",
    ]


def test_hangul_counts_as_two_columns() -> None:
    assert lines_of(rendered("가" * 11, columns=20))
    assert not lines_of(rendered("a" * 11, columns=20))


def test_first_line_keeps_away_from_the_label() -> None:
    assert lines_of(rendered("b" * 18, "python", columns=20))
    assert not lines_of(rendered("b" * 18, columns=20))


def test_telephone_has_less_room_than_a_page() -> None:
    line = "b" * 45
    assert lines_of(rendered(line, medium=Medium.REFLOWABLE))
    assert not lines_of(rendered(line, medium=Medium.PAGED))


def test_columns_follow_from_the_size_of_code() -> None:
    assert columns_of(112, {"code_size": 7.5}) > columns_of(112, {"code_size": 12})
    assert columns_of(112, {}) == columns_of(112, {"code_size": 10})


def test_elements_that_the_author_put_into_a_listing_stay() -> None:
    xhtml = '<pre><code>a <b>b</b></code></pre><pre data-highlight="1">a</pre>'
    root = parse_fragment(xhtml)
    set_code(root, Medium.PAGED, 1)
    assert serialise_fragment(root) == xhtml.replace(' data-highlight="1"', "")


def test_line_of_thousands_of_letters_is_not_read() -> None:
    assert runs_of("x = 1;" * 1000, "js") == (("", "x = 1;" * 1000),)


def test_hangul_and_han_are_as_wide_as_two_letters_on_a_page() -> None:
    xhtml = "<pre><code>abcd|\n가나|\n漢字|\n──ab|\n</code></pre>"
    page = pypdfium2.PdfDocument(paint(layout_input(xhtml)))[0].get_textpage()
    bars = [at for at in range(page.count_chars()) if page.get_text_range(at, 1) == "|"]
    edges = [page.get_charbox(at)[0] for at in bars]
    assert len(edges) == 4
    assert edges == pytest.approx([edges[0]] * 4, abs=0.05)


def test_lines_that_are_elements_are_as_many_as_were_written() -> None:
    plain = "<pre><code>a\n\nb\n</code></pre><h1 id='end'>x</h1>"
    lines = "".join(f'<span style="display: block">{each}\n</span>' for each in ("a", "", "b"))
    of_elements = f"<pre><code>{lines}</code></pre><h1 id='end'>x</h1>"
    places = [lay_out(layout_input(each))[1]["anchors"]["end"] for each in (plain, of_elements)]
    assert places[0] == pytest.approx(places[1], abs=0.5)


def colours(sheet: str) -> dict[str, str]:
    css = (NOTES / sheet).read_text(encoding="utf-8")
    found = re.findall(r"\.code-(\w+) \{ color: (#\w{6})", css)
    found += re.findall(
        r'\("(keyword|name|string|number|comment|inserted|deleted)", "(#\w{6})"', css
    )
    return dict(found)


@pytest.mark.parametrize("kind", ["keyword", "name", "string", "number", "comment", "deleted"])
def test_colours_of_code_can_be_read_in_print_and_by_day_and_by_night(kind: str) -> None:
    assert contrast(colours("paged.css")[kind], "#dbe2e7") >= 4.5  # the ground of a marked line
    assert contrast(colours("reflowable.css")[kind], "#ffffff") >= 4.5
    assert contrast(colours("reflowable.css")[kind], "#000000") >= 4.5


def test_listings_take_little_more_than_pygments_does() -> None:
    part = "def f(x):\n    return [g(x, 'text', 42) for _ in range(10)]  # why\n\n\n" * 3
    listings = [f"{part}# {number}\n" for number in range(1000)]
    started = time.process_time()
    for listing in listings:
        list(PythonLexer().get_tokens(listing))
    lexed = time.process_time()
    for listing in listings:
        rendered(listing, "python", columns=40)
    assert time.process_time() - lexed < 3 * (lexed - started)  # it is 1.6


NAME = "rain.clouds.and_snow.hills"
OFFERED = "rain.|clouds.|and_|snow.|hills"


@pytest.mark.parametrize(
    ("line", "in_epub", "in_print"),
    [
        (f"    {NAME} = 1", OFFERED, "rain.clouds.and_snow.|hills"),
        (f"{NAME} = 0.00002", NAME, NAME),
        (f"f = {NAME}.mist.fog", f"{OFFERED}.|mist.|fog", NAME),
    ],
    ids=["where its indentation leaves no room", "not where it has room", "behind another"],
)
def test_word_that_no_line_has_room_for_may_be_broken_behind_its_signs(
    line: str, in_epub: str, in_print: str
) -> None:
    def broken(medium: Medium) -> str:
        return rendered(f"{line}\n", medium=medium, columns=NARROW_COLUMNS).replace("<wbr/>", "|")

    assert in_epub in broken(Medium.REFLOWABLE)
    assert in_print in broken(Medium.PAGED)


def test_word_of_several_kinds_may_be_broken_behind_the_bracket_of_a_call() -> None:
    line = f'{" " * 16}raise RuntimeError(f"gave up")\n'
    broken = rendered(line, "python", medium=Medium.REFLOWABLE).replace("<wbr/>", "|")
    assert re.sub("<[^>]*>", "", broken).strip() == 'raise RuntimeError(|f"gave up")'
