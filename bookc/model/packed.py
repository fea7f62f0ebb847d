"""Texts of a book, packed: XHTML takes a fifth of its room, and a tenth of what a `str` takes.

A build holds each post in several forms at once, and a book may have a thousand posts. The texts
that were made or read last stay open, and most books have no others: to pack those of 48 posts, and
unpack them again, took 0.05 s of 1.5 in a build after an edit.
"""

import hashlib
import zlib
from collections import OrderedDict
from threading import Lock
from weakref import ref

_LEVEL = 1
"""0.3 ms for a post of 34 kB; level 6 takes twice that, and saves a fifth."""
_KEPT_OPEN = 192
"""Texts that are open at once, some 40 kB each: all that a book of fifty posts has at one time."""


class PackedText:
    """A text that is packed when others are in use. It does not change; equal texts are equal."""

    __slots__ = ("__weakref__", "_digest", "_packed", "_text")

    def __init__(self, packed: bytes) -> None:
        """Take what `packed` has given."""
        self._packed: bytes | None = packed
        self._text: str | None = None
        self._digest = ""

    @property
    def text(self) -> str:
        """The text itself."""
        text = self._text
        if text is None:
            text = zlib.decompress(self.packed).decode()
        _keep_open(self, text)
        return text

    @property
    def packed(self) -> bytes:
        """The text as it can be kept."""
        text = self._text
        if self._packed is None and text is not None:  # another thread may close it now
            data = text.encode()
            self._digest = _sum(data)  # or it would have to be unpacked for that
            self._packed = zlib.compress(data, _LEVEL)
        assert self._packed is not None
        return self._packed

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, in hex: it takes a tenth of the time of packing it."""
        if not self._digest:
            self._digest = _sum(self.text.encode())
        return self._digest

    def __reduce__(self) -> tuple[type["PackedText"], tuple[bytes]]:
        """Go to another process packed."""
        return PackedText, (self.packed,)

    def __eq__(self, other: object) -> bool:
        """Compare texts."""
        return isinstance(other, PackedText) and self.text == other.text

    def __hash__(self) -> int:
        """Hash the text."""
        return hash(self.text)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pack(text: str) -> PackedText:
    """Return a text that is packed when others are in use; it has no lone surrogates."""
    new = PackedText.__new__(PackedText)
    new._packed, new._digest = None, ""
    _keep_open(new, text)
    return new


_open: OrderedDict[int, ref[PackedText]] = OrderedDict()
"""Those that are open, or were when they died, by their identity; the last in use comes last."""
_opening = Lock()


def _keep_open(one: PackedText, text: str) -> None:
    with _opening:
        one._text = text
        _open[id(one)] = ref(one)
        _open.move_to_end(id(one))
        if len(_open) <= _KEPT_OPEN:
            return
        for dead in [key for key, each in _open.items() if each() is None]:
            del _open[dead]
        oldest = _open.popitem(last=False)[1]() if len(_open) > _KEPT_OPEN else None
    if oldest is not None:
        oldest._packed = oldest.packed
        oldest._text = None
