"""Running heads and folios: the margins of pages whose text is laid out.

A theme writes them as CSS has them, in the margin boxes of `@page`. They depend on the numbers of
pages and nothing else does, so they are laid out apart, on empty pages, and put over the text at
assembly: a chapter that moves by ten pages is not laid out again.

Nor are its margins. What a theme may tell apart is whether a page is the first, a left or a right
one, and its number. So a few pages are laid out that stand for all on either side of the book,
with a number of as many digits; and once more with another number: where it stands is what differs.
"""

import re
from collections.abc import Mapping, Sequence

from bookc.frozen import frozen
from bookc.pdf.figures import Figures, Place, number_places
from bookc.pdf.numbering import PlacedDocument
from bookc.store import Entry

_BOXES = (
    *("top-left-corner", "top-left", "top-center", "top-right", "top-right-corner"),
    *("right-top", "right-middle", "right-bottom"),
    *("bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner"),
    *("left-bottom", "left-middle", "left-top"),
)
_TABULAR = "font-variant-numeric: lining-nums tabular-nums !important"
ONLY_MARGINS = (
    "@page { background: none !important; marks: none !important; "
    + " ".join(f"@{box} {{ {_TABULAR} }}" for box in _BOXES)
    + " } body * { visibility: hidden }"
)
"""Added to a style sheet: the margins alone, with figures of one width."""

_FIRST_NUMBER = re.compile(r"counter-reset: page (\d+)")
_COUNTS_PAGES = re.compile(r":\s*nth\(|\bcounters?\(\s*pages\b", re.IGNORECASE)


PERIOD = 3
"""Every third page of a pattern is the first of a document."""
_OPENING_RIGHT, _LEFT, _RIGHT, _OPENING_LEFT = PATTERNS = range(4)
"""The pages that stand for all: the first is on the right, so the fourth is on the left."""
_AGAIN = 2 * PERIOD
"""The page from which they come once more, with other numbers."""


def has_patterns(stylesheet: str) -> bool:
    """Tell whether the margins of a page depend on its side, its number and `:first` alone."""
    return not _COUNTS_PAGES.search(stylesheet)


@frozen
class Pattern:
    """Empty pages whose margins stand for those of all pages whose numbers are as long."""

    digits: int

    @property
    def first(self) -> int:
        """The number of the first: `111`, then `112`, `113`, `114`."""
        return int("1" * self.digits)

    @property
    def other(self) -> int:
        """The number of the same page when it comes again, with no digit in its place: `555`."""
        return int("5" * self.digits)

    def xhtml(self, placed: PlacedDocument) -> str:
        """Return the document of these pages, with the running strings of a document."""
        opening = _opening_paragraph(placed)
        others = "".join(
            _NEXT_PAGE + (opening if page % PERIOD == 0 else "")
            for page in range(1, _AGAIN + len(PATTERNS))
        )
        return _margins_document(placed, opening + others, {1: self.first, _AGAIN + 1: self.other})


def pattern_page(number: int, *, opens: bool) -> int:
    """Return which page of a pattern has the margins of the page of a number."""
    if opens:
        return _OPENING_RIGHT if number % 2 else _OPENING_LEFT
    return _RIGHT if number % 2 else _LEFT


def first_number(xhtml: str) -> int:
    """Return the number of the first page of a document of empty pages."""
    found = _FIRST_NUMBER.search(xhtml)
    return int(found[1]) if found else 1


def patterns_of(placed: PlacedDocument) -> dict[int, Pattern]:
    """Return the patterns of a document's pages, by number of digits of their folios."""
    last = placed.first_number + placed.pages - 1
    return {
        digits: Pattern(digits)
        for digits in range(len(str(placed.first_number)), len(str(last)) + 1)
    }


def folio_places(
    contents: Sequence[bytes], first: int, figures: Figures
) -> list[list[Place]] | None:
    """Return where the number is on each page of a pattern.

    Args:
        contents: of all pages of the pattern.
        first: the number of the first.
        figures: of the fonts.

    Returns:
        The places for each of `PATTERNS`; None if a number cannot be told from the rest.
    """
    places = [
        number_places(contents[page], contents[_AGAIN + page], str(first + page), figures)
        for page in PATTERNS
    ]
    found = [each for each in places if each is not None]
    return found if len(found) == len(places) else None


def margins_xhtml(placed: PlacedDocument) -> str:
    """Return a document of empty pages, as many as a document has, with its running strings."""
    others = _NEXT_PAGE * (placed.pages - 1)
    opening = _opening_paragraph(placed)
    return _margins_document(placed, opening + others, {1: placed.first_number})


_NEXT_PAGE = '<p style="break-before: page; margin: 0"></p>'


def _opening_paragraph(placed: PlacedDocument) -> str:
    strings = ", ".join(f"{name} {_quoted(text)}" for name, text in placed.document.running)
    return f'<p style="string-set: {strings}; margin: 0"></p>'


def _margins_document(placed: PlacedDocument, body: str, numbers: Mapping[int, int]) -> str:
    """Write a document of empty pages.

    The root and the body keep their attributes, so that the theme's selectors and page names hold.

    Args:
        placed: the document that they stand for.
        body: the pages.
        numbers: what some of them, counted from 1, are numbered as.
    """
    head, _, rest = placed.document.xhtml.partition("<body")
    attributes, _, _ = rest.partition(">")
    rules = " ".join(
        f"@page :nth({page}) {{ counter-reset: page {number} }}" for page, number in numbers.items()
    )
    head = head.replace("</head>", f"<style>{rules}</style></head>")
    return f"{head}<body{attributes}>{body}</body></html>"


def _quoted(text: str) -> str:
    """Write a text as a CSS string inside an XML attribute."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f"'{escaped}'"


@frozen
class Overlay:
    """What goes over the pages of a document."""

    entries: tuple[Entry, ...]
    """Layouts: one of all pages, or one for each pattern."""
    digits: tuple[int, ...]
    """How many the numbers of each pattern have; empty if all pages are laid out."""

    def of(self, placed: PlacedDocument, page: int) -> tuple[Entry, int, str]:
        """Return the layout, the page in it, and the number to set for a page of a document."""
        if not self.digits:
            return self.entries[0], page, ""
        number = placed.first_number + page
        entry = self.entries[self.digits.index(len(str(number)))]
        return entry, pattern_page(number, opens=page == 0), str(number)
