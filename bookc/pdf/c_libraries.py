"""What C libraries have, declared without parsing C.

WeasyPrint declares Pango, Fontconfig and HarfBuzz in C whenever it is imported, and cffi parses
that in Python, which took an eighth of the time of all imports. `declarations.py` has what comes
out, as cffi itself writes it for modules that are built in advance.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import _cffi_backend
import cffi

from bookc.pdf.declarations import DIGEST, PARSED

ADDED = """
    PangoAttribute* pango_attr_shape_new(const PangoRectangle*, const PangoRectangle*);
    PangoLayout* pango_layout_copy(PangoLayout*);
    void pango_layout_line_index_to_x(PangoLayoutLine*, int, gboolean, int*);
    """
"""What WeasyPrint does not declare."""


@contextmanager
def parsed_in_advance() -> Iterator[None]:
    """Let WeasyPrint be imported without parsing, if it declares what `declarations.py` has.

    Elsewhere than on Linux, it is the parser that finds libraries by their short names.
    """
    parse = cffi.FFI
    if sys.platform == "linux" and digest_of_declarations() == DIGEST:
        cffi.FFI = _Parsed
    try:
        yield
    finally:
        cffi.FFI = parse


def digest_of_declarations() -> str:
    """Return the SHA-256 of all that is declared in C."""
    return sha256(declared_by_weasyprint() + ADDED.encode()).hexdigest()


def declared_by_weasyprint() -> bytes:
    """Return the module of WeasyPrint that declares C libraries, unread."""
    found = find_spec("weasyprint")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "text" / "ffi.py").read_bytes()


class _Parsed(_cffi_backend.FFI):  # type: ignore[misc]
    """Stands for an FFI to which nothing has been declared yet, and knows it all."""

    def __init__(self) -> None:
        super().__init__("weasyprint", **PARSED)

    def cdef(self, text: str, **how: Any) -> None:
        """Do nothing: what is declared is known."""
