"""What a configuration file says, whatever its language: values as text, by the keys above them."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from bookc.frozen import frozen

DEEPEST = 20
"""Keys above a value; what is nested deeper means nothing to a book."""
MOST_VALUES = 20_000
"""More than any configuration has; YAML can say a great many with a few lines."""


@frozen
class Value:
    """One value, or one item of a list."""

    keys: tuple[str, ...]
    """The keys that lead to it from the top of the file, without places in lists."""
    text: str
    line: int | None


@frozen
class Settings:
    """What one configuration file says."""

    file: PurePosixPath
    values: tuple[Value, ...]


def first(settings: Iterable[Settings], *keys: str) -> str:
    """Return the first value that says something under one of some keys; empty if there is none.

    Args:
        settings: files, the one that counts most first.
        keys: such as `params.author`; where a file is a program, what stands above does not count.
    """
    for each in settings:
        for key in keys:
            found = (value.text.strip() for value in values_of(each, key))
            if text := next(filter(None, found), ""):
                return text
    return ""


def every(settings: Iterable[Settings], key: str) -> tuple[str, ...]:
    """Return all values under a key, each once."""
    texts = (value.text.strip() for each in settings for value in values_of(each, key))
    return tuple(dict.fromkeys(filter(None, texts)))


def values_of(settings: Settings, key: str) -> tuple[Value, ...]:
    """Return the values under a key, or those of a key that ends so if there are none."""
    dotted = [(f".{'.'.join(value.keys)}", value) for value in settings.values]
    exact = tuple(value for name, value in dotted if name == f".{key}")
    if exact or not is_code(settings):
        return exact
    return tuple(value for name, value in dotted if name.endswith(f".{key}"))


def is_code(settings: Settings) -> bool:
    """Tell whether a file is a program, in which values stand anywhere."""
    return settings.file.suffix in {".js", ".cjs", ".mjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"}


def line_of(settings: Settings, key: str) -> int | None:
    """Return the line on which the first value under a key stands, or under one below it."""
    keys = tuple(key.split("."))
    for value in settings.values:
        if any(value.keys[at : at + len(keys)] == keys for at in range(len(value.keys))):
            return value.line
    return None
