"""Put laid-out documents together into one PDF.

Nothing is laid out here. Pages are taken as they are; running heads go over them as artifacts;
fonts and pictures that occur in several documents are stored once; and what only a whole book has
is added: page labels, destinations, outline, tag tree, metadata. One document is in memory at a
time, so a long book takes no more than a short one.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pydyf

from bookc.frozen import frozen
from bookc.jobs import Runner
from bookc.model import RenderedBook
from bookc.pdf.allotment import Allotted, allot
from bookc.pdf.binding import BIND, BookNumbers
from bookc.pdf.file import PdfFile
from bookc.pdf.fonts import BoxInput, Fonts
from bookc.pdf.margins import Overlay
from bookc.pdf.metadata import add_metadata
from bookc.pdf.navigation import destinations, outline, page_labels
from bookc.pdf.numbering import Pagination, folios
from bookc.pdf.references import chapter_numbers
from bookc.pdf.structure import TagTree
from bookc.store import Entry

_SPARE = 64
"""Drawings of heads are numbered in multiples of this, so that a longer chapter moves no number."""
_FEW = 2
"""Documents that are bound in this process."""


@frozen
class Assembled:
    """Where things are in the file of a book."""

    pages: Sequence[int]
    """The number of each page's object."""
    blocks: Sequence[int]
    """The first number of each document's objects, in reading order, and that behind the last."""
    fonts: Sequence[tuple[int, BoxInput]]
    """The number of the program of each font that is in it once for all documents, and what makes
    boxes of its letters."""
    digest: str
    """SHA-256 of the file, in hex."""


def assemble(
    rendered: RenderedBook,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    overlays: Mapping[str, Overlay],
    path: Path,
    runner: Runner,
    *,
    bookmark_depth: int,
) -> Assembled:
    """Write the PDF of a book whose documents are laid out.

    Args:
        rendered: the book.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        overlays: running heads and folios of documents that have them, by name.
        path: the file to write.
        runner: where documents are bound.
        bookmark_depth: levels of headings in the outline.
    """
    heads = [entry for overlay in overlays.values() for entry in overlay.entries]
    with path.open("wb") as out:
        pdf = PdfFile(out)
        catalogue, root = pdf.reserve(), pdf.reserve()
        tags = TagTree(pdf)
        fonts = Fonts(pdf, rendered.resources, [*laid_out.values(), *heads], runner)
        longest = max((each.pages for each in pagination.placed if overlays), default=0)
        book = BookNumbers(
            tags=tags.book,
            save=pdf.add_stream(b"q", compress=False),
            draw=_draw_heads(pdf, longest),
            fonts=fonts.numbers,
            digits=fonts.digits,
        )
        numbers = _numbers(rendered, pagination, laid_out)
        allotted = list(allot(pdf, pagination, laid_out, overlays, numbers, book))
        del numbers  # a long book has tens of thousands
        blocks = [*(each.given.first for each in allotted), pdf.reserve(0)]
        bound = runner.stream(BIND, [each.given for each in allotted], "chapters bound", few=_FEW)
        programs = fonts.embed(runner)  # and all else that need not wait for them
        pages = [page for each in allotted for page in (*each.blank_pages, *each.pages)]
        dests = destinations(pdf, pagination, laid_out, pages)
        marks = outline(pdf, pagination.placed, laid_out, pages, depth=bookmark_depth)
        info, more = add_metadata(pdf, rendered.metadata, rendered.modified, runner)
        _include(pdf, root, allotted, bound, tags)
        entries = {
            "Type": "/Catalog",
            "Pages": _reference(root),
            "StructTreeRoot": _reference(tags.finish()),
            "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
            "PageLabels": page_labels(pagination),
            "Names": pydyf.Dictionary({"Dests": _reference(dests)}),
            "PageMode": "/UseOutlines",
            # Not `Direction`, for a book that reads from right to left: PDFium, and so Chrome, then
            # takes the words of every line in that order, code and English too, when text is
            # searched or copied.
            "ViewerPreferences": pydyf.Dictionary({"DisplayDocTitle": "true"}),
        }
        if marks:
            entries["Outlines"] = _reference(marks)
        pdf.put(catalogue, pydyf.Dictionary(entries | more).data)
        digest = pdf.finish(catalogue, info)
    return Assembled(pages, blocks, programs, digest)


def _numbers(
    rendered: RenderedBook, pagination: Pagination, laid_out: Mapping[str, Entry]
) -> dict[str, str]:
    """Return what the page of every document and id is called, and the number of each chapter."""
    numbers = folios(pagination, laid_out)
    for each in rendered.documents:
        numbers |= chapter_numbers(each.xhtml)
    return numbers


def _draw_heads(pdf: PdfFile, pages: int) -> int:
    """Write what draws the head of a first page, of a second, and so on, in all documents."""
    first = pdf.reserve(-(-pages // _SPARE) * _SPARE)
    for place in range(pages):
        draw = f"Q /Artifact <</Type /Pagination>> BDC q /Margin{place} Do Q EMC".encode()
        pdf.put_stream(first + place, pydyf.Dictionary({"Length": len(draw)}).data, draw)
    return first


def _include(
    pdf: PdfFile,
    root: int,
    allotted: Sequence[Allotted],
    bound: Iterable[Entry],
    tags: TagTree,
) -> None:
    """Write every document, as it is bound, and the tree of pages."""
    nodes: list[int] = []
    count = 0
    boxes: Mapping[str, Sequence[float]] = {}
    for each, part in zip(allotted, bound, strict=True):
        if each.blank_pages:
            _put_blank_pages(pdf, each, boxes)
            nodes.append(_put_node(pdf, each.blank_node, root, each.blank_pages))
        pdf.include(part.file.read_bytes(), part.facts, each.entry.file.read_bytes())
        nodes.append(_put_node(pdf, each.given.node, root, each.pages))
        count += len(each.blank_pages) + len(each.pages)
        if each.entry.facts["keys"]:
            tags.add(each.elements, part.facts["leaf"], each.given.last_key)
        boxes = each.entry.facts["opening"]
    tree = {"Type": "/Pages", "Kids": _references(nodes), "Count": count}
    pdf.put(root, pydyf.Dictionary(tree).data)


def _put_blank_pages(pdf: PdfFile, each: Allotted, boxes: Mapping[str, Sequence[float]]) -> None:
    """Write the blank pages before a document, which are cut like those before them."""
    page = pydyf.Dictionary({"Type": "/Page", "Parent": _reference(each.blank_node)})
    page |= {name: pydyf.Array(box) for name, box in boxes.items()}
    page["Resources"] = pydyf.Dictionary()
    for number in each.blank_pages:
        pdf.put(number, page.data)


def _put_node(pdf: PdfFile, number: int, root: int, pages: Sequence[int]) -> int:
    """Write a node of the tree of pages, and return its number."""
    kids = _references(pages)
    node = {"Type": "/Pages", "Parent": _reference(root), "Kids": kids, "Count": len(pages)}
    pdf.put(number, pydyf.Dictionary(node).data)
    return number


def _references(numbers: Sequence[int]) -> pydyf.Array:
    return pydyf.Array(map(_reference, numbers))


def _reference(number: int) -> str:
    return f"{number} 0 R"
