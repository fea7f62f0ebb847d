"""How large a title can be: as large as its box allows, and no word of it broken.

Letters are measured roughly, before any font is known: what matters is that nothing runs into what
stands below.
"""

import re

from bookc.render.letter_widths import letter_em

_MM_PER_PT = 25.4 / 72
_BOLD = 1.08
"""How much wider bold letters are."""
_STEP = 0.96
_LEAST_PT = 9.0
_HAN = r"\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+|\s+")
"""What stays on a line: a letter of Chinese and Japanese, a word of all others."""


def fitting_size(
    title: str, *, width_mm: float, height_mm: float, most_pt: float, leading: float = 1.24
) -> float:
    """Return the font size, in points, at which a bold title fits into a box.

    Args:
        title: any words.
        width_mm: of the box.
        height_mm: of the box.
        most_pt: the size of a short title.
        leading: distance of lines, in font sizes.
    """
    words = [(word, _BOLD * sum(map(letter_em, word))) for word in _WORD.findall(title)]
    size_pt = most_pt
    while size_pt > _LEAST_PT:
        em_mm = size_pt * _MM_PER_PT
        widest = max((width for _, width in words), default=0.0)
        lines = _lines(words, width_mm / em_mm)
        if widest * em_mm <= width_mm and lines * leading * em_mm <= height_mm:
            break
        size_pt *= _STEP
    return round(size_pt, 1)


def _lines(words: list[tuple[str, float]], measure_em: float) -> int:
    lines, filled = 1, 0.0
    for word, width in words:
        if filled + width > measure_em and not word.isspace():
            lines, filled = lines + 1, 0.0
        filled += width
    return lines
