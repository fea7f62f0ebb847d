"""What the PDF says of the book: XMP, and the dictionary of information that came before it."""

from datetime import datetime
from importlib.metadata import version
from typing import Any

import pydyf

from bookc.frozen import frozen
from bookc.jobs import NamedJob, Runner
from bookc.model import BookMetadata
from bookc.pdf.file import PdfFile


@frozen
class PacketInput:
    """What the XMP packet says."""

    title: str
    authors: tuple[str, ...]
    language: str
    description: str
    identifier: str
    rights: str
    modified: str
    """In ISO 8601."""
    creator: str
    producer: str


WRITE_PACKET: NamedJob[PacketInput] = NamedJob("bookc.pdf.xmp", "write_packet")


def add_metadata(
    pdf: PdfFile, book: BookMetadata, modified: datetime, runner: Runner
) -> tuple[int, dict[str, Any]]:
    """Write what a file says of its book.

    Returns:
        The number of the information dictionary, and entries for the catalogue.
    """
    packet = PacketInput(
        title=f"{book.title}: {book.subtitle}" if book.subtitle else book.title,
        authors=book.authors,
        language=book.language,
        description=book.description,
        identifier=book.identifier,
        rights=book.rights,
        modified=modified.isoformat(),
        creator=f"bookc {version('bookc')}",
        producer=f"WeasyPrint {version('weasyprint')}",
    )
    (entry,) = runner.run(WRITE_PACKET, [packet], "metadata", local=True, few=1)
    xmp = pdf.add_stream(entry.file.read_bytes(), compress=False, Type="/Metadata", Subtype="/XML")
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    information = {
        "Title": packet.title,
        "Author": ", ".join(packet.authors),
        "Subject": packet.description,
        "Creator": packet.creator,
        "Producer": packet.producer,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    info = pdf.add(pydyf.Dictionary({key: pydyf.String(text) for key, text in information.items()}))
    return info, {"Metadata": f"{xmp} 0 R", "Lang": pydyf.String(book.language)}
