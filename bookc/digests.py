"""Digests of files that were read before, told by size and times as git does.

The pictures of a book are most of its bytes, and an edit changes none of them.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bookc.store import Store

SETTLED_NS = 2_000_000_000
"""A file that changed as lately as this could change again within one tick of the disk's clock."""


class Digests:
    """The digests of files, as far as they are known."""

    def __init__(self, known: dict[str, Any]) -> None:
        """Take what was known after the last build."""
        self._known = known
        self.used: dict[str, Any] = {}
        """What is worth knowing in the next one."""

    def of(self, file: Path) -> str:
        """Return the SHA-256 of a file, in hex.

        Raises:
            OSError: if it cannot be read.
        """
        name = str(file)
        if used := self.used.get(name):  # one build sees one state of a file
            return str(used["sha256"])
        known = self._known.get(name)
        if known and known["mark"] == _mark(file.stat()):
            self.used[name] = known
        else:
            with file.open("rb") as data:
                mark = _mark(os.fstat(data.fileno()))
                digest = hashlib.file_digest(data, "sha256").hexdigest()
            self.used[name] = {"mark": mark, "sha256": digest}
        return str(self.used[name]["sha256"])


def _mark(about: os.stat_result) -> list[int]:
    """Return what changes when a file does."""
    return [about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns]


@contextmanager
def remembered_digests(store: Store, name: str) -> Iterator[Digests]:
    """Yield the digests that are kept in a store under a name, and keep those that were used."""
    store.folder.mkdir(parents=True, exist_ok=True)
    file = store.folder / name
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError):
        known = {}
    digests = Digests(known if isinstance(known, dict) else {})
    yield digests
    (now := store.folder / "now").touch()
    latest = now.stat().st_mtime_ns - SETTLED_NS
    settled = {path: each for path, each in digests.used.items() if max(each["mark"][2:]) < latest}
    if settled != known:
        store.write(name, json.dumps(settled).encode())
