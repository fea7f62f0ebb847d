"""Rule: in text that reads from right to left, code, paths and addresses still read left to right.

They are marked with `dir`, because the style sheet of an EPUB may not say it:
https://www.w3.org/TR/epub-33/#sec-css-prefixed
"""

import re

from bookc.xhtml import Element, new_element, raw_text_of

_CODE = ("pre", "code", "kbd", "samp", "var")
_VERBATIM = frozenset({*_CODE, "a", "bdi", "bdo"})
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z+.-]{0,20}://|www\.|[A-Za-z0-9._+-]{1,64}@)[!-~]+\s*")
_RUN = re.compile(r"[A-Za-z0-9._~+@:%/\\-]+")
_LETTER, _SLASH = re.compile("[A-Za-z]"), re.compile(r"[/\\]")
_HOLDERS = ("p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "div", "blockquote")
_WITH_WORDS = (*_HOLDERS, "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "b", "i", "span")


def mark_left_to_right(root: Element, direction: str) -> None:
    """Mark what reads from left to right, in a post or in its elements that do not."""
    places = (
        [root] if direction == "rtl" else [each for each in root.iter() if each.get("dir") == "rtl"]
    )
    for place in places:
        for code in place.iter(*_CODE):
            code.set("dir", "ltr")
        for link in place.iter("a"):
            if _ADDRESS.fullmatch(raw_text_of(link)):
                link.set("dir", "ltr")
        for element in [place, *place.iterdescendants(*_WITH_WORDS)]:
            _mark_paths(element)


def _mark_paths(element: Element) -> None:
    """Put each path among the words of an element into one of its own."""
    if any(each.tag in _VERBATIM for each in (element, *element.iterancestors())):
        return
    for child in list(element):
        if child.tail and _SLASH.search(child.tail):
            words, found = _split(child.tail)
            child.tail = words
            for each in reversed(found):
                child.addnext(each)
    if element.text and _SLASH.search(element.text):
        words, found = _split(element.text)
        element.text = words
        element[:0] = found


def _split(text: str) -> tuple[str, list[Element]]:
    """Return the words before the first path, and an element for each with the words behind it."""
    before, at, found = "", 0, list[Element]()
    for match in _RUN.finditer(text):
        if not (_LETTER.search(match[0]) and _SLASH.search(match[0])):
            continue
        start = match.end() - len(match[0].lstrip("-"))
        if found:
            found[-1].tail = text[at:start]
        else:
            before = text[:start]
        path = new_element("bdi", {"dir": "ltr"})
        path.text = match[0].lstrip("-").rstrip(".:")
        at = start + len(path.text)
        found.append(path)
    if not found:
        return text, []
    found[-1].tail = text[at:]
    return before, found
