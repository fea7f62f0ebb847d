"""Font files in WeasyPrint's hands: their bytes are copied when somebody asks for all of them.

WeasyPrint takes a copy of the file of each font that a document uses: 1 ms each, a third of what it
takes to lay out a page. Assembly embeds most of them, and a document then needs nothing but what
tells one from another.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import change, ffi, harfbuzz, pdf_fonts

_NAME = "file_content"
"""What WeasyPrint calls the bytes of a font."""


class FontData:
    """The bytes of a font file where HarfBuzz has them."""

    def __init__(self, blob: Any) -> None:
        """Take a blob of HarfBuzz's, which is let go of with this."""
        self._blob = ffi.gc(blob, harfbuzz.hb_blob_destroy)
        length = ffi.new("unsigned int *")
        data = harfbuzz.hb_blob_get_data(blob, length)
        self._view = ffi.buffer(data, length[0]) if length[0] else b""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._view)

    def __bytes__(self) -> bytes:
        """Copy all of them."""
        return bytes(self._view)

    def __getitem__(self, stretch: slice) -> bytes:
        """Copy some."""
        return bytes(self._view[stretch])


def data_of(font: Any) -> FontData | bytes:
    """Return the file of a font of WeasyPrint's as it is held, without copying it."""
    held: FontData | bytes = vars(font)[_NAME]
    return held


def _lend(copy: Callable[..., bytes | None]) -> Callable[..., Any]:
    def lent(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
        if ot_color is not None:
            return copy(hb_object, ot_color, glyph)
        return FontData(harfbuzz.hb_face_reference_blob(hb_object))

    return lent


def _file_content(font: Any) -> bytes:
    held = data_of(font)
    if isinstance(held, bytes):
        return held
    content = vars(font)[_NAME] = bytes(held)
    return content


def _set_file_content(font: Any, content: bytes | FontData) -> None:
    vars(font)[_NAME] = content


change("weasyprint.text.fonts.get_hb_object_data", _lend)
setattr(pdf_fonts.Font, _NAME, property(_file_content, _set_file_content))
