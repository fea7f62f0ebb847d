"""Links to places within posts, by the rules of the sites that the posts were written for."""

from pathlib import Path

import pytest
from link_projects import build, fragment, problems

from bookc.slug import anchors_of_heading


@pytest.mark.parametrize(
    ("heading", "anchor", "target"),
    [
        ("What's new?", "whats-new", "whats-new"),  # GitHub
        ("A & B", "a-and-b", "a--b"),
        ("1. Intro: why", "1.-intro-why", "1-intro-why"),  # GitBook
        ("1. Intro", "id-1.-intro", "1-intro"),
        ("2. 비 Rain", "rain", "2-비-rain"),  # kramdown
        ("snake_case 비", "snake-case-", "snake_case-비"),  # goldmark
        ("Café au lait", "cafe-au-lait", "café-au-lait"),  # Python-Markdown
        ("Heavy Rain", "Heavy Rain", "heavy-rain"),  # as written
        ("Heavy Rain", "heavy_rain", "heavy-rain"),
        ("C++ & Rust!", "c-rust", "c--rust"),
    ],
)
def test_an_anchor_is_found_by_the_rule_of_any_generator(
    tmp_path: Path, heading: str, anchor: str, target: str
) -> None:
    files = {"content/a.md": f"[x](<b.md#{anchor}>)", "content/b.md": f"## {heading}\n\nx"}
    book = build(tmp_path, files)
    assert problems(book) == []
    assert f'href="post-b.xhtml#post-b--{target}"' in fragment(book, "post-a")


@pytest.mark.parametrize(
    ("anchor", "target"),
    [("1.-비", "1-비"), ("1.-비-1", "1-비-1"), ("1-비-1", "1-비-1")],
)
def test_headings_that_repeat_are_numbered_by_each_rule(
    tmp_path: Path, anchor: str, target: str
) -> None:
    text = f"## 1. 비\n\nx\n\n## 1. 비\n\n[x](#{anchor})"
    xhtml = fragment(build(tmp_path, {"content/a.md": text}), "post-a")
    assert f'href="post-a.xhtml#post-a--{target}"' in xhtml


def test_an_anchor_that_the_author_wrote_in_one_other_post_is_found_there(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](#note-7)", "content/b.md": '<a id="note-7"></a>Words.'}
    book = build(tmp_path, files)
    assert 'href="post-b.xhtml#post-b--note-7"' in fragment(book, "post-a")


def test_a_heading_of_another_post_is_not_what_an_anchor_alone_means(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](#summary)", "content/b.md": "## Summary\n\nx"}
    book = build(tmp_path, files)
    assert fragment(book, "post-a") == "<p>x</p>"
    assert problems(book) == ["content/a.md:5: there is no anchor #summary in content/a.md"]


def test_the_anchor_of_a_web_address_is_found_in_the_chapter(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](https://example.com/b/#heavy-rain)"}
    files["content/b.md"] = "## Heavy Rain\n\nx"
    book = build(tmp_path, files, 'url = "https://example.com"\n')
    assert 'href="post-b.xhtml#post-b--heavy-rain"' in fragment(book, "post-a")


def test_a_heading_without_letters_has_no_anchor_but_githubs() -> None:
    assert anchors_of_heading("...") == ("...",)
