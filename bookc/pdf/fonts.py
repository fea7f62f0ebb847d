"""One subset of each font for the whole book.

Chapters are laid out alone, yet letters are numbered as in the whole font: so one subset with all
the letters that any chapter uses stands for the subsets of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob, Runner
from bookc.model import Resource
from bookc.pdf.figures import SHAPE_FIGURES, FiguresInput, code_of
from bookc.pdf.file import PdfFile
from bookc.pdf.gathering import fonts_of
from bookc.store import Entry

_FIXED_PITCH = 1
_SPARE = 16
"""Fonts are numbered in multiples of this, so that another one moves no other number."""
_FEW = 2
"""Fonts that are cut down in this process."""


@frozen
class SubsetInput:
    """A whole font, TrueType or OpenType, and what is wanted of it."""

    font: FileInput
    glyphs: tuple[int, ...]


CUT_FONT: NamedJob[SubsetInput] = NamedJob("bookc.pdf.subset", "cut_font")


@frozen
class BoxInput:
    """A font whose letters are to become boxes."""

    font: FileInput
    """As `cut_font` has left it."""
    glyphs: tuple[int, ...]


BOX_LETTERS: NamedJob[BoxInput] = NamedJob("bookc.pdf.boxed_letters", "box_letters")


class Fonts:
    """The fonts of a PDF that is being assembled: known by name from the start, embedded last."""

    def __init__(
        self,
        pdf: PdfFile,
        resources: Iterable[Resource],
        entries: Sequence[Entry],
        runner: Runner,
    ) -> None:
        """Take the font files of the theme, and the layouts that say what is used of them."""
        files = {each.name: FileInput(each.file, each.digest) for each in resources}
        self._pdf = pdf
        self._merged = merge_fonts(fonts_of(entry.file) for entry in entries)
        self._files = {key: files[font["file"]] for key, font in self._merged.items()}
        first = pdf.reserve(-(-len(self._merged) // _SPARE) * _SPARE)
        self.numbers = tuple((key, first + place) for place, key in enumerate(self._merged))
        """What each is called in the book, by its name in the PDF."""
        of_figures = sorted({key for each in entries for key in _figure_fonts(each)})
        self.digits = tuple(self._digits(of_figures, runner))
        """How contents have 0 to 9 in fonts that numbers are set in, by their names."""

    def _digits(self, keys: Sequence[str], runner: Runner) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the digits of some fonts, and take note that they are used."""
        inputs = [FiguresInput(self._files[key]) for key in keys]
        entries = runner.run(
            SHAPE_FIGURES, inputs, "fonts read", local=True, few=len(inputs), aside=True
        )
        for key, entry in zip(keys, entries, strict=True):
            figures = entry.facts["figures"]
            for digit, (glyph, width) in enumerate(figures):
                self._merged[key]["glyphs"].setdefault(glyph, [width, str(digit)])
            yield key, tuple(code_of(figures, digit).decode() for digit in range(10))

    def embed(self, runner: Runner) -> list[tuple[int, BoxInput]]:
        """Embed every font, with the letters that the book uses.

        Returns:
            The number of each program, and what makes boxes of its letters.
        """
        inputs = [
            SubsetInput(self._files[key], tuple(sorted(font["glyphs"])))
            for key, font in self._merged.items()
        ]
        subsets = runner.run(CUT_FONT, inputs, "fonts", local=True, few=_FEW)
        programs = []
        for (_, number), font, subset, given in zip(
            self.numbers, self._merged.values(), subsets, inputs, strict=True
        ):
            program = _embed(self._pdf, number, font, subset)
            cut = FileInput(subset.file, subset.digest)
            programs.append((program, BoxInput(cut, given.glyphs)))
        return programs


