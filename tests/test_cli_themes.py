"""`bookc themes`: what it lists, what it says of one theme, and the start that it writes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bookc
from bookc.cli import main

TESTS = Path(__file__).parent
README = (TESTS.parent / "README.md").read_text("utf-8")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["themes", "-C", str(project), *arguments])


def test_every_theme_is_listed_with_what_its_variables_take(tmp_path: Path) -> None:
    lines = [" ".join(line.split()) for line in run(tmp_path).stdout.splitlines()]
    assert "notes" in lines
    assert 'accent = "#0b5c6b" a colour such as #1f4e79' in lines
    assert "font_size = 9.6 7 to 14" in lines
    assert "justify = false true or false" in lines


def test_a_project_s_own_theme_is_listed_first_and_says_what_it_extends(tmp_path: Path) -> None:
    bookc.new_theme(tmp_path, "zebra")
    assert run(tmp_path).stdout.splitlines()[0] == "zebra, extends notes"


def test_a_broken_theme_says_so_and_hides_no_other(tmp_path: Path) -> None:
    bookc.new_theme(tmp_path, "broken")
    (tmp_path / "themes" / "broken" / "theme.toml").write_text('extends = "none"')
    result = run(tmp_path)
    assert "themes/broken/theme.toml:1: no theme is called 'none'" in result.stdout
    assert "\nnotes\n" in result.stdout
    assert result.exit_code == 0


def test_a_theme_is_described_with_the_help_of_its_variables(tmp_path: Path) -> None:
    shown = run(tmp_path, "notes").stdout
    assert "Text flush on both sides in print." in shown


@pytest.mark.parametrize("arguments", [("--json", "notes"), ("notes", "--json")])
def test_programs_get_json(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    found = json.loads(run(tmp_path, *arguments).stdout)
    assert found["variables"][0]["name"] == "accent"
    listed = json.loads(run(tmp_path, "--json").stdout)["themes"]
    assert found in listed


def test_an_unknown_theme_is_an_error_that_names_the_one_meant(tmp_path: Path) -> None:
    result = run(tmp_path, "nots")
    assert "did you mean notes?" in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize("parent", ["notes", "plain"])
def test_a_new_theme_makes_a_book_at_once(tmp_path: Path, parent: str) -> None:
    plain = shutil.copytree(TESTS / "themes" / "plain", tmp_path / "themes" / "plain")
    (plain / "fonts").symlink_to(TESTS.parent / "themes" / "notes" / "fonts")
    result = run(tmp_path, "new", "mine", "--extends", parent)
    assert result.exit_code == 0, result.output
    assert 'write name = "mine" under [theme] in book.toml' in result.stderr
    (tmp_path / "rain.md").write_text("---\ntitle: Rain\n---\nIt rained.\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text('[theme]\nname = "mine"\n', encoding="utf-8")
    assert bookc.build(tmp_path, workers=1, cache=False).chapters == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a/b", "a theme cannot be called 'a/b'"),
        ("..", "a theme cannot be called '..'"),
        ("templates", "a theme cannot be called 'templates'"),
        ("there", "themes/there: it is there already"),
        ("notes", "bookc ships a theme 'notes', which this one would hide"),
    ],
)
def test_a_name_that_cannot_be_had_is_told_and_nothing_written(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "themes" / "there").mkdir(parents=True)
    result = run(tmp_path, "new", name)
    assert said in result.stderr
    assert result.exit_code == 1
    assert [file.name for file in (tmp_path / "themes").iterdir()] == ["there"]


def test_the_project_may_be_named_at_the_end(tmp_path: Path) -> None:
    arguments = ["themes", "new", "mine", "-C", str(tmp_path)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert (tmp_path / "themes" / "mine" / "theme.toml").is_file()


def test_a_new_theme_needs_a_parent_that_is_there(tmp_path: Path) -> None:
    result = run(tmp_path, "new", "mine", "--extends", "nots")
    assert "did you mean notes?" in result.stderr
    assert not (tmp_path / "themes").exists()


def test_the_readme_shows_how_to_start_a_theme() -> None:
    assert "\nbookc themes new NAME --extends THEME\n" in README
