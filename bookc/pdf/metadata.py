"""What the PDF says of the book: XMP, and the dictionary of information that came before it."""

from datetime import datetime
from importlib.metadata import version
from typing import Any

import pydyf
from pikepdf import Pdf

from bookc.model import BookMetadata
from bookc.pdf.file import PdfFile


def add_metadata(
    pdf: PdfFile, book: BookMetadata, modified: datetime
) -> tuple[int, dict[str, Any]]:
    """Write what a file says of its book.

    Returns:
        The number of the information dictionary, and entries for the catalogue.
    """
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    about = {
        "Title": title,
        "Author": ", ".join(book.authors),
        "Subject": book.description,
        "Creator": f"bookc {version('bookc')}",
        "Producer": f"WeasyPrint {version('weasyprint')}",
    }
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    information = about | {"CreationDate": stamp, "ModDate": stamp}
    packet = _xmp(book, title, about, modified)
    xmp = pdf.add_stream(packet, compress=False, Type="/Metadata", Subtype="/XML")
    info = pdf.add(pydyf.Dictionary({key: pydyf.String(text) for key, text in information.items()}))
    return info, {"Metadata": f"{xmp} 0 R", "Lang": pydyf.String(book.language)}


def _xmp(book: BookMetadata, title: str, about: dict[str, str], modified: datetime) -> bytes:
    """Return the XMP packet, which pikepdf writes into an empty file for us."""
    scratch = Pdf.new()
    with scratch.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:creator"] = list(book.authors)
        xmp["dc:language"] = {book.language}
        xmp["dc:description"] = book.description
        xmp["dc:identifier"] = book.identifier
        xmp["dc:rights"] = book.rights
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = modified.isoformat()
        xmp["xmp:CreatorTool"] = about["Creator"]
        xmp["pdf:Producer"] = about["Producer"]
        xmp["pdfuaid:part"] = "1"
    return bytes(scratch.Root.Metadata.read_bytes())
