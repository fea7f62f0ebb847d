"""Names that are made when the author gives none: of the book and of its files."""

import re
import unicodedata
import uuid
from pathlib import Path
from typing import Any

from bookc.config.values import Kind, UnfitError, filled_line

LONGEST_NAME_BYTES = 200
"""Of 255 that file systems allow, with room for an ending and for a temporary name."""

# What Windows refuses as the name of a file, whatever its ending.
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
UNSAFE = re.compile(r'[/\\:*?"<>|]|^[. -]|[. ]$')
"""No part of a name on one system or another; a name that begins with `-` looks like an option."""


def title_of_folder(name: str) -> str:
    """Return the title of a book whose folder has a name: with spaces for `-` and `_`."""
    words = re.sub(r"[-_\s]+", " ", unicodedata.normalize("NFC", name))
    printable = "".join(each for each in words if each.isprintable())
    return printable.strip() or "Untitled"


def file_name(title: str) -> str:
    """Return a name for files that every file system takes, in the script of the title.

    Letters, marks and digits stay, with `.`, `_` and `+`; apostrophes go; all else becomes `-`.
    """
    composed = unicodedata.normalize("NFC", re.sub("['\u2019]", "", title))
    safe = "".join(each if _may_stay(each) else "-" for each in composed)
    name = re.sub("-+", "-", safe).strip("-._")
    name = name.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore").strip("-._")
    if not name or RESERVED.fullmatch(name):
        return f"{name}-book".strip("-")
    return name


def chosen_file_name(value: Any, project: Path) -> str:
    """Read a name that the author chose for the files."""
    name = filled_line(value, project)
    if len(name.encode()) > LONGEST_NAME_BYTES or UNSAFE.search(name) or RESERVED.fullmatch(name):
        raise UnfitError(hint=f'did you mean "{file_name(name)}"?')
    return name


def identifier_of(title: str, authors: tuple[str, ...]) -> str:
    """Return the identifier of a book that has none: the same for the same title and authors."""
    name = "\n".join(("bookc", title, *authors))
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _may_stay(character: str) -> bool:
    return character in "._+" or unicodedata.category(character)[0] in "LMN"


FILE_NAME = Kind(
    'a file name without its ending and without / \\ : * ? " < > |, in quotes', chosen_file_name
)
