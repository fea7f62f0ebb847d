"""The names of the places that links of the PDF lead to."""

from urllib.parse import quote

BASE_URL = "https://book.invalid/"
"""Where the documents of a book lie, under a name that RFC 2606 keeps out of use. WeasyPrint names
pictures by their address, so it must not depend on the place of the project."""


def destination(identifier: str) -> str:
    """Return the name of a destination in the PDF: plain ASCII, so that names sort as bytes."""
    return quote(identifier, safe="")
