"""One subset of each font for the whole book.

Chapters are laid out alone, yet letters are numbered as in the whole font: so one subset with all
the letters that any chapter uses stands for the subsets of all.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import uharfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bookc.model import Resource
from bookc.pdf.references import Digits
from bookc.store import Entry

_DROPPED_TABLES = (
    *("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT"),
)
_FIXED_PITCH = 1


class Fonts:
    """The fonts of a PDF that is being assembled: known by name from the start, embedded last."""

    def __init__(self, pdf: Pdf, resources: Iterable[Resource], entries: Iterable[Entry]) -> None:
        """Take the font files of the theme, and the layouts that say what is used of them."""
        files = {resource.name: resource.file for resource in resources}
        self._pdf = pdf
        self._merged = merge_fonts(entry.facts["fonts"] for entry in entries)
        self._files = {key: files[font["file"]] for key, font in self._merged.items()}
        self._objects = {key: pdf.make_indirect(Dictionary()) for key in self._merged}
        self.digits = Digits(self._files)

    def put_into(self, resources: Object) -> None:
        """Name all fonts in a resource dictionary."""
        for key, font in self._objects.items():
            if Name("/" + key) not in resources.Font:  # else letters are missing in it
                resources.Font[Name("/" + key)] = font

    def add_digits(self, key: str) -> None:
        """Take note that a font shows numbers that no layout has seen."""
        for digit, (glyph, width) in self.digits.shaped(key).items():
            self._merged[key]["glyphs"].setdefault(glyph, [width, digit])

    def embed(self) -> None:
        """Embed every font, with the letters that the book uses."""
        for key, font in self._merged.items():
            embed_font(self._pdf, self._objects[key], font, self._files[key])


def merge_fonts(chapters: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Unite what chapters say of their fonts: the `fonts` of their facts, by name in the PDF."""
    merged: dict[str, dict[str, Any]] = {}
    for chapter in chapters:
        for key, font in chapter.items():
            union = merged.setdefault(key, {**font, "glyphs": {}})
            for glyph, shown in font["glyphs"].items():
                union["glyphs"].setdefault(int(glyph), shown)
    return merged


def embed_font(pdf: Pdf, target: Object, font: Mapping[str, Any], file: Path) -> None:
    """Embed a font with the letters that the book uses, as a composite font (ISO 32000-1, 9.7).

    Its codes are glyph numbers.

    Args:
        pdf: the book.
        target: an empty dictionary, which becomes the font's.
        font: name, family, flags, ascent and descent, and by glyph its width in thousandths of an
            em and the text it stands for.
        file: the whole font, TrueType or OpenType.
    """
    glyphs = font["glyphs"]
    subset = _subset(file, glyphs)
    is_cff = subset.startswith(b"OTTO")
    stream = pdf.make_stream(subset)
    if is_cff:
        stream.Subtype = Name.OpenType
    else:
        stream.Length1 = len(subset)
    widths = [width for width, _ in glyphs.values()]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(font["name"]),
        FontFamily=String(font["family"]),
        Flags=font["flags"] | (_FIXED_PITCH if len(set(widths)) == 1 < len(widths) else 0),
        FontBBox=Array([0, font["descent"], max(widths), font["ascent"]]),
        ItalicAngle=0,
        Ascent=font["ascent"],
        Descent=font["descent"],
        CapHeight=font["ascent"],
        StemV=80,
    )
    descriptor[Name.FontFile3 if is_cff else Name.FontFile2] = stream
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if is_cff else Name.CIDFontType2,
        BaseFont=Name(font["name"]),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        W=_widths(glyphs),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    if not is_cff:
        descendant.CIDToGIDMap = Name.Identity
    target.Type = Name.Font
    target.Subtype = Name.Type0
    target.BaseFont = Name(font["name"])
    target.Encoding = Name("/Identity-H")
    target.DescendantFonts = Array([pdf.make_indirect(descendant)])
    target.ToUnicode = pdf.make_stream(_to_unicode(glyphs))


def _subset(file: Path, glyphs: Iterable[int]) -> bytes:
    """Cut a font down to some glyphs, which keep their numbers."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.NO_HINTING
    wanted.glyph_set.update(sorted(glyphs))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _DROPPED_TABLES)
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def _widths(glyphs: Mapping[int, Any]) -> Array:
    """Write widths as runs of neighbours: `c [w1 w2 ...]`."""
    runs: list[Any] = []
    for glyph in sorted(glyphs):
        if glyph - 1 not in glyphs:
            runs += [glyph, Array()]
        runs[-1].append(glyphs[glyph][0])
    return Array(runs)


def _to_unicode(glyphs: Mapping[int, Any]) -> bytes:
    """Write the map from glyphs to text that copying and searching need (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{glyph:04x}> <{shown.encode('utf-16-be').hex()}>"
        for glyph, (_, shown) in sorted(glyphs.items())
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
