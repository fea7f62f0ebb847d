"""Stage 7: write the PDF.

In: a `RenderedBook` for paged media. Out: one file. Every content document is laid out alone, as a
job; references to pages get the width that their numbers need; pages are numbered; then all is put
together and the numbers are set. Nothing here knows Markdown.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bookc.jobs import Runner
from bookc.model import Document, RenderedBook
from bookc.parity import Counts, Wanted
from bookc.pdf.assemble import assemble
from bookc.pdf.cover import draw_cover
from bookc.pdf.glyphs import missing_glyphs
from bookc.pdf.inputs import LAY_OUT, LAY_OUT_MARGINS, LayoutInput, layout_input
from bookc.pdf.margins import (
    ONLY_MARGINS,
    Overlay,
    has_patterns,
    margins_xhtml,
    patterns_of,
    with_openings,
    without_margins,
)
from bookc.pdf.numbering import Pagination, PlacedDocument, folios, paginate
from bookc.pdf.proof import prove_pdf
from bookc.pdf.references import (
    chapter_numbers,
    estimated_pages,
    has_page_references,
    place_page_references,
)
from bookc.store import Entry

_ROUNDS = 6
"""Documents without references, those with them, front matter with them, which tells of all others;
and those whose numbers were guessed a digit too short or too long. A layout that swings between two
lengths for ever keeps the last."""


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was found out while writing."""

    pages: int
    counts: Counts
    """What was found of each post when the file was read back."""


def write_pdf(
    rendered: RenderedBook,
    path: Path,
    runner: Runner,
    *,
    bookmark_depth: int = 3,
    wanted: Mapping[str, tuple[Wanted, ...]] | None = None,
) -> WrittenPdf:
    """Lay out a book and write it as a tagged PDF (PDF/UA-1).

    Args:
        rendered: the book.
        path: the file to write.
        runner: where documents are laid out.
        bookmark_depth: levels of headings in the outline.
        wanted: what the file is proved to hold, by content document.

    Raises:
        OutputError: if something of it is not in the file.
    """
    pagination, laid_out = _lay_out_book(rendered, runner)
    margins = _draw_margins(rendered, pagination, runner)
    numbers = folios(pagination, laid_out)
    for each in rendered.documents:
        numbers |= chapter_numbers(each.xhtml)
    assemble(rendered, pagination, laid_out, margins, numbers, path, bookmark_depth=bookmark_depth)
    counts = prove_pdf(path, pagination, laid_out, wanted or {}, runner)
    return WrittenPdf(pagination.pages, counts)


def _lay_out_book(rendered: RenderedBook, runner: Runner) -> tuple[Pagination, Mapping[str, Entry]]:
    """Lay out every document so that each of its references to pages has the width that it needs.

    Documents without references come first: how long they are tells about how long the others are.
    """
    pages: dict[str, int] = {}
    laid_out: dict[str, Entry] = {}
    placed: dict[str, tuple[str, bool]] = {}
    turns = {each.name: _turn(each, rendered) for each in rendered.documents}
    lengths = {each.name: len(each.xhtml) for each in rendered.documents}
    for round_number in range(_ROUNDS):
        pagination = paginate(rendered, pages | estimated_pages(pages, lengths))
        numbers = folios(pagination, laid_out)
        on_left = _opening_on_left(rendered, pagination)
        stale = []
        for each in rendered.documents:
            if round_number < turns[each.name]:
                continue
            exact = each.name in laid_out and not laid_out[each.name].facts["has_shared_fonts"]
            xhtml = place_page_references(each.xhtml, numbers, exact=exact)
            wanted = xhtml, each.name in on_left
            if placed.get(each.name) != wanted:
                placed[each.name] = wanted
                stale.append(replace(each, xhtml=xhtml))
        if not stale and round_number >= max(turns.values()):
            break
        laid_out |= _lay_out(rendered, stale, runner, "chapters", on_left)
        pages = {name: entry.facts["pages"] for name, entry in laid_out.items()}
    return paginate(rendered, pages), laid_out


def _turn(document: Document, rendered: RenderedBook) -> int:
    """Return the round that lays a document out first: later, the more it tells of others."""
    if not has_page_references(document.xhtml):
        return 0
    return 2 if document in rendered.front else 1


def _opening_on_left(rendered: RenderedBook, pagination: Pagination) -> frozenset[str]:
    """Return the documents that have to be laid out as beginning on a left-hand page."""
    if not rendered.is_mirrored:
        return frozenset()
    return frozenset(each.document.name for each in pagination.placed if each.first_page % 2)


def _lay_out(
    rendered: RenderedBook,
    documents: Sequence[Document],
    runner: Runner,
    what: str,
    on_left: Set[str],
) -> dict[str, Entry]:
    sheet = without_margins(rendered.stylesheet)
    inputs = [
        replace(layout_input(rendered, each, each.xhtml, sheet), opens_on_left=each.name in on_left)
        for each in documents
    ]
    entries = runner.run(LAY_OUT, inputs, what)
    return {each.name: entry for each, entry in zip(documents, entries, strict=True)}


def _draw_margins(
    rendered: RenderedBook, pagination: Pagination, runner: Runner
) -> dict[str, Overlay]:
    """Lay out running heads and folios: by patterns of pages if the numbers can be told in them."""
    sheet = f"{rendered.stylesheet}\n{ONLY_MARGINS}"
    placed = [each for each in pagination.placed if each.document.running]
    patterns = {
        each.document.name: patterns_of(each)
        for each in placed
        if not each.is_front and has_patterns(rendered.stylesheet)
    }
    sheet_of_patterns = with_openings(sheet)
    inputs = [
        _margins_input(rendered, each, pattern.xhtml(each), sheet_of_patterns)
        for each in placed
        for pattern in patterns.get(each.document.name, {}).values()
    ]
    entries = iter(runner.run(LAY_OUT_MARGINS, inputs, "running heads"))
    found = {name: tuple(islice(entries, len(each))) for name, each in patterns.items()}
    exact = [each for each in placed if not _are_told(found.get(each.document.name, ()))]
    whole = runner.run(
        LAY_OUT,
        [
            replace(
                _margins_input(rendered, each, margins_xhtml(each), sheet),
                opens_on_left=each.first_number % 2 == 0,
            )
            for each in exact
        ],
        "running heads",
    )
    overlays = {name: Overlay(each, tuple(patterns[name])) for name, each in found.items()}
    return overlays | {
        each.document.name: Overlay((entry,), ()) for each, entry in zip(exact, whole, strict=True)
    }


def _are_told(entries: Sequence[Entry]) -> bool:
    return bool(entries) and all(entry.facts["folios"] is not None for entry in entries)


def _margins_input(
    rendered: RenderedBook, placed: PlacedDocument, xhtml: str, stylesheet: str
) -> LayoutInput:
    given = layout_input(rendered, placed.document, xhtml, stylesheet)
    return replace(given, files=(), tagged=False)


__all__ = ["WrittenPdf", "draw_cover", "missing_glyphs", "write_pdf"]
