"""Sections whose links are resolved in their text are what a tree would make them."""

from pathlib import Path

import pytest
from link_projects import build, problems

from bookc.links import resolve
from bookc.model import Book

TORTURE = Path(__file__).parent / "torture"
POSTS = {
    "links.md": "[b](b.md), [its part](b.md#part), <https://a.org/?a=1&b>, [*c*](mailto:a@b.c)\n\n"
    "## Part\n\n[up](#part), [an anchor that is not there](b.md#parts)\n",
    "b.md": '# B\n\n## Part\n\n| a | [b](links.md) |\n|---|---|\n| `<a href="x">` | 1 &lt; 2 |\n',
    "pictures.md": "![a \"quoted\" & <odd> one](odd%20&%20'name'.png)\n\n[![img](a.png)](b.md)\n\n"
    '<p data-line="x">![A cat](a.png "title > all")</p>\n\n```html\n<img src="a.png">\n```\n',
    "words.md": "[a file](a.zip), [nothing](), [none](none.md) and ![A dog](none.png)\n",
    "mixed.md": "[b](b.md) and ![A dog](https://a.org/dog.png)\n\n![photo.jpg](a.png)\n",
    "brackets.md": "[[b]] and [b](b.md)\n",
    "drawn.md": '<svg xmlns="http://www.w3.org/2000/svg"><a href="b.md"><path d=""/></a></svg>\n',
    "formula.md": '$a < b$ and [b](b.md): $$\n\\text{<a href="b.md">}\n$$\n',
}
FILES = {"a.png": "", "odd & 'name'.png": "", "a.zip": ""}


def in_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "resolve_as_written", lambda *given: None)


def without_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no section of which text is enough be parsed."""
    monkeypatch.delattr(resolve, "parse_fragment")


def texts(book: Book) -> dict[str, str]:
    return {section.name: section.xhtml for section in book.sections()}


def test_text_and_tree_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "[markdown]\nmath = true\n"
    as_written = build(tmp_path, POSTS | FILES, settings)
    in_trees(monkeypatch)
    parsed = build(tmp_path, POSTS | FILES, settings)
    assert texts(as_written) == texts(parsed)
    assert problems(as_written) == problems(parsed)
    assert len(as_written.problems) > len(POSTS) / 2


def test_text_and_tree_come_to_the_same_in_the_torture_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = {
        file.relative_to(TORTURE).as_posix(): file.read_text(encoding="utf-8")
        for file in TORTURE.rglob("*.md")
    }
    as_written = build(tmp_path, posts)
    in_trees(monkeypatch)
    parsed = build(tmp_path, posts)
    assert len(posts) > 5
    assert texts(as_written) == texts(parsed)
    assert problems(as_written) == problems(parsed)


@pytest.mark.parametrize("name", ["links.md", "b.md", "pictures.md"])
def test_what_stays_a_link_or_a_picture_needs_no_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    without_trees(monkeypatch)
    others = {each: POSTS[each] for each in ("links.md", "b.md")}
    build(tmp_path, {**others, name: POSTS[name]} | FILES)


@pytest.mark.parametrize("name", ["words.md", "mixed.md"])
def test_what_becomes_words_needs_a_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    without_trees(monkeypatch)
    with pytest.raises(NameError):
        build(tmp_path, {"b.md": POSTS["b.md"], name: POSTS[name]} | FILES)
