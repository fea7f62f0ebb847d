"""What a list or an index leads to within a text: figures with a caption, and marked terms."""

from collections.abc import Iterator

from bookc.frozen import frozen
from bookc.render.figure_numbers import is_numbered
from bookc.xhtml import Element, text_of

_INDEX = "index"
"""The class of a term for the index, as in `*ray*{.index}`."""


@frozen
class Mark:
    """A place in a text, and what it is called."""

    id: str
    title: str
    is_numbered: bool = False
    """Whether it is a figure that is counted where figures have numbers."""


def name_marks(root: Element, name: str) -> None:
    """Give every figure and term that has no id one that no author writes.

    Args:
        root: a parsed fragment, which is changed.
        name: of its section, which the ids begin with; empty if nothing leads to them.
    """
    if not name:
        return
    for element, target in (*_named(_figures(root), name, "figure"), *_terms_of(root, name)):
        element.set("id", target)


def figures_of(root: Element, name: str) -> Iterator[Mark]:
    """Yield the figures that have a caption."""
    for figure, target in _named(_figures(root), name, "figure"):
        caption = _caption(figure)
        yield Mark(target, _line(caption), caption is not None and is_numbered(caption))


def terms_of(root: Element, name: str) -> Iterator[Mark]:
    """Yield the marked terms; the `title` of a `dfn` is what it defines (HTML, 4.5.8)."""
    for element, target in _terms_of(root, name):
        said = element.get("title", "") if element.tag == "dfn" else ""
        if title := " ".join(str(said).split()) or _line(element):
            yield Mark(target, title)


def _figures(root: Element) -> Iterator[Element]:
    """Yield figures, and groups of figures that share a caption."""
    for figure in root.iter("figure", "div"):
        if "listing" not in str(figure.get("class", "")).split() and _line(_caption(figure)):
            yield figure


def _caption(figure: Element) -> Element | None:
    if figure.tag == "figure":
        return figure.find("figcaption")
    return next((each for each in figure if each.get("class") == "pictures-caption"), None)


def _terms_of(root: Element, name: str) -> Iterator[tuple[Element, str]]:
    terms = (
        element
        for element in root.iter("dfn", "em", "strong", "code", "span", "a", "b", "i")
        if element.tag == "dfn" or _INDEX in str(element.get("class", "")).split()
    )
    return _named(terms, name, "term")


def _named(elements: Iterator[Element], name: str, kind: str) -> Iterator[tuple[Element, str]]:
    # No slug of a heading has a dot in it, so none can be the same.
    for number, element in enumerate(elements, 1):
        yield element, str(element.get("id") or f"{name}--{kind}.{number}")


def _line(element: Element | None) -> str:
    return "" if element is None else " ".join(text_of(element).split())
