import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookc.config import SECTIONS, SETTINGS, Setting, load_config

PAGE = (Path(__file__).parent.parent / "docs" / "book-toml.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = ("posts/one.md", "talks/keynote.md", "preface.md", "afterword.md", "images/cover.png")
"""What the examples name."""


def entries() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path of each key that the page documents, and what it says."""
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        name = re.match(r"\[(\w+)\]\n", section)
        for entry in re.split(r"^### ", section, flags=re.MULTILINE)[1:]:
            key = re.match(r"`([\w.]+)`\n", entry)
            if name and key:
                yield (name[1], *key[1].split(".")), entry


ENTRIES = dict(entries())


def label(setting: Setting) -> str:
    return ".".join(setting.path)


def flowing(text: str) -> str:
    """Return text without the line breaks that the page has."""
    return " ".join(text.split())


def test_page_has_every_setting_once_and_no_other_in_the_order_of_the_table() -> None:
    assert [path for path, _ in entries()] == [setting.path for setting in SETTINGS]


def test_page_has_every_section_and_no_other() -> None:
    assert tuple(re.findall(r"^## \[(.+)\]$", PAGE, re.MULTILINE)) == SECTIONS


@pytest.mark.parametrize("setting", SETTINGS, ids=label)
def test_page_says_what_a_setting_is_takes_and_defaults_to(setting: Setting) -> None:
    entry = flowing(ENTRIES[setting.path])
    allowed = (
        f"a list, each item {setting.kind.allowed}" if setting.kind.many else setting.kind.allowed
    )
    default = f"`{setting.default}`" if setting.default else setting.otherwise
    assert f"` {setting.help}" in entry
    assert f"- Takes: {allowed} - Default: {default} ```toml" in entry


@pytest.mark.parametrize("setting", SETTINGS, ids=label)
def test_entry_of_a_setting_has_an_example_that_sets_it(setting: Setting) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", ENTRIES[setting.path], re.DOTALL)
    value = tomllib.loads(example)
    for key in setting.path:
        value = value[key]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_on_the_page_load_without_a_problem(example: str, tmp_path: Path) -> None:
    load_config(project_with(tmp_path, example))


@pytest.mark.parametrize("setting", SETTINGS, ids=label)
def test_example_in_the_table_loads_without_a_problem(setting: Setting, tmp_path: Path) -> None:
    name = '[book.series]\nname = "A"\n' if setting.key == "series.index" else ""
    header = "" if name else f"[{'.'.join(setting.path[:-1])}]\n"
    if setting.key == "mermaid.timeout_s":
        header += "command = []\n"
    toml = f"{name}{header}{setting.path[-1]} = {setting.example}"
    load_config(project_with(tmp_path, toml))


def test_links_on_the_page_lead_to_its_headings() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) == slugs


def project_with(folder: Path, toml: str) -> Path:
    for file in FILES:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).touch()
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    return folder
