"""The dates that authors write, in every form that `fromisoformat` refuses too.

A date keeps the zone that was written, so that its day is the day the author meant, unless the book
has a zone of its own: then its day is the day that it was there. One without a zone is of the
book's, or else counts as UTC, so that all can be compared.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import PurePosixPath

_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\x20?(Z|[+-]\d{1,2}(?::?\d\d)?)?)?"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_WITH_NAME = re.compile(
    r"([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})|(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})"
)
_COMMENT = re.compile(r"\s#.*")
_IN_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[-_ .]|\Z)")
_IN_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|\Z)")


def read_date(written: str, zone: tzinfo | None = None) -> datetime | None:
    """Return a date as it is written in a metadata block; None if it is none that exists.

    Args:
        written: in any of the forms that authors use.
        zone: of the book; None if it has none.
    """
    date = _COMMENT.sub("", written).strip(" \t\"'")
    match = _WRITTEN.fullmatch(date)
    if not match:
        return _read_named(date, zone)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        if not match[7]:
            return datetime(year, month, day, hour, minute, second, tzinfo=zone or UTC)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=_zone(match[7]))
        return moment.astimezone(zone) if zone else moment
    except (ValueError, OverflowError):
        return None


def _read_named(written: str, zone: tzinfo | None) -> datetime | None:
    """Read `Jul 08 2022`, `July 8, 2022` or `8 July 2022`, which JavaScript takes as dates."""
    match = _WITH_NAME.fullmatch(written)
    if not match:
        return None
    day, name, year = (match[2], match[1], match[3]) if match[1] else match.groups()[3:]
    try:
        return datetime(int(year), _MONTHS.get(name[:3].lower(), 0), int(day), tzinfo=zone or UTC)
    except ValueError:
        return None


def date_of_path(path: PurePosixPath, zone: tzinfo | None = None) -> datetime | None:
    """Return the date that a post's file, or else one of its folders, begins with.

    That is `2016-05-19-slug.md`, `2016-05-19-slug/index.md`, or `2016/05/19/slug.md`.
    """
    named = [match for part in reversed(path.parts) if (match := _IN_NAME.match(part))]
    folders = _IN_FOLDERS.search(path.parent.as_posix())
    for match in [*named, *([folders] if folders else [])]:
        try:
            return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=zone or UTC)
        except ValueError:
            continue
    return None


def with_offset(moment: datetime | None) -> datetime | None:
    """Return a moment with the offset of its zone instead of the zone, which cannot be pickled."""
    if moment is None:
        return None
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def without_date(name: str) -> str:
    """Return a file name without the date or number that it begins with."""
    return re.sub(r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,3})[-_. ]+(?=\S)", "", name)


def _zone(written: str) -> tzinfo:
    if written == "Z":
        return UTC
    digits = written[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)
