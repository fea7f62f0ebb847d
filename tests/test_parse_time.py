"""No text takes longer to parse than its length explains, however it is written.

Each piece is what some rule looks for, repeated. A pattern that backtracks, or a search that starts
again at every hit, takes sixteen times as long for four times as much.
"""

import gc
import time
from pathlib import PurePosixPath

import pytest

from bookc.model import SourceFile
from bookc.parse.post import parse_post

LONGEST_SECONDS = 12
"""For 300 KB of nothing but one sign, on a slow machine; a post of that length takes a second."""
SIGNS = [
    *("[", "![", "](", "*", "_", "`", "<", "<a ", "{%", "{{", "$", "[[", "http://", "&", "|", ">"),
    *("- ", "~", "=", ":", "(", "<!--", "\\\\", "1", " ", "[]", "한"),
]
PIECES = [
    *("[", "]", "![", "](", "[[", "]]", "![[", "[x](", "[](", "[^", "[^1]", "[x]: ", "[a](b) "),
    *("*", "**", "_", "__", "`", "``", "~", "~~", "=", "==", "*a", "**가(", "_a", "a*", "`a"),
    *("<", ">", "</", "<a ", "<a", "<a>", "<div>", "<!--", "-->", "<T>", "</p>", "<i>x</i> "),
    *("<?", '<a b="', "<br>", "<svg>", "<math>", "<font color=1>x", "<b><p>"),
    *('<p markdown="1">', "<ul>", "{%", "%}", "{{", "}}", "{{<", "{%raw%}", "{: ", "{:.x}"),
    *("{#", "{/*", "{", "}", "{% if x %}", "$", "$$", "$a", "\\(", "&", "&#", "&amp;", "&nbsp;"),
    *("|", "| ", "|-", "> ", "- ", "-", "~s", ":", "::", ":::", ":a:", ":a", "(", ")", "()"),
    *("\\", "\\\\", "^", "^a", "^[", "%%", "!!!", "1", "1.", "1) ", " ", "\t", "  \t", "\xa0"),
    *("\u200b", ".", "-- ", "#", "# ", "@", "a@", "a.a@", "http://", "https://a", "www."),
    *("www.a.", "://", "//", "'", '"', "“", "한", "한 ", "漢", "a", "ﷺ", 'import a from "', "=== "),
    *("--8<-- ", "import ", "*[", "*[a]: ", "•", "…", "A B ", "Figure 1"),
]
LINES = [
    *("\n", " \n", "> \n", ">\n", "- \n", "- a\n", "1. a\n", "* a\n  ", "#\n", "## a\n", "a\n"),
    *("a\n\n", "```\n", "~~~\n", "---\n", "===\n", "a\n---\n", "    a\n", "\ta\n", "| a |\n"),
    *("|-|\n", "|\n", "<div>\n", "<div>\n\n", "</div>\n", '<div markdown="1">\n', "<!--\n"),
    *("<T>\n", "<svg>\n", "$$\n", ":::a\n", ":::\n", "!!! a\n", "??? a\n    b\n", '=== "a"\n'),
    *("> [!a]\n", ": a\n", "a\n: b\n", "[a]: b\n", "[^a]: b\n", "[^a]:\n", "*[a]: b\n"),
    '<div class="mermaid">\n',
    *("![a](b)\n", "*a*\n", "**a**\n", "%%\n", "^a\n", "{% a %}\n", "{{ a }}\n", "import a\n"),
    *("a: b\n", "---\na: b\n", "漢\n", "한\n", "\xa0\n", "\\\n", "<a id=x></a>\n", "`\n"),
    *("- [ ] a\n", "<details>\n", "<p>\n", "<td>\n", "<br>\n", "-- a\n", "<br>"),
]


def seconds(piece: str, size: int) -> float:
    """Return how long a text takes, without garbage of other tests, as in the job that parses."""
    text = piece * (size // len(piece))
    gc.disable()
    try:
        start = time.process_time()
        parse_post(SourceFile(PurePosixPath("post.md"), text), "en")
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_a_line_of_300_kb_takes_four_times_as_long_as_a_quarter_of_it(sign: str) -> None:
    quarter = seconds(sign, 75_000)
    assert seconds(sign, 300_000) < min(8 * quarter + 0.5, LONGEST_SECONDS)


@pytest.mark.parametrize("piece", [*PIECES, *LINES], ids=repr)
def test_time_grows_as_the_text_does(piece: str) -> None:
    seconds(piece, 500)
    assert seconds(piece, 32_000) < 8 * seconds(piece, 8_000) + 0.1


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        *(("<div>", "</div>"), ("<b>", "</b>"), ("<ul><li>", "</li></ul>"), ("<font size=1>", "")),
        *(("<table><tr><td>", "</td></tr></table>"), ("<x-y>", "</x-y>"), ("<button><p>", "")),
        *(("**a ", " b**"), ("> ", ""), ("- ", ""), ("~~a ", " b~~"), ("[a", "](b)")),
        *(("<math><mrow><mi>", "</mi></mrow></math>"), ("<svg><g><text>", "</text></g></svg>")),
        *(("<svg><foreignObject>", "</foreignObject></svg>"), ('<div markdown="1">', "</div>")),
    ],
)
def test_no_depth_of_nesting_stops_a_post_or_loses_a_word(opening: str, closing: str) -> None:
    text = opening * 3_000 + "WORD" + closing * 3_000
    start = time.process_time()
    post, _ = parse_post(SourceFile(PurePosixPath("post.md"), text), "en")
    assert "WORD" in post.xhtml
    assert time.process_time() - start < 5
