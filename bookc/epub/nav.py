"""The navigation document: what a reader sees as contents, and what a reading system jumps by.

Source: https://www.w3.org/TR/epub-33/#sec-nav
"""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from bookc.epub.elements import add, page, plain, written
from bookc.frozen import frozen
from bookc.model import Document, RenderedBook, TocEntry, pack
from bookc.wording import wording

_LISTS = ("loi", "endnotes", "index")
"""What readers go to from the text and come back from."""


@frozen
class Landmark:
    """A place that a reading system can jump to by what it is."""

    kind: str
    """Its `epub:type`."""
    title: str
    href: str


def navigation_document(rendered: RenderedBook, front: Sequence[Document], name: str) -> Document:
    """Return the navigation document, which is also the contents page of the EPUB.

    Args:
        rendered: the book.
        front: its front matter, with the cover page.
        name: what the document is called.
    """
    language = rendered.metadata.language
    root, head, body = page(rendered.contents_title, language)
    add(head, "link", rel="stylesheet", type="text/css", href="style.css")
    body.attrib |= {"class": "frontmatter toc", "epub:type": "frontmatter"}
    _add_toc(body, rendered)
    # A page list, of the printed pages, is one more nav in this place.
    _add_landmarks(body, landmarks(rendered, front, name), wording(language).landmarks)
    return Document(
        name=name,
        title=rendered.contents_title,
        kind="toc",
        language=language,
        content=pack(written(root, "<!DOCTYPE html>\n")),
        images=(),
        in_toc=False,
    )


def landmarks(
    rendered: RenderedBook, front: Iterable[Document], nav_name: str
) -> tuple[Landmark, ...]:
    """Return the places worth a jump: cover, title page, contents, text, figures, notes, index."""
    words = wording(rendered.metadata.language)
    pages = {document.kind: f"{document.name}.xhtml" for document in front}
    body = [f"{document.name}.xhtml" for document in rendered.body]
    found = (
        Landmark("cover", words.cover, pages.get("cover", "")),
        Landmark("titlepage", words.title_page, pages.get("titlepage", "")),
        Landmark("toc", rendered.contents_title, f"{nav_name}.xhtml"),
        Landmark("bodymatter", words.beginning, body[0] if body else ""),
        *(
            Landmark(document.kind, document.title, f"{document.name}.xhtml")
            for document in rendered.front + rendered.back
            if document.kind in _LISTS
        ),
    )
    return tuple(landmark for landmark in found if landmark.href)


def _add_toc(body: Element, rendered: RenderedBook) -> None:
    nav = add(body, "nav", epub__type="toc", role="doc-toc", aria_labelledby="contents-title")
    add(nav, "h1", rendered.contents_title, id="contents-title")
    _add_entries(nav, rendered.toc)


def _add_entries(parent: Element, entries: Iterable[TocEntry]) -> None:
    items = add(parent, "ol")
    for entry in entries:
        item = add(items, "li")
        _add_link(item, entry)
        if entry.children:
            _add_entries(item, entry.children)


def _add_link(item: Element, entry: TocEntry) -> None:
    if not entry.label:
        add(item, "a", entry.title, href=entry.href)
        return
    link = add(item, "a", href=entry.href)
    # The space keeps number and title apart where no style sheet does.
    add(link, "span", entry.label, class_="contents-label").tail = f" {plain(entry.title)}"


def _add_landmarks(body: Element, found: Iterable[Landmark], title: str) -> None:
    nav = add(body, "nav", epub__type="landmarks", hidden="hidden")
    add(nav, "h2", title)
    items = add(nav, "ol")
    for landmark in found:
        link = {"epub__type": landmark.kind, "href": landmark.href}
        add(add(items, "li"), "a", landmark.title, **link)
