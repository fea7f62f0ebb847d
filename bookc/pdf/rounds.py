"""Which documents are laid out when, so that hardly any has to be laid out twice.

The digits of a number are set at assembly, but its width must be known before. Most widths can be
told from roughly how long the other documents are; what cannot waits until they are laid out.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from bookc.jobs import Runner
from bookc.model import Document, RenderedBook
from bookc.pdf.inputs import LAY_OUT, layout_input
from bookc.pdf.margins import without_margins
from bookc.pdf.numbering import Pagination, folios, paginate
from bookc.pdf.references import estimated_pages, has_page_references, place_page_references
from bookc.store import Entry

_ROUNDS = 4
"""Of layouts with all pages known, for documents whose numbers were guessed wrong. One that swings
between two lengths for ever keeps the last."""
_SHORT, _LONG = 0.9, 1.1
"""How far a document may be from the pages that its length makes one expect."""


def lay_out_book(rendered: RenderedBook, runner: Runner) -> tuple[Pagination, Mapping[str, Entry]]:
    """Lay out every document, each of its references to pages as wide as its number."""
    laid_out: dict[str, Entry] = {}
    placed: dict[str, tuple[bytes, bool]] = {}
    """How each was laid out last: by digest, or a thousand documents would be held twice."""
    sheet = without_margins(rendered.stylesheet)

    def lay_out(documents: Iterable[Document], pagination: Pagination) -> bool:
        """Lay out those that the numbers of pages change, and tell whether there were any."""
        numbers = folios(pagination, laid_out)
        on_left = _opening_on_left(rendered, pagination)
        changed = []
        for each in documents:
            exact = each.name in laid_out and not laid_out[each.name].facts["has_shared_fonts"]
            xhtml = place_page_references(each.xhtml, numbers, exact=exact)
            as_placed = hashlib.sha256(xhtml.encode()).digest(), each.name in on_left
            if placed.get(each.name) != as_placed:
                placed[each.name] = as_placed
                changed.append(replace(each, xhtml=xhtml))
        laid_out.update(_lay_out(rendered, changed, runner, sheet, on_left))
        return bool(changed)

    while len(laid_out) < len(rendered.documents):
        pages = _pages(laid_out)
        estimated = estimated_pages(rendered, pages)
        lay_out(_ready(rendered, laid_out, estimated), paginate(rendered, pages | estimated))
    for _ in range(_ROUNDS):
        if not lay_out(rendered.documents, paginate(rendered, _pages(laid_out))):
            break
    return paginate(rendered, _pages(laid_out)), laid_out


def _pages(laid_out: Mapping[str, Entry]) -> dict[str, int]:
    return {name: entry.facts["pages"] for name, entry in laid_out.items()}


def _ready(
    rendered: RenderedBook, laid_out: Mapping[str, Entry], estimated: Mapping[str, int]
) -> list[Document]:
    """Return the documents to lay out next: those that the pages of the others cannot change.

    At first nothing is known of any, so those that name no page begin, and tell how long others
    are; then come those whose references would be as wide if it told so only roughly. If there is
    none, the chapters come before what tells of all of them.
    """
    waiting = [each for each in rendered.documents if each.name not in laid_out]
    chapters = [each for each in waiting if each in rendered.body]
    if not laid_out:
        free = [each for each in waiting if not has_page_references(each.xhtml)]
        return free if any(each in chapters for each in free) else free + chapters[:2]
    rough = [
        folios(paginate(rendered, _pages(laid_out) | _scaled(estimated, scale)), laid_out)
        for scale in (_SHORT, _LONG)
    ]
    certain = [each for each in waiting if len(_as_placed(each, rough)) == 1]
    return certain or chapters or waiting


def _as_placed(document: Document, numberings: Iterable[Mapping[str, str]]) -> set[str]:
    return {place_page_references(document.xhtml, numbers) for numbers in numberings}


def _scaled(pages: Mapping[str, int], scale: float) -> dict[str, int]:
    return {name: max(1, round(count * scale)) for name, count in pages.items()}


def _opening_on_left(rendered: RenderedBook, pagination: Pagination) -> frozenset[str]:
    """Return the documents that have to be laid out as beginning on a left-hand page."""
    if not rendered.is_mirrored:
        return frozenset()
    return frozenset(each.document.name for each in pagination.placed if each.first_page % 2)


def _lay_out(
    rendered: RenderedBook,
    documents: Sequence[Document],
    runner: Runner,
    sheet: str,
    on_left: Set[str],
) -> dict[str, Entry]:
    inputs = [
        replace(layout_input(rendered, each, each.xhtml, sheet), opens_on_left=each.name in on_left)
        for each in documents
    ]
    entries = runner.run(LAY_OUT, inputs, "chapters")
    return {each.name: entry for each, entry in zip(documents, entries, strict=True)}
