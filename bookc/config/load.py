"""From a project's folder to its `BookConfig`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bookc.config.check import FILE, Checked, check
from bookc.config.diagram_settings import by_language
from bookc.config.mdbook import belongs_to_mdbook
from bookc.config.names import file_name, identifier_of, title_of_folder
from bookc.config.site_defaults import OPEN_KEYS
from bookc.config.slips import nearest
from bookc.config.toml_lines import KeyPath
from bookc.config.values import as_toml
from bookc.errors import ConfigError
from bookc.model import (
    BookConfig,
    BookMetadata,
    CacheConfig,
    ContentConfig,
    DiagramConfig,
    EpubConfig,
    ImagesConfig,
    Location,
    MatterConfig,
    OrderConfig,
    OutputConfig,
    PdfConfig,
    Problem,
    ProblemKind,
    Rule,
    ThemeConfig,
)

CLOCK = "SOURCE_DATE_EPOCH"
"""https://reproducible-builds.org/specs/source-date-epoch/"""
LATEST_SECOND = 253_402_300_799
"""The last second of the year 9999, after which Python has no dates."""
WHAT_A_PROJECT_IS = "give the folder that holds book.toml, or one with posts"


def load_config(project: Path) -> BookConfig:
    """Read the settings of the project in a folder.

    A folder without book.toml is a project too: all of it is content, and every setting has its
    default.

    Raises:
        ConfigError: with every problem of book.toml and of the environment, by line.
    """
    folder = _project_folder(project)
    text = _text_of(folder / FILE)
    has_file = _is_there(folder / FILE) and not belongs_to_mdbook(text)
    checked = check(text if has_file else "", folder)
    timestamp, problems = _timestamp(os.environ.get(CLOCK, ""))
    if checked.problems or problems:
        raise ConfigError(*checked.problems, *problems)
    return _book_config(folder, checked, timestamp, has_file=has_file)


def _project_folder(project: Path) -> Path:
    """Return the folder, absolute and without symbolic links."""
    try:
        folder = project.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a symlink that leads to itself
        raise _error(f"cannot be read: {error}", str(project)) from error
    if folder.is_dir():
        return folder
    if folder.exists():
        hint = "give the folder that the file is in"
        raise _error("is a file, and a project is a folder", str(project), hint)
    near = nearest(folder.name, _folders_in(folder.parent))
    hint = f"did you mean {folder.with_name(near)}?" if near else WHAT_A_PROJECT_IS
    raise _error("there is no such folder", str(project), hint)


def _folders_in(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir() if each.is_dir())
    except OSError:
        return []


def _text_of(file: Path) -> str:
    """Return the text of book.toml; empty if there is none, which says the same."""
    try:
        if not _is_there(file):
            return ""
        # A build reads nothing outside the project, its own settings included.
        if not file.resolve(strict=True).is_relative_to(file.parent):
            raise _error("it is a symbolic link that leads outside the project")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _error("not UTF-8", line=line, hint="save it as UTF-8") from error
    except (OSError, RuntimeError) as error:
        raise _error(f"cannot be read: {error}") from error


def _is_there(file: Path) -> bool:
    return file.exists() or file.is_symlink()


def _timestamp(written: str) -> tuple[int | None, tuple[Problem, ...]]:
    """Read SOURCE_DATE_EPOCH; empty is the same as not set."""
    if not written:
        return None, ()
    if re.fullmatch("[0-9]{1,12}", written) and int(written) <= LATEST_SECOND:
        return int(written), ()
    what = f"{as_toml(written)} has to be whole seconds since 1970-01-01, from 0 to {LATEST_SECOND}"
    hint = "for example the time of the last commit: git log -1 --format=%ct"
    return None, (Problem(what, Location(CLOCK), hint, ProblemKind.SETTING),)


def _book_config(
    folder: Path, checked: Checked, timestamp: int | None, *, has_file: bool
) -> BookConfig:
    values = checked.values
    book = _metadata(values, folder)
    theme = _section(values, "theme")
    name = {"name": theme.pop("name")} if "name" in theme else {}
    cache = _section(values, "cache")
    return BookConfig(
        project=folder,
        source=Location(FILE if has_file else "."),
        book=book,
        content=_content(values),
        order=OrderConfig(**_section(values, "order")),
        theme=ThemeConfig(**name, variables=theme, places=_section(checked.places, "theme")),
        images=ImagesConfig(**_section(values, "images")),
        epub=EpubConfig(**_section(values, "epub")),
        pdf=PdfConfig(**_section(values, "pdf")),
        output=OutputConfig(**({"name": file_name(book.title)} | _section(values, "output"))),
        cache=CacheConfig(cache["size"]) if cache else CacheConfig(),
        markdown={Rule(key): value for key, value in _section(values, "markdown").items()},
        diagrams={name: DiagramConfig(**keys) for name, keys in by_language(values).items()},
        open_keys=OPEN_KEYS - {".".join(map(str, path)) for path in values},
        timestamp=timestamp,
        matter=MatterConfig(**_section(values, "matter")),
    )


def _metadata(values: Mapping[KeyPath, Any], folder: Path) -> BookMetadata:
    given = _section(values, "book")
    title = given.setdefault("title", title_of_folder(folder.name))
    given.setdefault("identifier", identifier_of(title, given.get("authors", ())))
    # `order` finds the language of most posts, once they are parsed.
    given.setdefault("language", "")
    given.setdefault("series", values.get(("book", "series", "name"), ""))
    return BookMetadata(**given, series_index=values.get(("book", "series", "index")))


def _content(values: Mapping[KeyPath, Any]) -> ContentConfig:
    given = _section(values, "content")
    path = given.pop("path", None)
    given.setdefault("paths", (path,) if path else ())
    return ContentConfig(**given)


def _section(values: Mapping[KeyPath, Any], section: str) -> dict[str, Any]:
    """Return the values of the keys that stand in a section itself, by key."""
    return {
        str(path[1]): value
        for path, value in values.items()
        if path[0] == section and len(path) == 2
    }


def _error(what: str, path: str = FILE, hint: str = "", *, line: int | None = None) -> ConfigError:
    return ConfigError(Problem(what, Location(path, line), hint, ProblemKind.SETTING))
