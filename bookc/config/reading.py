"""One value of book.toml: read as its setting asks, or reported with what would be right."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bookc.config.setting import Setting
from bookc.config.values import UnfitError, as_toml, printable
from bookc.model import Location, Problem, ProblemKind

At = Callable[..., Location]
"""From the index of a list item, or from nothing, to the place of a value."""


def read_value(
    value: Any, setting: Setting, project: Path, at: At
) -> tuple[Any, tuple[Problem, ...]]:
    """Return what the value of a key means, and every problem with it."""
    if not setting.kind.many:
        fit, problem = _read_one(value, setting, project, at())
        return fit, (problem,) if problem else ()
    if not isinstance(value, list):
        return None, (_unfit_list(value, setting, project, at()),)
    read = [_read_one(item, setting, project, at(index)) for index, item in enumerate(value)]
    return tuple(fit for fit, _ in read), tuple(problem for _, problem in read if problem)


def _read_one(
    value: Any, setting: Setting, project: Path, at: Location
) -> tuple[Any, Problem | None]:
    try:
        return setting.kind.read(value, project), None
    except UnfitError as unfit:
        return None, _unfit(value, setting, project, at, unfit)


def _unfit(value: Any, setting: Setting, project: Path, at: Location, unfit: UnfitError) -> Problem:
    sign = ":" if setting.kind.many else " ="
    what = f"{_named(setting)}{sign} {as_toml(value)} has to be {setting.kind.allowed}"
    if unfit.why:
        return _problem(f"{what}: {unfit.why}", at, unfit.hint)
    if unfit.hint or setting.kind.many:
        return _problem(what, at, unfit.hint)
    return _problem(what, at, _mended(value, setting, project) or _example(setting))


def _unfit_list(value: Any, setting: Setting, project: Path, at: Location) -> Problem:
    what = (
        f"{_named(setting)} = {as_toml(value)} has to be a list, each item {setting.kind.allowed}"
    )
    return _problem(what, at, _mended(value, setting, project) or _example(setting))


def _mended(value: Any, setting: Setting, project: Path) -> str:
    """Ask whether the author meant the same with other quotes or brackets, if that would fit."""
    for guess in _guesses(value):
        if isinstance(guess, list) is not setting.kind.many:
            continue
        with suppress(UnfitError):
            for item in guess if setting.kind.many else [guess]:
                setting.kind.read(item, project)
            return f"did you mean `{printable(setting.path[-1])} = {as_toml(guess)}`?"
    return ""


def _guesses(value: Any) -> Iterator[Any]:
    match value:
        case str():
            with suppress(ValueError, RecursionError):
                yield tomllib.loads(f"value = {value}")["value"]
            yield [item.strip() for item in value.split(",")]
        case [only]:
            yield only
        case bool() | int() | float():
            yield as_toml(value)
            yield [as_toml(value)]


def _named(setting: Setting) -> str:
    return f"[{setting.section}] {printable(setting.key)}"


def _example(setting: Setting) -> str:
    return f"for example `{printable(setting.path[-1])} = {setting.example}`"


def _problem(what: str, at: Location, hint: str = "") -> Problem:
    return Problem(what, at, hint, ProblemKind.SETTING)
