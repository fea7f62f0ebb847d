"""The content documents of a book, one function for each kind of page."""

from collections.abc import Iterator, Sequence

from bookc.model import Chapter, Document, Matter, Medium, Part, TocEntry
from bookc.render.apparatus import (
    apparatus_documents,
    back_cover_documents,
    figures_documents,
    running,
)
from bookc.render.figure_numbers import number_figures
from bookc.render.press import Press
from bookc.render.toc import parted_back, toc_stretches
from bookc.render.wishes import wishes_of
from bookc.wording import wording

_BEFORE_CONTENTS = ("dedication", "epigraph")


def front_documents(
    press: Press, toc: tuple[TocEntry, ...], ready: Sequence[Document] = ()
) -> Iterator[Document]:
    """Yield what stands before the body; print has more of it than a reading system needs.

    Args:
        press: of the book.
        toc: its contents.
        ready: what `early_documents` has yielded, which is not rendered again.
    """
    made = {each.name: each for each in ready}
    if press.medium is Medium.PAGED:
        title = press.book.metadata.title
        if not press.theme.variables.get("wrap"):
            yield made.get("cover") or cover_document(press)
        yield press.document(
            "halftitlepage", name="halftitlepage", title=title, kind="halftitlepage", in_toc=False
        )
    yield made.get("titlepage") or _title_page(press)
    yield _colophon(press)
    early = [each for each in press.book.front if each.kind in _BEFORE_CONTENTS]
    yield from (matter_document(press, each, "frontmatter") for each in early)
    if press.medium is Medium.PAGED:
        yield from [each for each in ready if each.kind == "toc"] or _contents(press, toc)
    yield from figures_documents(press)
    for each in press.book.front:
        if each not in early and each.kind != "colophon":
            yield matter_document(press, each, "frontmatter")


def early_documents(press: Press, toc: tuple[TocEntry, ...]) -> Iterator[Document]:
    """Yield what hangs neither on the texts of posts nor on pictures, as it is in print.

    What takes longest is first. Contents that name pages in roman numerals are not among it: how
    wide these are is known when all front matter is laid out.
    """
    if not press.book.front:
        yield from _contents(press, toc)
    if not (press.book.has_own_cover or press.theme.variables.get("wrap")):
        yield cover_document(press)
    yield _title_page(press)


def _contents(press: Press, toc: tuple[TocEntry, ...]) -> Iterator[Document]:
    contents = wording(press.book.metadata.language).contents
    for place, stretch in enumerate(toc_stretches(toc)):
        yield press.document(
            "contents",
            name=f"contents-{place + 1}" if place else "contents",
            title=contents,
            kind="toc",
            in_toc=not place,
            toc=stretch,
            continues=bool(place),
            running=running(press, contents),
        )


def _title_page(press: Press) -> Document:
    return press.document(
        "titlepage",
        name="titlepage",
        title=wording(press.book.metadata.language).title_page,
        kind="titlepage",
        in_toc=False,
        rays=press.rays,
    )


def _colophon(press: Press) -> Document:
    """Return the page about the book itself, below what the author wrote for it, if anything."""
    own = next((each.section for each in press.book.front if each.kind == "colophon"), None)
    name = own.name if own else "colophon"
    seen, shown = press.section(own) if own else (None, ())
    return press.document(
        "colophon",
        name=name,
        title=wording(press.book.metadata.language).colophon,
        kind="colophon",
        in_toc=False,
        section=seen,
        images=shown,
    )


def cover_document(press: Press) -> Document:
    """Return the cover: the author's picture or page, or one drawn from the book's own data."""
    return press.document(
        "cover",
        name="cover",
        title=wording(press.book.metadata.language).cover,
        kind="cover",
        in_toc=False,
        rays=press.rays,
        **press.cover(),
    )


def body_documents(press: Press) -> Iterator[Document]:
    """Yield parts and chapters in reading order."""
    for part in press.book.parts:
        if part.title:
            yield _part(press, part)
        for chapter in part.chapters:
            yield _chapter(press, chapter, part, depth=chapter.depth + bool(part.title))


def new_documents(press: Press) -> Iterator[Document]:
    """Yield the chapters with a text that is not as it was in an earlier build."""
    for part in press.book.parts:
        for chapter in part.chapters:
            if any(press.texts[section.name].is_new for section in chapter.sections):
                yield _chapter(press, chapter, part, depth=chapter.depth + bool(part.title))


def _part(press: Press, part: Part) -> Document:
    return press.document(
        "part", name=part.name, title=part.title, kind="part", part=part, rays=press.rays
    )


def _chapter(press: Press, chapter: Chapter, part: Part, *, depth: int) -> Document:
    seen, shown = zip(*(press.section(section) for section in chapter.sections), strict=True)
    pictures = {image.name: image for images in shown for image in images}
    if wishes_of(press.theme.variables).number_figures:
        number, language = press.number_of(chapter), press.book.metadata.language
        bodies = number_figures((each["body"] for each in seen), number, language)
        seen = tuple(each | {"body": body} for each, body in zip(seen, bodies, strict=True))
    return press.document(
        "chapter",
        name=chapter.name,
        title=chapter.title,
        kind="chapter",
        language=chapter.language,
        reads=chapter.direction,
        chapter=chapter,
        part=part,
        sections=seen,
        images=tuple(pictures.values()),
        depth=depth,
        opens=chapter.opens,
        running=running(press, chapter.title),
    )


def back_documents(press: Press) -> Iterator[Document]:
    """Yield what stands behind the body; who wrote the book is told last."""
    others, about = parted_back(press.book)
    yield from (matter_document(press, each, "backmatter") for each in others)
    yield from apparatus_documents(press)
    yield from (matter_document(press, each, "backmatter") for each in about)
    yield from back_cover_documents(press)


def matter_document(press: Press, matter: Matter, division: str) -> Document:
    """Return a piece that the author wrote to stand before or behind the body."""
    seen, shown = press.section(matter.section)
    title = matter.section.post.title
    return press.document(
        "matter",
        name=matter.section.name,
        title=title,
        kind=matter.kind,
        language=matter.section.post.language,
        reads=matter.section.post.direction,
        section=seen,
        division=division,
        images=shown,
        running=running(press, title),
    )
