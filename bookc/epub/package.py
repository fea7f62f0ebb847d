"""The package document: metadata, EPUB manifest and spine, written by EbookLib.

Source: https://www.w3.org/TR/epub-33/#sec-package-doc
"""

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape

from ebooklib import epub

from bookc.epub.container import ROOT, as_utc
from bookc.epub.features import Features
from bookc.epub.metadata import add_metadata, identifier_of
from bookc.epub.nav import landmarks
from bookc.epub.ncx import ncx
from bookc.epub.spine import Spine
from bookc.model import Image, RenderedBook
from bookc.wording import text_direction

_PACKAGE = f"{ROOT}/content.opf"

# Names of EPUB 2 for the landmarks that it has, too.
# https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm#Section2.6
_GUIDE = {
    **{"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"},
    **{"loi": "loi", "endnotes": "notes", "index": "index"},
}


def package(rendered: RenderedBook, spine: Spine, found: Sequence[Features]) -> dict[str, bytes]:
    """Return the container, with nothing yet in its content documents, pictures and fonts.

    Args:
        rendered: the book.
        spine: its content documents.
        found: what is in each of them.

    Returns:
        The entries by name, in their order.
    """
    book = epub.EpubBook()
    book.FOLDER_NAME = ROOT
    book.set_direction(text_direction(rendered.metadata.language))
    add_metadata(book, rendered, found)
    _add_documents(book, spine, found)
    _add_files(book, rendered, spine)
    _add_guide(book, rendered, spine)
    entries = _written(book, as_utc(rendered.modified))
    # EbookLib 0.20 has no setting for the language of the package document itself.
    language = escape(rendered.metadata.language).encode()
    start = b"<package "
    entries[_PACKAGE] = entries[_PACKAGE].replace(start, start + b'xml:lang="%b" ' % language, 1)
    return entries


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with entries that are kept as they are in the place of a zip.

    Its zip is dated with the wall clock, so it would have to be written again, and to write and
    read the first one took as long as all the rest of the package.
    """

    def write(self) -> None:
        """Write all entries, as EbookLib does it."""
        self.out = _Entries()
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()


class _Entries(dict[str, bytes]):
    """What is written, by name, in its order."""

    def writestr(self, name: str, content: str | bytes) -> None:
        """Keep an entry."""
        self[name] = content.encode() if isinstance(content, str) else content


def _written(book: epub.EpubBook, modified: datetime) -> dict[str, bytes]:
    """Return what EbookLib writes."""
    options = {"mtime": modified, "package_direction": True}
    writer = _Writer("", book, options)
    writer.process()
    writer.write()
    return dict(writer.out)


def _add_documents(book: epub.EpubBook, spine: Spine, found: Sequence[Features]) -> None:
    for document, its in zip(spine.documents, found, strict=True):
        # Not EpubHtml, which writes a body of its own and drops the attributes of html and body;
        # nor EpubNav, whose landmarks have an English title and whose entries have no labels.
        item = _item("document", document.name, f"{document.name}.xhtml", "application/xhtml+xml")
        item.properties = [*(["nav"] if document is spine.nav else []), *its.properties]
        book.add_item(item)
        book.spine.append((item, "yes" if document.linear else "no"))


def _add_files(book: epub.EpubBook, rendered: RenderedBook, spine: Spine) -> None:
    # EbookLib finds the NCX for the spine by this id.
    table = epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml")
    table.content = ncx(rendered, identifier_of(rendered.metadata)).encode()
    book.add_item(table)
    style = _item("style", "style", "style.css", "text/css")
    style.content = rendered.stylesheet.encode()
    book.add_item(style)
    for image in spine.images:
        item = book.add_item(_picture(image))
        if rendered.cover and image.name == rendered.cover.name:
            item.properties = ["cover-image"]
            book.add_metadata("OPF", "meta", "", {"name": "cover", "content": item.id})
    for resource in rendered.resources:
        book.add_item(_item("file", resource.name, resource.name, resource.media_type))


def _picture(image: Image) -> epub.EpubItem:
    return _item("image", image.name, f"images/{image.name}", image.media_type)


def _add_guide(book: epub.EpubBook, rendered: RenderedBook, spine: Spine) -> None:
    for landmark in landmarks(rendered, spine.documents, spine.nav.name):
        book.guide.append(
            {"type": _GUIDE[landmark.kind], "title": landmark.title, "href": landmark.href}
        )


def _item(kind: str, name: str, file_name: str, media_type: str) -> epub.EpubItem:
    """Return an item whose id depends on its name alone, so that a new chapter moves no other."""
    # An XML id may not begin with a digit, nor hold a slash; `_` marks what was written otherwise.
    safe = re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", name)
    return epub.EpubItem(f"{kind}-{safe}", file_name, media_type)
