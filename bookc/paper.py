"""Sizes of pages, as CSS writes them: a name, or width and height."""

import re

from bookc.frozen import frozen

NAMED_MM = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "B4": (250.0, 353.0),
    "B5": (176.0, 250.0),
    "B6": (125.0, 176.0),
    "JIS-B4": (257.0, 364.0),
    "JIS-B5": (182.0, 257.0),
    "JIS-B6": (128.0, 182.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "ledger": (279.4, 431.8),
}
"""The names of CSS for pages that books have and that WeasyPrint knows, with width and height.
https://www.w3.org/TR/css-page-3/#page-size-prop"""
ALLOWED = (
    f'one of {", ".join(NAMED_MM)}, or width and height in mm, cm, in or pt, such as "148mm 210mm"'
)
"""What a page size is, in words."""
SIDE_MM = (50, 1200)
"""How long a side can be."""
_LENGTH = r"(\d{1,5}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)"
_TWO_LENGTHS = re.compile(rf"{_LENGTH}(?:\s+|\s*[x\u00d7]\s*){_LENGTH}", re.IGNORECASE | re.ASCII)
_UNIT_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


@frozen
class PageSize:
    """The size of a page."""

    css: str
    """As a style sheet has it."""
    width_mm: float
    height_mm: float

    @property
    def is_bookish(self) -> bool:
        """Whether a book can have such pages."""
        least, most = SIDE_MM
        return least <= min(self.width_mm, self.height_mm) and (
            max(self.width_mm, self.height_mm) <= most
        )


def read_page_size(written: str) -> PageSize | None:
    """Read a page size; None if it is none."""
    for name, sides_mm in NAMED_MM.items():
        if name.casefold() == written.strip().casefold():
            return PageSize(name, *sides_mm)
    match = _TWO_LENGTHS.fullmatch(written.strip())
    if not match:
        return None
    width, width_unit, height, height_unit = (part.lower() for part in match.groups())
    return PageSize(
        f"{width}{width_unit} {height}{height_unit}",
        float(width) * _UNIT_MM[width_unit],
        float(height) * _UNIT_MM[height_unit],
    )
