"""Where names in code and addresses may be broken: behind the signs that part them.

Narrow columns break them anywhere, `pg_stat_activity.xa|ct_start`, unless a `wbr` offers better. In
print, columns of tables alone are so narrow.
"""

import re

from bookc.xhtml import Element, new_element, text_of

_LONG, _LONG_IN_CELL = re.compile(r"\S{14,}"), re.compile(r"\S{8,}")
"""What may be too long for a narrow column, and for one of a table."""
_IN_CODE = re.compile(
    r"(?<=[^\W_][/._=,&?:;#])(?<!\d[.,:](?=\d))(?=[^\W_]{3})|(?<=[^\W_]::)(?=[^\W_]{3})"
    r"|(?<=[^\W_]\()(?=[^\s)]{4})"
)
"""Behind a sign between words, and not in a number; behind the bracket of what is called."""
_IN_PRINTED_CELL = re.compile(
    rf"{_IN_CODE.pattern}|(?<=\w[(\[])(?=\w{{3}})|(?<=[a-z]{{2}})(?=[A-Z][a-z])"
)
"""There behind other brackets, too, and where small letters meet a capital one."""
_IN_ADDRESS = re.compile(r"(?<=[^\W_][/?&=#])(?=\w{3})")
"""Not behind a point, which would end a sentence there."""


def offer_breaks(root: Element) -> None:
    """Offer breaks in the code and the addresses within lines of a fragment, which is changed."""
    for element in list(root.iter("code", "a")):
        if element.tag == "a" and not _shows_address(element):
            continue
        places = _IN_CODE if element.tag == "code" else _IN_ADDRESS
        long = _LONG if next(element.iterancestors("td", "th"), None) is None else _LONG_IN_CELL
        if next(element.iterancestors("pre", "code"), None) is None:
            for each in list(element.iter()):
                _offer_in(each, long, places, is_outermost=each is element)


def offer_breaks_in_print(root: Element) -> None:
    """Offer breaks in the code in cells of a fragment for print, which is changed."""
    for code in [each for cell in root.iter("td", "th") for each in cell.iter("code")]:
        for each in list(code.iter()):
            _offer_in(each, _LONG_IN_CELL, _IN_PRINTED_CELL, is_outermost=each is code)


def parts_of_code(text: str, longest: int) -> list[str]:
    """Return the pieces of a text in code between which it may be broken.

    Args:
        text: of a listing.
        longest: letters of a word that is broken nowhere, since it has room on a line.
    """
    return _parts(text, re.compile(rf"\S{{{longest + 1},}}"), _IN_CODE)


def _shows_address(link: Element) -> bool:
    words = text_of(link)
    return "/" in words and " " not in words


def _offer_in(
    element: Element, long: re.Pattern[str], places: re.Pattern[str], *, is_outermost: bool
) -> None:
    """Offer breaks in the text of an element, and in the text behind it."""
    element.text, *others = _parts(element.text or "", long, places)
    for place, part in enumerate(others):
        element.insert(place, _break_before(part))
    if is_outermost:
        return
    parent = element.getparent()
    assert parent is not None, "it is not the outermost"
    element.tail, *others = _parts(element.tail or "", long, places)
    for place, part in enumerate(others, start=parent.index(element) + 1):
        parent.insert(place, _break_before(part))


def _break_before(text: str) -> Element:
    offered = new_element("wbr", {})
    offered.tail = text
    return offered


def _parts(text: str, long: re.Pattern[str], places: re.Pattern[str]) -> list[str]:
    """Return what stands between the places of a text where its long words may be broken."""
    return long.sub(lambda word: places.sub("\0", word[0]), text).split("\0")
