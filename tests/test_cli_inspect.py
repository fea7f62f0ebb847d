"""The commands that look at a project and make no book: `inspect` and `outline`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starters import STARTERS, starter

from bookc.cli import main


def project(folder: Path, **files: str) -> Path:
    """Make a project; `a__b` is the file a/b.md."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def shown(command: str, folder: Path, *options: str) -> str:
    result = CliRunner().invoke(main, [command, str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(command: str, folder: Path) -> Any:
    return json.loads(shown(command, folder, "--json"))


def group(text: str, heading: str) -> list[str]:
    """Return the lines below a heading of an inspection."""
    below = text.partition(f"\n{heading}\n")[2].partition("\n\n")[0]
    return [line.strip() for line in below.splitlines()]


POST = "---\ntitle: Rain\ndate: 2023-05-14\ntags: [a]\n---\n\n"


@pytest.mark.parametrize("name", STARTERS)
def test_inspect_names_the_generator_of_a_starter(name: str) -> None:
    assert group(shown("inspect", starter(name)), "Site")[0] == STARTERS[name]


def test_inspect_says_where_the_evidence_stands(tmp_path: Path) -> None:
    (tmp_path / "Gemfile").write_text('# gems\ngem "jekyll"\n', encoding="utf-8")
    found = as_json("inspect", project(tmp_path, **{"_posts__2023-01-01-a": "Words."}))
    assert found["site"]["evidence"] == [{"what": "it needs the gem jekyll", "at": "Gemfile:2"}]


def test_inspect_says_where_posts_pictures_and_site_root_are(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('title = "T"\n', encoding="utf-8")
    (tmp_path / "static" / "img").mkdir(parents=True)
    (tmp_path / "static" / "img" / "a.png").touch()
    text = shown("inspect", project(tmp_path, content__posts__a=POST + "Words."))
    assert group(text, "Posts") == ["1 in content"]
    assert group(text, "Pictures") == ["1 in static/img"]
    assert "static" in group(text, "Served as /")


def test_inspect_counts_keys_and_languages(tmp_path: Path) -> None:
    folder = project(tmp_path, a=POST + "Words.", b="---\ntitle: 비\n---\n\n비가 왔다.\n")
    text = shown("inspect", folder)
    assert group(text, "Metadata keys") == ["title 2, date 1, tags 1"]
    assert group(text, "Languages") == ["en 1, ko 1"]


def test_inspect_names_the_file_that_switched_a_dialect_on(tmp_path: Path) -> None:
    folder = project(tmp_path, a="Words.", b="# B\n\nSee [[a]].\n")
    rules = {each["rule"]: each for each in as_json("inspect", folder)["rules"]}
    assert rules["wikilinks"]["is_on"]
    assert rules["wikilinks"]["at"] == "b.md:3"


def test_inspect_says_what_book_toml_switches(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[markdown]\nmath = false\n", encoding="utf-8")
    rules = {
        each["rule"]: each for each in as_json("inspect", project(tmp_path, a="Words."))["rules"]
    }
    assert (rules["math"]["is_on"], rules["math"]["at"]) == (False, "book.toml")


def test_inspect_says_what_decided_the_order(tmp_path: Path) -> None:
    folder = project(tmp_path, SUMMARY="* [B](b.md)\n* [A](a.md)\n", a="A.", b="B.", c="C.")
    text = shown("inspect", folder)
    assert group(text, "Order") == ["2 in the project's folder by SUMMARY.md; 1 others after them"]


def test_inspect_names_what_is_left_out(tmp_path: Path) -> None:
    text = shown("inspect", project(tmp_path, README="# Code", a="A."))
    assert group(text, "Left out")[0].startswith("README.md: the file tells of the project")


def test_outline_lists_parts_chapters_dates_and_lengths(tmp_path: Path) -> None:
    summary = "- One\n  - [A](a.md)\n    - [B](b.md)\n- Two\n  - [C](c.md)\n"
    folder = project(
        tmp_path, SUMMARY=summary, a=POST + "It rained all day.", b="# 비\n\n비가 왔다.\n", c="x"
    )
    assert shown("outline", folder).splitlines()[1:] == [
        "Part 1: One",
        "  1 Rain (2023-05-14, 4 words)",
        "    1.1 비 (2 words, 4 characters)",
        "Part 2: Two",
        "  2 C (1 word)",
    ]


def test_letters_of_han_and_kana_are_counted_and_not_taken_for_words(tmp_path: Path) -> None:
    folder = project(tmp_path, a="# 橋\n\n川に橋が three ある。\n")
    (chapter,) = as_json("outline", folder)["parts"][0]["chapters"]
    assert (chapter["words"], chapter["cjk_characters"]) == (1, 6)


@pytest.mark.parametrize("command", ["inspect", "outline"])
def test_looking_leaves_nothing_behind(tmp_path: Path, command: str) -> None:
    folder = project(tmp_path, a="A.")
    shown(command, folder)
    assert [file.name for file in folder.iterdir()] == ["a.md"]


@pytest.mark.parametrize("command", ["inspect", "outline"])
def test_a_folder_without_posts_is_an_error(tmp_path: Path, command: str) -> None:
    result = CliRunner().invoke(main, [command, str(tmp_path)])
    assert (result.exit_code, "no posts found" in result.stderr) == (1, True)
