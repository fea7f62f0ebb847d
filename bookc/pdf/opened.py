"""A finished PDF as two programs read it, opened once for some of its chapters.

In a long book, to open it takes as long as to read a chapter; but both programs keep what they
have read, and PDFium goes through all pages before the one that is asked for. So chapters that
stand together are read from an *excerpt*: the bytes of the book, and behind them another table of
what is where, with their pages alone. The table of a book of 18,000 pages took either program 60 to
80 MB.
"""

import io
import os
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from bookc.frozen import frozen
from bookc.jobs import FileInput
from bookc.pdf.file import interleaved

if TYPE_CHECKING:
    from pikepdf import Object, Pdf
    from pypdfium2 import PdfDocument

_END = 64
"""Bytes at the end of a file in which it says where its cross-references are."""
_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ABOUT = re.compile(
    rb"/Type /XRef/Size (\d+)/Index \[([\d ]*)\]/W \[1 (\d+) 2\]/Root (\d+) 0 R"
    rb".*?/Length (\d+)>>\nstream\n",
    re.DOTALL,
)


@frozen
class Extent:
    """What is in an excerpt of a file."""

    pages: tuple[int, ...]
    """The numbers of the objects of its pages; none if the file's own catalogue is to be read."""
    omitted: tuple[tuple[int, int], ...]
    """From one number to before another, in their order: objects that these pages do not need."""
    fonts: tuple[tuple[int, FileInput], ...] = ()
    """What PDFium is to see in the place of some programs of fonts, by their numbers."""


@frozen
class Opened:
    """An excerpt of a file as PDFium and as pikepdf read it."""

    pdfium: "PdfDocument"
    pikepdf: "Pdf"
    extent: Extent

    def pages_of_chapter(self, start: int, end: int) -> "list[Object]":
        """Return the pages of a chapter, as they hang in the file's own tree of pages.

        Args:
            start: the place of the first in the excerpt.
            end: the place behind the last.

        Raises:
            AssertionError: if they are not there, or not all in one node and in their order.
        """
        numbers = self.extent.pages[start:end]
        node = self.pikepdf.get_object(numbers[0], 0).Parent
        pages = list(node.Kids)
        assert node.objgen in {each.objgen for each in self.pikepdf.Root.Pages.Kids}, "not bound"
        assert tuple(each.objgen[0] for each in pages) == numbers, "pages are not in their order"
        return pages


def opened(path: Path, extent: Extent) -> Opened:
    """Open an excerpt of a file, unless it was the last one."""
    about = path.stat()
    key = path, (about.st_ino, about.st_size, about.st_mtime_ns), extent
    if key not in _last:
        close()  # two at once would take twice the memory
        _last[key] = _open(path, extent)
    return _last[key]


def load_readers() -> None:
    """Import what reads files: in workers, while there is nothing to read yet."""
    import pypdfium2  # noqa: F401

    import bookc.pdf.reading  # noqa: F401


def words_on(path: Path, extent: Extent, places: tuple[int, int]) -> str:
    """Return what stands on some pages of an excerpt of a file, as PDFium reads it.

    Args:
        path: the file.
        extent: the excerpt.
        places: that of the first page in it, counted from 0, and the one behind the last.
    """
    book = opened(path, extent)
    pages = (book.pdfium[each].get_textpage() for each in range(*places))
    return "\n".join(each.get_text_bounded() for each in pages)


def page_count(path: Path, omitted: tuple[int, int]) -> int:
    """Return how many pages the nodes of a file's tree of pages have.

    Args:
        path: the file.
        omitted: objects that are not looked at: pages can be among them, but no node.
    """
    for (at, *_), book in _last.items():
        if at == path:  # which has all nodes, too
            return _page_count(book.pikepdf)
    with _with_pikepdf(path, [omitted]) as pdf:
        return _page_count(pdf)


def _page_count(pdf: "Pdf") -> int:
    return sum(len(node.Kids) for node in pdf.Root.Pages.Kids)


def close() -> None:
    """Close the last file."""
    while _last:
        _, last = _last.popitem()
        last.pdfium.close()
        last.pikepdf.close()


_last: dict[tuple[object, ...], Opened] = {}
"""The one that is open, if any."""


def _open(path: Path, extent: Extent) -> Opened:
    from pypdfium2 import PdfDocument

    pdf = _with_pikepdf(path, extent.omitted)
    programs = {number: font.path.read_bytes() for number, font in extent.fonts}
    excerpt = Excerpt(path.open("rb"), extent, programs)
    return Opened(PdfDocument(excerpt, autoclose=True), pdf, extent)


def _with_pikepdf(path: Path, omitted: Sequence[tuple[int, int]]) -> "Pdf":
    """Open a file with its own catalogue, but without some objects."""
    from pikepdf import Pdf

    excerpt = Excerpt(path.open("rb"), Extent((), tuple(omitted)))
    # What pages inherit is put into each of them otherwise, for which all have to be read.
    return Pdf.open(cast(BinaryIO, excerpt), inherit_page_attributes=False)


