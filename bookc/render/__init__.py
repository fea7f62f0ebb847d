"""Stage 6: turn the book into content documents for one medium.

In: a `Book`, a `Theme`, the pictures. Out: a `RenderedBook`. Templates decide what a page holds and
style sheets what it looks like; here is only what they are given. Owner of Jinja2; reads nothing
but the theme.
"""

from datetime import UTC, date, datetime, time

from bookc.model import Book, BookConfig, Document, Image, Images, Medium, RenderedBook
from bookc.render.documents import (
    body_documents,
    cover_document,
    front_documents,
    matter_document,
)
from bookc.render.press import Press
from bookc.render.theme import Theme, load_theme
from bookc.render.toc import toc_entries
from bookc.wording import wording

_NO_DATE = date(1980, 1, 1)
"""For a book that says nothing of time: the first day that a zip file can name."""


def render(
    book: Book,
    theme: Theme,
    medium: Medium,
    images: Images,
    config: BookConfig,
    *,
    cover: Image | None = None,
) -> RenderedBook:
    """Render every content document of a book.

    Args:
        book: the book, its links resolved.
        theme: what it is to look like.
        medium: what it is rendered for.
        images: its pictures.
        config: the settings.
        cover: the cover as a picture, for the EPUB; in print it is a page like any other.

    Raises:
        ThemeError: if a template or style sheet of the theme is wrong; names file and line.
    """
    press = Press(book, theme, medium, images, config)
    toc = tuple(toc_entries(book, config.epub.toc_depth))
    contents_toc = tuple(toc_entries(book, config.pdf.toc_depth))
    return RenderedBook(
        medium=medium,
        metadata=book.metadata,
        front=tuple(front_documents(press, contents_toc)),
        body=tuple(body_documents(press)),
        back=tuple(matter_document(press, each, "backmatter") for each in book.back),
        toc=toc,
        stylesheet=press.stylesheet(),
        resources=theme.fonts if medium is Medium.PAGED else (),
        cover=cover,
        contents_title=wording(book.metadata.language).contents,
        modified=_modified(book, config),
        problems=book.problems + images.problems,
    )


def render_cover(
    book: Book, theme: Theme, images: Images, config: BookConfig
) -> tuple[Document, str]:
    """Render the cover as a page of its own: a document and its style sheet."""
    press = Press(book, theme, Medium.PAGED, images, config)
    return cover_document(press), press.stylesheet()


def _modified(book: Book, config: BookConfig) -> datetime:
    """Return when the book counts as made, which is never the time of the build."""
    if config.timestamp is not None:
        return datetime.fromtimestamp(config.timestamp, UTC)
    return datetime.combine(book.metadata.date or _NO_DATE, time(), UTC)


__all__ = ["Theme", "load_theme", "render", "render_cover"]
