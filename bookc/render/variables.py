"""The variables of a theme: what each takes, and what `[theme]` in `book.toml` sets.

A variable has a type, a default and a line of help. `length` is given to templates in millimetres
whatever unit it is written in; all others as they are written.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bookc.errors import ThemeError
from bookc.model import BookConfig, Problem, ProblemKind, Variable
from bookc.render.shelf import nearest

About = Mapping[str, Any]
"""What `theme.toml` says of a variable, by key."""

TYPES = ("color", "length", "number", "boolean", "choice", "text")
_KEYS = ("type", "default", "help", "min", "max", "choices")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""https://www.w3.org/TR/css-values-4/#absolute-lengths"""


def set_variables(declared: Mapping[str, About], config: BookConfig) -> Mapping[str, Variable]:
    """Return the value of each variable, set by the book or the default.

    Raises:
        ThemeError: with every variable of `[theme]` that the theme does not have or whose value
            it does not take, by line.
    """
    given = config.theme.variables or {}
    problems = []
    for name, value in given.items():
        at = config.theme.places.get(name, config.source)
        if name not in declared:
            what = f"theme {config.theme.name!r} has no variable {name!r}"
            hint = nearest(name, declared.keys())
            problems.append(Problem(what, at=at, hint=hint, kind=ProblemKind.SETTING))
        elif wrong := _what_is_wrong(declared[name], value):
            what = f"{name} = {_toml(value)} is not {wrong}"
            problems.append(Problem(what, at=at, kind=ProblemKind.SETTING))
    if problems:
        raise ThemeError(*problems)
    return {
        name: _as_given(about, given.get(name, about["default"]))
        for name, about in declared.items()
    }


def allowed(about: About) -> str:
    """Say what a variable takes."""
    match about["type"]:
        case "color":
            return "a colour such as #1f4e79"
        case "boolean":
            return "true or false"
        case "choice":
            return "one of " + ", ".join(_toml(choice) for choice in about["choices"])
        case "text":
            return "a text"
        case kind:
            unit = " mm" if kind == "length" else ""
            return _range(about, unit) or ("a length" if unit else "a number")


def what_is_wrong_with(name: str, about: About) -> Iterator[str]:
    """Say what is wrong with the declaration of a variable."""
    # `theme.items` is a method of what holds the variables, `theme.a-b` a difference.
    if not name.isidentifier() or hasattr(dict, name):
        yield f"a variable cannot be called {name!r}: templates could not ask for theme.{name}"
    for key in about:
        if key not in _KEYS:
            yield f"variable {name} has {key!r}, which says nothing; {nearest(key, _KEYS)}"
    if about.get("type") not in TYPES:
        said = f"type {about['type']!r}" if "type" in about else "no type"
        yield f"variable {name} has {said}; there is {', '.join(TYPES)}"
        return
    if limits := [key for key in ("min", "max") if not _is_number(about.get(key, 0))]:
        yield f"variable {name}: {' and '.join(limits)} is not a number"
        return
    choices = about.get("choices")
    if about["type"] == "choice" and not (isinstance(choices, list) and choices):
        yield f"variable {name} has no choices"
        return
    if "default" not in about:
        yield f"variable {name} has no default"
    elif wrong := _what_is_wrong(about, about["default"]):
        yield f"variable {name}: its default, {_toml(about['default'])}, is not {wrong}"


def _what_is_wrong(about: About, value: Variable) -> str:
    """Say what a variable takes, if it does not take this value; else say nothing."""
    match about["type"]:
        case "choice" if value not in about["choices"]:
            return allowed(about)
        case "color" if not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            return allowed(about)
        case "boolean" if not isinstance(value, bool):
            return allowed(about)
        case "text" if not isinstance(value, str):
            return allowed(about)
        case "number" if not _is_number(value):
            return "a number"
        case "length" if _mm(value) is None:
            return 'a length such as 18, which is in mm, or "0.75in"'
        case "number" | "length" if not _is_within(about, value):
            return _limits(about)
    return ""


def _as_given(about: About, value: Variable) -> Variable:
    length_mm = _mm(value) if about["type"] == "length" else None
    return value if length_mm is None else length_mm


def _mm(value: Variable) -> float | None:
    if isinstance(value, str):
        found = _LENGTH.fullmatch(value.strip())
        return round(float(found[1]) * _MM[found[2]], 3) if found else None
    return value if _is_number(value) else None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_within(about: About, value: Variable) -> bool:
    number = _mm(value)
    assert number is not None
    low, high = about.get("min", number), about.get("max", number)
    return bool(low <= number <= high)


def _limits(about: About) -> str:
    """Say within what a value has to be, as the end of a sentence."""
    low, high = about.get("min"), about.get("max")
    unit = " mm" if about["type"] == "length" else ""
    if low is not None and high is not None:
        return f"between {low} and {high}{unit}"
    return _range(about, unit)


def _range(about: About, unit: str) -> str:
    low, high = about.get("min"), about.get("max")
    if low is not None and high is not None:
        return f"{low} to {high}{unit}"
    if low is not None:
        return f"{low}{unit} or more"
    return f"{high}{unit} or less" if high is not None else ""


def _toml(value: Variable) -> str:
    """Write a value as it stands in a file."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
