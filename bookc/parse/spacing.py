"""Rule: runs of no-break spaces are one space, and lines of raw HTML join as those of Markdown do.

Word processors write `&nbsp;` for every second blank; one alone means that no line breaks there.
"""

import re
from collections.abc import Callable

from bookc.parse.line_breaks import join_lines
from bookc.xhtml import Element

_BLANKS = re.compile("[ \t\u00a0]{2,}")
_VERBATIM = frozenset({"code", "kbd", "pre", "samp"})


def tidy_spaces(root: Element) -> None:
    """Mend the blanks in all text that is not code."""
    _each_text(root, _tidied)


def _tidied(text: str) -> str:
    if "\u00a0" in text:
        text = _BLANKS.sub(lambda run: " " if "\u00a0" in run[0] else run[0], text)
    return join_lines(text) if "\n" in text else text


def _each_text(element: Element, change: Callable[[str], str]) -> None:
    if element.text and element.tag not in _VERBATIM:
        element.text = change(element.text)
    for child in element:
        if element.tag not in _VERBATIM:
            _each_text(child, change)
            if child.tail:
                child.tail = change(child.tail)
