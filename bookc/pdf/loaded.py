"""The style sheet and the fonts of a layout, loaded once a worker: all chapters have the same."""

import functools
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path, PosixPath
from typing import Any

from bookc.pdf.code_font import FAMILY, code_font
from bookc.pdf.engine import BASE_URL, CSS, BookFetcher, FontConfiguration, URLFetcherResponse
from bookc.pdf.glyphs import letters_in, unknown_letters
from bookc.pdf.inputs import Files, LayoutInput
from bookc.pdf.references import REFERENCE_STYLES
from bookc.pdf.shared_fonts import marks_of
from bookc.pdf.style_mistakes import Mistake, mistakes_noted

_CODE_FONT = "letter-codes.ttf"
_CODE_FONT_FACE = f'\n@font-face {{ font-family: "{FAMILY}"; src: url("{_CODE_FONT}") }}'


def styles_of(given: LayoutInput) -> tuple[Any, list[Any], list[Mistake]]:
    """Return WeasyPrint's fonts and style sheets for a document, and what is wrong in the sheets.

    Letters without a font get one, which no rule needs to name: Pango comes to it at last.
    """
    without_font = _without_font(given)
    text = given.stylesheet + REFERENCE_STYLES + (_CODE_FONT_FACE if without_font else "")
    strings = (text, given.margins) if given.margins else (text,)
    read = [_styles(each, given.fonts, without_font) for each in strings]
    configuration = read[0][0]  # which holds the fonts that the text's sheet names
    mistakes = [mistake for _, _, found in read for mistake in found]
    return configuration, [sheet for _, sheet, _ in read], mistakes


@functools.lru_cache(maxsize=4)
def _styles(stylesheet: str, fonts: Files, without_font: str) -> tuple[Any, Any, list[Mistake]]:
    """Read a style sheet and load its fonts, once a worker: they are the same for every chapter."""
    shown = {_CODE_FONT: code_font(without_font)} if without_font else {}
    fetcher = _FontFetcher({name: each.path for name, each in fonts}, shown)
    config = _font_configuration(fonts, without_font)
    with mistakes_noted(stylesheet) as mistakes:
        sheet = CSS(string=stylesheet, base_url=BASE_URL, url_fetcher=fetcher, font_config=config)
    return config, sheet, mistakes


@functools.lru_cache(maxsize=2)
def _font_configuration(fonts: Files, _without_font: str) -> Any:
    """Return where the fonts of a theme are loaded to, once a worker for all its style sheets.

    WeasyPrint puts every font into a folder, which it removes when the configuration is garbage: in
    a process that ends before, never.
    """
    config = FontConfiguration()
    config._folder = _FontFolder(tempfile.mkdtemp(prefix="bookc-fonts-"))
    weakref.finalize(config, shutil.rmtree, config._folder, ignore_errors=True)
    return config


class _FontBytes(bytes):
    """What begins a font, in the place of all of it."""

    file: Path


class _FontFile:
    """A font that is read as far as one must, to see whether it is compressed for the web."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> bytes:
        with self._path.open("rb") as data:
            start = data.read(4)
            if start.startswith(b"wOF"):
                return start + data.read()
        begun = _FontBytes(start)
        begun.file = self._path.absolute()
        return begun

    def close(self) -> None:
        pass


class _FontFetcher(BookFetcher):
    """Serves the fonts of a theme."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open a font; any other address is the book's business."""
        if path := self._files.get(url):
            return self.response(url, _FontFile(path))
        return super().fetch(url, headers)


class _FontFolder(PosixPath):
    """A folder, and the files in it, where a font is a link to what is there already.

    Copies of 15 fonts were 20 MB and a fifth of what a worker did before its first layout.
    """

    def write_bytes(self, data: Any) -> int:
        """Write a file, or link to one."""
        if isinstance(data, _FontBytes):
            self.symlink_to(data.file)
            return len(data)
        return super().write_bytes(data)


def _without_font(given: LayoutInput) -> str:
    shown = given.xhtml + given.stylesheet + given.margins
    return "".join(unknown_letters(shown, _known_letters(given.fonts)))


def know_letters(fonts: Files, letters: Iterable[str]) -> None:
    """Say which letters fonts have, so that nobody has to read all of them for it."""
    _told[fonts] = frozenset(letters)


_told: dict[Files, frozenset[str]] = {}


@functools.lru_cache(maxsize=2)
def _known_letters(fonts: Files) -> frozenset[str]:
    told = _told.get(fonts)
    return letters_in(each.path for _, each in fonts) if told is None else told


@functools.lru_cache(maxsize=2)
def marks_in(fonts: Files) -> Mapping[bytes, str]:
    """Read what tells the fonts of a theme apart, once a worker."""
    return marks_of(fonts)
