"""A small space where Latin letters or digits touch Hangul, Han or kana, which nobody has to type.

CSS calls it `text-autospace`, which WeasyPrint 70 does not know. A letter that draws nothing gets
its width from Pango, so no element is put around anything, and what is read, copied or searched
for stays as the author wrote it.
"""

import re
from xml.etree.ElementTree import Element

from bookc.pdf.engine import widen_letters
from bookc.pdf.words import INLINE, VERBATIM, WORD_JOINER

GAP = "\u2063"
"""U+2063 INVISIBLE SEPARATOR, of which no text of a book has any use."""
GAP_EM = 0.095
"""CSS has an eighth of an em. Poppler reads that back as a blank, and all from a tenth on; PDFium
does from an eighth on, MuPDF from 0.15."""
_BREAK = "\u200b"
_UNSEEN = re.compile(f"[{WORD_JOINER}{GAP}{_BREAK}]")
_CJK = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_ALPHA = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_SEAM = re.compile(
    rf"(?<=[{_CJK}])({WORD_JOINER}?)(?=[{_ALPHA}])|(?<=[{_ALPHA}])({WORD_JOINER}?)(?=[{_CJK}])"
)
_NOT_PROSE = VERBATIM | {"code", "kbd", "samp"}

# A gap at the end of a line is none.
widen_letters(GAP, re.compile(f"{GAP}(?!{_BREAK}$)"), GAP_EM)


def space_scripts(root: Element) -> None:
    """Put a gap wherever Latin letters or digits touch Hangul, Han or kana.

    Args:
        root: of a document in which the words that stay whole are joined.
    """
    _walk(root, "")


def as_written(text: str) -> str:
    """Return a text without what was put in it to set it."""
    return _UNSEEN.sub("", text)


def _walk(element: Element, before: str) -> str:
    """Space an element, behind what its block ends with so far, and return what it ends with."""
    if element.tag in _NOT_PROSE:
        return ""
    is_inline = element.tag in INLINE
    element.text, last = _spaced(element.text, before if is_inline else "")
    for child in element:
        last = _walk(child, last)
        child.tail, last = _spaced(child.tail, last)
    return last if is_inline else ""


def _spaced(text: str | None, before: str) -> tuple[str | None, str]:
    if not text:
        return text, before
    return _SEAM.sub(_gap, before + text)[len(before) :], text[-1]


def _gap(seam: re.Match[str]) -> str:
    # The joiner in front keeps the gap off the beginning of a line.
    return WORD_JOINER + GAP + (seam[0] or _BREAK)
