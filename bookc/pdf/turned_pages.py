"""Turned tables: each goes to a page of its own behind the one it would begin on.

A page that lies on its side ends the one before it, which stayed half empty. The text behind such
a table goes on there instead, as around a float of LaTeX's that has a page to itself, and beyond
the table's page. WeasyPrint has no such floats: the table leaves a mark in the text, and the pages
behind that of the mark are made of the table alone.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bookc.frozen import frozen
from bookc.pdf.engine import boxes, change

FLOATING = "table-floating"
"""Class: of a table that has pages of its own."""
PAGE = "turned"
"""The name of such a page in a style sheet."""
_ANYWHERE = {"break": "any", "page": None}


@frozen
class _Waiting:
    """Where a document goes on: with tables, and then with its text.

    It takes the place of what WeasyPrint knows a place in a document by, between two pages.
    """

    root: Any
    """The document with nothing in it but the tables."""
    place: Any
    """Where in that the next page begins."""
    text: Any
    """Where the text goes on; None at the end of the document."""
    next_page: Any
    """What WeasyPrint knows of the page on which it does."""


def leaving_marks(lay_out: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """Return a layout of blocks in which tables with pages of their own leave a mark."""

    def lay_out_mark(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *page: Any, **more: Any
    ) -> tuple[Any, ...]:
        if not _is_floating(box) or vars(context).get("makes_turned_page"):
            return lay_out(context, box, bottom_space, skip_stack, *page, **more)
        mark = boxes.BlockBox(box.element_tag, box.style.anonymous_style.copy(), None, [])
        mark.style["break_before"] = "avoid"
        mark.style["break_after"] = _break_before(box, page[0])
        mark.position_x, mark.position_y = box.position_x, box.position_y
        mark.floating_table = box
        context.has_marks = True
        return lay_out(context, mark, bottom_space, None, *page, **more)

    return lay_out_mark


def making_turned_pages(remake: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's function that makes a page and says where the next one begins."""

    def remake_page(index: int, context: Any, root: Any, html: Any) -> tuple[Any, Any]:
        begin, *_ = context.page_maker[index]
        if isinstance(begin, _Waiting):
            return _table_page(remake, index, context, begin, html)
        page, text = remake(index, context, root, html)
        tables = _taken_marks(page) if vars(context).get("has_marks") else []
        if not tables:
            return page, text
        alone, start = _alone(root, tables)
        waiting = _Waiting(alone, start, text, context.page_maker[index + 1][1])
        return page, _go_on(context, index, waiting, _ANYWHERE)

    return remake_page


def _table_page(
    remake: Callable[..., Any], index: int, context: Any, waiting: _Waiting, html: Any
) -> tuple[Any, Any]:
    """Make a page of tables alone."""
    kept = context.page_maker[index]
    context.page_maker[index] = (waiting.place, {"break": "any", "page": PAGE}, *kept[2:])
    broken, context.broken_out_of_flow = context.broken_out_of_flow, {}
    context.makes_turned_page = True
    try:
        page, place = remake(index, context, waiting.root, html)
    finally:
        context.makes_turned_page = False
        context.broken_out_of_flow = broken
        context.page_maker[index] = kept
    page.is_of_tables = True
    if place is None:
        return page, _go_on(context, index, waiting.text, waiting.next_page)
    rest = _Waiting(waiting.root, place, waiting.text, waiting.next_page)
    return page, _go_on(context, index, rest, _ANYWHERE)


def _go_on(context: Any, index: int, begin: Any, next_page: Any) -> Any:
    """Let the page behind one begin elsewhere, and return where."""
    *_, is_right, state, to_make = context.page_maker[index + 1]
    to_make["content_changed"] = begin is not None
    context.page_maker[index + 1] = (begin, next_page, is_right, state, to_make)
    return begin


def is_of_tables(page: Any) -> bool:
    """Tell whether a page has nothing but turned tables that the text passes."""
    return hasattr(page, "is_of_tables")


def _is_floating(box: Any) -> bool:
    if box.element_tag != "table" or box.element is None:
        return False
    return FLOATING in box.element.get("class", "").split()


def _break_before(table: Any, holder: Any) -> str:
    """Return whether a page may end behind what stands before a table: not below a heading."""
    before = [each for each in holder.children if not _is_floating(each) or each is table]
    place = next(at for at, each in enumerate(before) if each is table)
    return str(before[place - 1].style["break_after"]) if place else "auto"


def _taken_marks(box: Any) -> list[Any]:
    """Take the marks out of a page, and return their tables."""
    tables = [each.floating_table for each in box.children if hasattr(each, "floating_table")]
    if tables:
        box.children = [each for each in box.children if not hasattr(each, "floating_table")]
    for child in box.children:
        if isinstance(child, boxes.BlockContainerBox):
            tables += _taken_marks(child)
    return tables


def _alone(box: Any, tables: Sequence[Any]) -> tuple[Any, Any]:
    """Return a box with nothing in it but some tables, and where that begins.

    It begins within all that is around them, so that there are no margins above.
    """
    if any(box is each for each in tables):
        return box, None
    held = []
    for child in box.children:
        if isinstance(child, boxes.BlockContainerBox) and (found := _alone(child, tables))[0]:
            held.append(found)
    if not held:
        return None, None
    return box.copy_with_children([each for each, _ in held]), {0: held[0][1]}


change("weasyprint.layout.page.remake_page", making_turned_pages)
