"""The job that writes the XMP packet of a book (ISO 16684-1).

pikepdf writes it, which takes as long to import as to bind a chapter; and it seldom changes.
"""

from pikepdf import Pdf

from bookc.pdf.metadata import PacketInput
from bookc.store import Facts


def write_packet(given: PacketInput) -> tuple[bytes, Facts]:
    """Return the packet, which pikepdf writes into an empty file for us."""
    scratch = Pdf.new()
    with scratch.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = given.title
        xmp["dc:creator"] = list(given.authors)
        xmp["dc:language"] = {given.language}
        xmp["dc:description"] = given.description
        xmp["dc:identifier"] = given.identifier
        xmp["dc:rights"] = given.rights
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = given.modified
        xmp["xmp:CreatorTool"] = given.creator
        xmp["pdf:Producer"] = given.producer
        xmp["pdfuaid:part"] = "1"
    return bytes(scratch.Root.Metadata.read_bytes()), {}
