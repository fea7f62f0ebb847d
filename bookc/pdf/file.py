"""A PDF file that is written as it grows: no object stays in memory (ISO 32000-1, 7.5).

pikepdf and pydyf hold a whole file before they write it, which for a thousand posts is more than
two gigabytes. Here only the place of each object is kept, 11 bytes.
"""

import hashlib
import zlib
from array import array
from typing import Any, BinaryIO

import pydyf

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200
"""Objects that are compressed together."""
_LEVEL = 6
_FREE, _IN_FILE, _IN_STREAM = range(3)


class PdfFile:
    """A PDF that is being written."""

    def __init__(self, out: BinaryIO) -> None:
        """Begin a file."""
        self._out = out
        self._place = 0
        self._hash = hashlib.sha256()
        self._kinds = array("B", [_FREE])
        self._places = array("Q", [0])
        self._indexes = array("H", [0])
        self._packed: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """Return the first of so many new object numbers."""
        first = len(self._kinds)
        self._kinds.extend([_FREE] * count)
        self._places.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self._packed.append((number, body))
        if len(self._packed) == _PACKED:
            self._pack()

    def add(self, value: Any) -> int:
        """Write a dictionary or an array, and return its number."""
        number = self.reserve()
        self.put(number, value.data)
        return number

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream: its dictionary, with its length, and its data as they are."""
        self._kinds[number], self._places[number] = _IN_FILE, self._place
        self._write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, entries, data))

    def put_content(self, number: int, data: bytes) -> None:
        """Write the content of a page, which is not compressed yet."""
        packed = zlib.compress(data, _LEVEL)
        entries = {"Filter": "/FlateDecode", "Length": len(packed)}
        self.put_stream(number, pydyf.Dictionary(entries).data, packed)

    def add_stream(self, data: bytes, *, compress: bool = True, **entries: Any) -> int:
        """Write a stream and return its number."""
        number = self.reserve()
        if compress:
            data = zlib.compress(data, _LEVEL)
            entries["Filter"] = "/FlateDecode"
        self.put_stream(number, pydyf.Dictionary({**entries, "Length": len(data)}).data, data)
        return number

    def finish(self, root: int, info: int) -> None:
        """Write where everything is (7.5.8).

        Args:
            root: number of the catalogue.
            info: number of the information dictionary.
        """
        self._pack()
        number = self.reserve()
        self._kinds[number], self._places[number] = _IN_FILE, self._place
        width = max(1, (self._place.bit_length() + 7) // 8)
        table = b"".join(
            kind.to_bytes() + place.to_bytes(width) + index.to_bytes(2)
            for kind, place, index in zip(self._kinds, self._places, self._indexes, strict=True)
        )
        identifier = f"<{self._hash.hexdigest()[:32]}>"
        data = zlib.compress(table, _LEVEL)
        entries = pydyf.Dictionary(
            {
                "Type": "/XRef",
                "Size": len(self._kinds),
                "W": pydyf.Array([1, width, 2]),
                "Root": f"{root} 0 R",
                "Info": f"{info} 0 R",
                "ID": pydyf.Array([identifier, identifier]),
                "Filter": "/FlateDecode",
                "Length": len(data),
            }
        )
        start = self._place
        self.put_stream(number, entries.data, data)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        """Write the objects that wait as an object stream (7.5.7)."""
        if not self._packed:
            return
        number = self.reserve()
        places, offset = [], 0
        for index, (each, body) in enumerate(self._packed):
            places.append(b"%d %d" % (each, offset))
            offset += len(body) + 1
            self._kinds[each], self._places[each] = _IN_STREAM, number
            self._indexes[each] = index
        head = b" ".join(places) + b"\n"
        data = zlib.compress(head + b"\n".join(body for _, body in self._packed), _LEVEL)
        entries = {
            "Type": "/ObjStm",
            "N": len(self._packed),
            "First": len(head),
            "Filter": "/FlateDecode",
            "Length": len(data),
        }
        self.put_stream(number, pydyf.Dictionary(entries).data, data)
        self._packed = []

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._hash.update(data)
        self._place += len(data)
