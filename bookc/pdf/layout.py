"""The job that lays out one content document, alone.

In: a document, its style sheet, the files it may read. Out: a tagged PDF of its pages without
running heads or folios (those depend on its place in the book), and the facts that assembly
needs: places of anchors, bookmarks, letters used of each font. A font of the book is left out of
the file: one subset for the whole book is put in at assembly.
"""

import gc
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import bookc.pdf.drawn_lines
import bookc.pdf.first_lines
import bookc.pdf.indents
import bookc.pdf.plain_boxes
import bookc.pdf.styles
import bookc.pdf.widths
import bookc.pdf.written_values  # noqa: F401
from bookc.errors import ThemeError
from bookc.frozen import frozen
from bookc.model import Location, Problem
from bookc.pdf.autospace import space_scripts
from bookc.pdf.drawn_text import drawing_runs
from bookc.pdf.engine import (
    BASE_URL,
    CSS,
    BookFetcher,
    ContentDocument,
    FatalURLFetchingError,
    draw_text_of_drawings_with,
    justify_lines_with,
    lay_out_blocks_with,
    measure_blanks_with,
    read_document,
    split_lines_with,
    write_runs_with,
)
from bookc.pdf.figures import Figures
from bookc.pdf.fitting import fitting_pictures
from bookc.pdf.formula_image import FormulaImage
from bookc.pdf.formulas import all_drawn, place_formulas
from bookc.pdf.galley import read_galley
from bookc.pdf.gather import gather_document
from bookc.pdf.gathering import Gathering, sealed
from bookc.pdf.glyph_runs import compact
from bookc.pdf.greys import write_greys
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.justification import justify_line
from bookc.pdf.last_pages import TIGHT, ends_with_few_lines, tighten
from bookc.pdf.line_ends import counting_code, ignoring_last_blank
from bookc.pdf.links import mend_links
from bookc.pdf.loaded import marks_in, styles_of
from bookc.pdf.margins import first_number, folio_places
from bookc.pdf.note_area import late_notes, making_room
from bookc.pdf.notes import PlacedNote, place_notes
from bookc.pdf.placement import (
    Placement,
    gaps,
    number_pictures,
    place_pictures,
    plan,
)
from bookc.pdf.places import anchors_of, bookmarks_of
from bookc.pdf.png import put_in, read_png, stand_in
from bookc.pdf.references import is_page, reference_places
from bookc.pdf.shared_fonts import DocumentFonts, take_out_fonts
from bookc.pdf.tags import mend_tags
from bookc.pdf.turned_pages import leaving_marks
from bookc.pdf.wide_numbers import slacks
from bookc.pdf.words import break_in_cells, keep_units, keep_words_whole
from bookc.store import Facts

_VARIANT = "pdf/ua-1"
_TRIES = 2
"""Layouts with other places of pictures."""

justify_lines_with(justify_line)
lay_out_blocks_with(fitting_pictures)
lay_out_blocks_with(making_room)
lay_out_blocks_with(leaving_marks)
split_lines_with(ignoring_last_blank)
measure_blanks_with(counting_code)
draw_text_of_drawings_with(drawing_runs)
write_runs_with(compact)
gc.freeze()  # what the imports made never dies; collecting it again and again costs a tenth


@frozen
class _Layout:
    """A document that WeasyPrint has laid out."""

    document: Any
    root: ElementTree.Element
    formulas: Mapping[str, FormulaImage]
    """Those that are drawn, by their address."""


