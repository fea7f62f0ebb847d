"""Put laid-out documents together into one PDF.

Nothing is laid out here. Pages are taken as they are; running heads go over them as artifacts;
fonts and pictures that occur in several documents are stored once; and what only a whole book has
is added: page labels, destinations, outline, tag tree, metadata.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bookc.model import BookMetadata, RenderedBook
from bookc.pdf.fonts import Fonts
from bookc.pdf.layout import destination
from bookc.pdf.numbering import Pagination, PlacedDocument, folios
from bookc.pdf.outline import add_outline
from bookc.pdf.references import set_digits
from bookc.pdf.structure import TagTree
from bookc.store import Entry


def assemble(
    rendered: RenderedBook,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    margins: Mapping[str, Entry],
    path: Path,
    *,
    bookmark_depth: int,
) -> None:
    """Write the PDF of a book whose documents are laid out.

    Args:
        rendered: the book.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        margins: running heads and folios of documents that have them, by name.
        path: the file to write.
        bookmark_depth: levels of headings in the outline.
    """
    pdf = Pdf.new()
    tags = TagTree(pdf)
    fonts = Fonts(pdf, rendered.resources, [*laid_out.values(), *margins.values()])
    numbers = folios(pagination, laid_out)
    pictures: dict[str, Object] = {}
    for each in pagination.placed:
        entry = laid_out[each.document.name]
        _pad(pdf, each)
        with Pdf.open(entry.file) as source:
            pages = _append(pdf, source)
            tags.add(source, pages, language=each.document.language)
        fonts.put_into(pages[0].Resources)
        _share_pictures(pages[0].Resources, pictures)
        _set_references(pdf, pages, entry, numbers, fonts)
        if overlay := margins.get(each.document.name):
            _put_over(pdf, pages, overlay, fonts)
    fonts.embed()
    tags.finish()
    _add_labels(pdf, pagination)
    _add_destinations(pdf, pagination, laid_out)
    add_outline(pdf, pagination.placed, laid_out, depth=bookmark_depth)
    _add_metadata(pdf, rendered.metadata, rendered.modified)
    pdf.save(
        path,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=False,
    )


def _pad(pdf: Pdf, placed: PlacedDocument) -> None:
    """Add blank pages until a document can stand where it was placed."""
    while len(pdf.pages) < placed.first_page:
        _, _, width, height = (float(side) for side in pdf.pages[-1].mediabox)
        blank = pdf.add_blank_page(page_size=(width, height))
        del blank.obj.Contents  # an empty stream, which MuPDF takes for a broken one


def _append(pdf: Pdf, source: Pdf) -> list[Object]:
    start = len(pdf.pages)
    for page in source.pages:
        pdf.pages.append(page)
    return [page.obj for page in pdf.pages[start:]]


def _share_pictures(resources: Object, pictures: dict[str, Object]) -> None:
    """Point a document's resources to the pictures of the book.

    WeasyPrint gives all pages of a document one resource dictionary.
    """
    drawings = resources.get(Name.XObject, Dictionary())
    for name, drawing in drawings.items():
        if drawing.get(Name.Subtype) == Name.Image:
            digest = hashlib.sha256(drawing.read_raw_bytes()).hexdigest()
            drawings[name] = pictures.setdefault(digest, drawing)


def _set_references(
    pdf: Pdf, pages: Sequence[Object], entry: Entry, numbers: Mapping[str, str], fonts: Fonts
) -> None:
    """Set the numbers that a document's references to pages have become."""
    by_page: dict[int, dict[int, str]] = {}
    for page, mark, target in entry.facts["references"]:
        number = numbers.get(target, "")
        if entry.facts["has_shared_fonts"] and number.isdigit():
            by_page.setdefault(page, {})[mark] = number
    for page, shown in by_page.items():
        for key in set_digits(pdf, pages[page], shown, fonts.digits):
            fonts.add_digits(key)


def _put_over(pdf: Pdf, pages: Sequence[Object], overlay: Entry, fonts: Fonts) -> None:
    """Draw running heads and folios over pages, as artifacts: they are not part of the text."""
    with Pdf.open(overlay.file) as source:
        heads = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
    fonts.put_into(heads[0].Resources)
    drawings = pages[0].Resources.XObject
    begin = pdf.make_stream(b"q")
    for number, (page, head) in enumerate(zip(pages, heads, strict=True)):
        drawings[Name(f"/Margin{number}")] = head
        content = f"Q /Artifact <</Type /Pagination>> BDC q /Margin{number} Do Q EMC".encode()
        # WeasyPrint leaves its change of axes in force at the end of a page.
        page.Contents = Array([begin, page.Contents, pdf.make_stream(content)])


def _add_labels(pdf: Pdf, pagination: Pagination) -> None:
    """Say what pages are called: i, ii, ... 1, 2 (ISO 32000-1, 12.4.2)."""
    ranges = []
    if pagination.front_pages:
        ranges += [0, Dictionary(S=Name.r)]
    if pagination.pages > pagination.front_pages:
        ranges += [pagination.front_pages, Dictionary(S=Name.D)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(ranges))


def _add_destinations(pdf: Pdf, pagination: Pagination, laid_out: Mapping[str, Entry]) -> None:
    """Name the places that links lead to: every id of the book, and every document."""
    places = {}
    pages = [page.obj for page in pdf.pages]
    for each in pagination.placed:
        top = float(pages[each.first_page].MediaBox[3])
        places[destination(each.document.name)] = (each.first_page, 0, top)
        for anchor, (page, x, y) in laid_out[each.document.name].facts["anchors"].items():
            places[destination(anchor)] = (each.first_page + page, x, y)
    names: list[Any] = []
    for name, (page, x, y) in sorted(places.items()):
        names += [String(name), Array([pages[page], Name.XYZ, x, y, 0])]
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))


def _add_metadata(pdf: Pdf, book: BookMetadata, modified: datetime) -> None:
    creator = f"bookc {version('bookc')}"
    producer = f"WeasyPrint {version('weasyprint')}"
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:creator"] = list(book.authors)
        xmp["dc:language"] = {book.language}
        xmp["dc:description"] = book.description
        xmp["dc:identifier"] = book.identifier
        xmp["dc:rights"] = book.rights
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = modified.isoformat()
        xmp["xmp:CreatorTool"] = creator
        xmp["pdf:Producer"] = producer
        xmp["pdfuaid:part"] = "1"
    pdf.docinfo[Name.Title] = title
    pdf.docinfo[Name.Author] = ", ".join(book.authors)
    pdf.docinfo[Name.Subject] = book.description
    pdf.docinfo[Name.Creator] = creator
    pdf.docinfo[Name.Producer] = producer
    pdf.docinfo[Name.CreationDate] = pdf.docinfo[Name.ModDate] = modified.strftime(
        "D:%Y%m%d%H%M%SZ"
    )
    pdf.Root.Lang = String(book.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # Not `Direction=R2L`, for a book that reads from right to left: PDFium, and so Chrome, then takes
    # the words of every line in that order, code and English too, when text is searched or copied.
    pdf.Root.PageMode = Name.UseOutlines
