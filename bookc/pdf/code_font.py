"""A font for letters that no font of the theme has: each is a frame around its code.

Without it WeasyPrint prints .notdef, an empty box, which PDF/UA forbids and nobody can look up. As
each letter has a glyph of its own, it can still be searched for and copied.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "bookc letter codes"
_EM = 1000
_ASCENT, _DESCENT = 880, -120
_FRAME = 36
_DIGIT_WIDTH, _DIGIT_HEIGHT, _STROKE, _GAP = 190, 320, 44, 80

_SEGMENTS = (
    "abcdef",
    "bc",
    "abdeg",
    "abcdg",
    "bcfg",
    "acdfg",
    "acdefg",
    "abc",
    "abcdefg",
    "abcdfg",
)
_LETTERS = ("abcefg", "cdefg", "adef", "bcdeg", "adefg", "aefg")
_LIT = dict(zip("0123456789ABCDEF", _SEGMENTS + _LETTERS, strict=True))
"""The strokes of a digit by their usual letters: clockwise from the one on top; g is the middle."""

_Box = tuple[float, float, float, float]


def code_font(letters: str) -> bytes:
    """Make a TrueType font that has some letters; the same bytes for the same letters."""
    from fontTools.fontBuilder import FontBuilder  # here: it takes a tenth of a second
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    names = {letter: f"u{ord(letter):04X}" for letter in letters}
    drawn = {name: _glyph(list(_strokes(ord(letter)))) for letter, name in names.items()}
    widths = {name: (_width(ord(letter)), 0) for letter, name in names.items()}
    font = FontBuilder(_EM, isTTF=True)
    font.setupGlyphOrder([".notdef", *drawn])
    font.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    font.setupGlyf({".notdef": Glyph(), **drawn})
    font.setupHorizontalMetrics({".notdef": (_EM, 0), **widths})
    font.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    font.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False  # same letters, same bytes
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _rows(code: int) -> tuple[str, str]:
    digits = f"{code:04X}" if code < 0x10000 else f"{code:06X}"
    half = len(digits) // 2
    return digits[:half], digits[half:]


def _width(code: int) -> int:
    columns = len(_rows(code)[0])
    return 2 * (_FRAME + _GAP) + columns * _DIGIT_WIDTH + (columns - 1) * _GAP + 2 * _GAP


def _strokes(code: int) -> Iterator[_Box]:
    """Yield what is black: four sides of a frame, and two rows of digits in it."""
    left, right = _GAP, _width(code) - _GAP
    yield left, _DESCENT, right, _DESCENT + _FRAME
    yield left, _ASCENT - _FRAME, right, _ASCENT
    yield left, _DESCENT + _FRAME, left + _FRAME, _ASCENT - _FRAME
    yield right - _FRAME, _DESCENT + _FRAME, right, _ASCENT - _FRAME
    inner = _ASCENT - _DESCENT - 2 * _FRAME
    between = (inner - 2 * _DIGIT_HEIGHT) / 3
    for row, digits in enumerate(reversed(_rows(code))):
        bottom = _DESCENT + _FRAME + between + row * (_DIGIT_HEIGHT + between)
        for column, digit in enumerate(digits):
            x = left + _FRAME + _GAP + column * (_DIGIT_WIDTH + _GAP)
            for segment in _LIT[digit]:
                yield _segment(segment, x, bottom)


def _segment(name: str, x: float, bottom: float) -> _Box:
    """Return one of the seven strokes of a digit."""
    right, top = x + _DIGIT_WIDTH, bottom + _DIGIT_HEIGHT
    middle = bottom + _DIGIT_HEIGHT / 2
    match name:
        case "a":
            return x, top - _STROKE, right, top
        case "d":
            return x, bottom, right, bottom + _STROKE
        case "g":
            return x, middle - _STROKE / 2, right, middle + _STROKE / 2
    side = x if name in "ef" else right - _STROKE
    low = bottom if name in "ce" else middle
    return side, low, side + _STROKE, low + _DIGIT_HEIGHT / 2


def _glyph(boxes: list[_Box]) -> "Glyph":
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for left, bottom, right, top in boxes:
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()
    return pen.glyph()
