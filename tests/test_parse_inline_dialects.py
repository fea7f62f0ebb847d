"""Dialects within a line: when they are on, what they report, and on which lines things stay."""

import time
from pathlib import PurePosixPath

import pytest

from bookc.model import Collection, Post, Problem, Rule, SourceFile
from bookc.parse.dialects import MARKS, find_dialects
from bookc.parse.post import parse_post
from bookc.xhtml import line_of, parse_fragment, text_of

HEAD = "---\ntitle: T\ndate: 2023-05-14\n---\n"
EVERY_RULE = frozenset(Rule)


def parse(text: str, rules: frozenset[Rule] = EVERY_RULE) -> tuple[Post, tuple[Problem, ...]]:
    """Parse a post whose text begins on line 5."""
    return parse_post(SourceFile(PurePosixPath("a.md"), HEAD + text), "en", rules=rules)


def rules_of(text: str) -> frozenset[Rule]:
    """Return the rules that are on in a collection of one post."""
    posts = (SourceFile(PurePosixPath("a.md"), text),)
    return find_dialects(Collection(posts=posts, front=(), back=(), files={}), {}).rules


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule.ABBREVIATIONS, "HTML\n\n*[HTML]: x"),
        (Rule.ATTRIBUTES, "Words. {: .lead}"),
        (Rule.ATTRIBUTES, "Words. {#name}"),
        (Rule.BLOCK_IDS, "Words. ^name"),
        (Rule.DEFINITION_LISTS, "Rain\n: water"),
        (Rule.EMOJI, ":tada:"),
        (Rule.FOOTNOTES, "Words[^1].\n\n[^1] x"),
        (Rule.MARKS, "==words=="),
        (Rule.PERCENT_COMMENTS, "%%words%%"),
        (Rule.TASK_LISTS, "- [x] words"),
        (Rule.WIKILINKS, "[[words]] ![[words]]"),
    ],
)
def test_without_its_rule_a_sign_is_text(rule: Rule, text: str) -> None:
    post, _ = parse(text, EVERY_RULE - {rule})
    assert text_of(parse_fragment(post.xhtml)) == " ".join(text.removeprefix("- ").split())


def test_without_its_rule_no_line_is_a_caption() -> None:
    post, _ = parse("![a](a.png)\n*Words*", EVERY_RULE - {Rule.CAPTIONS})
    assert "figcaption" not in post.xhtml
    assert "<em>Words</em></p>" in post.xhtml


@pytest.mark.parametrize(
    ("rule", "mark", "other"),
    [
        (Rule.ABBREVIATIONS, "x\n\n*[HTML]: HyperText\n", "*[HTML] and *x*: y"),
        (Rule.BLOCK_IDS, "See [[Note#^37066d]].", "x ^2 and ^name"),
        (Rule.DEFINITION_LISTS, "Rain\n: water\n", "Rain:\n\n:smile: and : x"),
        (Rule.MARKS, "It is ==so==.", "a == b == c, a==b && c==d, x\n====="),
        (Rule.PERCENT_COMMENTS, "x\n%%hidden%%\n", "100%%, 50%% of it, %%timeit"),
        (Rule.WIKILINKS, "See [[Rain]].", "[[Bug #1]](url) [[1, 2], [3]] [[ -f x ]]"),
    ],
)
def test_a_rule_is_on_if_a_post_bears_its_mark(rule: Rule, mark: str, other: str) -> None:
    assert rule in rules_of(mark)
    assert rule not in rules_of(other)


@pytest.mark.parametrize(
    ("rule", "mark"),
    [
        (Rule.MARKS, "==so=="),
        (Rule.MDX, "import a from 'b'"),
        (Rule.PERCENT_COMMENTS, "%%hidden%%"),
        (Rule.SHORTCODES, '{{< figure src="a.png" >}}'),
        (Rule.TEMPLATE_TAGS, "{% raw %}"),
        (Rule.WIKILINKS, "[[Rain]]"),
    ],
)
def test_a_mark_in_code_turns_no_rule_on(rule: Rule, mark: str) -> None:
    told = f"Write `{mark}`, or\n\n```\n{mark}\n```\n\nor\n\n    {mark}\n"
    assert rule not in rules_of(told)
    assert rule in rules_of(f"{told}\n{mark}\n")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule.CODE_INCLUDES, "```rust\n{{#include a.rs}}\n```"),
        (Rule.FENCED_BOXES, "```smart\nWords.\n```"),
    ],
)
def test_a_mark_of_code_itself_turns_its_rule_on(rule: Rule, text: str) -> None:
    assert rule in rules_of(text)


def test_what_follows_a_comment_stays_on_its_line() -> None:
    post, _ = parse("%%\nhidden\n\nhidden\n%%\n\nText.")
    assert [line_of(each) for each in parse_fragment(post.xhtml)] == [11]
    assert post.tally.removed == {"comment": 5}


def test_the_source_of_a_quote_is_on_its_own_line() -> None:
    post, _ = parse(">\none\ntwo\n-- Somebody\n\nText.")
    assert [line_of(each) for each in parse_fragment(post.xhtml).iter("p")] == [6, 8, 10]


def test_a_wikilink_knows_its_line() -> None:
    post, _ = parse("One\n[[two]]")
    assert [line_of(each) for each in parse_fragment(post.xhtml).iter("a")] == [6]


def test_a_note_that_nothing_refers_to_is_reported_and_counted() -> None:
    post, problems = parse("Text.\n\n[^x]: Unused.")
    assert [str(each).partition("\n")[0] for each in problems] == [
        "a.md:7: footnote [^x] is never referred to, so it is left out"
    ]
    assert post.tally.removed == {"unused footnote": 1}


@pytest.mark.parametrize(
    "text",
    [
        "![a](a.png)\nFigure 1: *words* and [a link](b.md)",
        "![a](a.png)\n\n그림 1. 구조[^1]\n\n[^1]: 주",
        "> Words\n> -- *Somebody*, [a book](b.md)",
        "Rain\n: water ^name\n\n==marked== :tada: HTML\n\n*[HTML]: x",
        "| a |\n|---|\n| 1 | 2 | *3* |",
        "1. a\n  - b [[c]]\n    ![[d.png]]\n2. e",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    assert parse(text)[0].tally.lost == ()


def test_a_table_of_two_thousand_cells_is_whole() -> None:
    rows = [f"| {row} | a{row} | b{row} | c{row} |" for row in range(500)]
    post, _ = parse("\n".join(("| n | a | b | c |", "|---|---|---|---|", *rows)))
    cells = [text_of(each) for each in parse_fragment(post.xhtml).iter("td")]
    assert cells == [f"{name}{row}" for row in range(500) for name in ("", "a", "b", "c")]


def test_a_table_with_a_cell_of_two_thousand_letters_is_whole() -> None:
    words = "word " * 400
    post, _ = parse(f"| a | b |\n| - | - |\n| {words} | `x \\| y` |")
    cells = [text_of(each) for each in parse_fragment(post.xhtml).iter("td")]
    assert cells == [words.strip(), "x | y"]


@pytest.mark.parametrize("rule", MARKS)
@pytest.mark.parametrize(
    "sign", ["[[", "[[a|", "==a", "%%a ", "*[a", ": a\n", "{{", "`", "<a ", " "]
)
def test_a_mark_is_looked_for_in_no_time(rule: Rule, sign: str) -> None:
    text = sign * (300_000 // len(sign))
    start = time.perf_counter()
    MARKS[rule].search(text)
    assert time.perf_counter() - start < 2
