"""The files that a post takes code from: found and read, inside the project alone."""

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from bookc.model import Collection, SourceFile
from bookc.parse.code_references import inclusions_in
from bookc.xhtml import xml_text

LARGEST_BYTES = 1_000_000
"""Of a file with code; a larger one is data."""
_BASES = ("", "docs", "src", "source", "content")
"""Folders, besides that of the post, that a path may be relative to."""
_PROJECT = "@site/"
"""How Docusaurus calls the project's folder."""


def read_code_files(source: SourceFile, collection: Collection, project: Path) -> Mapping[str, str]:
    """Return the text of each file that a post names, by the path as written.

    A file that is not there is not in it; the rule for such code reports it.
    """
    found: dict[str, str] = {}
    waiting = [(source.path.parent, source.text)]
    while waiting:
        folder, text = waiting.pop()
        for inclusion in inclusions_in(text):
            written = inclusion.reference.path
            path = None if written in found else _find(written, folder, collection)
            if path is None:
                continue
            found[written] = _read(project / path)
            if not inclusion.is_code:  # it may be Markdown that takes code itself
                waiting.append((path.parent, found[written]))
    return found


def _find(written: str, folder: PurePosixPath, collection: Collection) -> PurePosixPath | None:
    relative = written.removeprefix(_PROJECT).lstrip("/")
    for base in _bases(folder, collection):
        path = PurePosixPath(posixpath.normpath(base / relative))
        if collection.files.get(path, LARGEST_BYTES + 1) <= LARGEST_BYTES:
            return path
    return None


def _bases(folder: PurePosixPath, collection: Collection) -> Iterator[PurePosixPath]:
    yield folder
    yield from map(PurePosixPath, _BASES)
    yield from collection.site.roots


def _read(file: Path) -> str:
    text = file.read_bytes().decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return xml_text(unicodedata.normalize("NFC", text))
