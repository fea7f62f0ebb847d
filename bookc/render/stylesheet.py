"""The job that fills in the style sheet of a theme.

To compile a sheet takes Jinja2 20 ms, and an edit of a post changes none.
"""

from collections.abc import Mapping

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob
from bookc.model import BookMetadata, Medium, PdfConfig, Variable
from bookc.render.names import shared_names
from bookc.render.shelf import ThemeFolder
from bookc.render.templates import fill_sheets
from bookc.store import Facts


@frozen
class ThemeFiles(FileInput):
    """The folder of a theme; its digest is that of all files in it but fonts."""

    name: str
    shown: str
    """As `ThemeFolder` has it."""


@frozen
class StylesheetInput:
    """What a style sheet may depend on."""

    lineage: tuple[ThemeFiles, ...]
    medium: Medium
    book: BookMetadata
    variables: Mapping[str, Variable]
    pdf: PdfConfig
    typefaces: tuple[str, ...]


FILL_STYLESHEET: NamedJob[StylesheetInput] = NamedJob(__name__, "fill_stylesheet")


def fill_stylesheet(given: StylesheetInput) -> tuple[bytes, Facts]:
    """Fill in the style sheets of a theme and its parents for a medium; in UTF-8.

    Raises:
        ThemeError: if there is a mistake in one.
    """
    folders = tuple(ThemeFolder(each.name, each.path, each.shown) for each in given.lineage)
    names = shared_names(given.book, given.variables, given.pdf, given.medium, given.typefaces)
    return fill_sheets(folders, f"{given.medium}.css", names).encode(), {}
