"""The lines of a tagged PDF, as its content streams place the letters: where, and how wide apart.

PDFium is not asked: where a space is wide, it puts one of its own in the place of the one that is
there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pikepdf
from pikepdf import Array, Dictionary, Object

_GROUPS = frozenset(("Document", "Part", "Sect", "Div", "BlockQuote", "L", "LI", "Table", "TR"))
_UNNAMED = frozenset(("NonStruct", "Span", "Link"))
"""Types of elements within a line; of a block, too, if a group is around it."""
_RAISED = 0.6
"""How far a letter may stand above or below a line, in its size: marks of notes do."""
_Block = tuple[tuple[int, ...], str]
_SHOWN_AS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter on a page; lengths are in points, from the lower left corner."""

    text: str
    left: float
    right: float
    """Where the next letter would stand if nothing were added."""
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """The letters that one block has at one height."""

    page: int
    """Counted from 0."""
    kind: str
    """Its type, behind those of the elements around it: "Part/Sect/L/LI/LBody"."""
    around: tuple[int, ...]
    """The elements around it, the outermost first, and itself."""
    letters: tuple[Letter, ...]

    @property
    def block(self) -> int:
        """The structure element that it belongs to, by the number of its object."""
        return self.around[-1]

    @property
    def text(self) -> str:
        """What is to be read on it."""
        return "".join(each.text for each in self.letters).strip()

    @property
    def baseline(self) -> float:
        """The height that most of its letters stand on."""
        heights = [round(each.baseline, 2) for each in self.letters]
        return max(set(heights), key=heights.count)


def lines_of(path: Path) -> list[Line]:
    """Return the lines of the tagged text of a file, page after page, from top to bottom."""
    with pikepdf.open(path) as pdf:
        tagged = _blocks(pdf)
        fonts: _Fonts = {}
        return [
            line
            for number, page in enumerate(pdf.pages)
            for line in _lines_on(number, _letters(page, fonts), tagged.get(page.obj.objgen, {}))
        ]


def word_spaces(line: Line) -> Iterator[float]:
    """Yield how wide each space between two words is, relative to its font's own."""
    for before, space, after in zip(line.letters, line.letters[1:], line.letters[2:], strict=False):
        if space.text == " " and " " not in (before.text, after.text):
            yield (after.left - before.right) / (space.right - space.left)


def _blocks(pdf: pikepdf.Pdf) -> dict[tuple[int, int], dict[int, _Block]]:
    """Return, for each page, which block a marked content belongs to."""
    found: dict[tuple[int, int], dict[int, _Block]] = {}

    def walk(element: Object, page: Object | None, around: tuple[int, ...], kinds: str) -> None:
        page = element.get("/Pg", page)
        kind = str(element.get("/S", ""))[1:]
        if kind and (kind not in _UNNAMED or kinds.rpartition("/")[2] in _GROUPS):
            around, kinds = (*around, element.objgen[0]), f"{kinds}/{kind}".lstrip("/")
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                found.setdefault(page.objgen, {})[kid] = around, kinds
            elif isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR":
                own_page = kid.get("/Pg", page)
                assert own_page is not None
                found.setdefault(own_page.objgen, {})[int(kid.MCID)] = around, kinds
            elif isinstance(kid, Dictionary) and "/S" in kid:
                walk(kid, page, around, kinds)

    walk(pdf.Root.StructTreeRoot, None, (), "")
    return found


def _lines_on(
    number: int, letters: Iterator[tuple[int | None, Letter]], tagged: Mapping[int, _Block]
) -> Iterator[Line]:
    by_block: dict[_Block, list[Letter]] = {}
    for mark, letter in letters:
        if mark is not None and mark in tagged:
            by_block.setdefault(tagged[mark], []).append(letter)
    lines = [
        Line(number, kind, around, tuple(each))
        for (around, kind), all_letters in by_block.items()
        for each in _parted(all_letters)
    ]
    yield from sorted((line for line in lines if line.text), key=lambda line: -line.baseline)


def _parted(letters: Sequence[Letter]) -> Iterator[Sequence[Letter]]:
    """Part the letters of a block, which come in reading order, where a line begins."""
    line: list[Letter] = []
    for letter in letters:
        size = max(letter.size, line[0].size) if line else 0
        if line and abs(letter.baseline - line[0].baseline) > _RAISED * size:
            yield line
            line = []
        line.append(letter)
    if line:
        yield line


@dataclass(frozen=True, slots=True)
class _Font:
    """What a composite font says of its glyphs."""

    widths: Mapping[int, float]
    texts: Mapping[int, str]


_Fonts = dict[tuple[int, int], _Font]


def _font(font: Object) -> _Font:
    widths: dict[int, float] = {}
    first = 0
    for each in font.DescendantFonts[0].W:
        if isinstance(each, Array):
            widths |= {first + place: float(width) for place, width in enumerate(each)}
        else:
            first = int(each)
    texts = {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _SHOWN_AS.findall(font.ToUnicode.read_bytes())
    }
    return _Font(widths, texts)


