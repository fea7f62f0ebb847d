"""Whether a book.toml is that of mdBook, whose configuration file has the same name.

Source: https://rust-lang.github.io/mdBook/format/configuration/
"""

import tomllib
from typing import Any

from bookc.config.settings import SECTIONS

_OF_THE_BOOK = frozenset({"src", "multilingual", "text-direction"})
_SECTIONS = frozenset({"build", "preprocessor", "rust"})
_SHARED = frozenset({"book", "output"})
"""Sections that both have."""


def belongs_to_mdbook(text: str) -> bool:
    """Tell whether a book.toml has something of mdBook's in it and nothing of bookc's own."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    own = set(SECTIONS) - _SHARED
    if own & document.keys():
        return False
    return bool(
        _SECTIONS & document.keys()
        or _OF_THE_BOOK & _table(document, "book").keys()
        or any(isinstance(value, dict) for value in _table(document, "output").values())
    )


def _table(document: dict[str, Any], name: str) -> dict[str, Any]:
    value = document.get(name)
    return value if isinstance(value, dict) else {}
