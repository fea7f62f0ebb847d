"""What a key may hold: each `Kind` reads one value from TOML, or says why it cannot be.

A kind reads the value of a key alone; what two keys say together is for `contradictions`.
"""

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bookc.config.slips import listed, nearest
from bookc.frozen import frozen

Read = Callable[[Any, Path], Any]
"""From what `tomllib` gives and the project's folder to what the `BookConfig` holds."""


class UnfitError(Exception):
    """A value is not what its key takes."""

    def __init__(self, why: str = "", *, hint: str = "") -> None:
        super().__init__(why)
        self.why = why
        """What is wrong beyond 'it has to be ...'; empty if that says it all."""
        self.hint = hint


@frozen
class Kind:
    """A type of value."""

    allowed: str
    """What one value has to be, such as `a whole number from 1 to 6`."""
    read: Read
    many: bool = False
    """True for a list of such values."""


# XML 1.0 cannot hold the other control characters, escaped or not.
# https://www.w3.org/TR/xml/#charsets
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
NO_LINE = re.compile(NO_XML.pattern + "|[\t\n\r\u2028\u2029]")
SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([kKMGT]?)B")
SIZE_UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
SMALLEST_CACHE_BYTES = 10**6


def line_of_text(value: Any, _project: Path) -> str:
    """Read text on one line, in composed Unicode form."""
    if not isinstance(value, str):
        raise UnfitError
    if NO_LINE.search(value):
        raise UnfitError("there is a line break or a control character in it")
    return unicodedata.normalize("NFC", value.strip())


def filled_line(value: Any, project: Path) -> str:
    """Read text on one line that says something."""
    if not (text := line_of_text(value, project)):
        raise UnfitError("it is empty")
    return text


def text_block(value: Any, _project: Path) -> str:
    """Read text that may go over several lines."""
    if not isinstance(value, str):
        raise UnfitError
    if NO_XML.search(value):
        raise UnfitError("there is a control character in it")
    return unicodedata.normalize("NFC", value.strip())


def switch(value: Any, _project: Path) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise UnfitError
    return value


def day(value: Any, _project: Path) -> date:
    """Read a date, with or without quotes."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UnfitError("the calendar has no such day") from error
    if isinstance(value, datetime):
        raise UnfitError(hint=f"leave out the time: {value.date()}")
    if not isinstance(value, date):
        raise UnfitError
    return value


def variable(value: Any, _project: Path) -> str | int | float | bool:
    """Read the value of a theme's variable, as it is."""
    if not isinstance(value, (str, int, float)):  # bool is an int
        raise UnfitError
    if isinstance(value, float) and not math.isfinite(value):
        raise UnfitError("the number is not finite")
    return value


def size_bytes(value: Any, _project: Path) -> int:
    """Read a size with its unit; 1 kB is 1,000 bytes."""
    if not isinstance(value, str) or not (match := SIZE.fullmatch(value.strip())):
        raise UnfitError
    unit = "k" if match[2] == "K" else match[2]
    size = round(float(match[1]) * SIZE_UNITS[unit])
    if size < SMALLEST_CACHE_BYTES:
        raise UnfitError
    return size


def whole_number(least: int, most: int) -> Kind:
    """Return the kind of whole numbers within a range."""

    def read(value: Any, _project: Path) -> int:
        # bool is an int to Python, not to TOML.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UnfitError
        return value

    return Kind(f"a whole number from {least} to {most}", read)


def choice(options: type[StrEnum]) -> Kind:
    """Return the kind of words of which one has to be chosen."""
    words = [option.value for option in options]

    def read(value: Any, _project: Path) -> StrEnum:
        if value in words:
            return options(value)
        near = nearest(value, words) if isinstance(value, str) else ""
        raise UnfitError(hint=f'did you mean "{near}"?' if near else "")

    return Kind(listed([f'"{word}"' for word in words]), read)


LINE = Kind("text on one line, in quotes", line_of_text)
FILLED_LINE = Kind("text on one line, in quotes and not empty", filled_line)
LINES = Kind(FILLED_LINE.allowed, filled_line, many=True)
TEXT = Kind("text in quotes", text_block)
SWITCH = Kind("true or false", switch)
DAY = Kind("a date such as 2023-12-31", day)
VARIABLE = Kind("text in quotes, a number, true or false", variable)
SIZE_KIND = Kind('a size of at least 1 MB, such as "500 MB" or "2 GB"', size_bytes)


def as_toml(value: Any, *, longest: int = 60) -> str:
    """Return a value as one would write it in book.toml, cut short for a message."""
    written = _as_toml(value)
    return written if len(written) <= longest else f"{written[: longest - 1]}…"


def printable(text: str) -> str:
    """Return text without what moves the cursor of a terminal or turns the writing round."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def _as_toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return printable(json.dumps(value, ensure_ascii=False))
        case list():
            return f"[{', '.join(map(_as_toml, value))}]"
        case Mapping():
            items = (f"{printable(key)} = {_as_toml(item)}" for key, item in value.items())
            return f"{{{', '.join(items)}}}"
        case _:
            return str(value)
