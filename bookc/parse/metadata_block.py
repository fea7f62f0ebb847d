"""The metadata block that opens a post, as keys and text; its meaning is `metadata`'s business.

Every scalar is read as text: YAML's own reading makes dates, times and booleans of what authors
meant as words. Owner of PyYAML. A block that cannot be read never costs the post's text.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from bookc.model import Location, Problem, ProblemKind

Value: TypeAlias = str | tuple[str, ...]
"""Text, or a list of texts; what is nested deeper means nothing to a book."""

TABLES = ("extra", "taxonomies", "params", "cover")
"""Tables in which site generators let authors put what belongs to the post."""

_KEY_LINE = re.compile(r"([A-Za-z][\w-]{0,40})\s*[:=](?:\s+(.*)|\s*)")
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class MetadataBlock:
    """A metadata block as it is written."""

    values: Mapping[str, Value]
    """By key in lower case."""
    lines: Mapping[str, int]
    """The line of the file on which each key stands."""
    body_line: int
    """The line on which the post's text begins."""
    problems: tuple[Problem, ...] = ()


NO_BLOCK = MetadataBlock({}, {}, body_line=1)


def read_block(text: str, path: str) -> MetadataBlock:
    """Read the metadata block of a post, if it opens with one.

    Args:
        text: the whole post.
        path: of the post, for messages.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].strip()
    if fence not in _ENDS or lines[first][:1].isspace():
        return NO_BLOCK
    ends = (
        n for n, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() in _ENDS[fence]
    )
    end = next(ends, None)
    if end is None:
        return _read_unclosed(lines, first, fence, path)
    return _read(lines, first, end, fence, path)


def _read_unclosed(lines: list[str], first: int, fence: str, path: str) -> MetadataBlock:
    """Read a block that has no closing fence: it ends at the first blank line."""
    blank = (n for n, line in enumerate(lines[first + 1 :], first + 1) if not line.strip())
    end = next(blank, len(lines))
    if end == first + 1 or not _KEY_LINE.fullmatch(lines[first + 1]):
        return NO_BLOCK
    block = _read(lines, first, end, fence, path)
    problem = Problem(
        "the metadata block is never closed: it ends at the first blank line",
        Location(path, first + 1),
        hint=f"write {fence} on a line of its own below it",
        kind=ProblemKind.METADATA,
    )
    return MetadataBlock(block.values, block.lines, block.body_line, (problem, *block.problems))


def _read(lines: list[str], first: int, end: int, fence: str, path: str) -> MetadataBlock:
    """Read the lines between two fences.

    Args:
        lines: of the whole post.
        first: index of the opening fence.
        end: index of the closing fence.
        fence: tells YAML from TOML.
        path: of the post, for messages.
    """
    inside = lines[first + 1 : end]
    problems: tuple[Problem, ...] = ()
    try:
        content = _load("\n".join(inside), fence)
    except _UnreadableError as error:
        content = _key_lines(inside)
        problems = (
            Problem(
                f"the metadata block cannot be read: {error}",
                Location(path, first + 1 + error.line),
                hint="its `key: value` lines were read one by one",
                kind=ProblemKind.METADATA,
            ),
        )
        if not content:
            return NO_BLOCK
    if content is None:
        content = {}
    if not isinstance(content, dict):
        return NO_BLOCK  # a rule, text, and another rule
    return MetadataBlock(_values(content), _lines_of_keys(inside, first), end + 2, problems)


class _UnreadableError(Exception):
    """The block is neither YAML nor TOML; says why, and on which line of the block."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def _load(text: str, fence: str) -> Any:
    try:
        if fence == "+++":
            return tomllib.loads(text)
        return _load_yaml(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise _UnreadableError(str(error), int(place[1]) if place else 1) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _UnreadableError(error.problem or "it is not YAML", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _UnreadableError("it is not YAML", 1) from error


def _load_yaml(text: str) -> Any:
    try:
        return yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        # A tab behind a list item or a value is enough for YAML to refuse the whole block.
        return yaml.load("\n".join(line.rstrip() for line in text.split("\n")), yaml.BaseLoader)


def _key_lines(lines: list[str]) -> dict[str, str]:
    matches = filter(None, map(_KEY_LINE.fullmatch, lines))
    return {match[1]: (match[2] or "").strip(" \t\"'") for match in matches}


def _values(content: Mapping[Any, Any]) -> dict[str, Value]:
    """Return values by key in lower case; those of some tables count where no key outside does."""
    tables = [content[name] for name in TABLES if isinstance(content.get(name), dict)]
    nested = {str(key).lower(): _text(value) for table in tables for key, value in table.items()}
    return nested | {
        str(key).strip().lower(): _text(value)
        for key, value in content.items()
        if not isinstance(value, dict)
    }


def _text(value: Any) -> Value:
    if isinstance(value, list):
        texts = (each.get("name", "") if isinstance(each, dict) else each for each in value)
        return tuple(text for each in texts if (text := _scalar(each)))
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _lines_of_keys(inside: list[str], first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(inside, first + 2):
        if match := re.match(r"[\"']?([^\s:=\"']+)[\"']?\s*[:=]", line):
            lines[match[1].lower()] = number
    return lines
