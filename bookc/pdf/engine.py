"""WeasyPrint, made to see nothing but what a book brings along.

The only module that imports it. Fontconfig reads its settings when it is first loaded, so they are
put in place before the import: without this, a letter that the theme's fonts lack would be taken
from whatever the machine has, and the same book would differ from one machine to the next.
"""

import ctypes.util
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage, Message
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.request import DataHandler, OpenerDirector, Request
from xml.etree.ElementTree import Element, fromstring

from bookc.fontconfig import forget_fonts_of_the_machine
from bookc.frozen import frozen
from bookc.pdf.c_libraries import ADDED, parsed_in_advance
from bookc.pdf.destinations import BASE_URL
from bookc.pdf.font_tools import imported_later


@contextmanager
def _libraries_by_their_files() -> Iterator[None]:
    """Let no compiler be asked on Linux where Pango is; the loader knows.

    WeasyPrint tries the names that libraries have on Windows first. For each, Python starts
    ldconfig, gcc and ld in turn: a third of the time that all these imports take.
    """
    asking = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = asking


def _found_nowhere(name: str) -> str | None:
    return None


forget_fonts_of_the_machine()
with (
    warnings.catch_warnings(),
    _libraries_by_their_files(),
    imported_later(),
    parsed_in_advance(),
):
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    import cssselect2
    from pydyf import Stream
    from tinycss2.color5 import parse_color
    from weasyprint import CSS, HTML, svg
    from weasyprint.css import declaration_precedence
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import (
        INHERITED,
        INITIAL_NOT_COMPUTED,
        INITIAL_VALUES,
        TABLE_WRAPPER_BOX_PROPERTIES,
    )
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline
    from weasyprint.layout.preferred import max_content_width, min_content_width
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, harfbuzz, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import (
        Layout,
        create_layout,
        first_line_metrics,
        get_next_break_point,
        line_size,
        pyphen,
    )
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Other packages log in a way that sets up a printer for all: what WeasyPrint says of parts of a
# formula, which have no text of their own, then stood among the messages of bookc.
logging.getLogger("weasyprint").propagate = False

ffi.cdef(ADDED, override=True)
# cffi parses the name of a type when it first meets it, 2 ms each: here, once for all workers.
for _type in (
    *("FcChar8 **", "PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *"),
    *("char[]", "int *", "unsigned int *"),
):
    ffi.typeof(_type)

# A table stands in a box that has its margins; WeasyPrint 70 does not let it have what says whether
# they stay at the head of a page, so tables began lower than text does.
TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")

INITIAL_AS_USED = frozenset(INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED)
"""Properties whose initial value does not depend on the element."""

__all__ = [
    "BASE_URL",
    "CSS",
    "FROM_UNITS",
    "INHERITED",
    "INITIAL_AS_USED",
    "INITIAL_VALUES",
    "PHYSICAL_FUNCTIONS",
    "BookFetcher",
    "Changed",
    "ContentDocument",
    "FatalURLFetchingError",
    "FontConfiguration",
    "Layout",
    "URLFetcherResponse",
    "boxes",
    "change",
    "changes",
    "colour_of",
    "copy_of_layout",
    "create_layout",
    "declaration_precedence",
    "draw_text_of_drawings_with",
    "ffi",
    "harfbuzz",
    "has_hyphens",
    "justify_lines_with",
    "lay_out_blocks_with",
    "line_size",
    "max_content_width",
    "measure_blanks_with",
    "metrics_of_line",
    "min_content_width",
    "next_break",
    "offset_px",
    "pango",
    "pdf_fonts",
    "read_document",
    "split_lines_with",
    "widen_letters",
]


_NO_HEADERS = EmailMessage(Message().policy)
"""Made with the policy of old messages, which is there: that of new ones takes 5 ms to load."""


class BookFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's own pictures and fonts, and refuses everything else.

    What an address itself holds is in the book: drawings bring their fonts so.
    """

    def __init__(self, files: Mapping[str, Path], shown: Mapping[str, bytes] | None = None) -> None:
        """Take files, and bytes to show in the place of some or beside them, by their address."""
        # Not the fetcher's own way, which prepares for connections that are never made: 1 ms for
        # each document, and 30 from Python 3.12 on, which reads certificates of the machine then.
        OpenerDirector.__init__(self)
        self._fail_on_errors = False  # which is asked for where something cannot be read
        self._files = {BASE_URL + name: path for name, path in files.items()}
        self._shown = {BASE_URL + name: data for name, data in (shown or {}).items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open a file of the book; stop the layout at any other address."""
        if url in self._shown:
            return self.response(url, self._shown[url])
        if url.startswith("data:"):
            written = DataHandler().data_open(Request(url))
            return URLFetcherResponse(url, written, written.headers)
        if url not in self._files:
            raise FatalURLFetchingError(url)
        return self.response(url, self._files[url].open("rb"))

    @staticmethod
    def response(url: str, body: object) -> URLFetcherResponse:
        """Return bytes, or a file that is open, as what was found at an address."""
        return URLFetcherResponse(url, body, _NO_HEADERS)


@frozen
class Changed:
    """A function of WeasyPrint's in whose place stands one of ours."""

    owners: tuple[Any, ...]
    """The modules that have it by this name, or its class."""
    name: str
    original: Any
    ours: Any


changes: dict[str, Changed] = {}
"""What `change` has changed, by what it was called with."""


