"""Notes at the foot of a page: in their order, and no more of them than the page has room for.

WeasyPrint 70 sets all notes that wait for a page at its foot, even beyond its head, and mixes up
the order of those that it has taken back.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bookc.pdf.engine import boxes, change
from bookc.pdf.notes import PlacedNote

_LARGEST = 3 / 4
"""Of a page: what notes may take, unless one alone is higher."""
_OVERFLOW_PX = 2.0


def lay_out_note(lay_out: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return WeasyPrint's function that sets a note and tells whether it is too much."""

    def lay_out_in_order(context: Any, note: Any) -> bool:
        _note_order(context)
        is_too_much = lay_out(context, note)
        context.current_page_footnotes.sort(key=_place_in(context))
        return is_too_much or context.current_footnote_area.margin_height() > (
            _LARGEST * context.current_footnote_area.page.height
        )

    return lay_out_in_order


def make_page(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's function that makes a page, with the notes that wait for it in order."""

    def make_with_notes_in_order(context: Any, *given: Any) -> Any:
        context.reported_footnotes.sort(key=_place_in(context))
        return make(context, *given)

    return make_with_notes_in_order


def _note_order(context: Any) -> None:
    """Remember the order of all notes of a document, before the first of them is set."""
    if "order_of_notes" not in vars(context):
        notes = enumerate(context.footnotes)
        context.order_of_notes = {note: number for number, note in notes}


def _place_in(context: Any) -> Callable[[Any], int]:
    order: Mapping[Any, int] = vars(context).get("order_of_notes", {})
    return order.__getitem__


def making_room(lay_out: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """Return a layout of blocks in which notes make room for what a page cannot be without.

    A picture that begins a page stands there, if it fits or not: on notes that wait from the page
    before; and a table that has no room for its head besides a row has none. They wait for another
    page then.
    """

    def lay_out_with_room(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *page: Any, **more: Any
    ) -> tuple[Any, ...]:
        laid_out = lay_out(context, box, bottom_space, skip_stack, *page, **more)
        page_is_empty = page[1] if len(page) > 1 else more.get("page_is_empty", True)
        while page_is_empty and laid_out[0] is not None and context.current_page_footnotes:
            block = laid_out[0]
            bottom = block.position_y + block.margin_height() - block.margin_bottom
            is_over = bottom > context.page_bottom - bottom_space + _OVERFLOW_PX
            if not is_over and not _has_lost_head(box, block):
                break
            context.report_footnote(context.current_page_footnotes[-1])
            laid_out = lay_out(context, box, bottom_space, skip_stack, *page, **more)
        return laid_out

    return lay_out_with_room


def _has_lost_head(table: Any, laid_out: Any) -> bool:
    """Tell whether a table has a head that is not on the page."""
    if not isinstance(table, boxes.TableBox) or not table.children:
        return False
    return table.children[0].is_header and not any(each.is_header for each in laid_out.children)


def late_notes(document: Any, notes: Mapping[str, PlacedNote]) -> set[str]:
    """Return the ids of notes that end later than on the page behind that of their mark.

    Or on a page without text, or on none: WeasyPrint can lose a note whose line it takes back from
    a page, as in a list item. With them come all others that have their mark on the same page, so
    that no note has to be looked for in two places.

    Args:
        document: as it was laid out.
        notes: by the ids of their parts.
    """
    pages: dict[str, int] = {}
    last = 0
    for number, page in enumerate(document.pages):
        text = page._page_box.children[0]
        last = number if text.children else last
        for name in page.anchors:
            pages.setdefault(name, number)
    marked = {note: pages.get(note.mark, last) for note in notes.values()}
    too_full = {
        marked[note]
        for part, note in notes.items()
        if pages.get(part, last + 1) > min(last, marked[note] + 1)
    }
    return {note.name for note, page in marked.items() if page in too_full}


change("weasyprint.layout.LayoutContext.layout_footnote", lay_out_note)
change("weasyprint.layout.page.make_page", make_page)
