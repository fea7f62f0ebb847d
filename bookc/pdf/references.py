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
NUMBER_OF = "number-of:"
"""What the addresses of references begin with while they are laid out."""

_REFERENCE = re.compile(
    r'<span\b([^<>]*?\sdata-(page-of|number-of)="([^"]*)"[^<>]*?)(?:/>|>([^<]*)</span>)'
)
REFERENCE_STYLES = f"""
a[href^="{PAGE_OF}"], a[href^="{NUMBER_OF}"] {{
  color: inherit !important; font-variant-numeric: lining-nums tabular-nums !important;
}}
a[href^="{NUMBER_OF}"] {{ text-decoration: none !important }}
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
    """Write numbers into a document's references, as links.

    What stands for the number of a chapter is no link any more once it is laid out.

    Args:
        xhtml: a whole content document.
        numbers: by target; or stand-ins as wide.
    """

    def fill(reference: re.Match[str]) -> str:
        attributes, kind, address, _ = reference.groups()
        number = numbers[_target(kind, address)]
        return f'<a{attributes} href="{kind}:{address}">{number}</a>'

    return _REFERENCE.sub(fill, xhtml)


def _target(kind: str, address: str) -> str:
    return (NUMBER_OF if kind == "number-of" else "") + target_of(address)


def chapter_numbers(xhtml: str) -> dict[str, str]:
    """Return the numbers of chapters that a document shows, by their targets."""
    return {
        _target(kind, address): number
        for _, kind, address, number in _REFERENCE.findall(xhtml)
        if kind == "number-of"
    }


def without_numbers(xhtml: str) -> str:
    """Return a document without the numbers of chapters that it shows."""
    return _REFERENCE.sub(r"<span\1></span>", xhtml)


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


def marked_references(pdf: Any, references: Mapping[bytes, str]) -> Iterator[tuple[int, int, str]]:
    """Yield page, marked-content identifier and target of every number that is set later.

    Args:
        pdf: WeasyPrint's.
        references: what the links that stand for numbers lead to, by their references.
    """
    links = {
        each.reference: references[each["Obj"]]
        for each in _dictionaries(pdf)
        if each.get("Type") == "/OBJR" and each["Obj"] in references
    }
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    for element in _dictionaries(pdf):
        if element.get("S") != "/Link":
            continue
        targets = [links[kid] for kid in element["K"] if kid in links]
        marks = [kid for kid in element["K"] if isinstance(kid, int)]
        for target in targets:
            yield from ((pages[element["Pg"]], mark, target) for mark in marks)
        if targets and targets[0].startswith(NUMBER_OF):
            _unlink(element, pdf)


def reference_places(
    pdf: Any, marks: Iterable[tuple[int, int, str]]
) -> list[tuple[int, Place, str]]:
    """Return page, place and target of every number that is set later, in reading order."""
    by_page: dict[int, dict[int, str]] = {}
    for page, mark, target in marks:
        by_page.setdefault(page, {})[mark] = target
    return [
        (page, place, target)
        for page, targets in sorted(by_page.items())
        for place, target in _places_on(_content_of(pdf, page), targets)
    ]


def _content_of(pdf: Any, page: int) -> bytes:
    number = int(pdf.objects[int(pdf.page_references[page].split()[0])]["Contents"].split()[0])
    return b"\n".join(map(pydyf._to_bytes, pdf.objects[number].stream))


def _places_on(content: bytes, targets: Mapping[int, str]) -> Iterator[tuple[Place, str]]:
    """Yield the places of numbers on a page, by their marked-content identifiers."""
    waiting = runs(content)
    run = next(waiting, None)
    for opening in _MARKED.finditer(content):
        target = targets.get(int(opening[1]))
        if target is None:
            continue
        closing = content.index(b"\nEMC", opening.end())
        while run and run[0] < opening.end():
            run = next(waiting, None)
        while run and run[1] <= closing:
            yield place_of_run(content, run), target
            run = next(waiting, None)


def _unlink(element: Any, pdf: Any) -> None:
    """Make text again of a link that only stood for a number."""
    element["S"] = "/Span"
    objects = {each.reference: each for each in _dictionaries(pdf)}
    gone = [kid for kid in element["K"] if kid in objects]
    links = {objects[kid]["Obj"] for kid in gone}
    element["K"] = pydyf.Array([kid for kid in element["K"] if kid not in gone])
    page = objects[element["Pg"]]
    page["Annots"] = pydyf.Array([each for each in page["Annots"] if each not in links])
    nums = objects[objects[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    keys = [objects[link]["StructParent"] for link in links]
    for key in keys:  # a key may be missing in a parent tree, but not lead to nothing
        place = nums[::2].index(key) * 2
        del nums[place : place + 2]


def _dictionaries(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pydyf.Dictionary)]
