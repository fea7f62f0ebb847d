"""Rule: what is blank leaves nothing: spacer paragraphs, breaks at the ends of blocks, empty tags.

Editors write `&#x20;`, `&nbsp;`, `<br>` or a lone backslash to push blocks apart; in a book the
theme does that.
"""

import re
from collections.abc import Sequence

from bookc.parse.elements import HEADINGS, INLINES
from bookc.xhtml import Element, drop, drop_line, ids_in, line_of, new_element, raw_text_of

_HOLDING_WORDS = (*HEADINGS, "p", "li", "td", "th", "dt", "dd", "figcaption", "caption")
_GONE_IF_EMPTY = frozenset(
    {*HEADINGS, "p", "blockquote", "div", "ul", "ol", "dl", "figure", "figcaption", "table", "a"}
    | {"section", "aside", "li", "b", "i", "em", "strong", "s", "u", "del", "ins", "mark", "small"}
    | {"span", "sub", "sup"}
)
_SOMETHING = frozenset({"img", "hr", "pre", "li", "td", "th"})
_SPACERS = frozenset({*HEADINGS, "p"})
_NOT_WORDS = re.compile("[\\s\u00a0\u200b\u2060\u3000\ufeff]*")
_LEADING = " \t\n"
_TRAILING = " \t\n\u00a0\u3000"


def drop_blanks(root: Element) -> tuple[int, ...]:
    """Take out what a reader would see as nothing; its anchors move to what follows.

    Returns:
        The lines of empty paragraphs and headings, from the last to the first.
    """
    for block in root.iter(*_HOLDING_WORDS):
        trim(block)
    spacers: list[int] = []
    for element in reversed(list(root.iter(*_GONE_IF_EMPTY))):
        if element is not root and _is_empty(element):
            if element.tag in _SPACERS:
                spacers.append(line_of(element) or 1)
            _drop_empty(element)
    return tuple(spacers)


def trim(block: Element) -> None:
    """Take blanks and line breaks off both ends of a block."""
    _trim_start(block)
    _trim_end(block)


def is_blank(text: str | None) -> bool:
    """Tell whether there is nothing to read in a text."""
    return not text or _NOT_WORDS.fullmatch(text) is not None


def _trim_start(block: Element) -> None:
    block.text = (block.text or "").lstrip(_LEADING)
    for first in block.iterchildren():  # lxml counts all children for `len`
        if block.text or first.tag != "br":
            return
        block.text = (first.tail or "").lstrip(_LEADING)
        block.remove(first)


def _trim_end(block: Element) -> None:
    for last in block.iterchildren(reversed=True):
        last.tail = (last.tail or "").rstrip(_TRAILING)
        if last.tail or last.tag != "br":
            return
        drop(last)
    block.text = (block.text or "").rstrip(_TRAILING)


def _is_empty(element: Element) -> bool:
    """Tell whether there is neither a word nor a picture in an element, nor, in a span, an id."""
    if element.tag == "span" and element.get("id"):
        return False
    around = element.getparent()
    if element.tag == "li" and (around is None or around.tag != "ul"):
        return False  # or the numbers of those below it would change
    if any(each.tag in _SOMETHING for each in element.iter() if each is not element):
        return False
    return is_blank(raw_text_of(element))


def _drop_empty(element: Element) -> None:
    targets = ids_in(element)
    if targets and element.tag in INLINES:
        element.addprevious(new_element("span", {"id": targets[0]}))
        drop(element)
    else:
        drop_with_anchors(element, targets)


def drop_with_anchors(block: Element, targets: Sequence[str]) -> None:
    """Take a block out, and let links to it arrive at the next words, or else at those before."""
    holder = _next_holder(block) if targets else None
    if holder is not None:
        add_anchors(holder, targets)
    drop_line(block)


def add_anchors(block: Element, targets: Sequence[str]) -> None:
    """Put empty `span`s with ids at the start of a block."""
    for target in reversed(targets):
        anchor = new_element("span", {"id": target})
        anchor.tail, block.text = block.text, None
        block.insert(0, anchor)


def _next_holder(element: Element) -> Element | None:
    """Return the next block with words, or else the one before."""
    outwards = [element, *element.iterancestors()]
    for block in (after for each in outwards for after in each.itersiblings()):
        for holder in block.iter(*_HOLDING_WORDS):
            return holder
    for block in (before for each in outwards for before in each.itersiblings(preceding=True)):
        for holder in reversed(list(block.iter(*_HOLDING_WORDS))):
            return holder
    return None
