"""Links of a document that is laid out: they arrive in the book, and say where they lead."""

from collections.abc import Iterator
from typing import Any

import pydyf

from bookc.pdf.autospace import as_written
from bookc.pdf.destinations import BASE_URL, destination
from bookc.pdf.references import PAGE_OF, reference_in, target_of

_PRINT = 4
"""The flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""


def mend_links(document: Any) -> None:
    """Make links to other chapters ones within the book.

    What a link says to those who do not see it is its text; to WeasyPrint, that is its address. One
    that is a number says what the link before it says, which leads to the same place.
    """
    said: dict[str, str] = {}
    for link, text in _links(document):
        link["F"] = _PRINT
        address = link["A"]["URI"].string if "A" in link else ""
        if address.startswith(PAGE_OF):
            target = target_of(address.removeprefix(PAGE_OF))
            _lead(link, target, said.get(target, ""))
        elif "Dest" in link:
            _lead(link, link["Dest"].string, text)
        elif address.startswith(BASE_URL):
            target = target_of(address.removeprefix(BASE_URL))
            said[target] = text
            _lead(link, target, text)


def _links(document: Any) -> Iterator[tuple[Any, str]]:
    """Yield the annotation of each link, and its text."""
    for page in document.pages:
        for _, _, _, box in page.links:
            if link := box.link_annotation:
                yield link, " ".join(as_written("".join(_texts(box.element))).split())


def _texts(element: Any) -> Iterator[str]:
    """Yield the pieces of a link's text, but for numbers: they are zeros yet."""
    yield element.text or ""
    for each in element:
        if not reference_in(each):
            yield from _texts(each)
        yield each.tail or ""


def _lead(link: Any, target: str, text: str) -> None:
    """Let a link lead to a place in the book."""
    link.pop("A", None)
    link["Dest"] = pydyf.String(destination(target))
    if "Contents" in link:
        link["Contents"] = pydyf.String(text) if text else link["Dest"]
