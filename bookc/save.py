"""Stage 8: move finished files into place.

A build writes into a folder beside its output. Only when all of it has succeeded are the files
moved, each in one step: a book is there whole or not at all, and an older one is never half
overwritten.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bookc.errors import OutputError
from bookc.model import Format, Location, OutputFile, Problem

SUMS = "SHA256SUMS"
"""The file beside the books that `sha256sum --check` reads."""


@contextmanager
def unfinished(output: Path) -> Iterator[Path]:
    """Yield a folder for files that are not yet whole; it is gone afterwards.

    It lies beside the output folder, so that moving a file into place is a rename.

    Raises:
        OutputError: if no folder can be made there.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".bookc-", dir=output))
    except OSError as error:
        raise OutputError(_problem(error, output)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def save_outputs(folder: Path, output: Path) -> tuple[OutputFile, ...]:
    """Move the finished files of a folder into place, with their sums beside them.

    Raises:
        OutputError: if a file cannot be moved.
    """
    files = sorted(folder.iterdir())
    saved = tuple(_described(file, output / file.name) for file in files)
    sums = folder / SUMS
    sums.write_text("".join(f"{each.sha256}  {each.path.name}\n" for each in saved), "utf-8")
    try:
        for file in (*files, sums):
            file.replace(output / file.name)
    except OSError as error:
        raise OutputError(_problem(error, output)) from error
    return saved


def _described(file: Path, place: Path) -> OutputFile:
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    return OutputFile(place, Format(file.suffix[1:]), file.stat().st_size, digest)


def _problem(error: OSError, output: Path) -> Problem:
    what = f"the output folder cannot be written: {error.strerror}"
    return Problem(what, at=Location(str(output)), hint="name another one with -o")
