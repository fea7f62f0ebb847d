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
from bookc.pdf.fonts import embed_font, merge_fonts
from bookc.pdf.layout import destination
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.pdf.outline import add_outline
from bookc.pdf.structure import TagTree
from bookc.store import Entry


def assemble(
    rendered: RenderedBook,
    pagination: Pagination,
    margins: Mapping[str, Entry],
    path: Path,
    *,
    bookmark_depth: int,
) -> None:
    """Write the PDF of a book whose documents are laid out.

    Args:
        rendered: the book.
        pagination: its laid-out documents in their places.
        margins: running heads and folios of documents that have them, by name.
        path: the file to write.
        bookmark_depth: levels of headings in the outline.
    """
    pdf = Pdf.new()
    tags = TagTree(pdf)
    entries = [each.entry for each in pagination.placed]
    fonts = _embed_fonts(pdf, rendered, [*entries, *margins.values()])
    pictures: dict[str, Object] = {}
    for each in pagination.placed:
        _pad(pdf, each)
        with Pdf.open(each.entry.file) as source:
            pages = _append(pdf, source)
            tags.add(source, pages, language=each.document.language)
        _share(pages[0], fonts, pictures)
        if overlay := margins.get(each.document.name):
            _put_over(pdf, pages, overlay, fonts)
    tags.finish()
    _add_labels(pdf, pagination)
    _add_destinations(pdf, pagination)
    add_outline(pdf, pagination.placed, depth=bookmark_depth)
    _add_metadata(pdf, rendered.metadata, rendered.modified)
    pdf.save(
        path,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=False,
    )


def _embed_fonts(pdf: Pdf, rendered: RenderedBook, entries: Sequence[Entry]) -> dict[str, Object]:
    files = {resource.name: resource.file for resource in rendered.resources}
    merged = merge_fonts(entry.facts["fonts"] for entry in entries)
    return {key: embed_font(pdf, font, files[font["file"]]) for key, font in merged.items()}


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


def _share(page: Object, fonts: Mapping[str, Object], pictures: dict[str, Object]) -> None:
    """Point a document's resources to the fonts and pictures of the book.

    WeasyPrint gives all pages of a document one resource dictionary.
    """
    for key, font in fonts.items():
        page.Resources.Font[Name("/" + key)] = font
    drawings = page.Resources.get(Name.XObject, Dictionary())
    for name, drawing in drawings.items():
        if drawing.get(Name.Subtype) == Name.Image:
            digest = hashlib.sha256(drawing.read_raw_bytes()).hexdigest()
            drawings[name] = pictures.setdefault(digest, drawing)


def _put_over(
    pdf: Pdf, pages: Sequence[Object], overlay: Entry, fonts: Mapping[str, Object]
) -> None:
    """Draw running heads and folios over pages, as artifacts: they are not part of the text."""
    with Pdf.open(overlay.file) as source:
        heads = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
    for key, font in fonts.items():
        heads[0].Resources.Font[Name("/" + key)] = font
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


def _add_destinations(pdf: Pdf, pagination: Pagination) -> None:
    """Name the places that links lead to: every id of the book, and every document."""
    places = {}
    pages = [page.obj for page in pdf.pages]
    for each in pagination.placed:
        top = float(pages[each.first_page].MediaBox[3])
        places[destination(each.document.name)] = (each.first_page, 0, top)
        for anchor, (page, x, y) in each.entry.facts["anchors"].items():
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
    pdf.Root.PageMode = Name.UseOutlines
