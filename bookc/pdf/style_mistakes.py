"""What WeasyPrint says of a style sheet while it reads it, which it only writes to its log."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

_LOG = logging.getLogger("weasyprint")
_PLACED = re.compile(r"(?P<before>.*?) at (?P<line>\d+):\d+(?P<after>.*)", re.DOTALL)

Mistake = tuple[str, str]
"""The line of the sheet in which something is wrong, empty if it is not known; and what it is."""


@contextmanager
def mistakes_noted(stylesheet: str) -> Iterator[list[Mistake]]:
    """Give a list that takes up what is said of a style sheet while it is read."""
    handler = _Notes(stylesheet)
    _LOG.addHandler(handler)
    try:
        yield handler.mistakes
    finally:
        _LOG.removeHandler(handler)


class _Notes(logging.Handler):
    def __init__(self, stylesheet: str) -> None:
        super().__init__(logging.WARNING)
        self._lines = stylesheet.splitlines()
        self.mistakes: list[Mistake] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        line = ""
        if placed := _PLACED.fullmatch(said):
            said = placed["before"] + placed["after"]
            line = self._lines[min(int(placed["line"]), len(self._lines)) - 1].strip()
        what = said.strip().removesuffix(".")
        self.mistakes.append((line, what[:1].lower() + what[1:]))
