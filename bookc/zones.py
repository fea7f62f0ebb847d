"""Time zones by their names, as the tz database has them. Owner of tzdata.

The database comes with bookc: the one of the machine may be older, or missing.
"""

import functools
import re
from importlib import resources
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z][\w+-]{0,40}(?:/[A-Za-z][\w+-]{0,40}){0,2}", re.ASCII)


@functools.cache
def zone_called(name: str) -> ZoneInfo | None:
    """Return the zone of a name such as `Asia/Seoul`; None if there is none such."""
    file = resources.files("tzdata") / "zoneinfo" / name
    if not _NAME.fullmatch(name) or not file.is_file():
        return None
    try:
        with file.open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except ValueError:  # such as `tzdata.zi`, which is another form of the database
        return None


@functools.cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all zones."""
    listed = (resources.files("tzdata") / "zones").read_text(encoding="utf-8")
    return tuple(listed.split())
