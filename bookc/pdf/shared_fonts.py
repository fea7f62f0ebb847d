"""Fonts that a layout leaves to assembly: one subset for the whole book stands for all."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

import pydyf

from bookc.jobs import FileInput
from bookc.pdf.font_data import FontData, data_of

_MARK_BYTES = 512
"""The start of a font file holds the checksums of all its tables."""
_KIND_BYTES = 4


def mark_of(data: FontData | bytes) -> bytes:
    """Return what tells one font file from another without reading it whole."""
    return _mark(len(data), data[:_MARK_BYTES])


def marks_of(fonts: Iterable[tuple[str, FileInput]]) -> dict[bytes, str]:
    """Return the address in the book of each font, by its mark."""
    marks = {}
    for name, each in fonts:
        with each.path.open("rb") as file:
            marks[_mark(os.fstat(file.fileno()).st_size, file.read(_MARK_BYTES))] = name
    return marks


def _mark(length: int, start: bytes) -> bytes:
    return length.to_bytes(8) + start


class DocumentFonts(dict[Any, Any]):
    """The fonts of a WeasyPrint document, which do not subset what assembly embeds.

    WeasyPrint adds a font when it first paints with it, and cleans all of them at the end. A font
    in which letters are missing has codes of its own for them, so it stays with its document.
    """

    def __init__(self, marks: Mapping[bytes, str]) -> None:
        super().__init__()
        self._marks = marks
        self.files: dict[str, str] = {}
        """The font file of each font that is left to assembly, by its name in the PDF."""

    def __setitem__(self, key: Any, font: Any) -> None:
        data = data_of(font)
        file = self._marks.get(mark_of(data))
        if file and not font.variations and not font.bitmap:
            clean, kind = font.clean, data[:_KIND_BYTES]

            def clean_if_it_stays(to_unicode: Any, hinting: Any) -> None:
                if font.missing:
                    clean(to_unicode, hinting)
                    return
                self.files[font.hash] = file
                font.file_content = kind

            font.clean = clean_if_it_stays
        super().__setitem__(key, font)


def take_out_fonts(fonts: DocumentFonts, pdf: Any) -> dict[str, Mapping[str, Any]]:
    """Empty a PDF's font dictionary of the fonts that assembly embeds, and say what is used."""
    names = {font.hash for font in fonts.values()}
    shared = next(
        each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and each.keys() == names
    )
    taken: dict[str, Mapping[str, Any]] = {}
    for font in fonts.values():
        if font.hash not in fonts.files:
            continue
        del shared[font.hash]
        taken[font.hash] = {
            "file": fonts.files[font.hash],
            "name": font.name.decode(),
            "family": font.family,
            "flags": font.flags,
            "ascent": font.ascent,
            "descent": font.descent,
            "glyphs": {str(gid): [font.widths[gid], text] for gid, text in font.to_unicode.items()},
        }
    return taken
