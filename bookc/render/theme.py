"""A theme: a folder with `theme.toml`, templates, style sheets and fonts, or some of them.

What a theme does not bring, it has from the one that it extends. What `[theme]` in `book.toml`
sets is checked against the variables that the theme and its parents declare.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookc.errors import ThemeError
from bookc.frozen import frozen
from bookc.model import BookConfig, Location, PdfConfig, Problem, Resource, Variable
from bookc.paper import read_page_size
from bookc.render.declaration import Declaration, merged_variables, page_of, read_lineage
from bookc.render.fonts import FONT_FACES, read_fonts
from bookc.render.shelf import DECLARATION, ThemeFolder, find_file
from bookc.render.variables import About, set_variables
from bookc.store import digest_of

_PAGES = ("chapter", "colophon", "contents", "cover", "halftitlepage", "matter", "part")
_FILES = (
    *(f"templates/{page}.xhtml.j2" for page in (*_PAGES, "titlepage")),
    *("paged.css", "reflowable.css", FONT_FACES),
)
"""What a theme and its parents bring between them."""
_FONTS = frozenset({".otf", ".ttc", ".ttf", ".woff", ".woff2"})
"""Endings of what no template takes in."""
_MARGINS = ("margin_top", "margin_bottom", "margin_inner", "margin_outer")


@frozen
class Theme:
    """A theme with its variables set."""

    name: str
    lineage: tuple[ThemeFolder, ...]
    """Its folder, then that of the theme which it extends, and so on."""
    digests: tuple[str, ...]
    """Of all files but fonts in each of these folders."""
    variables: Mapping[str, Variable]
    fonts: tuple[Resource, ...]
    font_faces: str
    """The `@font-face` rules of its fonts."""
    typefaces: tuple[str, ...]
    """What a colophon calls them."""
    pdf: PdfConfig
    """The book's, with the page of the theme if the book names none."""
    measure_mm: float
    """Width of a full line in print."""
    text_height_mm: float
    """Height of the text block in print."""

    @property
    def folder(self) -> Path:
        """The theme's own folder."""
        return self.lineage[0].path


def load_theme(config: BookConfig, digest_of: Callable[[Path], str] = digest_of) -> Theme:
    """Find the theme that a book asks for and set its variables.

    Args:
        config: what book.toml says, or would.
        digest_of: returns the SHA-256 of a file, in hex; it may remember it.

    Raises:
        ThemeError: if there is no such theme, or it is not whole.
        ThemeError: if `[theme]` sets a variable that it does not have, or to a wrong value.
    """
    at = config.theme.places.get("name", config.source)
    lineage = read_lineage(config.project, config.theme.name, at)
    folders = tuple(each.folder for each in lineage)
    declared = merged_variables(lineage)
    if problems := [*_missing_files(folders), *_missing_margins(lineage, declared)]:
        raise ThemeError(*problems)
    variables = set_variables(declared, config)
    font_faces, fonts, typefaces = read_fonts(folders, digest_of)
    page = read_page_size(config.pdf.page_size or page_of(lineage))
    assert page
    return Theme(
        name=config.theme.name,
        lineage=folders,
        digests=tuple(_digest_of_folder(each.path, digest_of) for each in folders),
        variables=variables,
        fonts=fonts,
        font_faces=font_faces,
        typefaces=typefaces,
        pdf=replace(
            config.pdf,
            page_size=page.css,
            page_width_mm=page.width_mm,
            page_height_mm=page.height_mm,
        ),
        measure_mm=page.width_mm - _sum_mm(variables, "margin_inner", "margin_outer"),
        text_height_mm=page.height_mm - _sum_mm(variables, "margin_top", "margin_bottom"),
    )


def _digest_of_folder(folder: Path, digest_of: Callable[[Path], str]) -> str:
    """Return a digest of the names of all files in a folder but fonts, and of what is in them."""
    lines = sorted(
        f"{path.relative_to(folder).as_posix()} {digest_of(path)}\n" for path in _files_in(folder)
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield all files that a template may take in, through links to other folders, too."""
    seen: set[str] = set()
    for at, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(at)
        if real in seen:  # a link back
            folders.clear()
            continue
        seen.add(real)
        paths = (Path(at, name) for name in names)
        yield from (each for each in paths if each.suffix not in _FONTS and each.is_file())


def files_of(theme: Theme, project: Path) -> Iterator[PurePosixPath]:
    """Yield the files of a theme, and of those that it extends, that a project has itself."""
    for folder in theme.lineage:
        if not folder.path.is_relative_to(project):
            continue  # it came with bookc
        files = (path for path in folder.path.rglob("*") if path.is_file())
        yield from (PurePosixPath(path.relative_to(project).as_posix()) for path in files)


def _missing_files(folders: Sequence[ThemeFolder]) -> Iterator[Problem]:
    missing = [name for name in _FILES if not find_file(folders, name)]
    if missing:
        what = f"the theme has no {', no '.join(missing)}"
        hint = f'add it, or write extends = "notes" in {DECLARATION}'
        yield Problem(what, at=Location(folders[0].shown), hint=hint)


def _missing_margins(
    lineage: Sequence[Declaration], declared: Mapping[str, About]
) -> Iterator[Problem]:
    """Yield the margins that a theme does not declare: pictures are made as wide as a line."""
    for name in _MARGINS:
        if declared.get(name, {}).get("type") not in ("number", "length"):
            what = f"the theme has no variable {name} of type length"
            yield Problem(what, at=lineage[0].folder.at(DECLARATION))


def _sum_mm(variables: Mapping[str, Variable], *names: str) -> float:
    return sum(float(variables[name]) for name in names)
