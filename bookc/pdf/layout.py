"""The job that lays out one content document, alone.

In: a document, its style sheet, the files it may read. Out: a tagged PDF of its pages without
running heads or folios (those depend on its place in the book), and the facts that assembly
needs: places of anchors, bookmarks, letters used of each font. A font of the book is left out of
the file: one subset for the whole book is put in at assembly.
"""

import functools
import gc
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pydyf

from bookc.errors import ThemeError
from bookc.jobs import FileInput
from bookc.model import Image, Location, Problem, Resource
from bookc.pdf.engine import (
    BASE_URL,
    CSS,
    ENGINE,
    BookFetcher,
    ContentDocument,
    FatalURLFetchingError,
    FontConfiguration,
    read_document,
)
from bookc.pdf.formulas import FormulaImage, all_drawn, place_formulas
from bookc.pdf.png import Png, put_in, read_png, stand_in
from bookc.pdf.references import PAGE_OF, target_of
from bookc.pdf.shared_fonts import DocumentFonts, marks_of, take_out_fonts
from bookc.pdf.tags import mend_tags
from bookc.pdf.words import WORD_JOINER, keep_words_whole
from bookc.store import Facts

PT_PER_PX = 0.75
_VARIANT = "pdf/ua-1"

gc.freeze()  # what the imports made never dies; collecting it again and again costs a tenth


@dataclass(frozen=True, slots=True)
class LayoutInput:
    """What the layout of one content document depends on."""

    name: str
    xhtml: str
    stylesheet: str
    files: tuple[tuple[str, FileInput], ...]
    """Pictures and fonts, by their address in the book."""
    fonts: tuple[tuple[str, FileInput], ...]
    opens_on_left: bool = False
    tagged: bool = True
    """False for what is drawn over a page and is no part of its text."""
    engine: str = ENGINE
    """The libraries that shape text and break lines, in their versions."""


def picture_inputs(images: Iterable[Image]) -> tuple[tuple[str, FileInput], ...]:
    """Return the pictures of a document as the layout reads them."""
    return tuple((f"images/{each.name}", FileInput(each.file, each.digest)) for each in images)


def font_inputs(fonts: Iterable[Resource]) -> tuple[tuple[str, FileInput], ...]:
    """Return the fonts of a theme as the layout reads them."""
    return tuple((each.name, FileInput(each.file, each.digest)) for each in fonts)


def lay_out(given: LayoutInput) -> tuple[bytes, Facts]:
    """Lay out one content document.

    Returns:
        A PDF, and its facts: `pages`; `anchors`, by id, [page, x, y] with pages counted from 0
        and points from the lower left corner; `bookmarks`, [level, label, page, x, y]; `fonts`,
        what assembly embeds; `pictures`, digest by name in the PDF.
    """
    pictures = {
        name: read_png(each.path) for name, each in given.files if not name.endswith(".svg")
    }
    formulas: dict[str, FormulaImage] = {}
    shown = {name: stand_in(png) for name, png in pictures.items() if png}
    document = _rendered(given, shown, formulas)
    document.fonts = DocumentFonts(_marks(given.fonts))
    _drop_nested_links(document)
    facts: dict[str, Any] = {
        "pages": len(document.pages),
        "anchors": dict(_anchors(document)),
        "bookmarks": list(_bookmarks(document)),
    }
    finish = functools.partial(_finish, given=given, pictures=pictures, facts=facts)
    pdf = _written(document, given, finish)
    assert all_drawn(formulas), f"WeasyPrint left out a formula of {given.name}"
    return pdf, facts


def paint(given: LayoutInput) -> bytes:
    """Lay out one content document as a PDF that is whole by itself."""
    return _written(_rendered(given, {}, {}), given, None)


def _rendered(
    given: LayoutInput, shown: Mapping[str, bytes], formulas: dict[str, FormulaImage]
) -> Any:
    """Lay out a document with WeasyPrint and return its `Document`.

    Args:
        given: the document.
        shown: what WeasyPrint sees in the place of some of its files, by their address.
        formulas: takes up those that are drawn, by their address.
    """
    root = read_document(given.xhtml)
    _drop_stylesheet_links(root)
    formulas |= place_formulas(root, [file.path for _, file in given.fonts])
    keep_words_whole(root)
    side = [CSS(string="html { break-before: verso }")] if given.opens_on_left else []
    fetcher = BookFetcher({name: each.path for name, each in given.files + given.fonts}, shown)
    gc.disable()
    try:
        fonts, sheet = _styles(given.stylesheet, given.fonts)
        return ContentDocument(root, fetcher).render(
            stylesheets=[sheet, *side], font_config=fonts, cache=dict(formulas)
        )
    except FatalURLFetchingError as error:
        raise ThemeError(_outside(error, given.name)) from error
    finally:
        gc.enable()


