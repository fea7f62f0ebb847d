"""The job that cuts a font down to the letters of a book; after most edits they are the same."""

import zlib

import uharfbuzz

from bookc.pdf.fonts import SubsetInput
from bookc.store import Facts

_DROPPED_TABLES = (
    *("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT"),
)
_LEVEL = 6


def cut_font(given: SubsetInput) -> tuple[bytes, Facts]:
    """Cut a font down to some glyphs, which keep their numbers.

    Returns:
        The font, deflated; and `length`, in bytes, before that; `is_cff`, or else it is TrueType.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(given.font.path)))
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.NO_HINTING
    wanted.glyph_set.update(given.glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _DROPPED_TABLES)
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return zlib.compress(data, _LEVEL), {"length": len(data), "is_cff": data.startswith(b"OTTO")}
