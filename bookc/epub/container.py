"""The zip: the same book gives the same bytes, on any day, in any folder, on any system.

Only another implementation of deflate, such as zlib-ng, gives others.

Source: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
"""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

ROOT = "EPUB"
"""The folder of everything but the container's own files."""

COMPRESSED = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp", ".woff", ".woff2"})
"""Endings of files that deflating makes no smaller: on pictures it saves less than one per cent."""

_UNIX = 3
_PERMISSIONS = 0o100644
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # what the date of an entry can hold


def write_container(path: Path, entries: Mapping[str, bytes | Path], modified: datetime) -> None:
    """Write a container.

    Args:
        path: the file to write.
        entries: names and contents, in order, `mimetype` first. What is a path is read when its
            turn comes, so that one picture at a time is held in memory.
        modified: the date that every entry gets.

    Raises:
        OSError: if a file cannot be read or `path` cannot be written.
    """
    with zipfile.ZipFile(path, "w") as container:
        for name, content in entries.items():
            data = content if isinstance(content, bytes) else content.read_bytes()
            container.writestr(_entry(name, modified), data, _compression(name), 6)


def _entry(name: str, modified: datetime) -> zipfile.ZipInfo:
    # Left to itself, zipfile notes the day and the system it runs on.
    entry = zipfile.ZipInfo(name, date_time=_date_of_entries(modified))
    entry.create_system = _UNIX
    entry.external_attr = _PERMISSIONS << 16
    return entry


def _compression(name: str) -> int:
    stored = name == "mimetype" or PurePosixPath(name).suffix.lower() in COMPRESSED
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