def _letters(page: pikepdf.Page, fonts: _Fonts) -> Iterator[tuple[int | None, Letter]]:
    """Yield what stands on a page, each with the number of its marked content, if it has one."""
    reader = _Reader(page, fonts)
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "TJ":
            yield from reader.shown(list(operands[0].as_list()))
        elif operator in _Reader.STEPS:
            _Reader.STEPS[operator](reader, operands)


class _Reader:
    """What the operators of a content stream have set so far (ISO 32000-1, 8.4, 9.3 and 14.6)."""

    def __init__(self, page: pikepdf.Page, fonts: _Fonts) -> None:
        self._page = page
        self._fonts = fonts
        self._at = self._text = pikepdf.Matrix()
        self._outer: list[pikepdf.Matrix] = []
        self._marks: list[int | None] = [None]
        self._font, self._size, self._rise = _Font({}, {}), 0.0, 0.0

    def shown(self, pieces: Sequence[Object]) -> Iterator[tuple[int | None, Letter]]:
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                self._advance(-float(piece) / 1000 * self._size)
                continue
            codes = bytes(piece)
            for place in range(0, len(codes), 2):
                glyph = int.from_bytes(codes[place : place + 2])
                width = self._font.widths.get(glyph, 0) / 1000 * self._size
                here = self._text @ self._at
                left, baseline = here.transform((0, self._rise))
                right, _ = here.transform((width, self._rise))
                text, size = self._font.texts.get(glyph, ""), self._size * abs(here.d)
                yield self._marks[-1], Letter(text, left, right, baseline, size)
                self._advance(width)

    def _advance(self, width: float) -> None:
        self._text = pikepdf.Matrix().translated(width, 0) @ self._text

    def _save(self, _: Sequence[Object]) -> None:
        self._outer.append(self._at)

    def _restore(self, _: Sequence[Object]) -> None:
        self._at = self._outer.pop()

    def _transform(self, operands: Sequence[Object]) -> None:
        self._at = _matrix(operands) @ self._at

    def _place_text(self, operands: Sequence[Object]) -> None:
        self._text = _matrix(operands)

    def _raise(self, operands: Sequence[Object]) -> None:
        self._rise = float(operands[0])

    def _begin_mark(self, operands: Sequence[Object]) -> None:
        about = operands[-1]
        number = about.get("/MCID") if isinstance(about, Dictionary) else None
        self._marks.append(self._marks[-1] if number is None else int(number))

    def _end_mark(self, _: Sequence[Object]) -> None:
        self._marks.pop()

    def _set_font(self, operands: Sequence[Object]) -> None:
        font = self._page.resources.Font[str(operands[0])]
        if font.get("/Subtype") == "/Type0":
            self._font = self._fonts.setdefault(font.objgen, _font(font))
        else:
            self._font = _Font({}, {})
        self._size = float(operands[1])

    STEPS: ClassVar[dict[str, Callable[["_Reader", Sequence[Object]], None]]] = {
        **{"q": _save, "Q": _restore, "cm": _transform},
        **{"Tf": _set_font, "Tm": _place_text, "Ts": _raise},
        **{"BDC": _begin_mark, "BMC": _begin_mark, "EMC": _end_mark},
    }


def _matrix(operands: Sequence[Object]) -> pikepdf.Matrix:
    return pikepdf.Matrix(*map(float, operands))


def longest_river(lines: Sequence[Line]) -> int:
    """Return through how many lines of one block a gap runs down, each space below the other.

    Spaces hardly wider than their font's own do not count: the eye does not see them as a gap.
    """
    longest = 0
    ends: dict[tuple[float, float], int] = {}
    above: Line | None = None
    for line in lines:
        is_next = above is not None and (above.block, above.page) == (line.block, line.page)
        before = ends if is_next else {}
        ends = {gap: 1 + max(_below(gap, before), default=0) for gap in _wide_gaps(line)}
        longest = max(longest, *ends.values(), 0)
        above = line
    return longest


_WIDE = 1.6
"""Times a font's own space: from here on a space is seen as a gap."""
_UNDER = 0.7
"""The share of a gap that has another one under it when the two run together."""


def _wide_gaps(line: Line) -> Iterator[tuple[float, float]]:
    for before, space, after in zip(line.letters, line.letters[1:], line.letters[2:], strict=False):
        if space.text == " " and after.left - before.right > _WIDE * (space.right - space.left):
            yield before.right, after.left


def _below(gap: tuple[float, float], above: Mapping[tuple[float, float], int]) -> Iterator[int]:
    for (left, right), length in above.items():
        overlap = min(right, gap[1]) - max(left, gap[0])
        if overlap > _UNDER * min(right - left, gap[1] - gap[0]):
            yield length
