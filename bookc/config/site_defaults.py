"""What the site says of the book, where book.toml leaves it open."""

import unicodedata
from dataclasses import replace

from bookc.config.names import file_name, identifier_of
from bookc.config.values import NO_LINE
from bookc.model import BookConfig, Site
from bookc.zones import zone_called

OPEN_KEYS = frozenset(
    {"book.title", "book.authors", "book.description", "book.identifier", "book.timezone"}
    | {"output.name"}
)
"""The keys that a site may say, and those that are made of them."""


def with_site(config: BookConfig, site: Site) -> BookConfig:
    """Return the settings with the title, the authors and what else the site says of the book."""
    book = config.book
    if "book.title" in config.open_keys:
        book = replace(book, title=_line(site.title) or book.title)
    if "book.authors" in config.open_keys:
        book = replace(book, authors=tuple(filter(None, map(_line, site.authors))))
    if "book.description" in config.open_keys:
        book = replace(book, description=_line(site.description))
    if "book.timezone" in config.open_keys and zone_called(site.timezone):
        book = replace(book, timezone=site.timezone)
    if "book.identifier" in config.open_keys:
        book = replace(book, identifier=identifier_of(book.title, book.authors))
    output = config.output
    if "output.name" in config.open_keys:
        output = replace(output, name=file_name(book.title))
    return replace(config, book=book, output=output)


def _line(written: str) -> str:
    """Return text as one line that any file of a book can hold."""
    return " ".join(NO_LINE.sub(" ", unicodedata.normalize("NFC", written)).split())
