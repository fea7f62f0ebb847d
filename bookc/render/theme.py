"""A theme: a folder with `theme.toml`, templates, style sheets and fonts.

Themes travel with bookc; a project's own `themes/` come first. What `[theme]` in `book.toml` sets
is checked against the variables that `theme.toml` declares.
"""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookc.errors import ThemeError
from bookc.model import BookConfig, Location, Problem, ProblemKind, Resource, Variable

_FONT_URL = re.compile(r"""url\(\s*["']?(fonts/[^"')]+)["']?\s*\)""")
_MEDIA_TYPES = {f".{kind}": f"font/{kind}" for kind in ("otf", "ttf", "woff", "woff2")}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its variables set."""

    name: str
    folder: Path
    variables: Mapping[str, Variable]
    fonts: tuple[Resource, ...]
    font_faces: str
    """The `@font-face` rules of its fonts."""
    measure_mm: float
    """Width of a full line in print."""
    text_height_mm: float
    """Height of the text block in print."""


def load_theme(config: BookConfig) -> Theme:
    """Find the theme that a book asks for and set its variables.

    Raises:
        ThemeError: if there is no such theme, or it is not whole.
        ThemeError: if `[theme]` sets a variable that it does not have, or to a wrong value.
    """
    folder = _find(config)
    declared = _read_declaration(folder / "theme.toml")
    variables = _set_variables(declared, config)
    font_faces = (folder / "fonts.css").read_text(encoding="utf-8")
    names = dict.fromkeys(_FONT_URL.findall(font_faces))
    if not names:  # without any font at all, WeasyPrint takes the process down with it
        problem = Problem("the theme brings no font", at=Location(str(folder / "fonts.css")))
        raise ThemeError(problem)
    width_mm, height_mm = config.pdf.page_width_mm, config.pdf.page_height_mm
    return Theme(
        name=config.theme.name,
        folder=folder,
        variables=variables,
        fonts=tuple(_font(folder, name) for name in names),
        font_faces=font_faces,
        measure_mm=width_mm - _mm(variables, "margin_inner") - _mm(variables, "margin_outer"),
        text_height_mm=height_mm - _mm(variables, "margin_top") - _mm(variables, "margin_bottom"),
    )


def _mm(variables: Mapping[str, Variable], name: str) -> float:
    """Return a length that every theme has, in millimetres."""
    return float(variables[name])


def _find(config: BookConfig) -> Path:
    shelves = [config.project / "themes", *_shipped_themes()]
    name = config.theme.name
    for shelf in shelves:
        if (shelf / name / "theme.toml").is_file():
            return shelf / name
    known = sorted({each.parent.name for shelf in shelves for each in shelf.glob("*/theme.toml")})
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"
    raise ThemeError(Problem(f"no theme is called {name!r}", at=config.source, hint=hint))


def _shipped_themes() -> tuple[Path, ...]:
    """Return where themes are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    return (package / "themes", package.parent / "themes")


def _read_declaration(file: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        declared: Mapping[str, Mapping[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
        return declared["variables"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        problem = Problem(f"the theme cannot be read: {error}", at=Location(str(file)))
        raise ThemeError(problem) from error


def _set_variables(
    declared: Mapping[str, Mapping[str, Any]], config: BookConfig
) -> Mapping[str, Variable]:
    given = config.theme.variables or {}
    problems = []
    for name, value in given.items():
        at = config.theme.places.get(name, config.source)
        if name not in declared:
            near = difflib.get_close_matches(name, declared, 1)
            hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(sorted(declared))}"
            what = f"theme {config.theme.name!r} has no variable {name!r}"
            problems.append(Problem(what, at=at, hint=hint, kind=ProblemKind.SETTING))
        elif wrong := _what_is_wrong(declared[name], value):
            what = f"{name} = {value!r} is not {wrong}"
            problems.append(Problem(what, at=at, kind=ProblemKind.SETTING))
    if problems:
        raise ThemeError(*problems)
    return {name: given.get(name, about["default"]) for name, about in declared.items()}


def _what_is_wrong(about: Mapping[str, Any], value: Variable) -> str:
    """Say what a variable takes, if it does not take this value; else say nothing."""
    match about["type"]:
        case "choice" if value not in about["choices"]:
            return "one of " + ", ".join(about["choices"])
        case "color" if not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            return "a colour such as #1f4e79"
        case "boolean" if not isinstance(value, bool):
            return "true or false"
        case "number" if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "a number"
        case "number" if not about["min"] <= float(value) <= about["max"]:
            return f"between {about['min']} and {about['max']}"
        case "text" if not isinstance(value, str):
            return "a text"
    return ""


def _font(folder: Path, name: str) -> Resource:
    file = folder / name
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        at = Location(str(folder / "fonts.css"))
        raise ThemeError(Problem(f"font not found: {name}", at=at)) from error
    return Resource(name, _MEDIA_TYPES[file.suffix.lower()], file, digest)
