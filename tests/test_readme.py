"""The README and the documentation: commands, links and examples that are true."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bookc.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def code_blocks(language: str) -> Iterator[str]:
    return (block[2] for block in FENCE.finditer(README) if block[1] == language)


def usage(name: str) -> str:
    """Return the line of the README that shows how a command is called."""
    (line,) = re.findall(rf"^bookc {name} .*\[.*$", README, re.MULTILINE)
    return str(line)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_readme_names_every_option_of_a_command(name: str) -> None:
    shown = set(re.findall(r"(?<!\w)--?[\w-]+", usage(name)))
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert shown & set(option.opts), f"{option.opts} is missing"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_in_the_readme_exists(name: str) -> None:
    known = {spelling for option in main.commands[name].params for spelling in option.opts}
    assert set(re.findall(r"(?<!\w)--?[\w-]+", usage(name))) <= known


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_says_what_it_does(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert all(each.help for each in command.params if isinstance(each, click.Option))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_to_files_that_are_there(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    targets = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    missing = [link for link in targets if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []


def test_the_first_book_of_the_readme_can_be_built(tmp_path: Path) -> None:
    (toml,) = code_blocks("toml")
    (post,) = code_blocks("markdown")
    folder = tmp_path / "notes"
    (folder / "2023-05-08-summit").mkdir(parents=True)
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    (folder / "2023-05-08-summit" / "index.md").write_text(post, encoding="utf-8")
    (example,) = code_blocks("python")
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    run = [sys.executable, "example.py"]
    shown = subprocess.run(run, cwd=tmp_path, text=True, capture_output=True, check=True)
    assert re.findall(r"notes-2023\.(epub|pdf) [0-9a-f]{64}$", shown.stdout, re.MULTILINE) == [
        "epub",
        "pdf",
    ]


def test_every_picture_of_the_gallery_is_shown_and_small() -> None:
    shown = README + (ROOT / "docs" / "themes.md").read_text("utf-8")
    pictures = list((ROOT / "docs" / "gallery").iterdir())
    assert pictures
    for picture in pictures:
        assert f"gallery/{picture.name})" in shown
        assert picture.stat().st_size <= 150_000