def change(function: str, ours: Callable[[Any], Any]) -> None:
    """Put a function of ours in the place of one of WeasyPrint's, wherever it is imported.

    Args:
        function: where it is, as `weasyprint.text.line_break.Layout.setup`.
        ours: makes the function from the one that was there.
    """
    place, _, name = function.rpartition(".")
    module, _, last = place.rpartition(".")
    if last[0].isupper():
        owners = [getattr(import_module(module), last)]
        original = vars(owners[0])[name]
    else:
        original = getattr(import_module(place), name)
        prefixes = ("weasyprint.", f"{place}.")
        loaded = [each for at, each in sys.modules.items() if f"{at}.".startswith(prefixes)]
        owners = [each for each in loaded if getattr(each, name, None) is original]
    changed = Changed(tuple(owners), name, original, ours(original))
    for owner in owners:
        setattr(owner, name, changed.ours)
    changes[function] = changed


def justify_lines_with(justify: Callable[[Any, Any, float], None]) -> None:
    """Let lines be made flush on both sides by a function of ours."""
    assert hasattr(inline, "justify_line")
    inline.justify_line = justify


def lay_out_blocks_with(change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Let the layout of each block go through a function of ours."""
    block.block_level_layout = change(block.block_level_layout)


def draw_text_of_drawings_with(change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Let the text of SVG drawings be drawn by a function of ours."""
    original = svg.text
    svg.text = change(original)
    svg.TAGS.update({tag: svg.text for tag, draw in svg.TAGS.items() if draw is original})


def write_runs_with(change: Callable[[str], str]) -> None:
    """Let each run of glyphs be written as a function of ours has it."""
    show = Stream.show_text

    def show_text(stream: Any, run: str) -> None:
        show(stream, change(run))

    Stream.show_text = show_text


def widen_letters(sign: str, pattern: re.Pattern[str], width_em: float) -> None:
    """Let letters that draw nothing take room on their line, where a pattern finds them."""
    set_text = Layout.set_text

    def set_text_with_room(layout: Any, text: str, **how: Any) -> None:
        set_text(layout, text, **how)
        found = list(pattern.finditer(layout.text)) if sign in layout.text else ()
        if not found:
            return
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        room = ffi.new("PangoRectangle *")
        room.width = int(width_em * layout.style["font_size"] * TO_UNITS)
        for letter in found:
            attribute = pango.pango_attr_shape_new(room, room)
            attribute.start_index = len(layout.text[: letter.start()].encode())
            attribute.end_index = attribute.start_index + len(letter[0].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)

    Layout.set_text = set_text_with_room


def copy_of_layout(layout: Any) -> Any:
    """Return a Pango layout with the fonts, the language and the attributes of another."""
    return ffi.gc(pango.pango_layout_copy(layout), gobject.g_object_unref)


def next_break(layout: Any, start: int, end: int) -> int | None:
    """Return how far behind a letter a line may break next; None if not before another letter."""
    signs = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)[start:end]
    place: int | None = get_next_break_point(signs)
    return place


def offset_px(layout: Any, line: int, at_byte: int) -> float:
    """Return how far from the start of its line a letter is, which is not the line's first."""
    place = ffi.new("int *")
    of_line = pango.pango_layout_get_line_readonly(layout.layout, line)
    pango.pango_layout_line_index_to_x(of_line, at_byte, 0, place)
    return float(place[0] * FROM_UNITS)


def metrics_of_line(line: Any, text: str, layout: Any, next_at: int) -> tuple[Any, ...]:
    """Set the first line of a text alone, without the blanks at its end, and measure it."""
    metrics: tuple[Any, ...] = first_line_metrics(
        line, text, layout, next_at, space_collapse=True, style=layout.style
    )
    return metrics


def has_hyphens(style: Any) -> bool:
    """Tell whether words of a style may be hyphenated where nobody has put a soft hyphen."""
    return style["hyphens"] == "auto" and bool(
        style["lang"] and pyphen.language_fallback(style["lang"])
    )


def split_lines_with(change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Let the splitting of texts into lines go through a function of ours."""
    inline.split_first_line = change(inline.split_first_line)


def measure_blanks_with(change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Let a function of ours say how much of a box is blanks at the end of its line."""
    inline.trailing_whitespace_size = change(inline.trailing_whitespace_size)


def colour_of(name: str) -> Any:
    """Return a colour that CSS knows as WeasyPrint has it; None for any other name."""
    colour = parse_color(name)
    return None if isinstance(colour, str) else colour


def read_document(xhtml: str) -> Element:
    """Parse a content document; its elements are in no namespace, as WeasyPrint has them."""
    root = fromstring(xhtml)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix("{http://www.w3.org/1999/xhtml}")
    return root


class ContentDocument(HTML):  # type: ignore[misc]
    """A content document given as a tree.

    WeasyPrint reads a document with an HTML5 parser written in Python, which takes a tenth of the
    time of a chapter. Ours are well-formed XML, which expat reads in no time.
    """

    def __init__(self, root: Element, fetcher: BookFetcher) -> None:
        """Take a document as `read_document` gives it."""
        self.base_url = BASE_URL
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


def _language_alone(_: object) -> Callable[[Any], dict[str, str | None]]:
    """Return what looks for the metadata of a document: it has none but those of the book.

    To go through all of its elements took a hundredth of the time of a layout.
    """
    return lambda html: {"lang": html.etree_element.get("lang")}


change("weasyprint.html.get_html_metadata", _language_alone)