class Excerpt(io.RawIOBase):
    """A PDF with some of its pages alone: its bytes, and other cross-references behind them.

    Raises:
        AssertionError: if the file does not end as `PdfFile.finish` writes it.
    """

    def __init__(
        self, file: BinaryIO, extent: Extent, programs: Mapping[int, bytes] | None = None
    ) -> None:
        """Take a file, which is closed with this, and programs for its fonts, by their numbers."""
        self._file = file
        self._length = file.seek(0, os.SEEK_END)
        self._update = _update(file, self._length, extent, programs or {})
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        end = self._length + len(self._update)
        self._place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: end}[whence]
        return self._place

    def readinto(self, buffer: Any) -> int:
        """Read on into a buffer."""
        view = memoryview(buffer).cast("B")
        count = 0
        if self._place < self._length:
            self._file.seek(self._place)
            count = self._file.readinto(view[: self._length - self._place])  # type: ignore[attr-defined]
        start = max(0, self._place - self._length)
        added = self._update[start : start + len(view) - count]
        view[count : count + len(added)] = added
        self._place += count + len(added)
        return count + len(added)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def _table_of(file: BinaryIO) -> tuple[int, int, int, list[tuple[int, memoryview]]]:
    """Read the cross-references of a file.

    Returns:
        How many numbers there are, the bytes of a place, the number of the catalogue, and for each
        run of numbers that are used the first and their rows: kind, place, index.
    """
    file.seek(-_END, os.SEEK_END)
    found = _STARTXREF.search(file.read())
    assert found, "no startxref"
    file.seek(int(found[1]))
    data = file.read()
    about = _ABOUT.search(data)
    assert about, "no cross-reference stream"
    size, width, root, length = (int(about[group]) for group in (1, 3, 4, 5))
    table = memoryview(zlib.decompress(data[about.end() : about.end() + length]))
    runs = []
    start = 0
    numbers = iter(map(int, about[2].split()))
    for first, count in zip(numbers, numbers, strict=True):
        end = start + count * (width + 3)
        runs.append((first, table[start:end]))
        start = end
    return size, width, root, runs


def _kept(
    runs: Sequence[tuple[int, memoryview]], width: int, omitted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, bytearray]]:
    """Yield runs without numbers that are omitted, with a byte more for each place."""
    row = width + 3
    for first, data in runs:
        end = first + len(data) // row
        edges = [first, *(min(max(each, first), end) for pair in omitted for each in pair), end]
        for start, stop in zip(edges[::2], edges[1::2], strict=True):
            rows = bytes(data[(start - first) * row : (stop - first) * row])
            if rows:
                columns = [rows[column::row] for column in range(row)]
                yield start, interleaved([columns[0], bytes(len(columns[0])), *columns[1:]])


def _update(file: BinaryIO, length: int, extent: Extent, programs: Mapping[int, bytes]) -> bytes:
    """Return what makes an excerpt of a file: some objects, and cross-references (7.5.8)."""
    size, width, own_catalogue, runs = _table_of(file)
    catalogue, root, references = range(size, size + 3)
    kids = b" ".join(b"%d 0 R" % page for page in extent.pages)
    count = len(extent.pages)
    objects = {number: _program(data) for number, data in programs.items()}
    objects[catalogue] = b"<</Type /Catalog /Pages %d 0 R>>" % root
    objects[root] = b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)
    parts = [b"\n"]
    places = {}
    for number, data in objects.items():
        places[number] = length + sum(map(len, parts))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, data))
    start = places[references] = length + sum(map(len, parts))
    omitted = sorted([*extent.omitted, *((number, number + 1) for number in programs)])
    rows: list[tuple[int, bytes | bytearray]] = [
        *_kept(runs, width, omitted),
        *((each, b"\1" + at.to_bytes(width + 1) + b"\0\0") for each, at in places.items()),
    ]
    rows.sort()
    index = b" ".join(b"%d %d" % (first, len(data) // (width + 4)) for first, data in rows)
    table = b"".join(data for _, data in rows)
    about = b"/Size %d /Index [%s] /W [1 %d 2] /Root %d 0 R /Length %d" % (
        *(references + 1, index, width + 1, catalogue if count else own_catalogue, len(table)),
    )
    parts.append(b"%d 0 obj\n<</Type /XRef %s>>\nstream\n" % (references, about))
    parts.append(b"%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start))
    return b"".join(parts)


def _program(font: bytes) -> bytes:
    """Write a TrueType font as what either kind of descriptor may have (ISO 32000-1, 9.9)."""
    about = b"<</Length %d /Length1 %d /Subtype /OpenType>>" % (len(font), len(font))
    return b"%s\nstream\n%s\nendstream" % (about, font)
