"""The programs that book.toml names: where they are, and what of them is known."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookc.jobs import FileInput


def inputs_of(command: tuple[str, ...], project: Path) -> "tuple[str | FileInput, ...]":
    """Return a command with its program, and each file of the project that it names, as files.

    So a drawing is made again when one of them has changed, and the program finds them although
    it runs in a folder of its own. A program that is not there stays a name.
    """
    program = program_file(command, project)
    first = _file(program) if program else command[0]
    others = (_file(project / each) if _is_in(project, each) else each for each in command[1:])
    return first, *others


def program_file(command: tuple[str, ...], project: Path) -> Path | None:
    """Return the file of a command's program; a path begins at the project's folder.

    It may be a symbolic link, which is not followed: a program may ask for its own name.
    """
    name = os.path.join(project, command[0]) if os.sep in command[0] else command[0]
    found = shutil.which(name)
    return Path(found).absolute() if found else None


def _is_in(project: Path, argument: str) -> bool:
    try:
        return (project / argument).is_file()
    except (OSError, ValueError):  # too long for a name
        return False


def _file(path: Path) -> "FileInput":
    from bookc.jobs import FileInput  # what only looks for programs has no jobs

    with path.open("rb") as data:
        return FileInput(path, hashlib.file_digest(data, "sha256").hexdigest())
