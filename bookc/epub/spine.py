"""The spine: the theme's content documents, with the cover page and the navigation document."""

from itertools import takewhile

from bookc.epub.elements import SVG, XLINK, add, page, written
from bookc.epub.nav import navigation_document
from bookc.frozen import frozen
from bookc.model import Document, Image, RenderedBook, pack
from bookc.wording import wording

BEFORE_CONTENTS = frozenset(
    {
        "cover",
        "halftitlepage",
        "titlepage",
        "copyright-page",
        "colophon",
        "dedication",
        "epigraph",
    }
)
"""Front matter that stands before the contents if it opens the book."""


@frozen
class Spine:
    """Every content document of the EPUB, in reading order."""

    documents: tuple[Document, ...]
    nav: Document
    """The navigation document, which is one of them."""
    images: tuple[Image, ...]
    """Every picture once: the cover's, then in the order in which they are first shown."""


def reading_order(rendered: RenderedBook) -> Spine:
    """Put the content documents in the order of the spine.

    The cover page is added unless the theme made one; the navigation document is put after the
    pages that come before the contents of a printed book.
    """
    front = _cover_page(rendered) + rendered.front
    leading = len(list(takewhile(lambda document: document.kind in BEFORE_CONTENTS, front)))
    rest = front[leading:] + rendered.body + rendered.back
    nav = navigation_document(rendered, front, _free_name("nav", rendered))
    documents = (*front[:leading], nav, *rest)
    shown = [image for document in documents for image in document.images]
    images = [rendered.cover, *shown] if rendered.cover else shown
    return Spine(documents, nav, tuple({image.name: image for image in images}.values()))


def _cover_page(rendered: RenderedBook) -> tuple[Document, ...]:
    """Return a page that shows the cover's picture; none if the book has none or has the page."""
    made_by_theme = any(document.kind == "cover" for document in rendered.front)
    if rendered.cover is None or made_by_theme:
        return ()
    language = rendered.metadata.language
    title = wording(language).cover
    document = Document(
        name=_free_name("cover", rendered),
        title=title,
        kind="cover",
        language=language,
        content=pack(_cover_xhtml(title, rendered, rendered.cover)),
        images=(rendered.cover,),
        in_toc=False,
    )
    return (document,)


def _cover_xhtml(title: str, rendered: RenderedBook, cover: Image) -> str:
    root, head, body = page(title, rendered.metadata.language)
    add(head, "link", rel="stylesheet", type="text/css", href="style.css")
    body.attrib |= {"class": "frontmatter cover", "epub:type": "cover"}
    # An SVG is fitted to the screen without help from a style sheet; an `img` was cut off in
    # Readium. A picture that touches the upper edge of the body left its page white there.
    frame = add(body, "div", style="padding-top: 1px")
    size = {"width": str(cover.width_px), "height": str(cover.height_px)}
    whole = {"width": "100%", "height": "100%", "viewBox": f"0 0 {' '.join(size.values())}"}
    names = {"role": "img", "aria_label": f"{title}: {rendered.metadata.title}"}
    namespaces = {"xmlns": SVG, "xmlns__xlink": XLINK}
    drawing = add(frame, "svg", **namespaces, **whole, **names)
    add(drawing, "image", **size, xlink__href=f"images/{cover.name}")
    return written(root, "<!DOCTYPE html>\n")


def _free_name(wanted: str, rendered: RenderedBook) -> str:
    """Return a name that no content document has: a post may well be called `cover`."""
    # Names are compared as case-insensitive file systems do.
    # https://www.w3.org/TR/epub-33/#sec-container-filenames
    taken = {document.name.casefold() for document in rendered.documents}
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name
