"""Make the fonts of the themes from their originals.

Reads free fonts from a folder of sources, keeps the characters and the layout
features that a book needs, gives all of them the same ascent and descent,
names them as the licences ask (a changed font may not keep a reserved name),
and writes them to `themes/*/fonts`. The same sources give the same bytes.

Fill the folder of sources on Debian 12, then run the script:

    mkdir sources
    npm install --prefix sources --ignore-scripts pretendard@1.3.9 \
        @kfonts/d2coding@0.2.0 @expo-google-fonts/source-serif-4@0.4.1 \
        @expo-google-fonts/noto-emoji@0.4.7 \
        @expo-google-fonts/atkinson-hyperlegible-next@0.4.1
    apt-get download fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-core=20201225-1
    for package in fonts-noto-*.deb; do dpkg -x "$package" sources/debian; done
    .venv/bin/python scripts/make_fonts.py sources
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

THEMES = Path(__file__).parent.parent / "themes"
EXPO = "node_modules/@expo-google-fonts"
D2CODING = "node_modules/@kfonts/d2coding/src"
PRETENDARD = "node_modules/pretendard/dist/public/static"
DEBIAN = "debian/usr/share/fonts"

ASCENT_EM, DESCENT_EM = 1.0, 0.25
"""The same in every font, so that a line in two scripts is as high as a line in one.

Half their difference is the middle of a Hangul syllable, so the background of
inline code surrounds the text evenly.
"""

UNITS_PER_EM = 1000
LATIN_SCALE = 1.07
"""Source Serif's capitals are 0.67 em high; beside Noto Serif's Hangul they look right at 0.72."""

LEGIBLE_SCALE = 1.06
"""Atkinson's capitals are 0.67 em high, as Pretendard's, which this makes them match, are 0.71."""

TEXT_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
FIGURE_FEATURES = ("lnum", "onum", "pnum", "tnum")
SCRIPT_FEATURES = (
    *TEXT_FEATURES,
    *("abvm", "abvs", "akhn", "blwf", "blwm", "blws", "calt", "cjct", "clig", "curs", "dist"),
    *("fina", "fin2", "fin3", "half", "haln", "init", "isol", "medi", "med2", "nukt", "pref"),
    *("pres", "pstf", "psts", "rclt", "rkrf", "rlig", "rphf", "vatu", "cfar"),
)
TABLES_LEFT_OUT = ("BASE", "DSIG", "FFTM", "MATH", "STAT", "gasp", "meta", "vhea", "vmtx")

HANGUL = range(0xAC00, 0xD7A4)
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
KANA = (range(0x3041, 0x3100), range(0x31F0, 0x3200), range(0xFF66, 0xFFA0))
PRIVATE_USE = range(0xE000, 0xF900)
SYMBOLS = (
    range(0x2010, 0x2028),  # dashes, quotation marks, ellipsis
    range(0x2030, 0x2060),
    range(0x20A0, 0x20D0),  # currency
    range(0x2100, 0x2190),  # letterlike, number forms
    range(0x2190, 0x2400),  # arrows, mathematics, technical
    range(0x2400, 0x2440),
    range(0x2460, 0x2C00),  # enclosed, boxes, shapes, dingbats, braille, more arrows
)
BLANKS = (
    range(0x20, 0x21),  # a blank is taken from the font of the letter before it
    range(0xA0, 0xA1),
    range(0x2000, 0x2010),
    range(0x2060, 0x2061),  # word joiner
    range(0xFEFF, 0xFF00),
)
EAST_ASIAN = (
    range(0x3000, 0x3400),  # punctuation, kana, compatibility jamo, enclosed and squared
    range(0xFE30, 0xFE50),
    range(0xFF00, 0xFFF0),  # full and half width
)
MODERN_JAMO = (range(0x1100, 0x1113), range(0x1161, 0x1176), range(0x11A8, 0x11C3))
LETTERS = (
    range(0x20, 0x590),  # Latin, Greek, Cyrillic, Armenian
    range(0x1D00, 0x2000),  # phonetic, Vietnamese, polytonic Greek
    range(0x2000, 0x2190),
    range(0x2C60, 0x2C80),
    range(0xA720, 0xA800),
)
EVERYTHING = (range(0x20, 0x110000),)

SYMBOL_FONTS = ("NotoSansMath", "NotoSansSymbols2", "NotoSansSymbols")

WORLD_SCRIPTS = {
    "NotoNaskhArabic": (range(0x600, 0x780), range(0x8A0, 0x900), range(0xFB50, 0xFF00)),
    "NotoSerifHebrew": (range(0x590, 0x600), range(0xFB1D, 0xFB50)),
    "NotoSerifDevanagari": (range(0x900, 0x980), range(0xA8E0, 0xA900)),
    "NotoSerifBengali": (range(0x980, 0xA00),),
    "NotoSerifGurmukhi": (range(0xA00, 0xA80),),
    "NotoSerifGujarati": (range(0xA80, 0xB00),),
    "NotoSerifTamil": (range(0xB80, 0xC00),),
    "NotoSerifTelugu": (range(0xC00, 0xC80),),
    "NotoSerifKannada": (range(0xC80, 0xD00),),
    "NotoSerifMalayalam": (range(0xD00, 0xD80),),
    "NotoSerifThai": (range(0xE00, 0xE80),),
    "NotoSerifGeorgian": (range(0x10A0, 0x1100), range(0x1C90, 0x1CC0)),
    "NotoSerifArmenian": (range(0x530, 0x590), range(0xFB13, 0xFB18)),
}
"""Scripts beside Latin, Greek, Cyrillic, Hangul, Han and kana: font and its characters."""

NOTO_COPYRIGHT = "Copyright 2010-2020 Google LLC and the Noto Project Authors."

Ranges = tuple[range, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of one original font."""

    path: str
    """Below the folder of sources."""
    keep: Ranges
    """Kept, as far as the original has them."""
    leave_out: frozenset[int] = frozenset()
    features: tuple[str, ...] = TEXT_FEATURES
    languages: tuple[str, ...] = ("*",)
    """OpenType scripts and languages whose features are kept, as `hani.ZHS`."""
    scale: float = 1.0
    face: int = -1
    """Which font of a collection; -1 if the file is no collection."""


