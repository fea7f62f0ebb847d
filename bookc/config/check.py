"""From the text of book.toml to checked values, with every problem that is in it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bookc.config import diagram_settings
from bookc.config.reading import read_value
from bookc.config.setting import Setting
from bookc.config.settings import OPEN_SECTION, SECTIONS, SETTINGS
from bookc.config.slips import listed, nearest
from bookc.config.toml_lines import KeyPath, key_lines
from bookc.config.values import VARIABLE, printable
from bookc.frozen import frozen
from bookc.model import Location, Problem, ProblemKind

FILE = "book.toml"
DIAGRAMS = diagram_settings.SECTION
BY_PATH = {setting.path: setting for setting in SETTINGS}
TABLES = {setting.path[:-1] for setting in SETTINGS if len(setting.path) > 2}
"""Tables inside of sections, such as `book.series`."""


@frozen
class Lines:
    """Where the keys of book.toml stand."""

    by_path: Mapping[KeyPath, int]

    def at(self, *path: str | int) -> Location:
        """Return the place of a key, or of what it stands in."""
        for length in range(len(path), 0, -1):
            if line := self.by_path.get(path[:length]):
                return Location(FILE, line)
        return Location(FILE)


@frozen
class Checked:
    """What book.toml says."""

    values: Mapping[KeyPath, Any]
    """The fit values, by the path of their keys."""
    places: Mapping[KeyPath, Location]
    """Where they stand."""
    problems: tuple[Problem, ...]


def check(text: str, project: Path) -> Checked:
    """Read the settings in book.toml and find all that is wrong with them."""
    try:
        document = tomllib.loads(text)
        lines = Lines(key_lines(text))
    except (ValueError, RecursionError) as error:  # ValueError: a number too long for Python
        return Checked({}, {}, (_syntax_problem(error, text),))
    problems = list(_strangers(document, lines))
    values: dict[KeyPath, Any] = {}
    for path, value in _written(document):
        setting = _setting_of(path)
        if not setting:
            problems.append(_unknown_key(path, lines))
            continue
        fit, unfit = read_value(value, setting, project, partial(lines.at, *path))
        problems += unfit
        if not unfit:
            values[path] = fit
    problems += _contradictions(values, lines)
    problems.sort(key=lambda problem: problem.at.line or 0)
    return Checked(values, {path: lines.at(*path) for path in values}, tuple(problems))


def _strangers(document: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    """Report what stands at the top of the file and is no section."""
    for name, value in document.items():
        if name in SECTIONS:
            if not isinstance(value, dict):
                yield _problem(
                    f"`{name}` has to be a section",
                    lines.at(name),
                    f"write [{name}] on a line of its own, and its keys below",
                )
        elif isinstance(value, dict):
            near = nearest(name, SECTIONS)
            hint = f"did you mean [{near}]?" if near else f"the sections are {_sections()}"
            yield _problem(f"there is no section [{printable(name)}]", lines.at(name), hint)
        else:
            hint = _key_hint("", name) or f"the sections are {_sections()}"
            yield _problem(f"`{printable(name)}` stands in no section", lines.at(name), hint)


def _written(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the path and the value of each key that stands in a section."""
    for section in SECTIONS:
        keys = document.get(section)
        if not isinstance(keys, dict):
            continue
        for key, value in keys.items():
            path = (section, key)
            if (path in TABLES or section == DIAGRAMS) and isinstance(value, dict):
                yield from (((*path, inner), item) for inner, item in value.items())
            else:
                yield path, value


def _unknown_key(path: tuple[str, ...], lines: Lines) -> Problem:
    section, key = path[0], ".".join(path[1:])
    if section == DIAGRAMS:
        return _unknown_in_diagrams(path, lines)
    known = [setting.key for setting in SETTINGS if setting.section == section]
    hint = _key_hint(section, key) or f"its keys are {listed(known, 'and')}"
    return _problem(f"[{section}] has no key `{printable(key)}`", lines.at(*path), hint)


