"""A PDF file that is written as it grows: no object stays in memory (ISO 32000-1, 7.5).

pikepdf and pydyf hold a whole file before they write it, which for a thousand posts is more than
two gigabytes. Here only the place of each object is kept, 11 bytes. Most of a book is written
apart, as one `Part` for each document, and copied into the file.
"""

import hashlib
import io
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from typing import Any, BinaryIO

import pydyf

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACKED = 200
"""Objects that are compressed together."""
_LEVEL = 6
_LEVEL_OF_OBJECTS = 5
"""Packed in three quarters of the time; a book gets a thousandth larger."""
_LEVEL_OF_TABLE = 1
"""The table of places: a fifth smaller than at level 6, and packed in a twelfth of the time."""
_LOOKAHEAD = 262
"""Bytes of its window in which deflate finds nothing again."""
_FREE, _IN_FILE, _IN_STREAM = range(3)
_PLACE_BYTES = 11
_ROWS = 10_000
"""Of the table of places that are compressed at a time."""


def interleaved(columns: Sequence[bytes]) -> bytearray:
    """Return the rows of columns of bytes, all of one length."""
    rows = bytearray(len(columns) * len(columns[0]))
    for place, column in enumerate(columns):
        rows[place :: len(columns)] = column
    return rows


class Objects:
    """Objects with consecutive numbers, and where each of them is written."""

    def __init__(self, out: BinaryIO, first: int) -> None:
        """Begin with a number, to write where nothing is written yet."""
        self._out = out
        self._first = first
        self._length = 0
        self._kinds = array("B")
        self._places = array("Q")
        """Of an object in the file, where it begins; of one in an object stream, that stream."""
        self._indexes = array("H")
        self._packed: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Return the first of so many new object numbers. One that is not used stays free."""
        first = self._first + len(self._kinds)
        self._kinds.extend([_FREE] * count)
        self._places.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self.put_all([(number, body)])

    def put_all(self, objects: Iterable[tuple[int, bytes]]) -> None:
        """Write objects that are no streams: their numbers and what they are."""
        self._packed += objects
        while len(self._packed) >= PACKED:
            later = self._packed[PACKED:]
            del self._packed[PACKED:]
            self._pack()
            self._packed = later

    def add(self, value: Any) -> int:
        """Write a dictionary or an array, and return its number."""
        number = self.reserve()
        self.put(number, value.data)
        return number

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream: its dictionary, with its length, and its data as they are."""
        self._open_stream(number, entries)
        self._write(data)
        self._close_stream()

    def put_content(self, number: int, data: bytes) -> None:
        """Write the content of a page, which is not compressed yet."""
        packed = _deflated(data)
        entries = {"Filter": "/FlateDecode", "Length": len(packed)}
        self.put_stream(number, pydyf.Dictionary(entries).data, packed)

    def add_stream(self, data: bytes, *, compress: bool = True, **entries: Any) -> int:
        """Write a stream and return its number."""
        if compress:
            return self.add_deflated(_deflated(data), **entries)
        number = self.reserve()
        self.put_stream(number, pydyf.Dictionary({**entries, "Length": len(data)}).data, data)
        return number

    def add_deflated(self, data: bytes, **entries: Any) -> int:
        """Write a stream that is compressed already, and return its number."""
        return self.add_stream(data, compress=False, **entries, Filter="/FlateDecode")

    def _open_stream(self, number: int, entries: bytes) -> None:
        self._is_at(number, _IN_FILE, self._length)
        self._write(b"%d 0 obj\n%s\nstream\n" % (number, entries))

    def _close_stream(self) -> None:
        self._write(b"\nendstream\nendobj\n")

    def _pack(self) -> None:
        """Write the objects that wait as an object stream (7.5.7)."""
        if not self._packed:
            return
        number = self.reserve()
        numbers, bodies = zip(*self._packed, strict=True)
        for index, each in enumerate(numbers):
            self._is_at(each, _IN_STREAM, number, index)
        offsets = accumulate((len(body) + 1 for body in bodies), initial=0)
        places = [b"%d %d" % pair for pair in zip(numbers, offsets, strict=False)]
        head = b" ".join(places) + b"\n"
        data = zlib.compress(head + b"\n".join(bodies), _LEVEL_OF_OBJECTS)
        entries = {
            "Type": "/ObjStm",
            "N": len(self._packed),
            "First": len(head),
            "Filter": "/FlateDecode",
            "Length": len(data),
        }
        self.put_stream(number, pydyf.Dictionary(entries).data, data)
        self._packed = []

    def _is_at(self, number: int, kind: int, place: int, index: int = 0) -> None:
        row = number - self._first
        self._kinds[row], self._places[row], self._indexes[row] = kind, place, index

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._length += len(data)


def _deflated(data: bytes) -> bytes:
    """Deflate data, in no more memory than they fill.

    To set aside the quarter megabyte of `zlib.compress` takes as long again as to deflate the head
    of a page, and a book has as many of these as it has pages.
    """
    window_bits = min(max(9, (len(data) + _LOOKAHEAD).bit_length()), zlib.MAX_WBITS)
    memory = min(window_bits - 6, zlib.DEF_MEM_LEVEL)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, window_bits, memory)
    return packer.compress(data) + packer.flush()


