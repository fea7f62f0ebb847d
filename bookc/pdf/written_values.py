"""Values as they are written into a PDF: text and whole numbers, which most are, at once.

pydyf asks of each value whether it is a fraction or an object before it writes it down; a page has
a thousand of them.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import change


def written_at_once(write: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Return pydyf's function that writes down a value, quick for what needs no thought."""

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is str:
            return str.encode(item, "ascii")
        if kind is int:
            return b"%d" % item
        return write(item)  # which asks for bytes first

    return to_bytes


change("pydyf._to_bytes", written_at_once)
