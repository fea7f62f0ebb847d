"""A finished PDF as two programs read it, opened once for all its chapters.

In a long book, to open it takes as long as to read a chapter.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as PDFium and as pikepdf read it."""

    pdfium: pypdfium2.PdfDocument
    pikepdf: Any


def opened(path: Path) -> Opened:
    """Open a file, unless it was the last one."""
    about = path.stat()
    return _open(path, (about.st_ino, about.st_size, about.st_mtime_ns))


def close() -> None:
    """Close the last file."""
    _open.cache_clear()


@functools.lru_cache(maxsize=1)
def _open(path: Path, _state: tuple[int, ...]) -> Opened:
    from pikepdf import Pdf  # not needed by a build in which no chapter changed

    # What pages inherit is put into each of them otherwise, for which all have to be read.
    return Opened(pypdfium2.PdfDocument(path), Pdf.open(path, inherit_page_attributes=False))
