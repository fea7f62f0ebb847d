"""What every file of a theme may use by name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bookc.model import BookMetadata, Medium, PdfConfig, Variable
from bookc.render.colour import readable, text_on, tint
from bookc.render.fitting import fitting_size
from bookc.wording import text_direction, wording, written_day


def shared_names(
    book: BookMetadata,
    variables: Mapping[str, Variable],
    pdf: PdfConfig,
    medium: Medium,
    typefaces: tuple[str, ...],
) -> dict[str, Any]:
    """Return what every template and style sheet of a theme is given.

    Args:
        book: what is known of the book.
        variables: those of the theme, as they are set.
        pdf: the page and all that only the PDF has.
        medium: what the files are filled in for.
        typefaces: what a colophon calls the fonts.
    """
    return {
        "book": book,
        "theme": variables,
        "pdf": pdf,
        "paged": medium is Medium.PAGED,
        "typefaces": typefaces,
        "words": wording(book.language),
        "day": lambda day: _written_day(day, book.language),
        "direction": text_direction,
        "tint": tint,
        "text_on": text_on,
        "fitting_size": fitting_size,
        "readable": readable,
    }


def _written_day(day: object, language: str) -> str:
    """Write a day; of none, Babel would write today's, and the book would be another tomorrow."""
    if not isinstance(day, date):
        raise TypeError(f"day() takes a date and was given {day!r}")
    return written_day(day, language)
