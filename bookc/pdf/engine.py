"""WeasyPrint, made to see nothing but what a book brings along.

The only module that imports it. Fontconfig reads its settings when it is first loaded, so they are
put in place before the import: without this, a letter that the theme's fonts lack would be taken
from whatever the machine has, and the same book would differ from one machine to the next.
"""

import logging
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from bookc.fontconfig import forget_fonts_of_the_machine
from bookc.pdf.destinations import BASE_URL

forget_fonts_of_the_machine()
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    import cssselect2
    from tinycss2.color5 import parse_color
    from weasyprint import CSS, HTML
    from weasyprint.css.properties import TABLE_WRAPPER_BOX_PROPERTIES
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline
    from weasyprint.text.ffi import TO_UNITS, ffi, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout, create_layout, line_size
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Other packages log in a way that sets up a printer for all: what WeasyPrint says of parts of a
# formula, which have no text of their own, then stood among the messages of bookc.
logging.getLogger("weasyprint").propagate = False

# A table stands in a box that has its margins; WeasyPrint 70 does not let it have what says whether
# they stay at the head of a page, so tables began lower than text does.
TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")

__all__ = [
    "BASE_URL",
    "CSS",
    "BookFetcher",
    "ContentDocument",
    "FatalURLFetchingError",
    "FontConfiguration",
    "boxes",
    "colour_of",
    "create_layout",
    "justify_lines_with",
    "lay_out_blocks_with",
    "line_size",
    "measure_blanks_with",
    "read_document",
    "split_lines_with",
    "widen_letters",
]


class BookFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's own pictures and fonts, and refuses everything else.

    What an address itself holds is in the book: drawings bring their fonts so.
    """

    def __init__(self, files: Mapping[str, Path], shown: Mapping[str, bytes] | None = None) -> None:
        """Take files, and bytes to show in the place of some or beside them, by their address."""
        super().__init__()
        self._files = {BASE_URL + name: path for name, path in files.items()}
        self._shown = {BASE_URL + name: data for name, data in (shown or {}).items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open a file of the book; stop the layout at any other address."""
        if url in self._shown:
            return URLFetcherResponse(url, self._shown[url])
        if url.startswith("data:"):
            return super().fetch(url)
        if url not in self._files:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self._files[url].open("rb"))


def justify_lines_with(justify: Callable[[Any, Any, float], None]) -> None:
    """Let lines be made flush on both sides by a function of ours."""
    assert hasattr(inline, "justify_line")
    inline.justify_line = justify


def lay_out_blocks_with(change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Let the layout of each block go through a function of ours."""
    block.block_level_layout = change(block.block_level_layout)


def widen_letters(pattern: re.Pattern[str], width_em: float) -> None:
    """Let letters that a pattern finds, which draw nothing, take room on their line."""
    ffi.cdef(
        "PangoAttribute* pango_attr_shape_new(const PangoRectangle*, const PangoRectangle*);",
        override=True,
    )
    set_text = Layout.set_text

    def set_text_with_room(layout: Any, text: str, **how: Any) -> None:
        set_text(layout, text, **how)
        found = list(pattern.finditer(layout.text))
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
