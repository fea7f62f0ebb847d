"""The tags of one document, mended where WeasyPrint's would not do in a book or for PDF/UA."""

from collections.abc import Callable, Mapping
from typing import Any

import pydyf

from bookc.pdf.engine import change
from bookc.pdf.formula_marks import FORMULA
from bookc.pdf.references import reference_of

_OF_ITEMS = frozenset({"/Lbl", "/LBody"})
_HOLD_TEXT = frozenset(
    f"/{name}"
    for name in ("Caption", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl", "NonStruct", "P")
) | {"/Span", "/TD", "/TH"}
"""Elements that may hold marked content themselves (ISO 32000-1, 14.8.4)."""
_PLAIN = {"Type", "S", "K", "Pg", "P"}


def mend_tags(pdf: Any, name: str) -> None:
    """Make the structure elements of a document fit to stand in a book.

    Args:
        pdf: WeasyPrint's, about to be written.
        name: of the document, unique in the book.
    """
    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"
    }
    for element in list(elements.values()):
        _make_ids_unique(element, name)
        if element["S"] == "/Figure" and _is_formula(element):
            element["S"] = "/Formula"  # ISO 14289-1, 7.7
        elif element["S"] == "/Figure" and "Alt" not in element:
            element["S"] = "/Span"  # a picture that only decorates has nothing to say
            element.pop("A", None)
        elif element["S"] == "/LI":
            _give_body(element, elements, pdf)
    _drop_spans_of_lines(elements, pdf)


def _is_formula(figure: Any) -> bool:
    """Tell whether a picture is a formula, and take the mark off its alternative text."""
    alt = figure["Alt"].string if "Alt" in figure else ""
    if alt.startswith(FORMULA):
        figure["Alt"] = pydyf.String(alt.removeprefix(FORMULA))
    return bool(alt.startswith(FORMULA))


def _make_ids_unique(element: Any, name: str) -> None:
    """WeasyPrint numbers table heads within a document; in a book those ids would repeat."""
    if "ID" in element:
        element["ID"] = pydyf.String(f"{name}-{element['ID'].string}")
    if "A" in element and "Headers" in element["A"]:
        heads = (pydyf.String(f"{name}-{head.string}") for head in element["A"]["Headers"])
        element["A"]["Headers"] = pydyf.Array(heads)


def _give_body(item: Any, elements: Mapping[bytes, Any], pdf: Any) -> None:
    """Put the paragraphs of a list item into the body that an item has to have.

    WeasyPrint gives one to items with plain text alone (ISO 14289-1, 7.2; ISO 32000-1, 14.8.4.3.3).
    """
    bare = [kid for kid in item["K"] if kid in elements and elements[kid]["S"] not in _OF_ITEMS]
    if not bare:
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(bare),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for kid in bare:
        elements[kid]["P"] = body.reference
    place = item["K"].index(bare[0])
    item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in bare])
    item["K"].insert(place, body.reference)


def _drop_spans_of_lines(elements: Mapping[bytes, Any], pdf: Any) -> None:
    """Let elements hold the text of their lines.

    WeasyPrint makes a span of every line, which says nothing: half of the objects of a book.
    """
    holders: dict[bytes, bytes] = {}
    for element in elements.values():
        if element["S"] not in _HOLD_TEXT:
            continue
        for place, kid in enumerate(element["K"]):
            span = elements.get(kid)
            if span is not None and _is_line(span) and span["Pg"] == element["Pg"]:
                (element["K"][place],) = span["K"]
                holders[kid] = element.reference
    if not holders:
        return
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    by_page = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
    for marks in by_page[1::2]:
        if isinstance(marks, list):
            marks[:] = [holders.get(mark, mark) for mark in marks]


def _is_line(element: Any) -> bool:
    kids = element["K"]
    return (
        element["S"] == "/Span"
        and element.keys() == _PLAIN
        and len(kids) == 1
        and isinstance(kids[0], int)
    )


def name_pages_once(pages: Any) -> Any:
    """Return a property of a PDF that names its pages, and not all of them anew for every tag."""

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        kept = vars(pdf)
        if len(kept.get("named_pages", ())) != pdf.pages["Count"]:
            kept["named_pages"] = pages.fget(pdf)
        named: tuple[bytes, ...] = kept["named_pages"]
        return named

    return property(page_references)


def note_references(add_tags: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's function that tags a document, which notes first where numbers are.

    They become `references` of the document, as `reference_places` wants them.
    """

    def add_tags_and_note(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        document.references = [
            (page, mark["mcid"], _blanks_before(box.text), target, box)
            for page, stream in enumerate(streams)
            for box, mark in stream._tags.items()
            if (target := reference_of(box))
        ]
        add_tags(pdf, document, version, streams)

    return add_tags_and_note


def _blanks_before(number: str) -> int:
    return len(number) - len(number.lstrip("\u00a0"))


change("pydyf.PDF.page_references", name_pages_once)
change("weasyprint.pdf.tags.add_tags", note_references)
