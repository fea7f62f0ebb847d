"""The names of the places that links of the PDF lead to."""

from urllib.parse import quote


def destination(identifier: str) -> str:
    """Return the name of a destination in the PDF: plain ASCII, so that names sort as bytes."""
    return quote(identifier, safe="")
