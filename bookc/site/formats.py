"""Configuration files in YAML, TOML, JSON and Python, each read as text and never run.

A file that cannot be read says nothing: it is the site's business and not the book's.
"""

import ast
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

import yaml

from bookc.site.javascript import javascript_values
from bookc.site.settings import DEEPEST, MOST_VALUES, Settings, Value


def settings_of(file: PurePosixPath, text: str) -> Settings:
    """Read a configuration file by its ending."""
    read = _READERS.get(file.suffix.lower(), javascript_values)
    try:
        return Settings(file, tuple(islice(read(text), MOST_VALUES)))
    except (ValueError, SyntaxError, RecursionError, MemoryError, yaml.YAMLError):
        return Settings(file, ())


def yaml_tree(text: str) -> yaml.Node | None:
    """Return YAML as nodes, whatever tags are in it; None if it is none."""
    try:
        node: yaml.Node | None = yaml.compose(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return node


def _yaml_values(text: str) -> Iterator[Value]:
    node = yaml.compose(text, yaml.BaseLoader)
    return _node_values(node, ()) if node else iter(())


def _node_values(node: yaml.Node, keys: tuple[str, ...]) -> Iterator[Value]:
    """Yield the values in a node; nodes are taken as they are written, so no tag matters."""
    if isinstance(node, yaml.ScalarNode):
        yield Value(keys, str(node.value), node.start_mark.line + 1)
    elif len(keys) > DEEPEST:
        return
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            yield from _node_values(value, (*keys, name))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _node_values(item, keys)


def _toml_values(text: str) -> Iterator[Value]:
    lines = _lines_of_keys(text, r"[\s\[\"']*([\w-]+)")
    return _data_values(tomllib.loads(text), (), lines)


def _json_values(text: str) -> Iterator[Value]:
    return _data_values(json.loads(text), (), _lines_of_keys(text, r'[\s{,]*"([^"\\]+)"\s*:'))


def _data_values(data: Any, keys: tuple[str, ...], lines: Mapping[str, int]) -> Iterator[Value]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _data_values(value, (*keys, str(key)), lines)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _data_values(item, keys, lines)
    elif data is not None:
        text = str(data).lower() if isinstance(data, bool) else str(data)
        yield Value(keys, text, lines.get(keys[-1] if keys else ""))


def _lines_of_keys(text: str, pattern: str) -> dict[str, int]:
    """Return the first line on which each key stands first; good enough to point at."""
    key = re.compile(pattern)
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := key.match(line):
            lines.setdefault(match[1], number)
    return lines


def _python_values(text: str) -> Iterator[Value]:
    for statement in ast.parse(text).body:
        if not isinstance(statement, ast.Assign):
            continue
        try:
            data = ast.literal_eval(statement.value)
        except ValueError:
            continue  # worked out by the program, so it is not known
        for target in statement.targets:
            if isinstance(target, ast.Name):
                for value in _data_values(data, (target.id,), {}):
                    yield Value(value.keys, value.text, statement.lineno)


_READERS: Mapping[str, Callable[[str], Iterator[Value]]] = {
    ".json": _json_values,
    ".py": _python_values,
    ".toml": _toml_values,
    ".yaml": _yaml_values,
    ".yml": _yaml_values,
}
