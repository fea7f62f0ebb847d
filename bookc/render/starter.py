"""A theme to start from: it extends another, changes one thing in each file, and works at once."""

import re
from pathlib import Path

from bookc.errors import ThemeError
from bookc.model import Location, Problem
from bookc.render.catalogue import describe_theme
from bookc.render.shelf import DECLARATION, OWN, all_themes

_NAME = re.compile(r"\w[\w-]*")
_RESERVED = ("fonts", "templates")
"""The first part of names of files in a theme, where the name of another theme could stand."""

_DECLARATION = """\
# What is not in this folder is as it is in the theme "{parent}".
help = "Pages of our own."
extends = "{parent}"

# Other defaults for variables of "{parent}"; `bookc themes {parent}` lists them. New ones may be
# added: each needs a type and a default. All can still be set in [theme] of book.toml.
[variables]
{variables}"""
_ACCENT = 'accent = { default = "#7a2e3a" }\n'
_PAGED = """\
/* The PDF. These rules come after those of "{parent}" and decide where both say something.
   theme.NAME is a variable of the theme. */

.opener h1 {{ {rule} }}
"""
_REFLOWABLE = """\
/* The EPUB. These rules come after those of "{parent}". Write sizes in em, and no colours of text
   or ground: those are the reader's. */

h1 {{ text-align: center; }}
"""


def write_starter(project: Path, name: str, parent: str) -> tuple[Path, ...]:
    """Write a theme into a project's `themes/`, and return its files.

    Args:
        project: the folder of the book.
        name: what the new theme is to be called.
        parent: the theme that it is to extend.

    Raises:
        ThemeError: if the name is taken or cannot be one, there is no such parent, or nothing can
            be written.
    """
    extended = describe_theme(project, parent)
    folder = project / OWN / name
    _check_name(project, name)
    has_accent = any(each.name == "accent" for each in extended.variables)
    rule = "color: {{ readable(theme.accent) }};" if has_accent else "text-align: center;"
    variables = _ACCENT if has_accent else ""
    contents = {
        DECLARATION: _DECLARATION.format(parent=parent, variables=variables),
        "paged.css": _PAGED.format(parent=parent, rule=rule),
        "reflowable.css": _REFLOWABLE.format(parent=parent),
    }
    try:
        folder.mkdir(parents=True)
        for file, text in contents.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"the theme cannot be written: {error.strerror}"
        raise ThemeError(Problem(what, at=Location(f"{OWN}/{name}"))) from error
    return tuple(folder / file for file in contents)


def _check_name(project: Path, name: str) -> None:
    at = Location(f"{OWN}/{name}")
    if not _NAME.fullmatch(name) or name in _RESERVED:
        hint = "take letters, digits, - and _, and neither fonts nor templates"
        raise ThemeError(Problem(f"a theme cannot be called {name!r}", at=Location(OWN), hint=hint))
    if (project / OWN / name).exists():
        raise ThemeError(Problem("it is there already", at=at, hint="take another name"))
    if name in {each.name for each in all_themes(project)}:
        what = f"bookc ships a theme {name!r}, which this one would hide"
        raise ThemeError(Problem(what, at=at, hint="take another name"))
