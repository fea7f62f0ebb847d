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
from contextlib import contextmanager
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
            os.utime(file)  # least recently used goes first when the store is pruned
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
        """Remove what was used longest ago until the store fits a size."""
        entries = []
        for about in self.folder.glob("??/*.json"):
            file = about.with_suffix("")
            try:
                entries.append((file.stat().st_mtime_ns, file, file.stat().st_size))
            except OSError:
                about.unlink(missing_ok=True)
        total_bytes = sum(size for _, _, size in entries)
        for _, file, size in sorted(entries):
            if total_bytes <= size_bytes:
                return
            file.with_suffix(".json").unlink(missing_ok=True)
            file.unlink(missing_ok=True)
            total_bytes -= size

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """Yield the store in a folder, made if need be, and hidden from git."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    yield Store(folder)


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