@dataclass(frozen=True, slots=True)
class Font:
    """One file to make."""

    family: str
    style: str
    suffix: str
    parts: tuple[Part, ...]
    """Merged if there are two or more; a character comes from the first part that has it."""
    theme: str = "notes"
    """Whose font it is; a theme that extends another has that one's too."""

    @property
    def path(self) -> Path:
        """Where the file is put."""
        return THEMES / self.theme / "fonts" / self.file_name

    @property
    def file_name(self) -> str:
        """The PostScript name and the suffix."""
        return f"{self.postscript_name}{self.suffix}"

    @property
    def postscript_name(self) -> str:
        """Family and style without blanks."""
        return f"{self.family}-{self.style}".replace(" ", "")


@cache
def rare_hangul() -> frozenset[int]:
    """Return the 8,822 syllables that KS X 1001 leaves out."""
    return frozenset(HANGUL).difference(decodable("euc_kr", range(0xB0, 0xC9)))


@cache
def han_in_use() -> frozenset[int]:
    """Return the Han of the standards of Korea, Japan, mainland China and Taiwan.

    KS X 1001 (4,888), JIS X 0208 (6,355), GB 2312 (6,763) and the first level
    of Big5 (5,401): 11,000 or so without repetition.
    """
    standards = {
        *decodable("euc_kr", range(0xCA, 0xFE)),
        *decodable("euc_jp", range(0xB0, 0xF5)),
        *decodable("gb2312", range(0xB0, 0xF8)),
        *decodable("big5", range(0xA4, 0xC7), trails=(*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    }
    return frozenset(code for code in standards if any(code in block for block in HAN))


def decodable(
    encoding: str, leads: Iterable[int], *, trails: Iterable[int] = range(0xA1, 0xFF)
) -> Iterator[int]:
    """Give the characters of those rows of a two-byte character set."""
    trail_bytes = tuple(trails)
    for lead in leads:
        for trail in trail_bytes:
            text = bytes([lead, trail]).decode(encoding, errors="ignore")
            if len(text) == 1:
                yield ord(text)


def latin_serif(style: str, folder: str) -> Font:
    """Describe a font of Latin, Greek and Cyrillic for running text."""
    features = (*TEXT_FEATURES, *FIGURE_FEATURES, "smcp", "subs", "sups")
    path = f"{EXPO}/source-serif-4/{folder}/SourceSerif4_{folder}.ttf"
    pictures = frozenset((*range(0x2190, 0x2200), *range(0x2300, 0x2C00)))
    part = Part(path, EVERYTHING, pictures, features=features, scale=LATIN_SCALE)
    return Font("Bookc Serif", style, ".ttf", (part,))


def hangul_serif(style: str) -> Font:
    """Describe a font of Hangul, kana and East Asian punctuation for running text."""
    path = f"{DEBIAN}/opentype/noto/NotoSerifCJK-{style}.ttc"
    keep = (HANGUL, *MODERN_JAMO, *BLANKS, *EAST_ASIAN, *(SYMBOLS if style == "Regular" else ()))
    check_mark = frozenset({0x2713})  # this font's looks like a root sign
    return Font("Bookc Batang", style, ".otf", (Part(path, keep, check_mark, face=1),))


def sans(style: str) -> Font:
    """Describe a font of Latin and Hangul for headings.

    It has kana, but no Han: in a Japanese heading both have to come from fonts of one design.
    """
    path = f"{PRETENDARD}/Pretendard-{style}.otf"
    kana = frozenset(code for block in KANA for code in block)
    part = Part(path, EVERYTHING, kana, features=(*TEXT_FEATURES, "tnum", "pnum"))
    return Font("Bookc Sans", style, ".otf", (part,))


def legible(style: str, folder: str) -> Font:
    """Describe a font of Latin for low vision, beside the Hangul of Bookc Sans."""
    path = f"{EXPO}/atkinson-hyperlegible-next/{folder}/AtkinsonHyperlegibleNext_{folder}.ttf"
    arrows = frozenset(range(0x2190, 0x2C00))  # those of the other fonts go together
    features = (*TEXT_FEATURES, "pnum", "tnum", "sups")
    part = Part(path, EVERYTHING, arrows, features=features, scale=LEGIBLE_SCALE)
    return Font("Bookc Legible", style, ".ttf", (part,), theme="large-print")


def mono(style: str, name: str) -> Font:
    """Describe a font of Latin and Hangul for code: Hangul twice as wide as Latin."""
    leave_out = frozenset(code for block in HAN for code in block)
    if style == "Bold":
        leave_out |= rare_hangul()  # these come from the regular font: bold code is mostly Latin
    part = Part(f"{D2CODING}/{name}.ttf", EVERYTHING, leave_out)
    return Font("Bookc Mono", style, ".ttf", (part,))


def han(style: str) -> Font:
    """Describe a font of Han: Korean shapes, and for `lang` Japanese and simplified ones.

    A third set of shapes, those of Taiwan, would add 2 MB; the Korean ones are close to them.
    """
    path = f"{DEBIAN}/opentype/noto/NotoSerifCJK-{style}.ttc"
    languages = ("DFLT", "hani.dflt", "hani.JAN ", "hani.ZHS ")
    rare = frozenset(code for block in HAN for code in block) - han_in_use()
    keep = (*BLANKS, *HAN)
    part = Part(path, keep, rare, face=1, features=("locl",), languages=languages)
    return Font("Bookc Han", style, ".otf", (part,))


def scripts(style: str) -> tuple[Part, ...]:
    """List the scripts that no other font has."""
    return tuple(
        Part(f"{DEBIAN}/truetype/noto/{name}-{style}.ttf", blocks, features=SCRIPT_FEATURES)
        for name, blocks in WORLD_SCRIPTS.items()
    )


def world() -> Font:
    """Describe the font of last resort: symbols and the scripts that no other font has."""
    noto = f"{DEBIAN}/truetype/noto"
    symbols = (Part(f"{noto}/{name}-Regular.ttf", SYMBOLS) for name in SYMBOL_FONTS)
    return Font(
        "Bookc World",
        "Regular",
        ".ttf",
        (
            Part(f"{noto}/NotoSerif-Regular.ttf", LETTERS),
            *symbols,
            *scripts("Regular"),
            Part(f"{noto}/NotoSansMath-Regular.ttf", (range(0x1D400, 0x1D800),)),
        ),
    )


def world_bold() -> Font:
    """Describe the bold letters of those scripts; symbols come from the regular font."""
    blanks = Part(f"{DEBIAN}/truetype/noto/NotoSerif-Bold.ttf", BLANKS)
    return Font("Bookc World", "Bold", ".ttf", (blanks, *scripts("Bold")))


def emoji() -> Font:
    """Describe the font of emoji, without colour; it joins sequences to one picture."""
    path = f"{EXPO}/noto-emoji/400Regular/NotoEmoji_400Regular.ttf"
    return Font("Bookc Emoji", "Regular", ".ttf", (Part(path, EVERYTHING),))


def all_fonts() -> tuple[Font, ...]:
    """List the files of the theme."""
    return (
        latin_serif("Regular", "400Regular"),
        latin_serif("Italic", "400Regular_Italic"),
        latin_serif("Bold", "700Bold"),
        latin_serif("BoldItalic", "700Bold_Italic"),
        hangul_serif("Regular"),
        hangul_serif("Bold"),
        sans("Regular"),
        sans("Bold"),
        legible("Regular", "400Regular"),
        legible("Bold", "700Bold"),
        mono("Regular", "D2Coding"),
        mono("Bold", "D2CodingBold"),
        han("Regular"),
        han("Bold"),
        emoji(),
        world(),
        world_bold(),
    )


def make_font(font: Font, sources: Path) -> TTFont:
    """Make one font from its parts."""
    if len(font.parts) == 1:
        made = cut(font.parts[0], sources)
    else:
        made = merge(list(disjoint_cuts(font.parts, sources)))
    set_line_height(made)
    set_names(made, font)
    return made


def disjoint_cuts(parts: Iterable[Part], sources: Path) -> Iterator[TTFont]:
    """Cut each part to the characters that none before it has."""
    taken: frozenset[int] = frozenset()
    for part in parts:
        made = cut(replace(part, leave_out=part.leave_out | taken), sources)
        taken |= made.getBestCmap().keys()
        yield made


def cut(part: Part, sources: Path) -> TTFont:
    """Keep the characters of a part and the features that shape them, and no hinting."""
    font = TTFont(sources / part.path, fontNumber=part.face, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = list(part.features)
    options.layout_scripts = list(part.languages)
    options.drop_tables += TABLES_LEFT_OUT
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept_characters(part, font))
    subsetter.subset(font)
    if font["head"].unitsPerEm != UNITS_PER_EM and "glyf" in font:
        scale_upem(font, UNITS_PER_EM)
    if part.scale != 1:
        scale_upem(font, round(UNITS_PER_EM * part.scale))
        font["head"].unitsPerEm = UNITS_PER_EM
    return number_by_glyph(font) if "CFF " in font else font


def kept_characters(part: Part, font: TTFont) -> set[int]:
    """Return the characters of an original that go into the font."""
    return {
        code
        for code in font.getBestCmap()
        if any(code in block for block in part.keep)
        and code not in PRIVATE_USE
        and code not in part.leave_out
    }


def number_by_glyph(font: TTFont) -> TTFont:
    """Make each CID of a CID-keyed font the number of its glyph.

    In a PDF the text holds glyph ids, which MuPDF 1.21 takes for CIDs and looks
    up in the font. They are the same in the original; a subset keeps the CIDs
    and numbers the glyphs anew, so it would draw other letters, or none.
    """
    saved = io.BytesIO()
    font.save(saved)
    font = TTFont(saved, recalcTimestamp=False)
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return font
    names = [".notdef", *(f"cid{number:05d}" for number in range(1, len(top.charset)))]
    outlines = top.CharStrings.charStrings
    top.CharStrings.charStrings = {
        new: outlines[old] for old, new in zip(top.charset, names, strict=True)
    }
    top.charset = names
    top.CIDCount = len(names)
    font.setGlyphOrder(names)  # the other tables, not read yet, will go by these names
    return font


def merge(fonts: Iterable[TTFont]) -> TTFont:
    """Put fonts with different characters into one."""
    changed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, font in enumerate(fonts):
            set_line_height(font)
            changed = max(changed, font["head"].modified)
            paths.append(str(Path(folder, f"{number}.ttf")))
            font.save(paths[-1])
        merged = Merger().merge(paths)
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = changed  # else the time of the merge
    return merged


def set_line_height(font: TTFont) -> None:
    """Give a font the ascent and descent that all fonts of the theme have."""
    ascent = round(font["head"].unitsPerEm * ASCENT_EM)
    descent = round(font["head"].unitsPerEm * DESCENT_EM)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    table = font["OS/2"]
    table.sTypoAscender, table.sTypoDescender, table.sTypoLineGap = ascent, -descent, 0


def set_names(font: TTFont, made: Font) -> None:
    """Name a font; copyright, trademark, version and licence stay those of the original."""
    table = font["name"]
    origin = f"{table.getDebugName(1)} {table.getDebugName(2)}, {table.getDebugName(5)}"
    if len(made.parts) > 1:
        origin = "the Noto fonts"
        table.setName(NOTO_COPYRIGHT, 0, 3, 1, 0x409)
        table.setName("Version 1.0", 5, 3, 1, 0x409)
    table.names = [name for name in table.names if name.platformID == 3 and name.langID == 0x409]
    for number in (3, 16, 17, 18, 21, 22, 25):
        table.removeNames(nameID=number)
    style = made.style.replace("BoldItalic", "Bold Italic")
    for number, text in {
        1: made.family,
        2: style,
        3: made.postscript_name,
        4: f"{made.family} {style}",
        6: made.postscript_name,
        10: f"Made from {origin}: characters left out, line height changed.",
    }.items():
        table.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        set_cff_names(font["CFF "].cff, made)


def set_cff_names(cff: Any, made: Font) -> None:
    """Name the font inside the font."""
    cff.fontNames = [made.postscript_name]
    top = cff.topDictIndex[0]
    for key, text in {"FamilyName": made.family, "FullName": f"{made.family} {made.style}"}.items():
        if hasattr(top, key):
            setattr(top, key, text)


def main() -> int:
    """Make all fonts, or those whose file names are given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path, help="folder with the original fonts")
    parser.add_argument("names", nargs="*", help="files to make; all if none is given")
    arguments = parser.parse_args()
    for font in all_fonts():
        if arguments.names and font.file_name not in arguments.names:
            continue
        made = make_font(font, arguments.sources)
        font.path.parent.mkdir(parents=True, exist_ok=True)
        made.save(font.path)
        size_bytes = font.path.stat().st_size
        print(f"{font.file_name}: {len(made.getBestCmap()):,} characters, {size_bytes:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
