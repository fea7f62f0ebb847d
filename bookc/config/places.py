"""Values that name files: always inside the project, and there."""

import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import Any

from bookc.config.slips import nearest
from bookc.config.values import NO_LINE, Kind, UnfitError

POST_ENDINGS = (".md", ".markdown", ".mdx")


def place(value: Any, project: Path) -> PurePosixPath:
    """Read the path of a file or a folder of the project."""
    if not isinstance(value, str):
        raise UnfitError
    if not value.strip() or NO_LINE.search(value):
        raise UnfitError("it is empty, or there is a control character in it")
    if "\\" in value:
        raise UnfitError(hint=f'with forward slashes: "{value.replace(chr(92), "/")}"')
    path = PurePosixPath(posixpath.normpath(value))
    if path.is_absolute() or re.match("[A-Za-z]:", value) or path.parts[:1] == ("..",):
        raise UnfitError("it lies outside")
    _check_there(path, project)
    return path


def file(value: Any, project: Path) -> PurePosixPath:
    """Read the path of a file of the project."""
    path = place(value, project)
    if not (project / path).is_file():
        raise UnfitError("it is a folder")
    return path


def post(value: Any, project: Path) -> PurePosixPath:
    """Read the path of a Markdown file of the project."""
    path = file(value, project)
    if path.suffix.lower() not in POST_ENDINGS:
        raise UnfitError
    return path


def _check_there(path: PurePosixPath, project: Path) -> None:
    try:
        real = (project / path).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a symlink that leads to itself
        raise UnfitError("there is none of that name", hint=_hint(path, project)) from error
    if not real.is_relative_to(project):
        raise UnfitError("it is a symbolic link that leads outside")


def _hint(path: PurePosixPath, project: Path) -> str:
    """Name what is there instead of a path that is not."""
    folder = PurePosixPath()
    for name in path.parts:
        try:
            there = sorted(each.name for each in (project / folder).iterdir())
        except OSError:
            return ""
        if name not in there:
            near = nearest(name, there)
            return f'did you mean "{folder / near}"?' if near else ""
        folder /= name
    return ""


PLACE = Kind("a folder or a file in the project", place)
PLACES = Kind(PLACE.allowed, place, many=True)
POSTS = Kind("a Markdown file in the project (.md, .markdown or .mdx)", post, many=True)
# What is in the file says whether it is a picture, so `images` finds out.
COVER = Kind("a picture or an HTML page in the project", file)
