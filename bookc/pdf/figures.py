"""Numbers in pages that are laid out already: where they stand, and how others are put there.

A run of glyphs is written as `[<00120013>16<0014>] TJ`, in hexadecimal, since fonts have two bytes
a glyph. Figures of one width can be exchanged without moving anything else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob
from bookc.store import Facts

Place = Sequence[int | str]
"""Where in the content of a page the digits of some glyphs begin and end, and their font's name."""

_FEATURES = {"lnum": True, "tnum": True}
_FONT_OR_RUN = re.compile(rb"/(\S+) \S+ Tf\b|\[([^\]]*)\] TJ")
_GLYPH = re.compile(rb"(?<=[<0-9a-f])[0-9a-f]{4}(?=[0-9a-f>])")


def runs(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and font of the glyphs of each run in a page's content."""
    font = ""
    for found in _FONT_OR_RUN.finditer(content):
        if found[1] is not None:
            font = found[1].decode()
        else:
            yield found.start(2), found.end(2), font


def place_of_run(content: bytes, run: tuple[int, int, str], before: int) -> Place:
    """Return where the glyphs of a run are, but for so many at its start."""
    start, end, font = run
    glyphs = list(_GLYPH.finditer(content, start, end))[before:]
    return glyphs[0].start(), glyphs[-1].end(), font


def number_places(one: bytes, other: bytes, number: str, figures: "Figures") -> list[Place] | None:
    """Return where a number stands in a content.

    Args:
        one: the content.
        other: the same with a number that has no digit in its place.
        number: the first of them.
        figures: of the fonts.

    Returns:
        None if the two differ in anything else, or the number is not written in tabular figures.
    """
    ours, theirs = list(runs(one)), list(runs(other))
    if ours != theirs or _between(one, ours) != _between(other, theirs):
        return None
    places: list[Place] = []
    for start, end, font in ours:
        pairs = (_GLYPH.finditer(content, start, end) for content in (one, other))
        glyphs = zip(*pairs, strict=False)
        changed = [mine for mine, another in glyphs if mine[0] != another[0]]
        if not changed:
            continue
        first, last = changed[0].start(), changed[-1].end()
        if _GLYPH.findall(one, first, last + 1) != figures.codes(number, font):
            return None
        places.append((first, last, font))
    return places


def _between(content: bytes, found: Sequence[tuple[int, int, str]]) -> list[bytes]:
    """Return a content without its glyphs."""
    edges = [0, *(edge for start, end, _ in found for edge in (start, end)), len(content)]
    return [content[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


class Figures:
    """The glyphs of the tabular figures in the fonts of a book."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Take the file of each font, by its name in the PDF."""
        self._files = files
        self._shaped: dict[str, Sequence[Sequence[float]]] = {}

    def codes(self, number: str, font: str) -> list[bytes]:
        """Return a number as a content has it, glyph by glyph."""
        if font not in self._shaped:
            self._shaped[font] = _shaped(self._files[font])
        return [code_of(self._shaped[font], int(digit)) for digit in number]


@frozen
class FiguresInput:
    """A font."""

    font: FileInput


SHAPE_FIGURES: NamedJob[FiguresInput] = NamedJob(__name__, "shape_figures")


def shape_figures(given: FiguresInput) -> tuple[bytes, Facts]:
    """Shape the tabular figures of a font.

    Returns:
        Nothing, with the fact `figures`: for 0 to 9, the glyph and its width in thousandths of an
        em.
    """
    return b"", {"figures": _shaped(given.font.path)}


def code_of(figures: Sequence[Sequence[float]], digit: int) -> bytes:
    """Return a digit as a content has it, of the fact `figures`."""
    return b"%04x" % int(figures[digit][0])


def _shaped(file: Path) -> list[tuple[int, float]]:
    import uharfbuzz  # most builds take the figures of their fonts from the store

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    buffer = uharfbuzz.Buffer()
    buffer.add_str("0123456789")
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face), buffer, _FEATURES)
    return [
        (info.codepoint, place.x_advance * 1000 / face.upem)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def with_numbers(
    content: bytes,
    numbers: Iterable[tuple[Place, str]],
    digits: Mapping[str, Sequence[str]],
    moves: Iterable[tuple[int, int, bytes]] = (),
) -> bytes:
    """Return the content of a page with digits in the places of others.

    Args:
        content: as it was laid out.
        numbers: the digits for each place.
        digits: how a content has 0 to 9 in each font.
        moves: what else is put in the place of something: start, end and content.
    """
    pieces = []
    at = 0
    for start, end, new in sorted([*_in_digits(numbers, digits), *moves]):
        pieces += [content[at:start], new]
        at = end
    return b"".join([*pieces, content[at:]])


def _in_digits(
    numbers: Iterable[tuple[Place, str]], digits: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, int, bytes]]:
    for (start, end, font), number in numbers:
        codes = (digits[str(font)][int(digit)].encode() for digit in number)
        yield int(start), int(end), b"".join(codes)