class Part(Objects):
    """Objects for a file that is written elsewhere.

    The data of streams that another file has already are not written again: they are *lent*, and
    copied from there when the part goes into the file.
    """

    def __init__(self, first: int) -> None:
        """Begin with a number that the file keeps free for this part."""
        self._buffer = io.BytesIO()
        super().__init__(self._buffer, first)
        self._lent: list[tuple[int, int, int]] = []

    def put_lent_stream(self, number: int, entries: bytes, start: int, length: int) -> None:
        """Write a stream whose data are a stretch of the other file."""
        self._open_stream(number, entries)
        self._lent.append((self._buffer.tell(), start, length))
        self._length += length
        self._close_stream()

    def finish(self) -> tuple[bytes, dict[str, Any]]:
        """Return the part as `PdfFile.include` takes it, and facts of it.

        These are `first`, its first number; `objects`, how many; `lent`, where in its data others
        go, and which: place, start and length of each.
        """
        self._pack()
        table = self._kinds.tobytes() + self._places.tobytes() + self._indexes.tobytes()
        facts = {"first": self._first, "objects": len(self._kinds), "lent": self._lent}
        return table + self._buffer.getvalue(), facts


class PdfFile(Objects):
    """A PDF that is being written."""

    def __init__(self, out: BinaryIO) -> None:
        """Begin a file."""
        super().__init__(out, 0)
        self._hash = hashlib.sha256()
        self.reserve()  # number 0 is nobody's
        self._write(_HEADER)

    def include(self, part: bytes, facts: Mapping[str, Any], lender: bytes) -> None:
        """Copy a part into the file.

        Args:
            part: as `Part.finish` returned it; its numbers are reserved here.
            facts: of it.
            lender: the file that it took data from.
        """
        count, start = facts["objects"], self._length
        assert facts["first"] + count <= len(self._kinds), "a part has more numbers than reserved"
        table, data = part[: count * _PLACE_BYTES], part[count * _PLACE_BYTES :]
        kinds, places, indexes = array("B", table[:count]), array("Q"), array("H")
        places.frombytes(table[count : 9 * count])
        indexes.frombytes(table[9 * count :])
        rows = slice(facts["first"], facts["first"] + count)
        self._kinds[rows], self._indexes[rows] = kinds, indexes
        self._places[rows] = array(
            "Q",
            [
                place + start if kind == _IN_FILE else place
                for kind, place in zip(kinds, places, strict=True)
            ],
        )
        copied = 0
        for place, lent_from, length in facts["lent"]:
            self._write(data[copied:place])
            self._write(lender[lent_from : lent_from + length])
            copied = place
        self._write(data[copied:])

    def finish(self, root: int, info: int) -> str:
        """Write where everything is (7.5.8), and return the SHA-256 of the file, in hex.

        Args:
            root: number of the catalogue.
            info: number of the information dictionary.
        """
        self._pack()
        number = self.reserve()
        self._is_at(number, _IN_FILE, self._length)
        width = max(1, (self._length.bit_length() + 7) // 8)
        identifier = f"<{self._hash.hexdigest()[:32]}>"
        runs = list(self._runs())
        data = b"".join(self._table(runs, width))
        entries = pydyf.Dictionary(
            {
                "Type": "/XRef",
                "Size": len(self._kinds),
                "Index": pydyf.Array(chain.from_iterable(runs)),
                "W": pydyf.Array([1, width, 2]),
                "Root": f"{root} 0 R",
                "Info": f"{info} 0 R",
                "ID": pydyf.Array([identifier, identifier]),
                "Filter": "/FlateDecode",
                "Length": len(data),
            }
        )
        start = self._length
        self.put_stream(number, entries.data, data)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._hash.hexdigest()

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield first number and length of each run of numbers that are used, after 0."""
        self._kinds[0] = _IN_FILE
        number = 0
        for is_used, run in groupby(self._kinds, bool):
            length = sum(1 for _ in run)
            if is_used:
                yield number, length
            number += length
        self._kinds[0] = _FREE

    def _table(self, runs: Iterable[tuple[int, int]], width: int) -> Iterator[bytes]:
        """Yield the compressed table of places, but for numbers that are free."""
        packer = zlib.compressobj(_LEVEL_OF_TABLE)
        for first, length in runs:
            for start in range(first, first + length, _ROWS):
                stop = min(start + _ROWS, first + length)
                yield packer.compress(self._rows(slice(start, stop), width))
        yield packer.flush()

    def _rows(self, of: slice, width: int) -> bytearray:
        """Return rows of the table: kind, place in so many bytes, index. Columns are set whole."""
        kinds, places, indexes = self._kinds[of], self._places[of], self._indexes[of]
        if sys.byteorder == "little":
            places.byteswap()
            indexes.byteswap()
        columns = [
            kinds.tobytes(),
            *(places.tobytes()[byte :: places.itemsize] for byte in range(8 - width, 8)),
            *(indexes.tobytes()[byte :: indexes.itemsize] for byte in range(2)),
        ]
        return interleaved(columns)

    def _write(self, data: bytes) -> None:
        super()._write(data)
        self._hash.update(data)
