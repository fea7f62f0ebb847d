"""Boxes of all spellings: their lines, what is reported, and what is left out."""

import re
from pathlib import PurePosixPath

import pytest

from bookc.model import Rule, SourceFile
from bookc.parse.post import parse_post

ONE_BOX = {
    "alert": "> [!warning] T\n> Words.\n",
    "admonition": '!!! warning "T"\n    Words.\n',
    "container": ":::warning T\nWords.\n:::\n",
    "fence": '```warn header="T"\nWords.\n```\n',
    "component": '<Warning title="T">\nWords.\n</Warning>\n',
}


def xhtml_of(text: str, path: str = "post.md") -> str:
    return parse_post(SourceFile(PurePosixPath(path), text), "en")[0].xhtml


def problems_of(text: str, path: str = "post.md") -> list[tuple[int | None, str]]:
    dated = f"---\ntitle: T\ndate: 2024-01-01\n---\n{text}"
    _, problems = parse_post(SourceFile(PurePosixPath(path), dated), "en")
    return [(each.at.line, each.what) for each in problems]


@pytest.mark.parametrize("text", ONE_BOX.values(), ids=ONE_BOX)
def test_all_spellings_make_the_same_box(text: str) -> None:
    assert re.sub(r' data-line="\d+"', "", xhtml_of(text)) == (
        '<div class="alert alert-warning" role="note">\n'
        '<p class="alert-title">T</p>\n<p>Words.</p>\n</div>\n'
    )


@pytest.mark.parametrize("text", ONE_BOX.values(), ids=ONE_BOX)
def test_words_in_a_box_know_their_line(text: str) -> None:
    assert '<p data-line="4">Words.</p>' in xhtml_of(f"Above.\n\n{text}")


@pytest.mark.parametrize("text", ONE_BOX.values(), ids=ONE_BOX)
def test_a_sound_box_is_no_problem(text: str) -> None:
    assert problems_of(text) == []


def test_a_rule_that_is_off_leaves_the_text() -> None:
    source = SourceFile(PurePosixPath("post.md"), ":::note\nWords.\n:::\n")
    post, _ = parse_post(source, "en", rules=frozenset(Rule) - {Rule.CONTAINERS})
    assert "<p" in post.xhtml
    assert ":::note" in post.xhtml


def test_a_box_that_is_never_closed_is_reported() -> None:
    assert problems_of(":::note T\nWords.\n") == [(5, "the box :::note T is never closed")]


def test_an_end_without_a_box_is_reported() -> None:
    text = ":::note\nWords.\n:::\n\n:::\n"
    assert problems_of(text) == [(9, "::: closes no box, so it is left out")]


def test_boxes_deeper_than_any_author_writes_lose_no_words() -> None:
    text = ":::note\n" * 15 + "Words.\n" + ":::\n" * 15
    assert "Words." in xhtml_of(text)


@pytest.mark.parametrize("mark", ["> ", "- ", "> - "])
@pytest.mark.parametrize("depth", [25, 200])
def test_blocks_deeper_than_any_author_writes_lose_no_words(mark: str, depth: int) -> None:
    assert "Words." in xhtml_of(mark * depth + "Words.\n")


def test_a_component_that_shows_nothing_is_reported() -> None:
    what = "component <Chart /> has nothing that a book could show"
    assert problems_of("Words.\n\n<Chart data={[1]} />\n", "post.mdx") == [(7, what)]
    assert problems_of("Words <Chart data={[1]} />\n", "post.mdx") == [(5, what)]


def test_children_of_components_know_their_lines() -> None:
    text = "<Tabs>\n  <TabItem label='a'>\n\n  One.\n\n    - two\n  </TabItem>\n</Tabs>\n"
    assert re.findall(r'data-line="(\d+)">(\w+)', xhtml_of(text, "post.mdx")) == [
        ("4", "One"),
        ("6", "two"),
    ]


def test_lines_below_a_program_are_those_of_the_file() -> None:
    text = "import a from 'b'\n\nexport const c = {\n\n}\n\n{/* d\n */}\n\nWords.\n"
    assert '<p data-line="10">Words.</p>' in xhtml_of(text, "post.mdx")


def test_an_unclosed_fence_in_a_box_is_reported_on_its_line() -> None:
    what = "code block opened with ``` is never closed"
    assert problems_of(":::note\n\n```js\nf()\n") == [
        (5, "the box :::note is never closed"),
        (7, what),
    ]
