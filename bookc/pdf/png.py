"""PNG pictures that go into the PDF as they are.

WeasyPrint decodes every PNG and compresses it anew, palettes unfolded: a sixth of the time of a
layout, and a larger file. A PDF can hold the compressed data of most PNGs untouched (ISO 32000-1,
7.4.4.4). So WeasyPrint is shown a JPEG that is all header, of the same size, which it takes without
a look; the data of the PNG is put in its place before the PDF is written.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pydyf

from bookc.frozen import frozen
from bookc.pdf.engine import BASE_URL

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1}
"""Channels by colour type: grey, RGB, palette. Those with an alpha channel need a mask."""
_PALETTE = 3


@frozen
class Png:
    """What a PDF needs of a PNG."""

    width_px: int
    height_px: int
    depth_bits: int
    colour_type: int
    palette: bytes
    data: bytes
    """Compressed and filtered rows."""


def read_png(file: Path) -> Png | None:
    """Read a PNG; None if a PDF cannot hold its data as it is: transparent, or interlaced."""
    coded = file.read_bytes()
    if not coded.startswith(_SIGNATURE):
        return None
    header, palette, data = b"", b"", []
    for kind, content in _chunks(coded):
        match kind:
            case b"IHDR":
                header = content
            case b"PLTE":
                palette = content
            case b"IDAT":
                data.append(content)
            case b"tRNS":
                return None
    width, height, depth, colour_type, _, _, interlaced = struct.unpack("!IIBBBBB", header)
    if interlaced or colour_type not in _CHANNELS or depth > 8:
        return None
    return Png(width, height, depth, colour_type, palette, b"".join(data))


def stand_in(png: Png) -> bytes:
    """Return a JPEG of the size of a PNG that has a header and no picture."""
    frame = struct.pack("!BHHBBBB", 8, png.height_px, png.width_px, 1, 1, 0x11, 0)
    return b"\xff\xd8\xff\xc0" + struct.pack("!H", len(frame) + 2) + frame + b"\xff\xda\x00\x02"


def put_in(pdf: Any, pictures: Mapping[str, Png | None]) -> None:
    """Put the data of PNGs where their stand-ins are.

    A picture that WeasyPrint has left out, which it says in its log alone, is found by `proof`.

    Args:
        pdf: WeasyPrint's, about to be written.
        pictures: all that the document shows, by address in the book; None has no stand-in.
    """
    drawn = {
        name[:-1]: pdf.objects[int(reference.split()[0])]
        for each in pdf.objects
        if isinstance(each, pydyf.Dictionary)
        for name, reference in each.get("XObject", {}).items()
    }
    for address, png in pictures.items():
        # WeasyPrint names a picture by its address, and adds whether it is to be smoothed.
        digest = hashlib.md5((BASE_URL + address).encode(), usedforsecurity=False).hexdigest()
        if png and f"i{digest}" in drawn:
            _fill(drawn[f"i{digest}"], png)


def _fill(picture: Any, png: Png) -> None:
    colours = "/DeviceRGB" if _CHANNELS[png.colour_type] == 3 else "/DeviceGray"
    if png.colour_type == _PALETTE:
        last = len(png.palette) // 3 - 1
        palette = f"<{png.palette.hex()}>"
        picture.extra["ColorSpace"] = pydyf.Array(["/Indexed", "/DeviceRGB", last, palette])
    else:
        picture.extra["ColorSpace"] = colours
    picture.extra["BitsPerComponent"] = png.depth_bits
    picture.extra["Filter"] = "/FlateDecode"
    picture.extra["DecodeParms"] = pydyf.Dictionary(
        {
            "Predictor": 15,
            "Colors": _CHANNELS[png.colour_type],
            "BitsPerComponent": png.depth_bits,
            "Columns": png.width_px,
        }
    )
    picture.stream = [png.data]


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the content of every chunk."""
    place = len(_SIGNATURE)
    while place < len(file):
        length, kind = struct.unpack_from("!I4s", file, place)
        yield kind, file[place + 8 : place + 8 + length]
        place += length + 12
