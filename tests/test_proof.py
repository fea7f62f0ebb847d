"""Nothing is lost: what a post says is looked for in the finished files."""

import shutil
from pathlib import Path

import pytest

import bookc
from bookc.blocks import Block, letters, lost_blocks

THEME = Path(__file__).parents[1] / "themes" / "notes"
POST = """---
title: Rain
date: 2023-05-14
---

It began before noon, and nobody had brought an umbrella to the talk.

- The first item of the list
- The second item of the list, **with** a [link](https://example.org/)

## 멱등성은 무엇인가

| A head | Another |
|---|---|
| a cell | the last cell |
"""
LOST = "The second item of the list"


def project(folder: Path, *, losing: str = "") -> Path:
    """Make a project whose theme takes a text out of every chapter."""
    (folder / "rain.md").write_text(POST, encoding="utf-8")
    shutil.copytree(THEME, folder / "themes" / "notes")
    template = folder / "themes" / "notes" / "templates" / "chapter.xhtml.j2"
    whole = template.read_text(encoding="utf-8")
    cut = whole.replace("section.body", f"section.body | replace('{losing}', '') | safe")
    template.write_text(cut if losing else whole, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["epub", "pdf"])
def test_a_block_that_the_renderer_loses_fails_the_build_and_is_named(
    tmp_path: Path, kind: str
) -> None:
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(project(tmp_path, losing=LOST), formats=[kind], workers=1)
    (problem,) = failure.value.problems
    assert str(problem.at) == "rain.md:9"
    assert problem.what.startswith(f"lost on the way into the {kind.upper()}: li '{LOST}")
    assert not list((tmp_path / "dist").glob("*.*"))


def test_a_book_that_lost_nothing_is_written(tmp_path: Path) -> None:
    assert len(bookc.build(project(tmp_path), workers=1).outputs) == 2


def test_a_chapter_is_proved_again_only_if_it_was_laid_out_anew(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    for text in ("", "", "And it went on.\n"):
        (project(tmp_path) if not steps else tmp_path).joinpath("sun.md").write_text(
            f"---\ntitle: Sun\ndate: 2023-05-15\n---\n\nIt shone. {text}", encoding="utf-8"
        )
        bookc.build(tmp_path, formats=["pdf"], workers=1, progress=lambda *step: steps.append(step))
    proved = [done for what, done, _ in steps if what == "chapters proved"]
    assert proved == [0, 1, 2, 2, 1, 2]


def test_letters_are_the_same_however_a_text_is_set() -> None:
    assert letters("exam-\nple of the ﬁrst 12 쪽") == letters("Example of the first 12쪽")


@pytest.mark.parametrize(
    ("text", "lost"),
    [("before the opening … and closing", 0), ("the opening", 1), ("and closing", 1), ("", 1)],
)
def test_a_block_is_lost_if_either_end_of_it_is(text: str, lost: int) -> None:
    block = Block("p", "a.md", 1, "", letters("the opening"), letters("and closing"))
    assert len(list(lost_blocks([block], letters(text)))) == lost
