"""Stage 7: write the PDF.

In: a `RenderedBook` for paged media. Out: one file. Every content document is laid out alone, as a
job; references to pages get the width that their numbers need; pages are numbered; then all is put
together and the numbers are set. Nothing here knows Markdown.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bookc.frozen import frozen
from bookc.jobs import Runner
from bookc.model import RenderedBook, StyleMistake
from bookc.pdf.cover import cover_input, draw_cover
from bookc.pdf.first_layout import remember_first
from bookc.pdf.glyphs import listed_letters, missing_glyphs
from bookc.pdf.inputs import (
    LAY_OUT,
    PAINT_COVER,
    PART_SHEET,
    SheetInput,
    first_input,
    font_inputs,
)
from bookc.pdf.last_layouts import LastLayouts
from bookc.pdf.rounds import certain_inputs, lay_out_book
from bookc.store import Entry, Facts

if TYPE_CHECKING:
    from bookc.parity import Counts, Wanted


@frozen
class WrittenPdf:
    """What was found out while writing."""

    pages: int
    counts: "Counts"
    """What was found of each post when the file was read back."""
    mistakes: tuple[StyleMistake, ...]
    """What is wrong in the style sheet."""


def write_pdf(
    rendered: RenderedBook,
    path: Path,
    runner: Runner,
    *,
    bookmark_depth: int = 3,
    wanted: "Mapping[str, tuple[Wanted, ...]] | None" = None,
    when_written: Callable[[Path, str], object] = lambda path, digest: None,
) -> WrittenPdf:
    """Lay out a book and write it as a tagged PDF (PDF/UA-1).

    Args:
        rendered: the book.
        path: the file to write.
        runner: where documents are laid out.
        bookmark_depth: levels of headings in the outline.
        wanted: what the file is proved to hold, by content document.
        when_written: called with the path and the SHA-256 of the file, in hex, when it is whole,
            before it is proved.

    Raises:
        OutputError: if something of it is not in the file.
    """
    sheets = _sheets(rendered.stylesheet, runner)
    last = LastLayouts(runner.store, path.stem)
    pagination, laid_out = lay_out_book(rendered, sheets["text"], runner, last)
    last.remember(laid_out)
    from bookc.pdf.assemble import assemble  # `load_rest` has done so by now
    from bookc.pdf.margin_layouts import draw_margins
    from bookc.pdf.proof import prepare_proof, prove_pdf

    prepare_proof(pagination, laid_out, runner)
    margins = draw_margins(rendered, sheets, pagination, runner)
    assembled = assemble(
        *(rendered, pagination, laid_out, margins, path, runner), bookmark_depth=bookmark_depth
    )
    when_written(path, assembled.digest)
    counts = prove_pdf(path, assembled, pagination, laid_out, wanted or {}, runner)
    overlays = (entry for overlay in margins.values() for entry in overlay.entries)
    return WrittenPdf(pagination.pages, counts, tuple(_mistakes([*laid_out.values(), *overlays])))


def prepare_layout(early: RenderedBook, runner: Runner) -> None:
    """Let workers load what all layouts need, and begin with what is there before all else."""
    sheets, fonts = _sheets(early.stylesheet, runner), font_inputs(early.resources)
    letters = listed_letters((file for _, file in fonts), runner)
    if not remember_first(sheets, fonts, letters, runner.store):  # or they are forked with it
        runner.prepare(LAY_OUT, first_input(sheets["text"], fonts))
    runner.begin(LAY_OUT, *certain_inputs(early, sheets["text"]))


def begin_layout(changed: RenderedBook, runner: Runner) -> None:
    """Let workers lay out what an edit has changed while this process renders the rest."""
    if changed.documents:
        for each in certain_inputs(changed, _sheets(changed.stylesheet, runner)["text"]):
            runner.begin(LAY_OUT, each)


def load_rest(*, reads: bool) -> None:
    """Import what is needed when documents are laid out, while they are: no worker needs it.

    Args:
        reads: whether this process may read pages back.
    """
    import bookc.pdf.assemble
    import bookc.pdf.margin_layouts
    import bookc.pdf.proof  # noqa: F401

    if reads:
        from bookc.pdf.opened import load_readers

        load_readers()


def _sheets(stylesheet: str, runner: Runner) -> Facts:
    """Return the parts of a style sheet."""
    given = [SheetInput(stylesheet)]
    (entry,) = runner.run(PART_SHEET, given, "style sheet", local=True, few=1, aside=True)
    return entry.facts


def _mistakes(entries: Iterable[Entry]) -> Iterable[StyleMistake]:
    """Return each mistake once: all documents have the style sheet of the book."""
    found = (StyleMistake(*each) for entry in entries for each in entry.facts["mistakes"])
    return dict.fromkeys(found)


__all__ = [
    "PAINT_COVER",
    "WrittenPdf",
    "begin_layout",
    "cover_input",
    "draw_cover",
    "load_rest",
    "missing_glyphs",
    "prepare_layout",
    "write_pdf",
]
