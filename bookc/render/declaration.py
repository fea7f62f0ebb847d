"""What `theme.toml` says: a line of help, the theme that it extends, its page, its variables."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bookc.errors import ThemeError
from bookc.frozen import frozen
from bookc.model import Location, Problem
from bookc.paper import ALLOWED, read_page_size
from bookc.render.shelf import DECLARATION, ThemeFolder, find_theme, nearest
from bookc.render.variables import About, what_is_wrong_with

_KEYS = ("name", "help", "extends", "page_size", "variables")
_TEXTS = ("name", "help", "extends", "page_size")

USUAL_PAGE = "A5"
"""For a theme that names none."""


@frozen
class Declaration:
    """One `theme.toml`, as it is written."""

    folder: ThemeFolder
    text: str
    help: str
    extends: str
    """Name of the theme that this one is made from; empty for one that stands alone."""
    page_size: str
    """That of a book which does not say; empty for that of the parent."""
    variables: Mapping[str, Any]

    def at(self, key: str) -> Location:
        """Return where a key is set, for messages."""
        pattern = rf"""^\s*(?:\[+\s*variables\s*\.\s*)?["']?{re.escape(key)}["']?\s*[\]=.]"""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if re.match(pattern, line):
                return self.folder.at(DECLARATION, number)
        return self.folder.at(DECLARATION)


def read_lineage(project: Path, name: str, at: Location) -> tuple[Declaration, ...]:
    """Read a theme and those that it is made from, itself first.

    Args:
        project: the folder of the book.
        name: what the theme is called.
        at: where it is asked for, for messages.

    Raises:
        ThemeError: if one of them is not there, cannot be read, or extends itself in the end.
    """
    lineage = [_read(find_theme(project, name, at))]
    while parent := lineage[-1].extends:
        place = lineage[-1].at("extends")
        names = [each.folder.name for each in lineage]
        if parent in names:
            what = f"a theme cannot extend itself: {' extends '.join([*names, parent])}"
            raise ThemeError(Problem(what, at=place, hint="give it a name of its own"))
        lineage.append(_read(find_theme(project, parent, place)))
    return tuple(lineage)


def merged_variables(lineage: Sequence[Declaration]) -> Mapping[str, About]:
    """Return the variables of a theme: a child adds some, or changes what its parent says of one.

    Raises:
        ThemeError: with every variable that is not declared as it has to be.
    """
    merged: dict[str, About] = {}
    problems: list[Problem] = []
    for each in reversed(lineage):
        for name, about in each.variables.items():
            if not isinstance(about, dict):
                what = f"variable {name} is declared as {about!r}"
                hint = 'write a table such as { type = "color", default = "#1f4e79" }'
                problems.append(Problem(what, at=each.at(name), hint=hint))
                continue
            merged[name] = {**merged.get(name, {}), **about}
            problems += (
                Problem(wrong, at=each.at(name)) for wrong in what_is_wrong_with(name, merged[name])
            )
    if problems:
        raise ThemeError(*problems)
    return merged


def page_of(lineage: Sequence[Declaration]) -> str:
    """Return the size of a page of a book that names none."""
    return next((each.page_size for each in lineage if each.page_size), USUAL_PAGE)


def _read(folder: ThemeFolder) -> Declaration:
    try:
        text = (folder.path / DECLARATION).read_text(encoding="utf-8")
        said = tomllib.loads(text)
    except OSError as error:
        raise ThemeError(_unreadable(folder, error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        raise ThemeError(_unreadable(folder, "it is not UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at line ")
        line = int(found[0]) if (found := re.match(r"\d+", place)) else None
        raise ThemeError(_unreadable(folder, what, line)) from error
    declared = Declaration(
        folder,
        text,
        help=said.get("help", ""),
        extends=said.get("extends", ""),
        page_size=said.get("page_size", ""),
        variables=said.get("variables", {}),
    )
    if problems := list(_problems(declared, said)):
        raise ThemeError(*problems)
    return declared


def _problems(declared: Declaration, said: Mapping[str, Any]) -> Iterator[Problem]:
    for key in said:
        if key not in _KEYS:
            what = f"a theme has no setting {key!r}"
            yield Problem(what, at=declared.at(key), hint=nearest(key, _KEYS))
    for key in _TEXTS:
        if not isinstance(said.get(key, ""), str):
            yield Problem(f"{key} is not a text", at=declared.at(key))
            return
    if declared.page_size and not _bookish(declared.page_size):
        what = f'page_size = "{declared.page_size}" is not {ALLOWED}'
        yield Problem(what, at=declared.at("page_size"))
    if not isinstance(declared.variables, dict):
        yield Problem("variables is not a table", at=declared.at("variables"))


def _bookish(page_size: str) -> bool:
    size = read_page_size(page_size)
    return size is not None and size.is_bookish


def _unreadable(folder: ThemeFolder, why: str, line: int | None = None) -> Problem:
    return Problem(f"the theme cannot be read: {why}", at=folder.at(DECLARATION, line))
