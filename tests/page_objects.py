"""What is painted on the pages of a PDF: words, pictures and grounds with their places.

PDFium reads them. Lengths are in points, from the lower left corner of the page, as in the PDF.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

_ARTIFACT, _FIGURE = "Artifact", "Figure"
"""Marks of what is no part of the text, such as folios and grounds, and of drawings."""
_PAINTED = 0.95
"""The share of a page that something covers if the page is painted to its edges."""
_THIN_PT = 3.0
"""What is thinner is a rule, and no ground to stand on."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return max(0.0, self.right - self.left)

    @property
    def height(self) -> float:
        return max(0.0, self.top - self.bottom)

    @property
    def area(self) -> float:
        return self.width * self.height

    def common(self, other: "Box") -> "Box":
        """Return what two boxes share, which is empty if they share nothing."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    def grown(self, by: float) -> "Box":
        """Return the box with its sides so much further out."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: "Box") -> bool:
        """Tell whether all of another box is in this one."""
        return self.common(other) == other


@dataclass(frozen=True, slots=True)
class Words:
    """Words painted in one go: on one line, in one font and one colour."""

    text: str
    letters: tuple[Box, ...]
    """Each around the ink."""
    size_pt: float
    baseline: float
    colour: Colour
    is_bold: bool
    is_artifact: bool

    @property
    def box(self) -> Box:
        """Around all letters."""
        return _around(self.letters)


@dataclass(frozen=True, slots=True)
class PageObjects:
    """One page."""

    label: str
    box: Box
    """The page as it is when it is trimmed."""
    words: tuple[Words, ...]
    """All but those of drawings, which are their author's."""
    images: tuple[Box, ...]
    """What is made of pixels."""
    figures: tuple[Box, ...]
    """What pictures are made of, of pixels or drawn."""
    grounds: tuple[Box, ...]
    """Filled areas that are no part of the text, such as that behind a listing."""
    beneath: Image.Image
    """The page without its words, one pixel a point."""
    tagged: Image.Image
    """The page without its artifacts, in grey, one pixel a point."""

    @property
    def is_painted(self) -> bool:
        """Whether something fills the page to its edges, as on a cover."""
        filled = (each.common(self.box).area for each in (*self.grounds, *self.images))
        return any(area > _PAINTED * self.box.area for area in filled)

    def crop(self, picture: Image.Image, box: Box) -> Image.Image:
        """Return the part of one of the pictures that is in a box."""
        left, top = round(box.left - self.box.left), round(self.box.top - box.top)
        width, height = max(1, round(box.width)), max(1, round(box.height))
        return picture.crop((left, top, left + width, top + height))


def read_pages(path: Path) -> Iterator[PageObjects]:
    """Yield the pages of a file, one at a time: each comes with two pictures."""
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            yield _read_page(pdf, number)


@dataclass(frozen=True, slots=True)
class _Object:
    """A page object and the marks around it."""

    object: pypdfium2.PdfObject
    marks: frozenset[str]

    def is_a(self, *kinds: int) -> bool:
        return bool(self.object.type in kinds)


def _read_page(pdf: pypdfium2.PdfDocument, number: int) -> PageObjects:
    page = pdf[number]
    objects = list(_objects(page))
    boxes = [(each, Box(*each.object.get_bounds())) for each in objects]
    artifacts = [(each, box) for each, box in boxes if _ARTIFACT in each.marks]
    found = PageObjects(
        label=pdf.get_page_label(number) or str(number + 1),
        box=Box(*page.get_trimbox()),
        words=tuple(_words(page, objects)),
        images=tuple(box for each, box in boxes if each.is_a(pdfium.FPDF_PAGEOBJ_IMAGE)),
        figures=tuple(box for each, box in boxes if _FIGURE in each.marks),
        grounds=tuple(box for each, box in artifacts if _is_ground(each, box)),
        beneath=_painted(pdf[number], [pdfium.FPDF_PAGEOBJ_TEXT], without=None),
        tagged=_painted(pdf[number], [], without=_ARTIFACT).convert("L"),
    )
    page.close()
    return found


def _objects(page: pypdfium2.PdfPage) -> Iterator[_Object]:
    """Yield what is painted; what is in a form, such as a running head, has the form's marks."""
    outer: frozenset[str] = frozenset()
    for each in page.get_objects(max_depth=2):
        marks = frozenset(_marks(each))
        outer = marks if each.level == 0 else outer
        yield _Object(each, marks | outer)


def _marks(each: pypdfium2.PdfObject) -> Iterator[str]:
    for place in range(pdfium.FPDFPageObj_CountMarks(each)):
        name, size = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(each, place)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        yield bytes(name)[: size.value].decode("utf-16-le").rstrip("\0")


def _is_ground(each: _Object, box: Box) -> bool:
    if not each.is_a(pdfium.FPDF_PAGEOBJ_PATH) or min(box.width, box.height) < _THIN_PT:
        return False
    fills, strokes = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(each.object, fills, strokes)
    return bool(fills.value != pdfium.FPDF_FILLMODE_NONE)


def _words(page: pypdfium2.PdfPage, objects: Iterable[_Object]) -> Iterator[Words]:
    marks = {_address(each.object.raw): each.marks for each in objects}
    text = page.get_textpage()
    places = defaultdict(list)
    for place in range(text.count_chars()):
        if not chr(pdfium.FPDFText_GetUnicode(text, place)).isspace():
            places[_address(pdfium.FPDFText_GetTextObject(text, place))].append(place)
    for address, letters in places.items():
        if _FIGURE not in marks[address]:
            is_artifact = _ARTIFACT in marks[address]
            yield _words_at(text, letters, is_artifact=is_artifact)
    text.close()


def _words_at(text: pypdfium2.PdfTextPage, places: list[int], *, is_artifact: bool) -> Words:
    first = places[0]
    matrix, ink, name = pdfium.FS_MATRIX(), [ctypes.c_uint() for _ in range(4)], bytes(100)
    pdfium.FPDFText_GetMatrix(text, first, matrix)
    pdfium.FPDFText_GetFillColor(text, first, *ink)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, first, x, y)
    pdfium.FPDFText_GetFontInfo(text, first, name, len(name), ctypes.c_int())
    red, green, blue, _ = (each.value for each in ink)
    return Words(
        text="".join(chr(pdfium.FPDFText_GetUnicode(text, place)) for place in places),
        letters=tuple(Box(*text.get_charbox(place)) for place in places),
        size_pt=pdfium.FPDFText_GetFontSize(text, first) * (matrix.c**2 + matrix.d**2) ** 0.5,
        baseline=y.value,
        colour=(red, green, blue),
        is_bold=b"Bold" in name,
        is_artifact=is_artifact,
    )


def _painted(page: pypdfium2.PdfPage, kinds: list[int], *, without: str | None) -> Image.Image:
    """Paint a page without objects of some kinds, or with a mark."""
    for each in list(_objects(page)):
        drops = each.is_a(*kinds) and _FIGURE not in each.marks
        if drops or (without in each.marks and each.object.level == 0):
            page.remove_obj(each.object)
    picture: Image.Image = page.render(scale=1).to_pil().convert("RGB")
    page.close()
    return picture


def _address(raw: object) -> int | None:
    return ctypes.cast(raw, ctypes.c_void_p).value  # type: ignore[arg-type]


def _around(boxes: Iterable[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(
        *((each.left, each.bottom, each.right, each.top) for each in boxes), strict=True
    )
    return Box(min(lefts), min(bottoms), max(rights), max(tops))
