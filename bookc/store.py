"""Results of jobs on disk, by key: what makes the second build short.

An entry is two files, `KEY` (the bytes) and `KEY.json` (their checksum and a few facts). The
second is moved into place last, so an entry is whole or absent; a damaged one is noticed by its
checksum and counts as absent. Nothing is unpickled.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]
"""What a job found out besides its bytes; anything that JSON can hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A result in the store."""

    file: Path
    digest: str
    """SHA-256 of the file, in hex."""
    facts: Facts


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results. Two builds may share it at once."""

    folder: Path

    def get(self, key: str) -> Entry | None:
        """Return the entry for a key, or None if there is none that is whole."""
        file = self._file(key)
        try:
            about = json.loads(file.with_suffix(".json").read_bytes())
            with file.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
            if digest != about["sha256"]:
                return None
            for each in (file, file.with_suffix(".json")):
                os.utime(each)  # least recently used goes first when the store is pruned
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Entry(file, digest, about["facts"])

    def put(self, key: str, data: bytes, facts: Facts) -> Entry:
        """Save a result and return its entry."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()
        about = json.dumps({"sha256": digest, "facts": facts}, ensure_ascii=False, sort_keys=True)
        _write_whole(file, data)
        _write_whole(file.with_suffix(".json"), about.encode())
        return Entry(file, digest, json.loads(about)["facts"])

    def prune(self, size_bytes: int) -> None:
        """Remove what was used longest ago until the store fits a size.

        Files go one by one, those that a killed build left behind among them: an entry that has
        lost one counts as absent.
        """
        files = []
        for file in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):  # another build prunes too
                about = file.stat()
                files.append((about.st_mtime_ns, file, about.st_size))
        total_bytes = sum(size for _, _, size in files)
        for _, file, size in sorted(files):
            if total_bytes <= size_bytes:
                return
            file.unlink(missing_ok=True)
            total_bytes -= size

    def write(self, name: str, data: bytes) -> None:
        """Save something that has a name and no key, such as what the last build was made of."""
        _write_whole(self.folder / name, data)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def open_store(folder: Path) -> Store:
    """Return the store in a folder, made if need be, and hidden from git.

    Raises:
        OSError: if it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return Store(folder)


@contextmanager
def temporary_store() -> Iterator[Store]:
    """Yield a store that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bookc-") as folder:
        yield Store(Path(folder))


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing, even if we are killed."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
