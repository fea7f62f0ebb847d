"""What the book adds around its text of its own: list of figures, notes, index, back cover."""

from collections import Counter
from collections.abc import Iterator

from bookc.model import Book, Document, IndexOf, Medium, TocEntry
from bookc.parity import NOTES
from bookc.render.figure_numbers import figure_label
from bookc.render.index import figure_marks, index_parts
from bookc.render.press import Press
from bookc.render.wishes import wishes_of
from bookc.wording import wording

_INDEX = "index"


def running(press: Press, title: str) -> tuple[tuple[str, str], ...]:
    """Return what running heads may show of a document."""
    return (("book", press.book.metadata.title), ("chapter", title))


def figures_documents(press: Press) -> Iterator[Document]:
    """Yield the list of figures, if it is wanted and there are any."""
    if not press.config.matter.figures:
        return
    if figures := tuple(_listed_figures(press)):
        title = wording(press.book.metadata.language).figures
        yield press.document(
            "figures",
            name="figures",
            title=title,
            kind="loi",
            figures=figures,
            running=running(press, title),
        )


def _listed_figures(press: Press) -> Iterator[dict[str, str]]:
    """Yield what the list says of each figure: its number is that before the caption."""
    are_numbered = wishes_of(press.theme.variables).number_figures
    chapters = {each.name: each for each in press.book.chapters}
    counts = Counter[str]()
    for mark, href in figure_marks(press.book):
        document = href.partition(".xhtml#")[0]
        label = ""
        if are_numbered and mark.is_numbered and document in chapters:
            counts[document] += 1
            number = press.number_of(chapters[document])
            label = figure_label(number, counts[document], press.book.metadata.language)
        yield {"label": label, "title": mark.title, "href": href}


def apparatus_documents(press: Press) -> Iterator[Document]:
    """Yield the notes of all chapters and the index, as far as the book has them."""
    words = wording(press.book.metadata.language)
    if press.book.notes:
        sections, shown = zip(*(press.section(each) for each in press.book.notes), strict=True)
        pictures = {image.name: image for images in shown for image in images}
        yield press.document(
            "endnotes",
            name=NOTES,
            title=words.footnotes,
            kind="endnotes",
            sections=sections,
            images=tuple(pictures.values()),
            running=running(press, words.footnotes),
        )
    if parts := index_parts(press.book, press.config.matter.index):
        yield press.document(
            "index",
            name=_INDEX,
            title=words.index,
            kind="index",
            parts=parts,
            running=running(press, words.index),
        )


def apparatus_entries(book: Book, index: IndexOf) -> Iterator[TocEntry]:
    """Yield what the contents say of the same documents."""
    words = wording(book.metadata.language)
    if book.notes:
        yield TocEntry(words.footnotes, f"{NOTES}.xhtml")
    if index_parts(book, index):
        yield TocEntry(words.index, f"{_INDEX}.xhtml")


def back_cover_documents(press: Press) -> Iterator[Document]:
    """Yield the back cover, if it is wanted: a printed book has one, a reading system does not."""
    if press.config.matter.back_cover and press.medium is Medium.PAGED:
        yield press.document(
            "backcover",
            name="backcover",
            title=wording(press.book.metadata.language).back_cover,
            kind="backcover",
            in_toc=False,
            rays=press.rays,
        )
