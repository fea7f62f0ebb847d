"""The font that formulas are drawn with: STIX Two Math, and the book's own fonts for other letters.

STIX Two Math comes with ziamath, under the SIL Open Font License. It has no Hangul, no Han and no
kana, so what is written in them inside of a formula is drawn with the first of the book's fonts
that has it.
"""

import importlib.resources
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uharfbuzz

with warnings.catch_warnings():  # ziamath 0.13 opens its font in a way that Python 3.11 warns of
    warnings.simplefilter("ignore", DeprecationWarning)
    from ziafont.fonttypes import BBox
    from ziafont.glyph import SimpleGlyph
    from ziafont.svgpath import Cubic, Lineto, Moveto, Point, Quad
    from ziamath.config import config
    from ziamath.drawable import HLine, VLine
    from ziamath.mathfont import MathFont
    from ziamath.nodes.mtable import Mtable
    from ziamath.styles import MathVariant
    from ziamath.zmath import Math, loadedfonts

from bookc.pdf.formula_image import EM

__all__ = ["BookMathFont", "HLine", "Math", "Mtable", "VLine", "loadedfonts"]

config.svg2 = False  # paths, not references to symbols
config.precision = 1

_FILE = "STIXTwoMath-Regular.ttf"


class BookMathFont(MathFont):
    """A font for formulas that borrows letters it does not have."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        """Take the fonts to borrow from; the first that has a letter lends it."""
        with importlib.resources.as_file(
            importlib.resources.files("ziamath.fonts") / _FILE
        ) as file:
            super().__init__(file, basesize=EM)
        self._lenders = fonts
        self._fonts: list[uharfbuzz.Font] = []
        self._borrowed: dict[str, SimpleGlyph | None] = {}

    def findglyph(self, char: str, variant: MathVariant) -> SimpleGlyph:
        """Return a letter of this font, or a borrowed one."""
        if not self.glyphindex(char):
            if char not in self._borrowed:
                self._borrowed[char] = self._borrow(char)
            if borrowed := self._borrowed[char]:
                return borrowed
        return super().findglyph(char, variant)

    def _borrow(self, char: str) -> SimpleGlyph | None:
        if not self._fonts:
            faces = [
                uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))) for file in self._lenders
            ]
            self._fonts = [uharfbuzz.Font(face) for face in faces]
        for font in self._fonts:
            if glyph := font.get_nominal_glyph(ord(char)):
                return _BorrowedGlyph(font, glyph, self)
        return None


class _BorrowedGlyph(SimpleGlyph):
    """A letter of another font, in the units of the font that borrows it."""

    def __init__(self, font: uharfbuzz.Font, glyph: int, borrower: MathFont) -> None:
        scale = borrower.info.layout.unitsperem / font.face.upem
        pen = _Pen(scale)
        font.draw_glyph_with_pen(glyph, pen)
        self._advance: int = round(font.get_glyph_h_advance(glyph) * scale)
        xs, ys = pen.xs or [0], pen.ys or [0]
        box = BBox(min(xs), max(xs), min(ys), max(ys))
        # Number 0 is the empty box, which no rule for kerning or substitution names.
        super().__init__(0, pen.operators, box, borrower)

    def advance(self, nextchr: SimpleGlyph | None = None) -> int:
        """Return how far the next letter stands from this one."""
        return self._advance


class _Pen:
    """Takes down an outline, as fontTools' pens do."""

    def __init__(self, scale: float) -> None:
        self.operators: list[Any] = []
        self.xs: list[float] = []
        self.ys: list[float] = []
        self._scale = scale

    def _point(self, place: tuple[float, float]) -> Point:
        x, y = place[0] * self._scale, place[1] * self._scale
        self.xs.append(x)
        self.ys.append(y)
        return Point(x, y)  # type: ignore[no-untyped-call]

    def moveTo(self, place: tuple[float, float]) -> None:  # noqa: N802  # names are fontTools'
        self.operators.append(Moveto(self._point(place)))

    def lineTo(self, place: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(Lineto(self._point(place)))

    def qCurveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(Quad(*map(self._point, places)))

    def curveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self.operators.append(Cubic(*map(self._point, places)))

    def closePath(self) -> None:  # noqa: N802
        """Nothing to do: every outline is filled."""

    endPath = closePath  # noqa: N815
