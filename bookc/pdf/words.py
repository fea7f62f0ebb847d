"""Korean words stay whole at line ends; marks of notes and units stay with what they are behind.

A theme may have the words of its paragraphs broken after any syllable.

WeasyPrint 70 ignores `word-break: keep-all` and so cuts Korean words in two. U+2060 WORD JOINER
between two letters forbids the break; it draws nothing and text extraction drops it. A `nowrap`
span for every word does the same at three times the time and four times the memory.
"""

import re
from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

from bookc.units import UNITS

WORD_JOINER, ZERO_WIDTH_SPACE = "\u2060", "\u200b"

_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_LETTER = rf"{_HANGUL}A-Za-z0-9\u00c0-\u024f"
# Where a line may break although no space stands there: on either side of a Hangul letter, when
# the other side is a letter, a digit, or a bracket or quotation mark that belongs to the word.
_SEAM = re.compile(
    rf"(?<=[{_HANGUL}])(?=[{_LETTER}(\[\u2018\u201c%])|(?<=[{_LETTER})\]\u2019\u201d%])(?=[{_HANGUL}])"
)
_UNIT = re.compile(rf"(?<=\d) (?={UNITS})")
"""The blank between a number and its unit."""
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
VERBATIM = frozenset(("pre", "script", "style", "title", "svg", "math"))


FORMULA_CLASS = "formula"
"""Of an `img` that is a formula, and to the letters beside it a letter like any other."""
_ANY_LETTER = "\uac00"


_PARAGRAPHS = frozenset(("p", "li", "dd"))
_RAGGED = frozenset(("header", "figure", "table", "nav", "dt"))
"""What is set in lines of its own, not in running text."""


def keep_words_whole(root: Element, *, but_in_paragraphs: bool = False) -> None:
    """Put a word joiner wherever a line would break inside a Korean word.

    A word may run through inline elements: a term in bold and the particle behind it are one. So
    are a formula and the letters of any script that touch it, but for Han and kana.

    Args:
        root: of the document.
        but_in_paragraphs: whether lines of running text may be broken after any syllable. The last
            word of a paragraph stays whole even so: no syllable is to have a line for itself.
    """
    broken = frozenset(_paragraphs(root)) if but_in_paragraphs else frozenset[Element]()
    _walk(root, "", broken)


def break_in_cells(root: Element) -> None:
    """Put a space without width for each `wbr` in a cell, in the text before it.

    WeasyPrint does not go back to a `wbr` from a word that does not fit, and breaks it anywhere.
    """
    for cell in (each for tag in ("td", "th") for each in root.iter(tag)):
        for parent in list(cell.iter()):
            for child in parent.findall("wbr"):
                _append(parent, list(parent).index(child), ZERO_WIDTH_SPACE + (child.tail or ""))
                parent.remove(child)


def keep_units(root: Element) -> None:
    """Let no line be broken between a number and its unit; their blank may still be stretched."""
    if root.tag not in VERBATIM:
        root.text = _with_unit(root.text)
        for child in root:
            keep_units(child)
            child.tail = _with_unit(child.tail)


def _with_unit(text: str | None) -> str | None:
    return text and _UNIT.sub(f" {WORD_JOINER}", text)


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield child
        if child.tag not in _RAGGED:
            yield from _paragraphs(child)


def _walk(element: Element, before: str, broken: Set[Element]) -> str:
    """Join the words in an element; `before` is the letter that stands before it in its block."""
    if element in broken:
        _join_last_word(element)
        for child in element:
            if child.tag not in INLINE:
                _walk(child, "", broken)
        return ""
    if _is_formula(element):
        return _ANY_LETTER
    inline = element.tag in INLINE
    last = before if inline else ""
    if element.tag not in VERBATIM:
        element.text, last = _join(element.text, last)
        for place, child in enumerate(element):
            if _belongs_behind(child, last):
                _join_at(element, place)
            last = _walk(child, last, broken)
            child.tail, last = _join(child.tail, last)
    return last if inline else ""


def _join_last_word(element: Element) -> None:
    last = element[-1] if len(element) else None
    if last is None:
        element.text = _with_last_word_whole(element.text)
    elif last.tail and last.tail.strip():
        last.tail = _with_last_word_whole(last.tail)
    elif last.tag in INLINE:
        _join_last_word(last)


def _with_last_word_whole(text: str | None) -> str | None:
    if not text:
        return text
    words, blank, word = text.rstrip().rpartition(" ")
    joined, _ = _join(word, "")
    return f"{words}{blank}{joined}{text[len(text.rstrip()) :]}"


def _is_formula(element: Element) -> bool:
    return element.tag == "img" and element.get("class") == FORMULA_CLASS


def _belongs_behind(element: Element, last: str) -> bool:
    """Tell whether an element stays on the line of the letter before it."""
    if _begins_with_formula(element):
        return bool(_SEAM.search(last + _ANY_LETTER))
    return _is_mark_of_note(element) and bool(last.strip())


def _is_mark_of_note(element: Element) -> bool:
    return element.tag == "sup" and element.get("class") == "footnote-ref"


def _begins_with_formula(element: Element) -> bool:
    while element.tag in INLINE and not element.text and len(element):
        element = element[0]
    return _is_formula(element)


def _join_at(parent: Element, place: int) -> None:
    """Put a word joiner before a child, unless it stands before the parent already."""
    if place or parent.text:
        _append(parent, place, WORD_JOINER)


def _append(parent: Element, place: int, text: str) -> None:
    """Put text before a child, behind what stands there."""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _join(text: str | None, before: str) -> tuple[str | None, str]:
    if not text:
        return text, before
    joined = _SEAM.sub(WORD_JOINER, before + text)[len(before) :]
    return joined, text[-1]
