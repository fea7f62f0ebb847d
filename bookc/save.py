"""Stage 8: move finished files into place.

A build writes into a folder beside its output. Only when all of it has succeeded are the files
moved, each in one step: a book is there whole or not at all, and an older one is never half
overwritten.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bookc.errors import OutputError
from bookc.model import Format, Location, OutputFile, Problem
from bookc.store import digest_of

SUMS = "SHA256SUMS"
"""The file beside the books that `sha256sum --check` reads."""


UNFINISHED = ".bookc-"
"""What the name of a folder with files that are not yet whole begins with."""


@contextmanager
def unfinished(output: Path) -> Iterator[Path]:
    """Yield a folder for files that are not yet whole; it is gone afterwards.

    It lies in the output folder, so that moving a file into place is a rename. A build that was
    killed could not take its folder away; the next one does.

    Raises:
        OutputError: if no folder can be made there.
    """
    with ExitStack() as held:
        try:
            output.mkdir(parents=True, exist_ok=True)
            with _locked(output):
                _remove_abandoned(output)
                folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=output))
                held.enter_context(_locked(folder))
        except OSError as error:
            raise OutputError(_problem(error, output)) from error
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep other builds out of a folder; the system lets go of a lock when its holder dies.

    Raises:
        BlockingIOError: if another build is in the folder, unless it is waited for.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _remove_abandoned(output: Path) -> None:
    """Remove the folders of builds that are no more: those that nobody holds a lock on."""
    for folder in output.glob(f"{UNFINISHED}*"):
        # Another build has just ended, or goes on.
        with suppress(FileNotFoundError, BlockingIOError), _locked(folder, wait=False):
            shutil.rmtree(folder, ignore_errors=True)


class Finished:
    """The books of a build that are whole, each described beside other work as it comes."""

    def __init__(self, output: Path, beside: Executor) -> None:
        """Take the folder that they will be in, and where sums are computed."""
        self._output = output
        self._beside = beside
        self._described: list[Future[OutputFile]] = []

    def add(self, file: Path, digest: str = "") -> None:
        """Note that a file is whole, and its SHA-256, in hex, if that is known."""
        self._described.append(self._beside.submit(_describe, file, self._output, digest))

    def outputs(self) -> tuple[OutputFile, ...]:
        """Return all books as they will be once they are in place, by name."""
        found = (each.result() for each in self._described)
        return tuple(sorted(found, key=lambda each: each.path.name))


def _describe(file: Path, output: Path, digest: str) -> OutputFile:
    known, size_bytes = digest or digest_of(file), file.stat().st_size
    _begin_to_store(file)
    return OutputFile(output / file.name, Format(file.suffix[1:]), size_bytes, known)


def _begin_to_store(file: Path) -> None:
    """Let the disk begin with a file. Linux does so at last when it takes the place of another.

    What is on the disk is forgotten by the memory, so nobody should want to read it soon.
    """
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as data:
            os.posix_fadvise(data.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def save_outputs(folder: Path, output: Path, books: Sequence[OutputFile]) -> None:
    """Move the finished files of a folder into place, with the sums of the books beside them.

    Args:
        folder: what `unfinished` gave.
        output: where they go.
        books: those among them, as `Finished` describes them.

    Raises:
        OutputError: if a file cannot be moved.
    """
    files = sorted(folder.iterdir())
    sums = folder / SUMS
    sums.write_text("".join(f"{each.sha256}  {each.path.name}\n" for each in books), "utf-8")
    try:
        with _locked(output):  # so that the sums are those of the files beside them
            for file in (*files, sums):
                file.replace(output / file.name)
    except OSError as error:
        raise OutputError(_problem(error, output)) from error


def _problem(error: OSError, output: Path) -> Problem:
    what = f"the output folder cannot be written: {error.strerror}"
    return Problem(what, at=Location(str(output)), hint="name another one with -o")
