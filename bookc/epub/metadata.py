"""The metadata of the package document: what a catalogue and a shelf need to know.

Source: https://www.w3.org/TR/epub-33/#sec-pkg-metadata
"""

import uuid
from collections.abc import Sequence

from ebooklib import epub

from bookc.epub.accessibility import accessibility, accessibility_summary
from bookc.epub.elements import plain
from bookc.epub.features import Features
from bookc.model import BookMetadata, RenderedBook

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_APPLE = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"


def identifier_of(metadata: BookMetadata) -> str:
    """Return the book's identifier; without one, a UUID that is the same in every build."""
    if metadata.identifier:
        return plain(metadata.identifier)
    about = "\n".join((metadata.title, *metadata.authors))
    return uuid.uuid5(uuid.NAMESPACE_URL, about).urn


def add_metadata(book: epub.EpubBook, rendered: RenderedBook, found: Sequence[Features]) -> None:
    """Put everything that is known of the book into EbookLib's.

    Args:
        book: the one to change.
        rendered: the book.
        found: what is in each of its content documents.
    """
    metadata = rendered.metadata
    book.metadata.clear()  # where EbookLib names itself and its version, and a random identifier
    book.IDENTIFIER_ID = "identifier"
    book.set_identifier(identifier_of(metadata))
    book.set_language(metadata.language)
    book.add_metadata("OPF", "meta", "", {"name": "generator", "content": "bookc"})
    _add_titles(book, metadata)
    _add_creators(book, metadata)
    _add_publication(book, metadata)
    _add_series(book, metadata)
    _add_accessibility(book, metadata.language, found)
    if any(resource.media_type.startswith("font/") for resource in rendered.resources):
        # Without it, Apple Books shows the book in a typeface of its own.
        book.add_prefix("ibooks", _APPLE)
        _add_property(book, "ibooks:specified-fonts", "true")


def _add_titles(book: epub.EpubBook, metadata: BookMetadata) -> None:
    titles = {"main": metadata.title, "subtitle": metadata.subtitle}
    given = {kind: title for kind, title in titles.items() if plain(title)}
    for number, (kind, title) in enumerate(given.items(), start=1):
        name = f"title-{kind}"
        book.add_metadata("DC", "title", plain(title), {"id": name})
        _add_property(book, "title-type", kind, refines=f"#{name}")
        _add_property(book, "display-seq", str(number), refines=f"#{name}")


def _add_creators(book: epub.EpubBook, metadata: BookMetadata) -> None:
    for number, author in enumerate(metadata.authors, start=1):
        name = f"creator-{number}"
        book.add_metadata("DC", "creator", plain(author), {"id": name})
        _add_property(book, "role", "aut", refines=f"#{name}", scheme="marc:relators")
        _add_property(book, "display-seq", str(number), refines=f"#{name}")


def _add_publication(book: epub.EpubBook, metadata: BookMetadata) -> None:
    for name, text in (
        ("publisher", metadata.publisher),
        ("rights", metadata.rights),
        ("description", metadata.description),
    ):
        if plain(text):
            book.add_metadata("DC", name, plain(text), {})
    if metadata.date:
        book.add_metadata("DC", "date", metadata.date.isoformat(), {})


def _add_series(book: epub.EpubBook, metadata: BookMetadata) -> None:
    if not plain(metadata.series):
        return
    _add_property(book, "belongs-to-collection", metadata.series, id="series")
    _add_property(book, "collection-type", "series", refines="#series")
    if metadata.series_index is not None:
        _add_property(book, "group-position", str(metadata.series_index), refines="#series")


def _add_accessibility(book: epub.EpubBook, language: str, found: Sequence[Features]) -> None:
    for name, value in accessibility(found):
        _add_property(book, f"schema:{name}", value)
    summary, spoken = accessibility_summary(language, found)
    _add_property(book, "schema:accessibilitySummary", summary, **{_XML_LANG: spoken})


def _add_property(book: epub.EpubBook, name: str, value: str, **attributes: str) -> None:
    book.add_metadata("OPF", "meta", plain(value), {"property": name, **attributes})
