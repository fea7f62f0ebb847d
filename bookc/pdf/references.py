"""References to pages, which can be filled in only when pages are numbered.

A template writes `<span data-page-of="NAME.xhtml#id"></span>`; here the folio of that place is
put into it.
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote

_REFERENCE = re.compile(r'(<span\b[^<>]*?\sdata-page-of="([^"]*)"[^<>]*?)(?:/>|>[^<]*</span>)')
_UNKNOWN = "00"


def has_page_references(xhtml: str) -> bool:
    """Tell whether a document names the page of anything."""
    return "data-page-of=" in xhtml


def fill_page_references(xhtml: str, folios: Mapping[str, str]) -> str:
    """Write folios into a document's references.

    Args:
        xhtml: a whole content document.
        folios: what the page of every document and id is called.
    """

    def fill(reference: re.Match[str]) -> str:
        document, _, fragment = unquote(reference[2]).partition("#")
        name = fragment or document.removesuffix(".xhtml")
        return f"{reference[1]}>{folios.get(name, _UNKNOWN)}</span>"

    return _REFERENCE.sub(fill, xhtml)
