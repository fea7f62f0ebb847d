"""The syntax of metadata blocks: YAML and TOML as they are, with every scalar as text.

Owner of PyYAML.
"""

import re
import tomllib
from typing import Any

import yaml

LONGEST = 50_000
"""Letters of a block that YAML is asked to read: PyYAML takes a second for five times as many. The
longest block that was seen has 8,000; what is longer is text between two rules."""


_NULLS = frozenset({"null", "~"})


class UnreadableError(Exception):
    """The block is neither YAML nor TOML; says why, and on which line of the block."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class _Loader(yaml.BaseLoader):
    """Reads every scalar as text, and what stands for nothing as none."""

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        text = str(super().construct_scalar(node))
        return "" if text in _NULLS and not node.style else text


def load_block(text: str, fence: str) -> Any:
    """Return what is written between two fences, as mappings, lists and text.

    Raises:
        UnreadableError: if it is not what the fence says.
    """
    if len(text) > LONGEST:
        raise UnreadableError(f"it has more than {LONGEST:,} letters", 1)
    try:
        return tomllib.loads(text) if fence == "+++" else _load_yaml(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise UnreadableError(str(error), int(place[1]) if place else 1) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableError(error.problem or "it is not YAML", line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableError("it cannot be understood", 1) from error


def _load_yaml(text: str) -> Any:
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError:
        # A tab before or behind a list item is enough for YAML to refuse the whole block.
        lines = (_without_tabs(line) for line in text.split("\n"))
        return yaml.load("\n".join(lines), _Loader)


def _without_tabs(line: str) -> str:
    """Return a line with blanks for the tabs around its words."""
    words = line.lstrip()
    return line[: len(line) - len(words)].replace("\t", "  ") + words.rstrip()
