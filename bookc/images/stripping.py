"""The coded pixels of a JPEG or PNG without anything else that its file says.

Exif with its positions and thumbnails, XMP, comments, text, dates, profiles, the second picture
of a telephone's JPEG and whatever follows the end: all of it goes, and no pixel changes.
"""

import re
from collections.abc import Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What is needed to draw a PNG. Gamma and chromaticities are not kept: a picture that is coded
again has none either, PDF knows none, and nearly all say sRGB."""

JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""Says that colours are YCbCr: without density, thumbnail or extension."""

SOI, EOI, SOS, APP0, APP14, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: the frames that every reader decodes."""
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})

SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that ends a scan: not a stuffed byte, a restart or a fill."""


def without_metadata(data: bytes, format: str) -> bytes | None:
    """Return a coded picture that shows the same pixels and says nothing more.

    Args:
        data: the file.
        format: Pillow's name for its type.

    Returns:
        None if books do not take this type as it is: other than JPEG and PNG, JPEG in CMYK or of
        a rare kind, PNG with 16 bits.
    """
    try:
        if format == "PNG":
            return _png(data)
        if format == "JPEG":
            return _jpeg(data)
    except (IndexError, ValueError):  # Pillow was more patient with it than we are
        return None
    return None


def _png(data: bytes) -> bytes | None:
    bit_depth = data[24]
    if bit_depth > 8:
        return None
    kept = [PNG_SIGNATURE]
    place = len(PNG_SIGNATURE)
    while True:
        length = int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data):
            return None
        if kind in PNG_CHUNKS:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end


def _jpeg(data: bytes) -> bytes | None:
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(data):
        if marker in range(0xC0, 0xD0) and marker not in (0xC4, 0xC8, 0xCC):
            channels = segment[9]
            if marker not in FRAMES or channels not in (1, 3):
                return None
        if marker == APP0 and segment[4:9] == b"JFIF\x00":
            kept.append(JFIF)
        elif not _is_metadata(marker, segment):
            kept.append(segment)
    return b"".join(kept)


def _is_metadata(marker: int, segment: bytes) -> bool:
    if marker == APP14:  # says how the colours are coded
        return segment[4:9] != b"Adobe"
    return marker == COM or marker in range(APP0, APP0 + 16)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker and its bytes, a scan with its coded data, up to the end of image."""
    place = 2
    while True:
        while data[place + 1] == 0xFF:  # fill bytes before a marker
            place += 1
        if data[place] != 0xFF:
            raise ValueError
        marker = data[place + 1]
        if marker == EOI:
            yield marker, b"\xff\xd9"
            return
        end = place + 2
        if marker not in STANDALONE:
            end += int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == SOS:
            following = SCAN_END.search(data, end)
            if following is None:
                raise ValueError
            end = following.start()
        yield marker, data[place:end]
        place = end
