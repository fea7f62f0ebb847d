"""PNG files that need no work: small for what they show, and sound.

Measured on slides of 1,600 x 900 px in 10 KB: to decode one takes 10 ms, to make it fit print 25;
its checksums take none. They tell that the file is as it was written, and that is what goes wrong
with pictures: they are cut short, or a byte is changed on the way.
"""

import struct
import zlib
from collections.abc import Iterator

from bookc.images.profile import Profile
from bookc.images.slices import is_tall
from bookc.images.stripping import PNG_SIGNATURE, without_metadata

COMPACT_BITS_PER_PIXEL = 0.25
"""A PNG that takes less is kept without a trial: 45 KB at 1,600 x 900 px, where a palette
saves little and the trial costs as much as decoding."""

OVERSIZE = 2
"""How many times the width and height of a profile that bounds bytes may stay."""

_OPAQUE = frozenset({0, 2, 3})
"""Colour types grey, RGB and palette. An alpha channel may be idle, which only decoding tells."""
_PLAIN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"sRGB", b"pHYs", b"tEXt", b"tIME", b"gAMA"}
)
"""Chunks that leave the picture as its pixels are: no profile, no rotation, no second frame."""


def compact_png(data: bytes, profile: Profile) -> tuple[bytes, int, int] | None:
    """Return a PNG without metadata, with its width and height in pixels, if it can stay as it is.

    Args:
        data: any file.
        profile: what it has to fit; few bits for each pixel of its largest size are enough.
    """
    if not data.startswith(PNG_SIGNATURE):
        return None
    try:
        chunks = list(_sound_chunks(data))
        (kind, header), *_ = chunks
        width, height, depth, colour, _, _, interlaced = struct.unpack("!IIBBBBB", header)
    except (ValueError, struct.error):
        return None
    is_plain = _PLAIN.issuperset(kind for kind, _ in chunks) and not interlaced
    if kind != b"IHDR" or not is_plain or colour not in _OPAQUE or depth > 8:
        return None
    if not _fits(width, height, len(data), profile):
        return None
    stripped = without_metadata(data, "PNG")
    return (stripped, width, height) if stripped else None


def _sound_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk.

    Raises:
        ValueError: if a chunk is damaged, or the last one is missing.
    """
    place = len(PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        checksum = data[place + 8 + length : place + 12 + length]
        if len(checksum) < 4 or zlib.crc32(content, zlib.crc32(kind)) != int.from_bytes(checksum):
            raise ValueError
        yield kind, content
        place += 12 + length


def _fits(width: int, height: int, size_bytes: int, profile: Profile) -> bool:
    most = OVERSIZE if profile.bounds_bytes else 1
    if (
        not 0 < width <= most * profile.max_width_px
        or not 0 < height <= most * profile.max_height_px
    ):
        return False
    if profile.splits_tall and is_tall((width, height)):
        return False
    scale = min(1, profile.max_width_px / width, profile.max_height_px / height)
    return size_bytes * 8 <= COMPACT_BITS_PER_PIXEL * width * height * scale**2
