"""The section that names programs which draw diagrams: a table for each language of code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bookc.config.setting import Setting
from bookc.config.toml_lines import KeyPath
from bookc.config.values import LINES, whole_number

SECTION = "diagrams"
_EXAMPLE = "mermaid"
"""The language that stands for all in the table of settings."""

DIAGRAMS = (
    Setting(
        (SECTION, _EXAMPLE, "command"),
        LINES,
        help="The program that draws what code blocks in this language hold, and its arguments.",
        example='["mmdc", "--quiet", "-i", "-", "-o", "-", "-e", "svg"]',
        otherwise="the source is shown as code",
        slips=("cmd", "program", "run"),
    ),
    Setting(
        (SECTION, _EXAMPLE, "timeout_s"),
        whole_number(1, 3600),
        help="How many seconds the program may take for one diagram.",
        example="120",
        otherwise="60",
        slips=("timeout", "seconds", "time_limit"),
    ),
)


def setting_of(path: Sequence[str]) -> Setting | None:
    """Return the setting of a key in the table of any language; None if there is none."""
    if len(path) != 3:
        return None
    here = (setting for setting in DIAGRAMS if setting.path[2] == path[2])
    return next((replace(setting, path=tuple(path)) for setting in here), None)


def tables_without_command(values: Mapping[KeyPath, Any]) -> Iterator[KeyPath]:
    """Yield the tables that do not say which program is to be run."""
    tables = dict.fromkeys(path[:2] for path in values if path[0] == SECTION)
    yield from (table for table in tables if (*table, "command") not in values)


def by_language(values: Mapping[KeyPath, Any]) -> dict[str, dict[str, Any]]:
    """Return the keys of each language, its name in small letters, with their values."""
    tables: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if path[0] == SECTION:
            tables.setdefault(str(path[1]).lower(), {})[str(path[2])] = value
    return tables
