"""Stage 6: turn the book into content documents for one medium.

In: a `Book`, a `Theme`, the pictures. Out: a `RenderedBook`. Templates decide what a page holds and
style sheets what it looks like; here is only what they are given. Owner of Jinja2; reads nothing
but the theme.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice

from bookc.jobs import Inputs, Runner
from bookc.model import Book, BookConfig, Document, Images, Medium, PdfConfig, RenderedBook
from bookc.render.apparatus import apparatus_entries
from bookc.render.catalogue import describe_theme, list_themes
from bookc.render.documents import (
    back_documents,
    body_documents,
    cover_document,
    early_documents,
    front_documents,
    new_documents,
)
from bookc.render.finishing import finish_texts
from bookc.render.index import placed_sections
from bookc.render.pattern import rays
from bookc.render.press import Press
from bookc.render.sheet_lines import style_problems
from bookc.render.starter import write_starter
from bookc.render.theme import Theme, files_of, load_theme
from bookc.render.toc import toc_entries
from bookc.render.wrap import wrap_document
from bookc.wording import wording

_COVER_PAGE = PdfConfig(page_size="125mm 200mm", page_width_mm=125, page_height_mm=200)
"""1 to 1.6, as stores ask for."""
_LETTERS_PER_PAGE = 1000
_NO_DATE = date(1980, 1, 1)
"""For a book that says nothing of time: the first day that a zip file can name."""


def render(
    book: Book,
    theme: Theme,
    medium: Medium,
    images: Images,
    config: BookConfig,
    runner: Runner,
    *,
    early: RenderedBook | None = None,
    begin: Callable[[RenderedBook], object] = lambda rendered: None,
) -> RenderedBook:
    """Render every content document of a book.

    Args:
        book: the book, its links resolved.
        theme: what it is to look like.
        medium: what it is rendered for.
        images: its pictures.
        config: the settings.
        runner: its store has the texts that are as they were.
        early: what `render_early` has made of this book, which is not made again.
        begin: told of the first chapters that an edit has changed before all others are rendered.

    Raises:
        ThemeError: if a template or style sheet of the theme is wrong; names file and line.
    """
    press = _with_texts(_press(book, theme, medium, images, config), runner)
    rendered = replace(early, front=()) if early else _rendered(press, runner)
    begin(replace(rendered, body=tuple(islice(new_documents(press), runner.workers))))
    added = tuple(apparatus_entries(book, config.matter.index))
    contents_toc = tuple(toc_entries(book, config.pdf.toc_depth, added))
    return replace(
        rendered,
        front=tuple(front_documents(press, contents_toc, early.front if early else ())),
        body=tuple(body_documents(press)),
        back=tuple(back_documents(press)),
        toc=tuple(toc_entries(book, config.epub.toc_depth, added)),
        problems=book.problems + images.problems,
        page_digits=_page_digits(book),
    )


def render_early(book: Book, theme: Theme, config: BookConfig, runner: Runner) -> RenderedBook:
    """Render in print what shows neither the texts of posts nor their pictures: a book of that."""
    press = _press(book, theme, Medium.PAGED, Images({}), config)
    added = tuple(apparatus_entries(book, config.matter.index))
    front = early_documents(press, tuple(toc_entries(book, config.pdf.toc_depth, added)))
    return replace(_rendered(press, runner), front=tuple(front), page_digits=_page_digits(book))


def render_new(
    new: Book, whole: Book, theme: Theme, images: Images, config: BookConfig, runner: Runner
) -> RenderedBook:
    """Render in print the chapters that `Book.of_new_posts` has left, as in the whole book."""
    press = _with_texts(_press(new, theme, Medium.PAGED, images, config), runner)
    body, digits = tuple(new_documents(press)), _page_digits(whole)
    return replace(_rendered(press, runner), body=body, page_digits=digits)


def render_cover(
    book: Book, theme: Theme, images: Images, config: BookConfig, runner: Runner
) -> tuple[Document, str]:
    """Render the cover of the EPUB: a document and its style sheet, whatever page the book has."""
    on_cover = replace(theme, pdf=_COVER_PAGE)
    press = _press(book, on_cover, Medium.PAGED, images, config)
    return cover_document(press), press.stylesheet(runner)


def render_wrap(
    book: Book, theme: Theme, images: Images, config: BookConfig, runner: Runner, *, pages: int
) -> RenderedBook | None:
    """Render the wrap of a paperback, a book of one page: back cover, spine and front cover.

    Args:
        book: the book.
        theme: what it is to look like.
        images: its pictures.
        config: the settings.
        runner: its store keeps the style sheet.
        pages: how many the book has; they and the paper make the spine.

    Returns:
        The wrap; None if the theme makes none, or is not asked to.
    """
    if not theme.variables.get("wrap"):
        return None
    press = _press(book, theme, Medium.PAGED, images, config)
    document, sheet = wrap_document(press, pages)
    wrap = _rendered(press, runner)
    return replace(wrap, body=(document,), stylesheet=f"{wrap.stylesheet}\n{sheet}")


def _rendered(press: Press, runner: Runner) -> RenderedBook:
    """Return a book without documents yet."""
    language, variables = press.book.metadata.language, press.theme.variables
    return RenderedBook(
        medium=press.medium,
        metadata=press.book.metadata,
        front=(),
        body=(),
        back=(),
        toc=(),
        stylesheet=press.stylesheet(runner),
        resources=press.theme.fonts if press.medium is Medium.PAGED else (),
        cover=None,
        contents_title=wording(language).contents,
        modified=_modified(press.book, press.config),
        is_mirrored=variables["margin_inner"] != variables["margin_outer"],
        breaks_syllables=variables.get("korean_break") == "syllable",
        spaces_scripts=variables.get("autospace") is True,
    )


def _page_digits(book: Book) -> int:
    """Return how many digits numbers of pages have at most: three, or four from 500 pages on."""
    letters = sum(len(section.xhtml) for _, section in placed_sections(book))
    return max(3, len(str(2 * letters // _LETTERS_PER_PAGE)))


def _press(book: Book, theme: Theme, medium: Medium, images: Images, config: BookConfig) -> Press:
    return Press(book, theme, medium, images, config, rays(book))


def _with_texts(press: Press, runner: Runner) -> Press:
    """Make the texts of a book ready, each for the document that it stands in."""
    places = list(placed_sections(press.book))
    inputs = Inputs(len(places), lambda place: press.text_input(*places[place]))
    texts = finish_texts(inputs, press.images, press.medium, runner)
    names = (section.name for _, section in places)
    return replace(press, texts=dict(zip(names, texts, strict=True)))


def _modified(book: Book, config: BookConfig) -> datetime:
    """Return when the book counts as made, which is never the time of the build."""
    if config.timestamp is not None:
        return datetime.fromtimestamp(config.timestamp, UTC)
    return datetime.combine(book.metadata.date or _NO_DATE, time(), UTC)


__all__ = [
    "Theme",
    "describe_theme",
    "files_of",
    "list_themes",
    "load_theme",
    "render",
    "render_cover",
    "render_early",
    "render_new",
    "render_wrap",
    "style_problems",
    "write_starter",
]
