"""Running heads and folios: the margins of pages whose text is laid out.

A theme writes them as CSS has them, in the margin boxes of `@page`. They depend on the numbers of
pages and nothing else does, so they are laid out apart, on empty pages, and put over the text at
assembly: a chapter that moves by ten pages is not laid out again.

Nor are its margins. What a theme may tell apart is whether a page is the first, a left or a right
one, and its number. So three pages are laid out that stand for all, with a number of as many
digits; where it stands is found by laying them out again with another number: that is what differs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

from bookc.pdf.figures import Figures, Place, number_places
from bookc.pdf.gathering import page_contents
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

_FIRST_NUMBER = re.compile(r"(counter-reset: page )(\d+)")


def without_margins(stylesheet: str) -> str:
    """Return a style sheet without the margin boxes of its pages: the text alone.

    WeasyPrint lays out even those that show nothing, on every page, in a twentieth of its time.
    """
    rules = tinycss2.parse_stylesheet(stylesheet)
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page" and rule.content:
            inner = tinycss2.parse_blocks_contents(rule.content)
            rule.content = [each for each in inner if not _is_margin_box(each)]
    return str(tinycss2.serialize(rules))


def _is_margin_box(rule: tinycss2.ast.Node) -> bool:
    """Tell a margin box from `@footnote`, which holds notes of the text."""
    return bool(rule.type == "at-rule" and rule.lower_at_keyword != "footnote")


PATTERN_PAGES = 3
"""The first, and one of either side."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Empty pages whose margins stand for those of all pages of a document with as many digits."""

    first: int
    """The folio of the first of them: three pages follow each other, `111`, `112`, `113`."""

    @property
    def other(self) -> int:
        """The same with no digit in its place."""
        return self.first + int("4" * len(str(self.first)))

    def page_of(self, number: int, *, opens: bool) -> int:
        """Return which of the pages has the margins of the page of a number."""
        if opens:
            return 0
        return 1 if number % 2 != self.first % 2 else 2


def patterns_of(placed: PlacedDocument) -> dict[int, Pattern]:
    """Return the patterns of a document's pages, by number of digits of their folios."""
    numbers = (placed.first_number, placed.first_number + placed.pages - 1)
    opening = "1" if placed.first_number % 2 else "2"
    return {
        digits: Pattern(int(opening * digits))
        for digits in range(len(str(numbers[0])), len(str(numbers[1])) + 1)
    }


def other_numbers(xhtml: str) -> str:
    """Return a document of empty pages with the other numbers of its pattern."""
    return _FIRST_NUMBER.sub(
        lambda first: f"{first[1]}{Pattern(int(first[2])).other}", xhtml, count=1
    )


def first_number(xhtml: str) -> int:
    """Return the folio of the first page of a document of empty pages."""
    found = _FIRST_NUMBER.search(xhtml)
    return int(found[2]) if found else 1


def folio_places(
    file: bytes,
    other: bytes,
    facts: Mapping[str, Any],
    others: Mapping[str, Any],
    first: int,
    figures: Figures,
) -> list[list[Place]] | None:
    """Return where the numbers are in each of two layouts that differ in them alone.

    Args:
        file: a gathering of margins.
        other: the same with other numbers.
        facts: of the first.
        others: of the other.
        first: the folio of the first page.
        figures: of the fonts.

    Returns:
        The places for each page; None if a number cannot be told from the rest.
    """
    contents = zip(page_contents(file, facts), page_contents(other, others), strict=True)
    places = [
        number_places(one, another, str(number), figures)
        for number, (one, another) in enumerate(contents, first)
    ]
    found = [each for each in places if each is not None]
    return found if len(found) == len(places) else None


def margins_xhtml(
    placed: PlacedDocument, *, pages: int | None = None, first: int | None = None
) -> str:
    """Return a document of empty pages, as many as a document has, with its running strings.

    The root and the body keep their attributes, so that the theme's selectors and page names hold.

    Args:
        placed: the document.
        pages: how many; all of the document's by default.
        first: folio of the first; the document's by default.
    """
    head, _, rest = placed.document.xhtml.partition("<body")
    attributes, _, _ = rest.partition(">")
    strings = ", ".join(f"{name} {_quoted(text)}" for name, text in placed.document.running)
    opening = f'<p style="string-set: {strings}; margin: 0"></p>'
    others = '<p style="break-before: page; margin: 0"></p>' * ((pages or placed.pages) - 1)
    style = f"<style>@page:first {{ counter-reset: page {first or placed.first_number} }}</style>"
    head = head.replace("</head>", f"{style}</head>")
    return f"{head}<body{attributes}>{opening}{others}</body></html>"


def _quoted(text: str) -> str:
    """Write a text as a CSS string inside an XML attribute."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f"'{escaped}'"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What goes over the pages of a document."""

    entries: tuple[Entry, ...]
    """Layouts: one of all pages, or one for each pattern."""
    patterns: Mapping[int, Pattern]
    """Empty if all pages are laid out."""

    def of(self, placed: PlacedDocument, page: int) -> tuple[Entry, int, str]:
        """Return the layout, the page in it, and the number to set for a page of a document."""
        if not self.patterns:
            return self.entries[0], page, ""
        number = placed.first_number + page
        pattern = self.patterns[len(str(number))]
        entry = self.entries[list(self.patterns).index(len(str(number)))]
        return entry, pattern.page_of(number, opens=page == 0), str(number)

    def places(self, entry: Entry, page: int) -> list[Place]:
        """Return where the number goes on a page of a layout."""
        return entry.facts["folios"][page] if self.patterns else []
