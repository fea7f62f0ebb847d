"""References to pages: `p. 12`, and every number in the contents.

A template writes `<span data-page-of="NAME.xhtml#id"></span>`. A number is known when all pages
are, but its width is known before: figures for such numbers are tabular, all of one width. So a
document is laid out with zeros, as many as the number has digits, and the digits are set at
assembly. A chapter that moves by ten pages changes no other chapter. Roman numerals have no such
zeros; they are laid out as they are.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import uharfbuzz
from pikepdf import Array, Object, Operator, Pdf, String

PAGE_OF = "page-of:"
"""What the address of a reference begins with while it is laid out."""

_REFERENCE = re.compile(r'<span\b([^<>]*?\sdata-page-of="([^"]*)"[^<>]*?)(?:/>|>[^<]*</span>)')
_STYLE = "color: inherit; font-variant-numeric: lining-nums tabular-nums"
_FEATURES = {"lnum": True, "tnum": True}


def has_page_references(xhtml: str) -> bool:
    """Tell whether a document names the page of anything."""
    return "data-page-of=" in xhtml


def place_page_references(xhtml: str, folios: Mapping[str, str], *, exact: bool = False) -> str:
    """Write stand-ins of the right width into a document's references, as links.

    Args:
        xhtml: a whole content document.
        folios: what the page of every document and id is called, as far as it is known.
        exact: write the folios themselves, for fonts whose digits assembly cannot set.
    """

    def fill(reference: re.Match[str]) -> str:
        target = target_of(reference[2])
        folio = folios.get(target) or folios.get(target.partition("--")[0], "00")
        shown = folio if exact else re.sub(r"\d", "0", folio)
        return f'<a{reference[1]} href="{PAGE_OF}{reference[2]}" style="{_STYLE}">{shown}</a>'

    return _REFERENCE.sub(fill, xhtml)


def target_of(address: str) -> str:
    """Return the id that an address leads to, or the name of the document if it has none."""
    document, _, fragment = unquote(address).partition("#")
    return fragment or document.removesuffix(".xhtml")


def estimated_pages(pages: Mapping[str, int], lengths: Mapping[str, int]) -> dict[str, int]:
    """Guess the pages of documents that are not laid out yet, by the length of those that are.

    Only the number of digits hangs on it; a wrong guess costs a second layout.
    """
    known = sum(lengths[name] for name in pages)
    per_letter = sum(pages.values()) / known if known else 1 / 1000
    return {
        name: max(1, math.ceil(length * per_letter))
        for name, length in lengths.items()
        if name not in pages
    }


class Digits:
    """The glyphs of the tabular figures in the fonts of a book."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Take the file of each font, by its name in the PDF."""
        self._files = files
        self._shaped: dict[str, dict[str, tuple[int, float]]] = {}

    def shaped(self, font: str) -> Mapping[str, tuple[int, float]]:
        """Return glyph and width, in thousandths of an em, by digit."""
        if font not in self._shaped:
            face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self._files[font])))
            buffer = uharfbuzz.Buffer()
            buffer.add_str("0123456789")
            buffer.guess_segment_properties()
            uharfbuzz.shape(uharfbuzz.Font(face), buffer, _FEATURES)
            glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            self._shaped[font] = {
                str(digit): (info.codepoint, place.x_advance * 1000 / face.upem)
                for digit, (info, place) in enumerate(glyphs)
            }
        return self._shaped[font]


def set_digits(pdf: Pdf, page: Object, folios: Mapping[int, str], digits: Digits) -> set[str]:
    """Put numbers in the place of their zeros.

    Args:
        pdf: the book.
        page: a page of it.
        folios: the number to show, by the marked-content identifier of its zeros.
        digits: how the fonts show it.

    Returns:
        The names of the fonts that show it.
    """
    used = set()
    font, shown = "", None
    written: list[tuple[Sequence[Object], Operator]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "BDC":
            shown = folios.get(int(operands[1].get("/MCID", -1)))
        elif operator == "EMC":
            shown = None
        elif operator == "Tf":
            font = str(operands[0]).removeprefix("/")
        elif operator == "TJ" and shown:
            used.add(font)
            glyphs = digits.shaped(font)
            codes = b"".join(glyphs[digit][0].to_bytes(2) for digit in shown)
            operands = [Array([String(codes)])]
        written.append((operands, Operator(operator)))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))
    return used
