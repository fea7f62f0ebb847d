"""What no line of an EPUB may break: options and names in code, and numbers with their units.

A browser breaks lines behind every hyphen, so `git commit --amend` would end in `--`. A comment
that begins on the next line takes its sign along.
"""

import re

from bookc.render.code import LINE, LONG
from bookc.units import UNITS
from bookc.xhtml import Element, new_element

WHOLE = "kept-whole"
_WORD = re.compile(r"(?<!\S)(?:(?=\S*\w-|\S*-\w)\S{3,13}(?!\S)|--?[^\W\d]\w{0,12}|-+>)")
"""A word so short that each line has room for it, and the head of a longer option."""
_COMMENT = re.compile(r"^(?:#+|//|--) \S{1,10}(?!\S)")
"""The sign of a comment and its first word."""
_MEASURE = re.compile(rf"(?<![\w.,])\d[\d.,]{{0,11}} {UNITS}")
"""A number with its unit."""
_VERBATIM = frozenset(("code", "kbd", "math", "pre", "samp", "svg"))


def keep_words_whole(root: Element) -> None:
    """Mark the words of a fragment, which is changed, that stay on one line.

    Cells of tables may be narrower than a word of code; lines of a listing that are short are not
    broken.
    """
    _mark_measures(root)
    for code in list(root.iter("code")):
        if next(code.iterancestors("td", "th"), None) is not None:
            continue
        if next(code.iterancestors("pre"), None) is None:
            _mark_in(code)
        for line in code.iter("span"):
            if {LINE, LONG} <= set(str(line.get("class", "")).split()):
                _mark_in(line)


def _mark_measures(element: Element) -> None:
    """Mark the numbers with their units in an element that are not within code or a formula."""
    if element.tag in _VERBATIM:
        return
    for child in list(element.iterchildren("*")):
        _mark_measures(child)
        _mark_behind(child, _MEASURE)
    _mark_at_head(element, _MEASURE)


def _mark_in(element: Element) -> None:
    """Mark the words of an element, and of all in it."""
    for each in list(element.iter("*")):
        is_comment = "code-comment" in str(each.get("class", ""))
        _mark_at_head(each, _COMMENT if is_comment else _WORD)
        if each is not element:
            _mark_behind(each, _WORD)


def _mark_at_head(element: Element, kept: re.Pattern[str]) -> None:
    """Mark words in the text before the first child of an element."""
    if element.text:
        element.text, marked = _marked(element.text, kept)
        for place, word in enumerate(marked):
            element.insert(place, word)


def _mark_behind(element: Element, kept: re.Pattern[str]) -> None:
    """Mark words in the text behind an element."""
    parent = element.getparent()
    if element.tail and parent is not None:
        element.tail, marked = _marked(element.tail, kept)
        for place, word in enumerate(marked, start=parent.index(element) + 1):
            parent.insert(place, word)


def _marked(text: str, kept: re.Pattern[str]) -> tuple[str, list[Element]]:
    """Return what stands before the first of the words of a text, and an element for each."""
    words: list[Element] = []
    start, before = 0, ""
    for word in kept.finditer(text):
        between = text[start : word.start()]
        if words:
            words[-1].tail = between
        else:
            before = between
        words.append(new_element("span", {"class": WHOLE}))
        words[-1].text, start = word[0], word.end()
    if not words:
        return text, []
    words[-1].tail = text[start:]
    return before, words