def _outside(error: FatalURLFetchingError, name: str) -> Problem:
    address = str(error).removeprefix(BASE_URL)
    what = f"the theme asks for {address!r}, which is not in the book"
    hint = "a theme reads its own fonts and the book's pictures, nothing else"
    return Problem(what, at=Location(f"{name}.xhtml"), hint=hint)


def _written(
    document: Any, given: LayoutInput, finisher: Callable[[Any, Any], None] | None
) -> bytes:
    out = io.BytesIO()
    document.write_pdf(out, finisher=finisher, pdf_variant=_VARIANT if given.tagged else None)
    return out.getvalue()


@functools.lru_cache(maxsize=2)
def _styles(stylesheet: str, fonts: tuple[tuple[str, FileInput], ...]) -> tuple[Any, Any]:
    """Read a style sheet and load its fonts, once a worker: they are the same for every chapter."""
    fetcher = BookFetcher({name: each.path for name, each in fonts})
    config = FontConfiguration()
    sheet = CSS(string=stylesheet, base_url=BASE_URL, url_fetcher=fetcher, font_config=config)
    return config, sheet


@functools.lru_cache(maxsize=2)
def _marks(fonts: tuple[tuple[str, FileInput], ...]) -> Mapping[bytes, str]:
    """Read what tells the fonts of a theme apart, once a worker."""
    return marks_of(fonts)


def _drop_stylesheet_links(root: ElementTree.Element) -> None:
    for head in root.iter("head"):
        for link in head.findall("link"):
            head.remove(link)


def _drop_nested_links(document: Any) -> None:
    """Leave one link for each `a`.

    WeasyPrint hands a link down to every element in it: `<a><code>x</code></a>` would be two, of
    which the inner one is tagged as text.
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def _anchors(document: Any) -> Iterator[tuple[str, list[float]]]:
    seen = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, _, _) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield name, [number, round(x * PT_PER_PX, 2), _from_bottom(page, y)]


def _bookmarks(document: Any) -> Iterator[list[Any]]:
    for number, page in enumerate(document.pages):
        for level, label, (x, y), _ in page.bookmarks:
            title = label.replace(WORD_JOINER, "")
            yield [level, title, number, round(x * PT_PER_PX, 2), _from_bottom(page, y)]


def _from_bottom(page: Any, y_px: float) -> float:
    return round(float(page.height - y_px) * PT_PER_PX, 2)


def destination(identifier: str) -> str:
    """Return the name of a destination in the PDF: plain ASCII, so that names sort as bytes."""
    return quote(identifier, safe="")


def _finish(
    document: Any,
    pdf: Any,
    *,
    given: LayoutInput,
    pictures: Mapping[str, Png | None],
    facts: dict[str, Any],
) -> None:
    """Make the PDF fit for assembly, just before it is written."""
    references: dict[bytes, str] = {}
    for each in pdf.objects:
        if not isinstance(each, pydyf.Dictionary):
            continue
        if each.get("Subtype") == "/Link":
            _name_destination(each, references)
    pdf.catalog.pop("Names", None)  # assembly names destinations for the whole book
    pdf.catalog.pop("Outlines", None)
    mend_tags(pdf, given.name)
    put_in(pdf, pictures)
    facts["fonts"] = take_out_fonts(document.fonts, pdf)
    facts["has_shared_fonts"] = len(facts["fonts"]) == len(document.fonts)
    facts["references"] = list(_marked_references(pdf, references))


def _name_destination(link: Any, references: dict[bytes, str]) -> None:
    """Make a link to another chapter one within the book, and note references to pages."""
    if "A" in link and (address := link["A"]["URI"].string).startswith(PAGE_OF):
        target = target_of(address.removeprefix(PAGE_OF))
        references[link.reference] = target
        del link["A"]
        link["Dest"] = link["Contents"] = pydyf.String(destination(target))
    elif "Dest" in link:
        link["Dest"] = pydyf.String(destination(link["Dest"].string))
    elif "A" in link and (address := link["A"]["URI"].string).startswith(BASE_URL):
        del link["A"]
        link["Dest"] = pydyf.String(destination(target_of(address.removeprefix(BASE_URL))))


def _marked_references(pdf: Any, references: Mapping[bytes, str]) -> Iterator[list[Any]]:
    """Yield [page, marked-content identifier, target] of every reference to a page."""
    links = {}
    elements = []
    for each in pdf.objects:
        if not isinstance(each, pydyf.Dictionary):
            continue
        if each.get("Type") == "/OBJR" and each["Obj"] in references:
            links[each.reference] = references[each["Obj"]]
        elif each.get("S") == "/Link":
            elements.append(each)
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    for element in elements:
        targets = [links[kid] for kid in element["K"] if kid in links]
        for target in targets:
            yield from (
                [pages[element["Pg"]], kid, target] for kid in element["K"] if isinstance(kid, int)
            )
