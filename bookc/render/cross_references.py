"""Pages behind links, for print: paper has no links, so `the talk` becomes `the talk (p. 12)`."""

from bookc.wording import wording
from bookc.xhtml import Element, new_element

_OF_NOTES = frozenset({"doc-noteref", "doc-backlink"})


def add_cross_references(root: Element, document: str, language: str) -> None:
    """Put an empty reference to its page behind every link to another document of the book.

    Args:
        root: a parsed fragment, which is changed.
        document: the document that it stands in, `NAME.xhtml`.
        language: of the words around the number.
    """
    before, after = wording(language).page.split("{page}")
    for link in list(root.iter("a")):
        address = str(link.get("href", ""))
        target = address.partition("#")[0]
        if not target.endswith(".xhtml") or ":" in target or target == document:
            continue
        if link.get("role") in _OF_NOTES or link.find(".//img") is not None:
            continue
        reference = new_element("span", {"class": "page-reference"})
        reference.text = before
        number = new_element("span", {"data-page-of": address})
        number.text = ""
        number.tail = after
        reference.append(number)
        reference.tail, link.tail = link.tail, None
        link.addnext(reference)
