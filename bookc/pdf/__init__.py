"""Stage 7: write the PDF.

In: a `RenderedBook` for paged media. Out: one file. Every content document is laid out alone, as a
job; references to pages get the width that their numbers need; pages are numbered; then all is put
together and the numbers are set. Nothing here knows Markdown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bookc.jobs import Inputs, Runner
from bookc.model import RenderedBook, Resource, StyleMistake
from bookc.parity import Counts, Wanted
from bookc.pdf.cover import draw_cover
from bookc.pdf.glyphs import missing_glyphs
from bookc.pdf.inputs import (
    LAY_OUT,
    LAY_OUT_MARGINS,
    PART_SHEET,
    LayoutInput,
    SheetInput,
    first_input,
    layout_input,
)
from bookc.pdf.last_layouts import LastLayouts
from bookc.pdf.margins import (
    Overlay,
    has_patterns,
    margins_xhtml,
    patterns_of,
)
from bookc.pdf.numbering import Pagination, PlacedDocument, folios
from bookc.pdf.opened import load as _load_readers
from bookc.pdf.proof import prove_pdf
from bookc.pdf.references import chapter_numbers
from bookc.pdf.rounds import lay_out_book
from bookc.store import Entry, Facts


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was found out while writing."""

    pages: int
    counts: Counts
    """What was found of each post when the file was read back."""
    mistakes: tuple[StyleMistake, ...]
    """What is wrong in the style sheet."""


def write_pdf(
    rendered: RenderedBook,
    path: Path,
    runner: Runner,
    *,
    bookmark_depth: int = 3,
    wanted: Mapping[str, tuple[Wanted, ...]] | None = None,
    when_written: Callable[[Path], object] = lambda path: None,
) -> WrittenPdf:
    """Lay out a book and write it as a tagged PDF (PDF/UA-1).

    Args:
        rendered: the book.
        path: the file to write.
        runner: where documents are laid out.
        bookmark_depth: levels of headings in the outline.
        wanted: what the file is proved to hold, by content document.
        when_written: called with the path when the file is whole, before it is proved.

    Raises:
        OutputError: if something of it is not in the file.
    """
    sheets = _sheets(rendered.stylesheet, runner)
    last = LastLayouts(runner.store, path.stem)
    pagination, laid_out = lay_out_book(rendered, sheets["text"], runner, last)
    last.remember(laid_out)
    from bookc.pdf.assemble import assemble  # `load_rest` has done so by now

    margins = _draw_margins(rendered, sheets, pagination, runner)
    numbers = folios(pagination, laid_out)
    for each in rendered.documents:
        numbers |= chapter_numbers(each.xhtml)
    assembled = assemble(
        *(rendered, pagination, laid_out, margins, numbers, path, runner),
        bookmark_depth=bookmark_depth,
    )
    when_written(path)
    counts = prove_pdf(path, assembled, pagination, laid_out, wanted or {}, runner)
    overlays = (entry for overlay in margins.values() for entry in overlay.entries)
    return WrittenPdf(pagination.pages, counts, tuple(_mistakes([*laid_out.values(), *overlays])))


def prepare_layout(stylesheet: str, fonts: Iterable[Resource], runner: Runner) -> None:
    """Let a worker load the style sheet and the fonts of a book while that is rendered.

    After an edit the first layout is the only one, and took twice as long as any other.
    """
    runner.prepare(LAY_OUT, first_input(_sheets(stylesheet, runner)["text"], fonts))


def load_rest() -> None:
    """Import what is needed when documents are laid out, while they are."""
    import bookc.pdf.assemble  # noqa: F401

    _load_readers()


def _sheets(stylesheet: str, runner: Runner) -> Facts:
    """Return the parts of a style sheet."""
    given = [SheetInput(stylesheet)]
    (entry,) = runner.run(PART_SHEET, given, "style sheet", local=True, few=1)
    return entry.facts


def _mistakes(entries: Iterable[Entry]) -> Iterable[StyleMistake]:
    """Return each mistake once: all documents have the style sheet of the book."""
    found = (StyleMistake(*each) for entry in entries for each in entry.facts["mistakes"])
    return dict.fromkeys(found)


def _draw_margins(
    rendered: RenderedBook, sheets: Facts, pagination: Pagination, runner: Runner
) -> dict[str, Overlay]:
    """Lay out running heads and folios: by patterns of pages if the numbers can be told in them."""
    placed = [each for each in pagination.placed if each.document.running]
    body = [each for each in placed if not each.is_front]
    told = body if has_patterns(rendered.stylesheet) else []
    patterns = {each.document.name: patterns_of(each) for each in told}
    wanted = [
        (each, pattern)
        for each in placed
        for pattern in patterns.get(each.document.name, {}).values()
    ]

    def given(place: int) -> LayoutInput:
        each, pattern = wanted[place]
        return _margins_input(rendered, each, pattern.xhtml(each), sheets["patterns"])

    inputs = Inputs(len(wanted), given)
    entries = iter(runner.run(LAY_OUT_MARGINS, inputs, "running heads"))
    found = {name: tuple(islice(entries, len(each))) for name, each in patterns.items()}
    exact = [each for each in placed if not _are_told(found.get(each.document.name, ()))]
    whole = runner.run(
        LAY_OUT,
        [
            replace(
                _margins_input(rendered, each, margins_xhtml(each), sheets["margins"]),
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


__all__ = [
    "WrittenPdf",
    "draw_cover",
    "load_rest",
    "missing_glyphs",
    "prepare_layout",
    "write_pdf",
]
