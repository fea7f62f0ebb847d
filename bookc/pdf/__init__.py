"""Stage 7: write the PDF.

In: a `RenderedBook` for paged media. Out: one file. Every content document is laid out alone, as a
job; references to pages get the width that their numbers need; pages are numbered; then all is put
together and the numbers are set. Nothing here knows Markdown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookc.blocks import Block
from bookc.jobs import Runner
from bookc.model import Document, RenderedBook
from bookc.pdf.assemble import assemble
from bookc.pdf.cover import draw_cover
from bookc.pdf.glyphs import missing_glyphs
from bookc.pdf.layout import LayoutInput, font_inputs, lay_out, picture_inputs
from bookc.pdf.margins import ONLY_MARGINS, margins_xhtml, without_margins
from bookc.pdf.numbering import Pagination, folios, paginate
from bookc.pdf.proof import prove_pdf
from bookc.pdf.references import estimated_pages, has_page_references, place_page_references
from bookc.store import Entry

_ROUNDS = 5
"""Documents without references, those with them, and those whose numbers were guessed a digit too
short or too long. A layout that swings between two lengths for ever keeps the last."""


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was found out while writing."""

    pages: int


def write_pdf(
    rendered: RenderedBook,
    path: Path,
    runner: Runner,
    *,
    bookmark_depth: int = 3,
    blocks: Mapping[str, tuple[Block, ...]] | None = None,
) -> WrittenPdf:
    """Lay out a book and write it as a tagged PDF (PDF/UA-1).

    Args:
        rendered: the book.
        path: the file to write.
        runner: where documents are laid out.
        bookmark_depth: levels of headings in the outline.
        blocks: what the file is proved to hold, by content document.

    Raises:
        OutputError: if something of it is not in the file.
    """
    pagination, laid_out = _lay_out_book(rendered, runner)
    margins = _draw_margins(rendered, pagination, runner)
    assemble(rendered, pagination, laid_out, margins, path, bookmark_depth=bookmark_depth)
    prove_pdf(path, pagination, laid_out, blocks or {}, runner)
    return WrittenPdf(pages=pagination.pages)


def _lay_out_book(rendered: RenderedBook, runner: Runner) -> tuple[Pagination, Mapping[str, Entry]]:
    """Lay out every document so that each of its references to pages has the width that it needs.

    Documents without references come first: how long they are tells about how long the others are.
    """
    pages: dict[str, int] = {}
    laid_out: dict[str, Entry] = {}
    placed: dict[str, str] = {}
    refer = {each.name: has_page_references(each.xhtml) for each in rendered.documents}
    lengths = {each.name: len(each.xhtml) for each in rendered.documents}
    for round_number in range(_ROUNDS):
        pagination = paginate(rendered, pages | estimated_pages(pages, lengths))
        numbers = folios(pagination, laid_out)
        stale = []
        for each in rendered.documents:
            if round_number == 0 and refer[each.name] and not all(refer.values()):
                continue
            exact = each.name in laid_out and not laid_out[each.name].facts["has_shared_fonts"]
            xhtml = place_page_references(each.xhtml, numbers, exact=exact)
            if placed.get(each.name) != xhtml:
                placed[each.name] = xhtml
                stale.append(replace(each, xhtml=xhtml))
        if not stale:
            break
        laid_out |= _lay_out(rendered, stale, runner, "chapters")
        pages = {name: entry.facts["pages"] for name, entry in laid_out.items()}
    return paginate(rendered, pages), laid_out


def _lay_out(
    rendered: RenderedBook, documents: Sequence[Document], runner: Runner, what: str
) -> dict[str, Entry]:
    sheet = without_margins(rendered.stylesheet)
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
