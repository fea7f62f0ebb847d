"""The metadata block that opens a post, as keys and text; its meaning is `metadata`'s business.

Every scalar is read as text: YAML's own reading makes dates, times and booleans of what authors
meant as words. A block that cannot be read never costs the post's text.
"""

import re
from collections.abc import Mapping
from typing import Any

from bookc.frozen import frozen
from bookc.model import Location, Problem, ProblemKind
from bookc.parse.key_lines import (
    KEY_LINE,
    Value,
    as_value,
    end_of_keys,
    has_known_key,
    opening_lines,
    read_chunks,
)
from bookc.parse.metadata_syntax import UnreadableError, load_block

TABLES = ("extra", "taxonomies", "params", "menu", "main", "header", "seo")
"""Tables in which site generators let authors put what belongs to the post."""

_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_SHORT_WORD = re.compile(r"[^\s:=\"']{1,60}")


@frozen
class MetadataBlock:
    """A metadata block as it is written."""

    values: Mapping[str, Value]
    """By key in lower case; what is in a table has the table's name and a dot before its own."""
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
    lines = text.removeprefix("\ufeff").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].strip()
    if fence not in _ENDS or lines[first][:1].isspace():
        return _read_unfenced(lines, first)
    ends = (
        n for n, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() in _ENDS[fence]
    )
    end = next(ends, None)
    if end is None:
        return _read_unclosed(lines, first, fence, path)
    return _read(lines, first, end, fence, path)


def _read_unfenced(lines: list[str], first: int) -> MetadataBlock:
    """Read `Key: value` lines that no fence holds, if that is what the post opens with."""
    end = opening_lines(lines, first)
    if end is None:
        return NO_BLOCK
    inside = lines[first:end]
    content, _ = read_chunks(inside, "text")
    return MetadataBlock(_values(content), _lines_of_keys(inside, first - 1), end + 1)


def _read_unclosed(lines: list[str], first: int, fence: str, path: str) -> MetadataBlock:
    """Read a block that has no closing fence: it ends at the first blank line."""
    blank = (n for n, line in enumerate(lines[first + 1 :], first + 1) if not line.strip())
    end = next(blank, len(lines))
    if end == first + 1 or not KEY_LINE.fullmatch(lines[first + 1]):
        return NO_BLOCK
    return _read_open(lines, first, end, fence, path)


def _read_open(lines: list[str], first: int, end: int, fence: str, path: str) -> MetadataBlock:
    """Read a block that ends at a blank line; what names nothing of a post is text below a rule."""
    if not has_known_key(lines[first + 1 : end]):
        return NO_BLOCK
    block = _read(lines, first, end, fence, path)
    problem = Problem(
        "the metadata block is never closed: it ends at a blank line",
        Location(path, first + 1),
        hint=f"write {fence} on a line of its own below it",
        kind=ProblemKind.METADATA,
    )
    return MetadataBlock(block.values, block.lines, end + 1, (problem, *block.problems))


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
    try:
        content = load_block("\n".join(inside), fence)
    except UnreadableError as broken:
        return _read_broken(lines, first, end, fence, path, broken)
    if content is None:
        content = {}
    if not isinstance(content, dict):
        return NO_BLOCK  # a rule, text, and another rule
    if not all(_SHORT_WORD.fullmatch(str(key)) for key in content):
        error = UnreadableError("a line of it begins with no key", _line_without_key(inside))
        return _read_broken(lines, first, end, fence, path, error)
    return MetadataBlock(_values(content), _lines_of_keys(inside, first), end + 2)


def _read_broken(
    lines: list[str], first: int, end: int, fence: str, path: str, error: UnreadableError
) -> MetadataBlock:
    """Read each key of a block by itself, with the lines below that are no key's."""
    inside = lines[first + 1 : end]
    kept = end_of_keys(inside)
    if kept < len(inside):  # the closing fence is a rule in the text
        return _read_open(lines, first, first + 1 + kept, fence, path)
    content, is_readable = read_chunks(inside, fence)
    if not content:
        return NO_BLOCK
    problem = Problem(
        f"the metadata block cannot be read: {error}",
        Location(path, first + 1 + error.line),
        hint="its keys were read one by one",
        kind=ProblemKind.METADATA,
    )
    problems = () if is_readable else (problem,)
    return MetadataBlock(_values(content), _lines_of_keys(inside, first), end + 2, problems)


def _line_without_key(inside: list[str]) -> int:
    loose = (
        number
        for number, line in enumerate(inside, 1)
        if line[:1].isalpha() and not KEY_LINE.fullmatch(line)
    )
    return next(loose, 1)


def _values(content: Mapping[Any, Any]) -> dict[str, Value]:
    """Return values by key in lower case; those of some tables count where no key outside does."""
    values: dict[str, Value] = {}
    for name, value in _entries(content, ""):
        values.setdefault(name, value)
    return values


def _entries(content: Mapping[Any, Any], above: str) -> list[tuple[str, Value]]:
    """Return keys with their values, those of tables after all others."""
    entries: list[tuple[str, Value]] = []
    nested: list[tuple[str, Value]] = []
    for key, value in reversed(list(content.items())):  # `Date` and `date`: the last one wins
        name = str(key).strip().lower()
        if not isinstance(value, dict):
            entries.append((above + name, as_value(value)))
        elif above.count(".") < 2:
            nested += _entries(value, "" if name in TABLES else f"{above}{name}.")
    return entries + nested


def _lines_of_keys(inside: list[str], first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(inside, first + 2):
        if match := re.match(r"[\"']?([^\s:=\"']{1,60})[\"']?\s*[:=]", line):
            lines[match[1].lower()] = number
    return lines