def _unknown_in_diagrams(path: tuple[str, ...], lines: Lines) -> Problem:
    language, key = path[1], path[-1]
    if len(path) == 2:
        what = f"[{DIAGRAMS}] `{printable(language)}` has to be a table"
        return _problem(
            what, lines.at(*path), f"write [{DIAGRAMS}.{language}], and `command` below"
        )
    here = diagram_settings.DIAGRAMS
    names = {word: each.path[2] for each in here for word in (*each.slips, each.path[2])}
    near = names.get(nearest(key, names))
    keys = listed([each.path[2] for each in here], "and")
    hint = f"did you mean `{near}`?" if near else f"its keys are {keys}"
    what = f"[{DIAGRAMS}.{printable(language)}] has no key `{printable(key)}`"
    return _problem(what, lines.at(*path), hint)


def _key_hint(section: str, key: str) -> str:
    """Name the key that was meant: a slip, another word for it, or in the wrong section."""
    here = [setting for setting in SETTINGS if setting.section == section]
    if meant := next((each for each in here if key in each.slips), None):
        return f"did you mean `{meant.key}`?"
    if elsewhere := [f"[{each.section}]" for each in SETTINGS if each.key == key]:
        return f"`{key}` belongs in {listed(elsewhere)}"
    if near := _key_near(key, here):
        return f"did you mean `{near.key}`?"
    if near := _key_near(key, SETTINGS):
        return f"did you mean `{near.key}` in [{near.section}]?"
    return ""


def _key_near(key: str, settings: Sequence[Setting]) -> Setting | None:
    by_word = {word: each for each in reversed(settings) for word in (*each.slips, each.key)}
    return by_word.get(nearest(key, by_word))


def _setting_of(path: tuple[str, ...]) -> Setting | None:
    if path[0] == OPEN_SECTION and path not in BY_PATH:
        return Setting(path, VARIABLE, help="A variable of the theme.", example='"#336699"')
    return diagram_settings.setting_of(path) if path[0] == DIAGRAMS else BY_PATH.get(path)


def _contradictions(values: Mapping[KeyPath, Any], lines: Lines) -> Iterator[Problem]:
    """Report keys that are fit alone but not together."""
    if ("content", "path") in values and ("content", "paths") in values:
        yield _problem(
            "[content] has both `path` and `paths`",
            lines.at("content", "paths"),
            "name all folders in `paths`",
        )
    if ("book", "series", "index") in values and ("book", "series", "name") not in values:
        yield _problem(
            "[book] series.index needs series.name beside it", lines.at("book", "series", "index")
        )
    for _, language in diagram_settings.tables_without_command(values):
        what = f"[{DIAGRAMS}.{printable(str(language))}] names no `command`"
        yield _problem(what, lines.at(DIAGRAMS, language), "it is the program that draws them")
    since, until, year = (values.get(("content", key)) for key in ("since", "until", "year"))
    if since and until and since > until:
        what = f"[content] since = {since} is later than until = {until}"
        yield _problem(what, lines.at("content", "since"))
    if year and since and since.year > year:
        what = f"[content] since = {since} is later than year = {year}"
        yield _problem(what, lines.at("content", "since"))
    if year and until and until.year < year:
        what = f"[content] until = {until} is earlier than year = {year}"
        yield _problem(what, lines.at("content", "until"))


def _syntax_problem(error: Exception, text: str) -> Problem:
    """Say what `tomllib` could not read, with the line that its message names."""
    if isinstance(error, RecursionError):
        return _problem("the brackets in it are nested too deeply", Location(FILE))
    what, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    number = int(line[1]) if line else text.count("\n") + 1
    hint = "text stands in quotes, a date as 2023-12-31" if what == "Invalid value" else ""
    return _problem(f"not TOML: {what[:1].lower()}{what[1:]}", Location(FILE, number), hint)


def _sections() -> str:
    return listed([f"[{section}]" for section in SECTIONS], "and")


def _problem(what: str, at: Location, hint: str = "") -> Problem:
    return Problem(what, at, hint, ProblemKind.SETTING)
