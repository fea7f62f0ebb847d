"""What no line of an EPUB may break; brackets stand around each."""

import re

import pytest

from bookc.render.whole_words import WHOLE, keep_words_whole
from bookc.xhtml import parse_fragment, serialise_fragment


def kept(xhtml: str) -> str:
    root = parse_fragment(xhtml)
    keep_words_whole(root)
    return re.sub(rf'<span class="{WHOLE}">([^<]*)</span>', r"[\1]", serialise_fragment(root))


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("git commit --amend -m x", "git commit [--amend] [-m] x"),
        ("max-age=60, stale", "[max-age=60,] stale"),
        ("curl --fail-with-body", "curl [--fail]-with-body"),
        ("stale-while-revalidate", "stale-while-revalidate"),
        ("a - 1 -- rain", "a - 1 -- rain"),
        ("x = y", "x = y"),
        ("f() -&gt; int --&gt; x", "f() [-&gt;] int [--&gt;] x"),
    ],
)
def test_options_and_short_names_with_hyphens_stay_whole(code: str, marked: str) -> None:
    assert kept(f"<p><code>{code}</code></p>") == f"<p><code>{marked}</code></p>"


def test_words_in_elements_and_behind_them_stay_whole() -> None:
    assert kept("<code>-v <b>a-b c</b> --all</code> and-so on-and") == (
        "<code>[-v] <b>[a-b] c</b> [--all]</code> and-so on-and"
    )


def test_long_lines_of_a_listing_keep_words_and_short_lines_need_not() -> None:
    line = '<pre><code><span class="code-line{}">ls --all<wbr/></span></code></pre>'
    assert kept(line.format(" code-line-long")) == (
        line.format(" code-line-long").replace("--all", "[--all]")
    )
    assert kept(line.format("")) == line.format("")


def test_a_comment_takes_its_sign_along_to_the_next_line() -> None:
    line = (
        '<pre><code><span class="code-line code-line-long">x = 1 <span class="code-comment">'
        "{}</span></span></code></pre>"
    )
    assert kept(line.format("# 비가 온다 # x")) == line.format("[# 비가] 온다 # x")
    assert kept(line.format("//x")) == line.format("//x")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("95 % of 1,024.5 MB in 20 min", "[95 %] of [1,024.5 MB] in [20 min]"),
        ("a 5 % b", "a [5 %] b"),
        ("20 minutes, v1.5 m, 3 sets, 7 x", "20 minutes, v1.5 m, 3 sets, 7 x"),
        ("<em>12.5 mm</em> and 3 km<b>x</b>", "<em>[12.5 mm]</em> and [3 km]<b>x</b>"),
        ("<code>5 s</code> 5 s", "<code>5 s</code> [5 s]"),
        ("a <!-- 5 s --> 5 s<br/>", "a <!-- 5 s --> 5 s<br/>"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(text: str, marked: str) -> None:
    assert kept(f"<p>{text}</p>") == f"<p>{marked}</p>"


def test_a_cell_may_be_too_narrow_for_whole_words() -> None:
    cell = "<table><tbody><tr><td><code>--all</code></td></tr></tbody></table>"
    assert kept(cell) == cell
