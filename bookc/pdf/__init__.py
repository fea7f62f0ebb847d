"""Stage 7: write the PDF.

In: a `RenderedBook` for paged media. Out: one file. Every content document is laid out alone, as a
job; pages are numbered when all are known; references to pages are filled in, which lays out
again only the documents that hold one; then all is put together. Nothing here knows Markdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookc.jobs import Runner
from bookc.model import Document, RenderedBook
from bookc.pdf.assemble import assemble
from bookc.pdf.cover import draw_cover
from bookc.pdf.glyphs import missing_glyphs
from bookc.pdf.layout import LayoutInput, font_inputs, lay_out, picture_inputs
from bookc.pdf.margins import ONLY_MARGINS, WITHOUT_MARGINS, margins_xhtml
from bookc.pdf.numbering import Pagination, folios, paginate
from bookc.pdf.references import fill_page_references, has_page_references
from bookc.store import Entry

_ROUNDS = 4
"""Filling in page numbers can move pages, which moves numbers; it settles at the second round
unless a number grows by a digit just where a line ends."""


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was found out while writing."""

    pages: int


def write_pdf(
    rendered: RenderedBook, path: Path, runner: Runner, *, bookmark_depth: int = 3
) -> WrittenPdf:
    """Lay out a book and write it as a tagged PDF (PDF/UA-1)."""
    pagination = _lay_out_book(rendered, runner)
    margins = _draw_margins(rendered, pagination, runner)
    assemble(rendered, pagination, margins, path, bookmark_depth=bookmark_depth)
    return WrittenPdf(pages=pagination.pages)


def _lay_out_book(rendered: RenderedBook, runner: Runner) -> Pagination:
    """Lay out every document, then those with references to pages until the numbers hold."""
    documents = rendered.documents
    laid_out = _lay_out(rendered, documents, runner, "chapters")
    pagination = paginate(rendered, laid_out)
    referring = [each for each in documents if has_page_references(each.xhtml)]
    for _ in range(_ROUNDS if referring else 0):
        numbers = folios(pagination)
        filled = [
            replace(each, xhtml=fill_page_references(each.xhtml, numbers)) for each in referring
        ]
        laid_out = laid_out | _lay_out(rendered, filled, runner, "contents")
        pagination = paginate(rendered, laid_out)
        if folios(pagination) == numbers:
            break
    return pagination


def _lay_out(
    rendered: RenderedBook, documents: Sequence[Document], runner: Runner, what: str
) -> dict[str, Entry]:
    sheet = f"{rendered.stylesheet}\n{WITHOUT_MARGINS}"
    inputs = [_layout_input(rendered, each, each.xhtml, sheet) for each in documents]
    entries = runner.run(lay_out, inputs, what)
    return {each.name: entry for each, entry in zip(documents, entries, strict=True)}


def _draw_margins(
    rendered: RenderedBook, pagination: Pagination, runner: Runner
) -> dict[str, Entry]:
    sheet = f"{rendered.stylesheet}\n{ONLY_MARGINS}"
    placed = [each for each in pagination.placed if each.document.running]
    inputs = [
        replace(
            _layout_input(rendered, each.document, margins_xhtml(each), sheet),
            files=(),
            opens_on_left=each.first_number % 2 == 0,
            tagged=False,
        )
        for each in placed
    ]
    entries = runner.run(lay_out, inputs, "running heads")
    return {each.document.name: entry for each, entry in zip(placed, entries, strict=True)}


def _layout_input(
    rendered: RenderedBook, document: Document, xhtml: str, stylesheet: str
) -> LayoutInput:
    return LayoutInput(
        name=document.name,
        xhtml=xhtml,
        stylesheet=stylesheet,
        files=picture_inputs(document.images),
        fonts=font_inputs(rendered.resources),
    )


__all__ = ["WrittenPdf", "draw_cover", "missing_glyphs", "write_pdf"]