def boxed_fonts(
    programs: Sequence[tuple[int, BoxInput]], runner: Runner
) -> tuple[tuple[int, FileInput], ...]:
    """Return the fonts of a book with boxes for letters, by the numbers of their programs."""
    inputs = [given for _, given in programs]
    entries = runner.run(BOX_LETTERS, inputs, "fonts boxed", local=True, few=_FEW, aside=True)
    return tuple(
        (number, FileInput(entry.file, entry.digest))
        for (number, _), entry in zip(programs, entries, strict=True)
    )


def _figure_fonts(entry: Entry) -> Iterator[str]:
    """Yield the fonts of numbers that are set in a layout: references, or folios."""
    yield from entry.facts["figure_fonts"]
    for page in entry.facts.get("folios") or ():
        yield from (font for _, _, font in page)


def merge_fonts(chapters: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Unite what chapters say of their fonts: the `fonts` of their facts, by name in the PDF."""
    merged: dict[str, dict[str, Any]] = {}
    for chapter in chapters:
        for key, font in chapter.items():
            union = merged.setdefault(key, {**font})
            union["glyphs"] = font["glyphs"] | union["glyphs"]  # what came first stays
    for font in merged.values():
        font["glyphs"] = {int(glyph): shown for glyph, shown in font["glyphs"].items()}
    return merged


def _embed(pdf: PdfFile, number: int, font: Mapping[str, Any], subset: Entry) -> int:
    """Embed a font with the letters that the book uses, as a composite font (ISO 32000-1, 9.7).

    Its codes are glyph numbers.

    Args:
        pdf: the book.
        number: of the font's object.
        font: name, family, flags, ascent and descent, and by glyph its width in thousandths of an
            em and the text it stands for.
        subset: what `cut_font` left of it.

    Returns:
        The number of its program.
    """
    glyphs = font["glyphs"]
    is_cff = subset.facts["is_cff"]
    kind: dict[str, Any] = (
        {"Subtype": "/OpenType"} if is_cff else {"Length1": subset.facts["length"]}
    )
    program = pdf.add_deflated(subset.file.read_bytes(), **kind)
    widths = [width for width, _ in glyphs.values()]
    name = pydyf.name(font["name"])
    descriptor = {
        "Type": "/FontDescriptor",
        "FontName": name,
        "FontFamily": f"<{font['family'].encode('utf-16').hex()}>",
        "Flags": font["flags"] | (_FIXED_PITCH if len(set(widths)) == 1 < len(widths) else 0),
        "FontBBox": pydyf.Array([0, font["descent"], max(widths), font["ascent"]]),
        "ItalicAngle": 0,
        "Ascent": font["ascent"],
        "Descent": font["descent"],
        "CapHeight": font["ascent"],
        "StemV": 80,
        "FontFile3" if is_cff else "FontFile2": f"{program} 0 R",
    }
    system = {
        "Registry": pydyf.String("Adobe"),
        "Ordering": pydyf.String("Identity"),
        "Supplement": 0,
    }
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if is_cff else "/CIDFontType2",
        "BaseFont": name,
        "CIDSystemInfo": pydyf.Dictionary(system),
        "W": _widths(glyphs),
        "FontDescriptor": f"{pdf.add(pydyf.Dictionary(descriptor))} 0 R",
    }
    if not is_cff:
        descendant["CIDToGIDMap"] = "/Identity"
    composite = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": name,
        "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([f"{pdf.add(pydyf.Dictionary(descendant))} 0 R"]),
        "ToUnicode": f"{pdf.add_stream(_to_unicode(glyphs))} 0 R",
    }
    pdf.put(number, pydyf.Dictionary(composite).data)
    return program


def _widths(glyphs: Mapping[int, Any]) -> pydyf.Array:
    """Write widths as runs of neighbours: `c [w1 w2 ...]`."""
    runs: list[Any] = []
    for glyph in sorted(glyphs):
        if glyph - 1 not in glyphs:
            runs += [glyph, pydyf.Array()]
        runs[-1].append(glyphs[glyph][0])
    return pydyf.Array(runs)


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
