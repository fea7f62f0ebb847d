"""How the files of a theme are filled in, and what is said of a mistake in one.

A name such as `templates/chapter.xhtml.j2` stands for the theme's own file, or else for that of its
parent; `notes/templates/chapter.xhtml.j2` for the file of that theme, so that a child can build on it.
"""

import functools
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.sandbox import SandboxedEnvironment

from bookc.errors import ThemeError
from bookc.model import Location, Problem
from bookc.render.shelf import ThemeFolder, find_file, nearest

_MISTAKES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, OSError),
    *(RecursionError, TypeError, ValueError),
)
"""What a template can raise: all but what no code should catch."""


def fill(folders: tuple[ThemeFolder, ...], name: str, given: Mapping[str, Any]) -> str:
    """Fill in a file of a theme.

    Args:
        folders: the theme and its parents.
        name: of the file, such as `templates/part.xhtml.j2`.
        given: what it may use, by name.

    Raises:
        ThemeError: if there is a mistake in it; names file and line and what was there.
    """
    with _mistakes_told(folders, name):
        return _environment(folders).get_template(name).render(given)


def fill_sheets(folders: tuple[ThemeFolder, ...], name: str, given: Mapping[str, Any]) -> str:
    """Fill in a style sheet of a theme behind those of its parents.

    A sheet may use the names that those before it set. One that takes in its parent's itself, by
    `extends` or `include`, is not put behind it.

    Raises:
        ThemeError: if there is a mistake in one.
    """
    sheets: list[str] = []
    known = dict(given)
    for folder in reversed([each for each in folders if (each.path / name).is_file()]):
        file = f"{folder.name}/{name}"
        with _mistakes_told(folders, file):
            module = _environment(folders).get_template(file).make_module(known)
            if _takes_in_a_sheet(folders, file):
                sheets.clear()
        sheets.append(str(module))
        known |= {key: value for key, value in vars(module).items() if not key.startswith("_")}
    return "\n".join(sheets)


def _takes_in_a_sheet(folders: tuple[ThemeFolder, ...], file: str) -> bool:
    """Say whether a sheet takes in the same one of another theme."""
    environment = _environment(folders)
    assert environment.loader
    source, _, _ = environment.loader.get_source(environment, file)
    taken = set(meta.find_referenced_templates(environment.parse(source)))
    return any(f"{each.name}/{Path(file).name}" in taken for each in folders)


class _Missing(StrictUndefined):
    """What stands for a name that is not there: any use of it is a mistake."""

    @property
    def _undefined_message(self) -> str:
        """Say what is missing and, in a line below, what there is."""
        if self._undefined_hint or not isinstance(self._undefined_name, str):
            return super()._undefined_message
        if self._undefined_obj is missing:
            return f"{self._undefined_name!r} is undefined"
        known = _names_in(self._undefined_obj)
        hint = nearest(self._undefined_name, known) if known else ""
        kind = type(self._undefined_obj).__name__
        return f"a {kind} has no {self._undefined_name!r}\n{hint}"


def _names_in(value: object) -> Sequence[str]:
    """Return what a template can ask a value for."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return ()


@functools.lru_cache(maxsize=4)
def _environment(folders: tuple[ThemeFolder, ...]) -> SandboxedEnvironment:
    """Return what fills in the files of a theme; it compiles each once."""
    own = FileSystemLoader([each.path for each in folders])
    by_theme = PrefixLoader({each.name: FileSystemLoader(each.path) for each in folders})
    return SandboxedEnvironment(
        loader=ChoiceLoader([own, by_theme]),
        autoescape=lambda name: bool(name) and name.endswith(".xhtml.j2"),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@contextmanager
def _mistakes_told(folders: Sequence[ThemeFolder], name: str) -> Iterator[None]:
    try:
        yield
    except _MISTAKES as error:
        raise ThemeError(_problem(error, folders, name)) from error


def _problem(error: Exception, folders: Sequence[ThemeFolder], name: str) -> Problem:
    """Say what is wrong and where: Jinja2 gives the lines of templates in the traceback."""
    at, known = _place_of(name, folders), ()
    if isinstance(error, TemplateSyntaxError):
        at = replace(_place_of(error.name or name, folders), line=error.lineno)
        if error.filename and (place := _place_in(error.filename, error.lineno, folders)):
            at = place
    for frame, line in traceback.walk_tb(error.__traceback__):
        if place := _place_in(frame.f_code.co_filename, line, folders):
            at, known = place, tuple(frame.f_locals)
    what, _, hint = str(error).partition("\n")
    if isinstance(error, TemplateNotFound):
        what = f"there is no {error.name} in the theme"
        hint = nearest(str(error.name), _files_of(folders))
    elif isinstance(error, UndefinedError) and not hint:
        names = [each for each in known if each not in DEFAULT_NAMESPACE]
        hint = _hint(what, names)
    return Problem(f"the template cannot be filled in: {what}", at=at, hint=hint)
