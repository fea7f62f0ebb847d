"""References to pages: `p. 12`, and every number in the contents.

A template writes `<span data-page-of="NAME.xhtml#id"></span>`. A number is known when all pages
are, but its width is known before: figures for such numbers are tabular, all of one width. So a
document is laid out with zeros, as many as the number has digits, and the digits are set at
assembly. A chapter that moves by ten pages changes no other chapter. Roman numerals have no such
zeros; they are laid out as they are.

The number of a chapter is such a number, too: `<span data-number-of="NAME.xhtml">3</span>`. A new
chapter in the middle changes none of the later ones.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pydyf

from bookc.model import RenderedBook
from bookc.pdf.figures import Place, place_of_run, runs

PAGE_OF = "page-of:"
"""What the address of a link that is a number begins with while it is laid out."""
NUMBER_OF = "number-of:"
"""What the target of a chapter's number begins with."""

_REFERENCE = re.compile(
    r'<span\b([^<>]*?\sdata-(page-of|number-of)="([^"]*)"[^<>]*?)(?:/>|>([^<]*)</span>)'
)
_REFERENCE_OR_LINK = re.compile(rf"{_REFERENCE.pattern}|<a\b[^<>]*(?<!/)>|</a>")
_BLANK = re.compile(r"(?:&#160;|\u00a0)+")
REFERENCE_STYLES = """
[data-page-of], [data-number-of] { font-variant-numeric: lining-nums tabular-nums !important }
a[data-page-of] { color: inherit !important }
"""
"""Rules of a style sheet for numbers that are set later. In attributes they are read anew for each,
which took a tenth of the time of a table of contents."""
_MARKED = re.compile(rb"<</MCID (\d+)>>\nBDC")


def targets_in(xhtml: str) -> tuple[str, ...]:
    """Return what the numbers in a document are of, in reading order."""
    return tuple(_target(kind, address) for _, kind, address, _ in _REFERENCE.findall(xhtml))


def is_page(target: str) -> bool:
    """Tell whether a number is that of a page, and not of a chapter."""
    return not target.startswith(NUMBER_OF)


def place_references(xhtml: str, numbers: Mapping[str, str]) -> str:
    """Write numbers into a document's references, behind no-break spaces that are there.

    The number of a page becomes a link to it; in a link, it is part of that: a reader who cannot
    see it is not told of one place twice, and contents are laid out in two thirds of the time.

    Args:
        xhtml: a whole content document.
        numbers: by target; or stand-ins as wide.
    """
    in_link = False

    def fill(found: re.Match[str]) -> str:
        nonlocal in_link
        attributes, kind, address, content = found.groups()
        if kind is None:
            in_link = found[0] != "</a>"
            return found[0]
        number = numbers[_target(kind, address)]
        if kind == "page-of" and content and (blank := _BLANK.match(content)):
            number = f"{blank[0]}{number}"
        if kind == "number-of" or in_link:
            return f"<span{attributes}>{number}</span>"
        return f'<a{attributes} href="{PAGE_OF}{address}">{number}</a>'

    return _REFERENCE_OR_LINK.sub(fill, xhtml)


def _target(kind: str, address: str) -> str:
    return (NUMBER_OF if kind == "number-of" else "") + target_of(address)


def chapter_numbers(xhtml: str) -> dict[str, str]:
    """Return the numbers of chapters that a document shows, by their targets."""
    return {
        _target(kind, address): number
        for _, kind, address, number in _REFERENCE.findall(xhtml)
        if kind == "number-of"
    }


def target_of(address: str) -> str:
    """Return the id that an address leads to, or the name of the document if it has none."""
    document, _, fragment = unquote(address).partition("#")
    return fragment or document.removesuffix(".xhtml")


def estimated_pages(
    rendered: RenderedBook, lengths: Mapping[str, int], pages: Mapping[str, int]
) -> dict[str, int]:
    """Guess the pages of documents that are not laid out yet, by the length of those that are.

    Only the number of digits hangs on it; a wrong guess costs a second layout.

    Args:
        rendered: the book.
        lengths: of all documents, in letters.
        pages: of those that are laid out, by name.
    """
    told = [each.name for each in rendered.body if each.name in pages]  # a cover tells nothing
    letters = sum(lengths[name] for name in told)
    per_letter = sum(pages[name] for name in told) / letters if letters else 1 / 1000
    return {
        name: max(1, math.ceil(length * per_letter))
        for name, length in lengths.items()
        if name not in pages
    }


def reference_in(element: Any) -> str | None:
    """Return what the number in an element is of, if it is one that is set later."""
    page, chapter = element.get("data-page-of"), element.get("data-number-of")
    if page:
        return _target("page-of", page)
    return _target("number-of", chapter) if chapter else None


def reference_of(box: Any) -> str | None:
    """Return what the number in a box is of, if it is one that is set later."""
    is_of_element = box.element is not None and "::" not in box.element_tag
    return reference_in(box.element) if is_of_element else None


def reference_places(
    pdf: Any, marks: Iterable[tuple[int, int, int, str, Any]]
) -> list[tuple[int, Place, str, Any]]:
    """Return page, place, target and box of every number that is set later, in reading order.

    Args:
        pdf: WeasyPrint's.
        marks: of each number the page, the identifier of its marked content, how many glyphs stand
            before it in that, its target, and its box.
    """
    by_page: dict[int, dict[int, tuple[int, str, Any]]] = {}
    for page, mark, *number in marks:
        by_page.setdefault(page, {})[mark] = number[0], number[1], number[2]
    return [
        (page, *found)
        for page, targets in sorted(by_page.items())
        for found in _places_on(content_of(pdf, page), targets)
    ]


def content_of(pdf: Any, page: int) -> bytes:
    """Return the content of a page of WeasyPrint's PDF."""
    number = int(pdf.objects[int(pdf.page_references[page].split()[0])]["Contents"].split()[0])
    return b"\n".join(map(pydyf._to_bytes, pdf.objects[number].stream))


def _places_on(
    content: bytes, targets: Mapping[int, tuple[int, str, Any]]
) -> Iterator[tuple[Place, str, Any]]:
    """Yield the places of numbers on a page, by their marked-content identifiers."""
    waiting = runs(content)
    run = next(waiting, None)
    for opening in _MARKED.finditer(content):
        mark = int(opening[1])
        if mark not in targets:
            continue
        before, target, box = targets[mark]
        closing = content.index(b"\nEMC", opening.end())
        while run and run[0] < opening.end():
            run = next(waiting, None)
        while run and run[1] <= closing:
            yield place_of_run(content, run, before), target, box
            run, before = next(waiting, None), 0
