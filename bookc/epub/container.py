"""The zip: the same book gives the same bytes, on any day, in any folder, on any system.

Only another implementation of deflate, such as zlib-ng, gives others.

Source: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from bookc.frozen import frozen

ROOT = "EPUB"
"""The folder of everything but the container's own files."""

COMPRESSED = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp", ".woff", ".woff2"})
"""Endings of files that deflating makes no smaller: on pictures it saves less than one per cent."""

_LEVEL = 6
_UNIX = 3
_PERMISSIONS = 0o100644
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # what the date of an entry can hold


@frozen
class Deflated:
    """What a container holds of an entry, made before, and what it says of it."""

    file: Path
    crc32: int
    """Of what was deflated."""
    size_bytes: int
    """The same."""


def write_container(
    path: Path, entries: Mapping[str, bytes | Path | Deflated], modified: datetime
) -> str:
    """Write a container.

    Args:
        path: the file to write.
        entries: names and contents, in order, `mimetype` first. What is a path is read when its
            turn comes, so that one picture at a time is held in memory.
        modified: the date that every entry gets.

    Returns:
        The SHA-256 of the file, in hex.

    Raises:
        OSError: if a file cannot be read or `path` cannot be written.
    """
    date = _date_of_entries(modified)
    with path.open("wb") as file:
        summed = _Summed(file)
        with zipfile.ZipFile(summed, "w") as container:
            for name, content in entries.items():
                entry = _entry(name, date)
                if isinstance(content, Deflated):
                    packed = _read(content.file)
                    entry.CRC, entry.file_size = content.crc32, content.size_bytes
                else:
                    data = content if isinstance(content, bytes) else _read(content)
                    packed = deflated(data) if entry.compress_type == zipfile.ZIP_DEFLATED else data
                    entry.CRC, entry.file_size = zlib.crc32(data), len(data)
                _add(container, summed, entry, packed)
    return summed.sum.hexdigest()


class _Summed:
    """A file whose digest is known when it is written: to read it again takes a while."""

    def __init__(self, file: BinaryIO) -> None:
        """Take a file in which nothing is written yet."""
        self._file = file
        self.sum = hashlib.sha256()
        self.flush, self.close = file.flush, file.close

    def write(self, data: bytes) -> int:
        """Write what comes next; there is no way back."""
        self.sum.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        """Return how much has been written."""
        return self._file.tell()


def _add(container: zipfile.ZipFile, file: _Summed, entry: zipfile.ZipInfo, packed: bytes) -> None:
    """Add an entry with its header written once, as `ZipFile.mkdir` does it.

    `ZipFile.writestr` goes back when it has the sum of the data. That, and all that lets it take
    them in pieces, took a third of the time of a book with many pictures.
    """
    entry.compress_size = len(packed)
    entry.header_offset = file.tell()
    file.write(entry.FileHeader())
    file.write(packed)
    container.filelist.append(entry)
    container.start_dir = file.tell()


def _read(file: Path) -> bytes:
    with open(file, "rb", buffering=0) as data:  # by `Path`, half as long again
        return data.read()


def deflated(data: bytes) -> bytes:
    """Deflate data as `zipfile` does it."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)  # as zipfile has it
    return packer.compress(data) + packer.flush()


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    # Left to itself, zipfile notes the day and the system it runs on.
    entry = zipfile.ZipInfo(name, date_time=date)
    entry.create_system = _UNIX
    entry.external_attr = _PERMISSIONS << 16
    entry.compress_type = _compression(name)
    return entry


def _compression(name: str) -> int:
    stored = name == "mimetype" or os.path.splitext(name)[1].lower() in COMPRESSED
    return zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED


def _date_of_entries(modified: datetime) -> tuple[int, int, int, int, int, int]:
    """Return a moment as UTC, within the years that a zip file knows."""
    moment = as_utc(modified)
    if moment.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if moment.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 23, 59, 58)
    return (
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )


def as_utc(moment: datetime) -> datetime:
    """Return a moment in UTC. One without a zone counts as UTC: the machine's would be a guess."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
