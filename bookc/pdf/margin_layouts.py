"""The layouts of running heads and folios: by patterns of pages, or page by page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bookc.jobs import Inputs, Runner
from bookc.model import RenderedBook
from bookc.pdf.inputs import LAY_OUT, LAY_OUT_MARGINS, LayoutInput, layout_input
from bookc.pdf.margins import Overlay, has_patterns, margins_xhtml, patterns_of
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.store import Entry, Facts


def draw_margins(
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
        return _margins_input(rendered, each, pattern.xhtml(each), sheets, "patterns")

    inputs = Inputs(len(wanted), given)
    entries = iter(runner.run(LAY_OUT_MARGINS, inputs, "running heads"))
    found = {name: tuple(islice(entries, len(each))) for name, each in patterns.items()}
    exact = [each for each in placed if not _are_told(found.get(each.document.name, ()))]
    whole = runner.run(
        LAY_OUT,
        [
            replace(
                _margins_input(rendered, each, margins_xhtml(each), sheets, "margins"),
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
    rendered: RenderedBook, placed: PlacedDocument, xhtml: str, sheets: Facts, which: str
) -> LayoutInput:
    given = layout_input(rendered, placed.document, xhtml, sheets["text"])
    return replace(given, files=(), tagged=False, margins=sheets[which])
