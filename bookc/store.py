"""Results of jobs on disk, by key: what makes the second build short.

An entry is two files, `KEY` (the bytes) and `KEY.jsonl`: a line with checksums, and a line with a
few facts. The second is moved into place last, so an entry is whole or absent; a damaged one is
noticed by its checksums and counts as absent. As git does, a file whose size and time are those it
was written with is taken for what it was: to read all that a book is made of takes as long as to
lay out a chapter. Nothing is unpickled.

A build keeps the paths of entries that it has found, so nothing may be removed while any build
uses the store: builds share a lock, which the system lets go of when its holder dies, and who wants
to remove something needs it alone.
"""

import fcntl
import functools
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path
from typing import Any

from bookc.frozen import frozen

Facts = Mapping[str, Any]
"""What a job found out besides its bytes; anything that JSON can hold."""


_LOCK = "lock"
_SIZE = "size"
"""A file of numbers: how many bytes were there when they were last counted, and what came since."""
_NEW = ".new-"
"""What the name of a file that is not yet whole begins with."""
_FACTS = ".jsonl"
_KEPT_READ = 256
"""Facts that stay as values: those of a book of a hundred posts are read once."""


@frozen
class Entry:
    """A result in the store."""

    file: Path
    digest: str
    """SHA-256 of the file, in hex."""
    written_facts: bytes
    """The facts as JSON: as values, those of a layout take eight times as much memory."""
    is_new: bool = field(default=False, compare=False)
    """Whether it was made just now. What is made of it may begin sooner, and is the same."""

    @property
    def key(self) -> str:
        """What it is found by."""
        return self.file.parent.name + self.file.name

    @property
    def facts(self) -> Facts:
        """What the job found out besides; not to be changed."""
        return _read_facts(self.written_facts)


@functools.lru_cache(maxsize=_KEPT_READ)
def _read_facts(written: bytes) -> Facts:
    facts: Facts = json.loads(written)
    return facts


