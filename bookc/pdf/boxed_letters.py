"""Fonts in which each letter is the box that it fills, for programs that read text.

To tell where words begin, PDFium asks for the box of each letter on a page, twice, and each time
goes through its outline again: three quarters of the time that a page took. A box with the same
corners says the same, and is there at once.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping

import uharfbuzz

from bookc.pdf.fonts import BoxInput
from bookc.store import Facts

Box = tuple[int, ...]
"""Left, bottom, right and top, in units of the font."""

_OF_PICTURES = frozenset({"CBDT", "COLR", "sbix"})
_FARTHEST = 2**14 - 1
"""From the origin: twice as far would be a step that TrueType cannot write."""


def box_letters(given: BoxInput) -> tuple[bytes, Facts]:
    """Return a font of a book as `boxed` makes it."""
    return boxed(zlib.decompress(given.font.path.read_bytes()), given.glyphs), {}


def boxed(font: bytes, glyphs: Iterable[int]) -> bytes:
    """Return a TrueType font with the boxes of some glyphs of a font, under the same numbers.

    Args:
        font: TrueType or OpenType.
        glyphs: their numbers. What is not among them, or has no outline, is empty.

    Returns:
        The font itself if its letters are pictures: their boxes are not those of outlines.
    """
    face = uharfbuzz.Face(font)
    if not _OF_PICTURES.isdisjoint(face.table_tags):
        return font
    drawn = uharfbuzz.Font(face)
    boxes: dict[int, Box] = {}
    for glyph in sorted(glyphs):
        extents = drawn.get_glyph_extents(glyph)
        if extents and (extents.width or extents.height):
            left, top = extents.x_bearing, extents.y_bearing
            corners = (left, top + extents.height, left + extents.width, top)
            boxes[glyph] = tuple(max(-_FARTHEST, min(each, _FARTHEST)) for each in corners)
    return _true_type(boxes, count=face.glyph_count, units_per_em=face.upem)


def _true_type(boxes: Mapping[int, Box], *, count: int, units_per_em: int) -> bytes:
    """Write the tables that a rasteriser needs (ISO/IEC 14496-22, 5.2 and 5.3)."""
    outlines = [b"\0\0\0\0"]  # some programs refuse a table without anything in it
    places = array("I", [0]) * (count + 1)
    bearings = array("h", [0]) * count
    end = 4
    for glyph in range(count):
        places[glyph] = end
        if glyph in boxes:
            outlines.append(_rectangle(boxes[glyph]))
            bearings[glyph] = boxes[glyph][0]  # or the outline would be moved
            end += len(outlines[-1])
    places[count] = end
    edges = list(zip(*boxes.values(), strict=True)) or [(0,)] * 4
    corners = min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])
    long_places = 1
    tables = {
        b"glyf": b"".join(outlines),
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, units_per_em, 0, 0, *corners),
            *(0, 3, 2, long_places, 0),
        ),
        b"hhea": struct.pack(">IhhhHhhhhhh4hhH", 0x10000, *[0] * 15, 1),
        b"hmtx": struct.pack(">Hh", 0, bearings[0]) + _big_endian(bearings[1:]),
        b"loca": _big_endian(places),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 1, *[0] * 8),
    }
    start = 12 + 16 * len(tables)
    directory, data = [struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32)], []
    for tag, table in tables.items():
        directory.append(struct.pack(">4sIII", tag, 0, start, len(table)))
        data.append(table + bytes(-len(table) % 4))
        start += len(data[-1])
    return b"".join((*directory, *data))


def _rectangle(box: Box) -> bytes:
    """Write a glyph of one contour with four corners, padded to four bytes."""
    left, bottom, right, top = box
    on_curve = 1
    steps = left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top
    return struct.pack(">h4hHH4B8h2x", 1, *box, 3, 0, *[on_curve] * 4, *steps)


def _big_endian(numbers: "array[int]") -> bytes:
    written = array(numbers.typecode, numbers)
    if sys.byteorder == "little":
        written.byteswap()
    return written.tobytes()
