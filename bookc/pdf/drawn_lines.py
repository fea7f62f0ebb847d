"""Lines of text, drawn as they were found.

WeasyPrint forgets how Pango has set a line as soon as its size is known, has it set a second time
to draw it, and then asks for each glyph by itself, of which a Korean line has two for a letter.
Here a line stays as it was set until it is drawn, and a run of its glyphs is read at once: what a
glyph is written as is worked out once for a font, a size and an advance. That spares an eighth of a
layout.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bookc.pdf.engine import FROM_UNITS, change, ffi, pango
from bookc.pdf.glyph_runs import compact

_GLYPH = struct.Struct("=16s4x")
"""A PangoGlyphInfo: number, advance, offset to the right and down, in Pango units; flags."""
_NUMBERS = struct.Struct("=Iiii")
_NO_GLYPH = 0x0FFFFFFF
_UNKNOWN_GLYPH = 0x10000000
_SMALLEST_PX = 1e-6
_FONTS_HAVE_SIZES = 14802
"""The version of Pango from which on a font says in which size it is set."""
_END_OF_PARAGRAPH = re.compile("[\n\r\u2028\u2029]")


class _OtherwiseDrawnError(Exception):
    """A line has what WeasyPrint has to draw: pictures for letters, letters that no font has."""


def keep_set(deactivate: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return WeasyPrint's method that forgets how a text is set, for one that has been drawn."""

    def deactivate_drawn(layout: Any) -> None:
        if vars(layout).pop("is_drawn", False):
            deactivate(layout)

    return deactivate_drawn


def set_if_forgotten(reactivate: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return WeasyPrint's method that sets a text to be drawn, for one that is not set so yet."""

    def reactivate_forgotten(layout: Any, style: Any) -> None:
        is_set = "layout" in vars(layout) and not _END_OF_PARAGRAPH.search(layout.text)
        if not is_set or layout.justification_spacing:
            _set_anew(layout, style)
        layout.is_drawn = True

    return reactivate_forgotten


def _set_anew(layout: Any, style: Any) -> None:
    """Set the text of a line to draw it, as WeasyPrint does."""
    vars(layout).pop("ends_at", None)
    layout.setup(style)
    layout.set_text(layout.text, justify=True)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  # C has no names


def draw_runs(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's function that draws a line, which takes the glyphs of a run at once."""

    def draw_first_line(
        stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        if text_overflow != "ellipsis" and block_ellipsis == "none" and _is_seen(box):
            try:
                runs = list(_runs_of(stream, box))
            except _OtherwiseDrawnError:
                pass
            else:
                stream.set_text_matrix(*matrix.values)
                _show(stream, runs)
                return []
        _set_anew(box.pango_layout, box.style)
        return draw(stream, box, text_overflow, block_ellipsis, matrix)

    return draw_first_line


def _is_seen(box: Any) -> bool:
    return bool(box.text.strip()) and box.style["font_size"] >= _SMALLEST_PX


def _show(stream: Any, runs: Iterable[tuple[Any, str, float, str]]) -> None:
    """Write runs of glyphs, each with its font, as Pango has it and in the PDF, and its size."""
    shown, last = "", None
    for pango_font, name, size, glyphs in runs:
        if pango_font != last:
            if shown:
                stream.show_text(shown)
            shown, last = "", pango_font
            stream.set_font_size(name, size)
        shown += f"<{glyphs}>" if not glyphs.endswith("<") else f"<{glyphs}"[:-1]
    stream.show_text(shown)


def _runs_of(stream: Any, box: Any) -> Iterator[tuple[Any, str, float, str]]:
    """Yield font, size and glyphs of each run of a line, for `_show`."""
    layout = box.pango_layout
    line, next_at = layout.get_first_line()
    ends_at = vars(layout).get("ends_at")
    if next_at is not None and ends_at is None:
        raise _OtherwiseDrawnError
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs
        if ends_at is not None:  # a blank behind the line has been set with it
            if item.offset >= ends_at:
                return
            while item.offset + glyphs.log_clusters[count - 1] >= ends_at:
                count -= 1
        pango_font = item.analysis.font
        font, size = _font_of(stream, pango_font, box)
        yield pango_font, font.hash, size, _written(font, size, layout, run.data, count)
        run = run.next


def _font_of(stream: Any, pango_font: Any, box: Any) -> tuple[Any, float]:
    """Return the font in the PDF that a font of Pango's becomes, and its size in px."""
    known = vars(stream).setdefault("fonts_at", {})
    if pango_font not in known:
        font, size = stream.add_font(pango_font)
        if font.svg or font.png or font.colr or font.bitmap:
            raise _OtherwiseDrawnError
        if pango.pango_version() < _FONTS_HAVE_SIZES:
            size = box.style["font_size"]
        known[pango_font] = font, size, box.pango_layout.layout  # which keeps the font where it is
    font, size, _ = known[pango_font]
    return font, size


def _written(font: Any, size: float, layout: Any, run: Any, count: int) -> str:
    """Return the first glyphs of a run as TJ takes them: `0012>-3<0013`."""
    known = vars(font).setdefault("written", {}).setdefault(size, {})
    data = ffi.buffer(run.glyphs.glyphs, count * _GLYPH.size)
    glyphs = [each for (each,) in _GLYPH.iter_unpack(data)]
    try:
        return "".join([known[each] for each in glyphs])
    except KeyError:
        for place, each in enumerate(glyphs):
            if each not in known:
                known[each] = compact(_glyph(font, size, layout, run, place, _NUMBERS.unpack(each)))
    return "".join([known[each] for each in glyphs])


def _glyph(
    font: Any, size: float, layout: Any, run: Any, place: int, numbers: tuple[int, int, int, int]
) -> str:
    """Return a glyph as WeasyPrint writes it, and let the font know it."""
    glyph, advance, right, down = numbers
    if glyph == _NO_GLYPH:
        return f">{-advance / size}<"
    if down or glyph & _UNKNOWN_GLYPH:
        raise _OtherwiseDrawnError
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _letters_of(layout, run, place)
    if glyph not in font.widths:
        font.widths[glyph] = _width(run.item.analysis.font, glyph, size)
    offset = right / size
    moved = font.widths[glyph] + offset - advance * 1000 * FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    behind = f">{int(moved)}<" if moved else ""
    return f"{before}{glyph:04x}{behind}"


def _letters_of(layout: Any, run: Any, place: int) -> str:
    """Return the letters that a glyph of a run stands for."""
    item, starts, count = run.item, run.glyphs.log_clusters, run.glyphs.num_glyphs
    from_right = item.analysis.level % 2
    behind = place - 1 if from_right else place + 1
    end = starts[behind] if 0 <= behind < count else item.length
    letters: bytes = layout.text.encode()[item.offset + starts[place] : item.offset + end]
    return letters.decode()


def _width(pango_font: Any, glyph: int, size: float) -> int:
    """Return how wide a glyph is, in thousandths of the size of its font."""
    drawn, taken = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(pango_font, glyph, drawn, taken)
    width_px: float = taken.width * FROM_UNITS
    return round(width_px * 1000 / size)


change("weasyprint.text.line_break.Layout.deactivate", keep_set)
change("weasyprint.text.line_break.Layout.reactivate", set_if_forgotten)
change("weasyprint.draw.text.draw_first_line", draw_runs)