@contextmanager
def _no_garbage_looked_for() -> Iterator[None]:
    """Look for garbage when a job is over, if enough has come together.

    Boxes refer to each other, so Python would go through all of them time and again, for nothing
    as long as the document is there: that took a twentieth of the time of a chapter.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_no_garbage_looked_for()
def lay_out(given: LayoutInput) -> tuple[bytes, Facts]:
    """Lay out one content document.

    Returns:
        A gathering, and facts of it: those of `sealed`; `anchors`, by id, [page, x, y] with pages
        counted from 0 and points from the lower left corner; `bookmarks`, [level, label, page, x,
        y]; `mistakes`, what is wrong in the style sheet.
    """
    pictures = {
        name: read_png(each.path) for name, each in given.files if not name.endswith(".svg")
    }
    shown = {name: stand_in(png) for name, png in pictures.items() if png}
    document, formulas = _rendered(given, shown)
    _drop_nested_links(document)
    made: list[tuple[bytes, dict[str, Any]]] = []

    def finish(document: Any, pdf: Any) -> None:
        put_in(pdf, pictures)
        made.append(_gathered(document, pdf, given))
        del pdf.objects[3:]  # what WeasyPrint would write now, nobody reads

    document.fonts = DocumentFonts(marks_in(given.fonts))
    _written(document, given, finish)
    assert all_drawn(formulas), f"WeasyPrint left out a formula of {given.name}"
    ((file, facts),) = made
    facts["anchors"] = dict(anchors_of(document))
    facts["bookmarks"] = list(bookmarks_of(document))
    facts["mistakes"] = styles_of(given)[2]
    return sealed(file, facts)


def lay_out_margins(given: LayoutInput) -> tuple[bytes, Facts]:
    """Lay out running heads and folios on the empty pages of a pattern.

    Returns:
        What `lay_out` does; `folios`, for each page of the pattern, where its number is: the start,
        the end and the font of each run of digits; None if it cannot be told.
    """
    file, facts = lay_out(given)
    if not facts["has_shared_fonts"]:
        return file, {**facts, "folios": None}
    gathering = Gathering(file)
    files = {name: each.path for name, each in given.fonts}
    figures = Figures({key: files[font["file"]] for key, font in gathering.fonts.items()})
    places = folio_places(gathering.page_contents(), first_number(given.xhtml), figures)
    return file, {**facts, "folios": places}


@_no_garbage_looked_for()
def paint(given: LayoutInput) -> bytes:
    """Lay out one content document as a PDF that is whole by itself."""
    return _written(_rendered(given, {})[0], given, None)


def _rendered(
    given: LayoutInput, shown: Mapping[str, bytes]
) -> tuple[Any, Mapping[str, FormulaImage]]:
    """Lay out a document, again if its last page would have but a few lines.

    Args:
        given: the document.
        shown: what WeasyPrint sees in the place of some of its files, by their address.

    Returns:
        WeasyPrint's `Document`, and its formulas by their address.
    """
    layout, placement, full = _with_pictures(given, shown)
    if TIGHT in given.stylesheet and ends_with_few_lines(layout.document):
        tight = _with_notes(given, shown, placement, full, is_tight=True)
        if len(tight.document.pages) < len(layout.document.pages):
            layout = tight
    return layout.document, layout.formulas


def _with_pictures(
    given: LayoutInput, shown: Mapping[str, bytes]
) -> tuple[_Layout, Placement, Mapping[int, float]]:
    """Lay out a document, again if pictures leave pages too empty.

    Returns:
        The best of that, where it has its pictures, and how high they are without that, by number.
    """
    first = _with_notes(given, shown, Placement(), {})
    numbers = number_pictures(first.root)
    galley = read_galley(first.document)
    if not numbers or not gaps(galley):
        return first, Placement(), {}
    full = {numbers[each.block]: each.picture for each in galley.stretches if each.block in numbers}
    best, least, placement, of_best = first, gaps(galley), Placement(), Placement()
    latest = first
    for _ in range(_TRIES):
        planned = plan(galley, latest.root, placement, full)
        if planned is None:
            break
        placement = planned
        latest = _with_notes(given, shown, placement, full)
        galley = read_galley(latest.document)
        if gaps(galley) < least:
            best, least, of_best = latest, gaps(galley), placement
    return best, of_best, full


def _with_notes(
    given: LayoutInput,
    shown: Mapping[str, bytes],
    placement: Placement,
    full: Mapping[int, float],
    *,
    is_tight: bool = False,
) -> _Layout:
    """Lay out a document with its notes; those that come too late stay at its end in another."""
    staying: set[str] = set()
    while True:
        root = read_document(given.xhtml)
        _drop_stylesheet_links(root)
        place_pictures(root, placement, full)
        if is_tight:
            tighten(root)
        layout, notes = _rendered_once(given, shown, root, staying)
        late = late_notes(layout.document, notes)
        if not late:
            return layout
        staying |= late


def _rendered_once(
    given: LayoutInput,
    shown: Mapping[str, bytes],
    root: ElementTree.Element,
    staying: Collection[str],
) -> tuple[_Layout, Mapping[str, PlacedNote]]:
    """Lay out a document, and say which notes were put at the feet of its pages."""
    formulas = place_formulas(root, [file.path for _, file in given.fonts])
    break_in_cells(root)
    keep_units(root)
    keep_words_whole(root, but_in_paragraphs=given.breaks_syllables)
    if given.spaces_scripts:
        space_scripts(root)
    notes = place_notes(root, staying)
    side = [CSS(string="html { break-before: verso }")] if given.opens_on_left else []
    fetcher = BookFetcher({name: each.path for name, each in given.files + given.fonts}, shown)
    try:
        fonts, sheets, _ = styles_of(given)
        document = ContentDocument(root, fetcher).render(
            stylesheets=[*sheets, *side], font_config=fonts, cache=dict(formulas)
        )
        return _Layout(document, root, formulas), notes
    except FatalURLFetchingError as error:
        raise ThemeError(_outside(error, given.name)) from error


def _outside(error: FatalURLFetchingError, name: str) -> Problem:
    address = str(error).removeprefix(BASE_URL)
    what = f"the theme asks for {address!r}, which is not in the book"
    hint = "a theme reads its own fonts and the book's pictures, nothing else"
    return Problem(what, at=Location(f"{name}.xhtml"), hint=hint)


def _written(
    document: Any, given: LayoutInput, finisher: Callable[[Any, Any], None] | None
) -> bytes:
    out = io.BytesIO()
    document.write_pdf(out, finisher=finisher, pdf_variant=_VARIANT if given.tagged else None)
    return out.getvalue()


def _drop_stylesheet_links(root: ElementTree.Element) -> None:
    for head in root.iter("head"):
        for link in head.findall("link"):
            head.remove(link)


def _drop_nested_links(document: Any) -> None:
    """Leave one link for each `a`.

    WeasyPrint hands a link down to every element in it: `<a><code>x</code></a>` would be two, of
    which the inner one is tagged as text.
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def _gathered(document: Any, pdf: Any, given: LayoutInput) -> tuple[bytes, dict[str, Any]]:
    """Make what WeasyPrint has painted fit for a book, and take it out of its PDF."""
    mend_links(document)
    mend_tags(pdf, given.name)
    write_greys(pdf)
    fonts = take_out_fonts(document.fonts, pdf)
    has_shared_fonts = len(fonts) == len(document.fonts)
    noted = vars(document).get("references", ()) if has_shared_fonts else ()
    places = reference_places(pdf, noted)
    slack = slacks(document, pdf, places)
    # A number is set in a stream, and the margins' are compared: they are compressed later.
    loose = {page for page, *_ in places} if given.tagged else range(len(document.pages))
    file, facts = gather_document(pdf, loose)
    return file, facts | {
        "fonts": fonts,
        "has_shared_fonts": has_shared_fonts,
        "references": [
            (page, place, target, room)
            for (page, place, target, _), room in zip(places, slack, strict=True)
        ],
        "is_stiff": any(
            room is None and is_page(target)
            for (*_, target, _), room in zip(places, slack, strict=True)
        ),
    }
