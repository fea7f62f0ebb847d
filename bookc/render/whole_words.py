"""Words of code in an EPUB that no line may break: options, arrows, and short names with hyphens.

A browser breaks lines behind every hyphen, so `git commit --amend` would end in `--`. A comment
that begins on the next line takes its sign along.
"""

import re

from bookc.render.code import LINE, LONG
from bookc.xhtml import Element, new_element

WHOLE = "code-whole"
_WORD = re.compile(r"(?<!\S)(?:(?=\S*\w-|\S*-\w)\S{3,13}(?!\S)|--?[^\W\d]\w{0,12}|-+>)")
"""A word so short that each line has room for it, and the head of a longer option."""
_COMMENT = re.compile(r"^(?:#+|//|--) \S{1,10}(?!\S)")
"""The sign of a comment and its first word."""


def keep_words_whole(root: Element) -> None:
    """Mark the words within code of a fragment, which is changed, that stay on one line.

    Cells of tables may be narrower than such a word; lines of a listing that are short are not
    broken.
    """
    for code in list(root.iter("code")):
        if next(code.iterancestors("td", "th"), None) is not None:
            continue
        if next(code.iterancestors("pre"), None) is None:
            _mark_in(code)
        for line in code.iter("span"):
            if {LINE, LONG} <= set(str(line.get("class", "")).split()):
                _mark_in(line)


def _mark_in(element: Element) -> None:
    """Mark the words of an element, and of all in it."""
    for each in list(element.iter()):
        if each.text:
            is_comment = "code-comment" in str(each.get("class", ""))
            each.text, marked = _marked(each.text, _COMMENT if is_comment else _WORD)
            for place, word in enumerate(marked):
                each.insert(place, word)
        parent = each.getparent()
        if each is not element and each.tail and parent is not None:
            each.tail, marked = _marked(each.tail, _WORD)
            for place, word in enumerate(marked, start=parent.index(each) + 1):
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