@frozen
class Store:
    """A folder of results. Two builds may share it at once."""

    folder: Path

    def get(self, key: str) -> Entry | None:
        """Return the entry for a key, or None if there is none that is whole."""
        # By `Path` once and late: after an edit, a thousand entries are looked up.
        file = self._place(key)
        lines = f"{file}{_FACTS}"
        try:
            with open(lines, "rb") as kept:
                first, facts = kept.read().split(b"\n", 1)
            about = json.loads(first)
            digest = about["sha256"]
            if about["facts"] != hashlib.sha256(facts).hexdigest():
                return None
            if _mark(file) != about["mark"] and digest_of(Path(file)) != digest:
                return None
            os.utime(lines)  # least recently used goes first when the store is pruned
            return Entry(Path(file), digest, facts)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, data: bytes, facts: Facts) -> Entry:
        """Save a result and return its entry."""
        file = Path(self._place(key))
        file.parent.mkdir(parents=True, exist_ok=True)
        self._grow(len(data))  # before it is there: a kill may make the sum too large, never small
        digest = hashlib.sha256(data).hexdigest()
        _write_whole(file, data)
        written = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
        sums = {"sha256": digest, "facts": hashlib.sha256(written).hexdigest()}
        lines = b"%s\n%s" % (json.dumps(sums | {"mark": _mark(file)}).encode(), written)
        self._grow(len(lines))
        _write_whole(file.with_suffix(_FACTS), lines)
        return Entry(file, digest, written, is_new=True)

    def _grow(self, size_bytes: int) -> None:
        """Note that so much more is there, unless nobody has counted yet what was there before."""
        with suppress(FileNotFoundError):
            sizes = os.open(self.folder / _SIZE, os.O_WRONLY | os.O_APPEND)
            try:
                os.write(sizes, b"%d\n" % size_bytes)
            finally:
                os.close(sizes)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let nobody remove anything from the store; any number of builds may do so at once."""
        with _locked(self.folder, fcntl.LOCK_SH):
            yield

    def prune(self, size_bytes: int) -> None:
        """Remove what was used longest ago until the store fits a size.

        Nothing is removed while a build goes on: its end is soon enough. Files go one by one: an
        entry that has lost one counts as absent. While the sum of what was put in fits, the files
        are not looked at: after an edit, that took as long as to lay out two pages.
        """
        with suppress(BlockingIOError), _locked(self.folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if self._surely_fits(size_bytes):
                return
            files = list(self._files())
            for unfinished in (each for each in files if each.name.startswith(_NEW)):
                # Left by a build that was killed. Its workers may outlive it by one job.
                if unfinished.is_dir():
                    shutil.rmtree(unfinished, ignore_errors=True)
                else:
                    Path(unfinished).unlink(missing_ok=True)
            whole = [each for each in files if not each.name.startswith(_NEW)]
            self.write(_SIZE, b"%d\n" % _fit(whole, size_bytes))

    def _surely_fits(self, size_bytes: int) -> bool:
        """Tell whether there is neither too much nor anything that a killed build has left."""
        with os.scandir(self.folder) as found:
            if any(each.name.startswith(_NEW) for each in found):
                return False
        try:
            sizes = (self.folder / _SIZE).read_bytes().split()
            return 0 < sum(map(int, sizes)) <= size_bytes
        except (OSError, ValueError):
            return False

    def _files(self) -> Iterator[os.DirEntry[str]]:
        """Yield the files of entries, and those that are not yet whole.

        `scandir` takes a third of the time of `Path.glob`, at the end of every build.
        """
        with os.scandir(self.folder) as found:
            for each in found:
                if each.name.startswith(_NEW):
                    yield each
                elif len(each.name) == 2 and each.is_dir():
                    with os.scandir(each) as files:
                        yield from files

    def clear(self) -> int:
        """Remove the store with all that is in it, and return how many bytes that were.

        Raises:
            BlockingIOError: if a build uses it.
            OSError: if something cannot be removed.
        """
        if not self.folder.exists():
            return 0
        with _locked(self.folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            files = [file for file in self.folder.rglob("*") if file.is_file()]
            size_bytes = sum(file.stat().st_size for file in files)
            for each in sorted(self.folder.iterdir(), key=lambda each: each.name == _LOCK):
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        if not self.folder.is_symlink():  # a link to a larger disk stays
            with suppress(OSError):  # a build has just begun
                self.folder.rmdir()
        return size_bytes

    @contextmanager
    def temporary_folder(self) -> Iterator[Path]:
        """Yield a folder that is gone afterwards; after a kill, when the store is next pruned."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=_NEW, dir=self.folder, ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)

    def _place(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}"

    def write(self, name: str, data: bytes) -> None:
        """Save something that has a name and no key, such as what the last build was made of."""
        _write_whole(self.folder / name, data)


def _mark(file: Path | str) -> list[int]:
    """Return what changes when somebody writes a file."""
    about = os.stat(file)
    return [about.st_size, about.st_mtime_ns]


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hex.

    Raises:
        OSError: if it cannot be read.
    """
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _fit(files: Sequence[os.DirEntry[str]], size_bytes: int) -> int:
    """Remove the entries used longest ago until the rest has no more than so many bytes.

    Returns:
        The bytes of the rest.

    The time of an entry is that of its facts, which are there or it is none.
    """
    used: dict[str, int] = {}
    parts: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for each in files:
        about, name = each.stat(), each.path.removesuffix(_FACTS)
        parts.setdefault(name, []).append(each.path)
        sizes[name] = sizes.get(name, 0) + about.st_size
        used[name] = about.st_mtime_ns if each.path != name else used.get(name, 0)
    total_bytes = sum(sizes.values())
    for name in sorted(parts, key=lambda each: (used[each], each)):
        if total_bytes <= size_bytes:
            break
        for path in parts[name]:
            Path(path).unlink()
        total_bytes -= sizes[name]
    return total_bytes


def open_store(folder: Path) -> Store:
    """Return the store in a folder, made if need be, and hidden from git.

    Raises:
        OSError: if it cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _LOCK).touch()
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return Store(folder)


@contextmanager
def temporary_store() -> Iterator[Store]:
    """Yield a store that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bookc-") as folder:
        yield Store(Path(folder))


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    """Hold the lock of a store, shared or alone.

    Raises:
        BlockingIOError: if others hold it and `how` says not to wait for them.
    """
    lock = folder / _LOCK
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        # Not the folder itself: NFS locks only what is open for writing.
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(handle, how)
            if not _is_at(handle, lock):  # it was removed while we waited
                continue
            yield
            return
        finally:
            os.close(handle)


def _is_at(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing, even if we are killed."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_NEW)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
