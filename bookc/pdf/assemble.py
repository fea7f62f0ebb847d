"""Put laid-out documents together into one PDF.

Nothing is laid out here. Pages are taken as they are; running heads go over them as artifacts;
fonts and pictures that occur in several documents are stored once; and what only a whole book has
is added: page labels, destinations, outline, tag tree, metadata. One document is in memory at a
time, so a long book takes no more than a short one.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pydyf

from bookc.model import RenderedBook
from bookc.pdf.figures import Place, with_numbers
from bookc.pdf.file import PdfFile
from bookc.pdf.fonts import Fonts
from bookc.pdf.gathering import Gathering
from bookc.pdf.margins import Overlay
from bookc.pdf.metadata import add_metadata
from bookc.pdf.navigation import destinations, outline, page_labels
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.pdf.structure import TagTree
from bookc.store import Entry


def assemble(
    rendered: RenderedBook,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    overlays: Mapping[str, Overlay],
    numbers: Mapping[str, str],
    path: Path,
    *,
    bookmark_depth: int,
) -> None:
    """Write the PDF of a book whose documents are laid out.

    Args:
        rendered: the book.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        overlays: running heads and folios of documents that have them, by name.
        numbers: what the page of every document and id is called, and the number of each chapter.
        path: the file to write.
        bookmark_depth: levels of headings in the outline.
    """
    heads = [entry for overlay in overlays.values() for entry in overlay.entries]
    with path.open("wb") as out:
        pdf = PdfFile(out)
        catalogue = pdf.reserve()
        binding = _Binding(pdf, Fonts(pdf, rendered.resources, [*laid_out.values(), *heads]))
        for each in pagination.placed:
            name = each.document.name
            binding.add(each, laid_out[name], numbers, overlays.get(name))
        binding.fonts.embed()
        entries = {
            "Type": "/Catalog",
            "Pages": _reference(binding.finish()),
            "StructTreeRoot": _reference(binding.tags.finish()),
            "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
            "PageLabels": page_labels(pagination),
            "Names": pydyf.Dictionary(
                {"Dests": _reference(destinations(pdf, pagination, laid_out, binding.pages))}
            ),
            "PageMode": "/UseOutlines",
            # Not `Direction`, for a book that reads from right to left: PDFium, and so Chrome, then
            # takes the words of every line in that order, code and English too, when text is
            # searched or copied.
            "ViewerPreferences": pydyf.Dictionary({"DisplayDocTitle": "true"}),
        }
        placed = pagination.placed
        if marks := outline(pdf, placed, laid_out, binding.pages, depth=bookmark_depth):
            entries["Outlines"] = _reference(marks)
        info, more = add_metadata(pdf, rendered.metadata, rendered.modified)
        pdf.put(catalogue, pydyf.Dictionary(entries | more).data)
        pdf.finish(catalogue, info)


class _Binding:
    """The pages of a book, as documents are added in reading order."""

    def __init__(self, pdf: PdfFile, fonts: Fonts) -> None:
        self.fonts = fonts
        self.tags = TagTree(pdf)
        self.pages: list[int] = []
        """The number of each page's object."""
        self._pdf = pdf
        self._root = pdf.reserve()
        self._nodes: list[int] = []
        self._boxes: Mapping[str, Sequence[float]] = {}
        """Of a page that stands upright: a blank one is cut like it."""
        self._save = pdf.add_stream(b"q", compress=False)
        self._drawn: dict[int, int] = {}
        """What draws the head of the first page of a document, of its second, and so on."""
        self._pictures: dict[str, int] = {}

    def add(
        self,
        placed: PlacedDocument,
        entry: Entry,
        numbers: Mapping[str, str],
        overlay: Overlay | None,
    ) -> None:
        """Add the pages of a document, after blank ones if it cannot begin where the last ended."""
        self._add_blank_pages(placed.first_page - len(self.pages))
        facts = entry.facts
        gathering = Gathering(entry.file, facts)
        names, known = self._names(gathering)
        first_key = self.tags.add(facts, names)
        heads = self._add_heads(placed, overlay) if overlay else []
        is_broad = overlay is not None and _is_broad(overlay.entries[0].facts, 0)
        node = self._pdf.reserve()
        bodies = gathering.bodies(names, first_key)
        resources = facts["resources"]
        bodies[resources - 1] = _with_drawings(bodies[resources - 1], facts, names, heads)
        for place, (page, content) in enumerate(facts["sheets"]):
            # A page that lies on its side for a wide table has no head, as in other books.
            has_head = bool(heads) and _is_broad(facts, place) == is_broad
            bodies[page - 1] = _extended(
                bodies[page - 1],
                {
                    "Parent": _reference(node),
                    "Resources": _reference(names[resources]),
                    "Contents": self._contents(names[content], place, has_head=has_head),
                },
            )
        self._write(gathering, bodies, names, known, self._set_numbers(gathering, numbers))
        kids = [names[page] for page, _ in facts["sheets"]]
        self._close_node(node, kids)
        self._boxes = facts["boxes"][0]  # the last may lie on its side for a wide table

    def finish(self) -> int:
        """Write the tree of pages, and return the number of its root."""
        tree = {
            "Type": "/Pages",
            "Kids": pydyf.Array(map(_reference, self._nodes)),
            "Count": len(self.pages),
        }
        self._pdf.put(self._root, pydyf.Dictionary(tree).data)
        return self._root

    def _names(
        self, gathering: Gathering, unused: Collection[int] = ()
    ) -> tuple[list[int], set[int]]:
        """Return what the objects of a gathering are called here, and which need not be written."""
        count = gathering.plain_count + len(gathering.streams)
        pictures: Mapping[str, str] = gathering.facts["pictures"]
        digests = {int(number): digest for number, digest in pictures.items()}
        known = {each for each, digest in digests.items() if digest in self._pictures}
        known |= set(unused)
        new = [number for number in range(1, count + 1) if number not in known]
        first = self._pdf.reserve(len(new))
        places = {number: first + place for place, number in enumerate(new)}
        for number, digest in digests.items():
            self._pictures.setdefault(digest, places.get(number, 0))
        names = [
            places[number] if number in places else self._pictures.get(digests.get(number, ""), 0)
            for number in range(1, count + 1)
        ]
        return [self.tags.book, *names], known

    def _write(
        self,
        gathering: Gathering,
        bodies: Sequence[bytes],
        names: Sequence[int],
        known: set[int],
        contents: Mapping[int, bytes],
    ) -> None:
        """Write the objects of a gathering but those that need not be."""
        font_list = gathering.facts["font_list"]
        for number in range(1, gathering.plain_count + 1):
            if number in known:
                continue
            body = bodies[number - 1]
            is_list = number == font_list
            self._pdf.put(names[number], self.fonts.listed(body) if is_list else body)
        for number, (_, data) in enumerate(gathering.streams, gathering.plain_count + 1):
            if number in contents:
                self._pdf.put_content(names[number], contents[number])
            elif number not in known:
                self._pdf.put_stream(names[number], bodies[number - 1], data)

    def _set_numbers(self, gathering: Gathering, numbers: Mapping[str, str]) -> dict[int, bytes]:
        """Return the contents of pages on which numbers had to be set, by their streams."""
        by_page: dict[int, list[tuple[Place, str]]] = {}
        for page, place, target in gathering.facts["references"]:
            if (number := numbers.get(target, "")).isdigit():
                by_page.setdefault(page, []).append((place, number))
        loose = {page for page, _, _ in gathering.facts["references"]}
        streams = {page: gathering.facts["sheets"][page][1] for page in loose}
        return {
            stream: self._with_numbers(gathering.stream(stream), by_page.get(page, []))
            for page, stream in streams.items()
        }

    def _with_numbers(self, content: bytes, numbers: Sequence[tuple[Place, str]]) -> bytes:
        for (_, _, font), _ in numbers:
            self.fonts.add_figures(str(font))
        return with_numbers(content, numbers, self.fonts.figures)

    def _add_heads(self, placed: PlacedDocument, overlay: Overlay) -> list[int]:
        """Add what goes over the pages of a document, and return the number of each drawing."""
        heads: dict[Path, tuple[Gathering, list[int]]] = {}
        for entry in overlay.entries:
            gathering = Gathering(entry.file, entry.facts)
            heads[entry.file] = gathering, self._add_head_objects(gathering)
        numbers = []
        for place in range(placed.pages):
            entry, page, folio = overlay.of(placed, place)
            gathering, names = heads[entry.file]
            content = gathering.stream(gathering.facts["sheets"][page][1])
            content = self._with_numbers(
                content, [(spot, folio) for spot in overlay.places(entry, page)]
            )
            numbers.append(
                self._pdf.add_stream(
                    content,
                    Type="/XObject",
                    Subtype="/Form",
                    BBox=pydyf.Array(gathering.facts["boxes"][page]["MediaBox"]),
                    Resources=_reference(names[gathering.facts["resources"]]),
                )
            )
        return numbers

    def _add_head_objects(self, gathering: Gathering) -> list[int]:
        """Add what heads are drawn with, but for the pages that they were laid out on."""
        facts = gathering.facts
        names, known = self._names(
            gathering, unused={each for sheet in facts["sheets"] for each in sheet}
        )
        bodies = gathering.bodies(names, 0)
        place = facts["resources"] - 1
        bodies[place] = _with_drawings(bodies[place], facts, names, ())
        self._write(gathering, bodies, names, known, {})
        return names

    def _contents(self, content: int, place: int, *, has_head: bool) -> pydyf.Array:
        """Return the contents of a page: its text and, as an artifact over it, its head.

        WeasyPrint leaves its change of axes in force at the end of a page.
        """
        if not has_head:
            return pydyf.Array([_reference(content)])
        if place not in self._drawn:  # one for the page of that number in all documents
            draw = f"Q /Artifact <</Type /Pagination>> BDC q /Margin{place} Do Q EMC".encode()
            self._drawn[place] = self._pdf.add_stream(draw, compress=False)
        return pydyf.Array(map(_reference, (self._save, content, self._drawn[place])))

    def _add_blank_pages(self, count: int) -> None:
        if count < 1:
            return
        node = self._pdf.reserve()
        page = pydyf.Dictionary({"Type": "/Page", "Parent": _reference(node)})
        page |= {name: pydyf.Array(box) for name, box in self._boxes.items()}
        page["Resources"] = pydyf.Dictionary()
        self._close_node(node, [self._pdf.add(page) for _ in range(count)])

    def _close_node(self, node: int, kids: Sequence[int]) -> None:
        entries = {
            "Type": "/Pages",
            "Parent": _reference(self._root),
            "Kids": pydyf.Array(map(_reference, kids)),
            "Count": len(kids),
        }
        self._pdf.put(node, pydyf.Dictionary(entries).data)
        self._nodes.append(node)
        self.pages += kids


def _is_broad(facts: Mapping[str, Any], page: int) -> bool:
    left, bottom, right, top = facts["boxes"][page]["TrimBox"]
    return bool(right - left > top - bottom)


def _with_drawings(
    body: bytes, facts: Mapping[str, Any], names: Sequence[int], heads: Sequence[int]
) -> bytes:
    """Return a document's resources with its fonts and drawings, and the heads of its pages."""
    drawings = {name: _reference(names[number]) for name, number in facts["drawings"].items()}
    drawings |= {f"Margin{place}": _reference(head) for place, head in enumerate(heads)}
    fonts = _reference(names[facts["font_list"]])
    return _extended(body, {"Font": fonts, "XObject": pydyf.Dictionary(drawings)})


def _extended(body: bytes, entries: Mapping[str, object]) -> bytes:
    """Return a dictionary with more entries."""
    more: bytes = pydyf.Dictionary(entries).data
    return body.removesuffix(b">>") + more.removeprefix(b"<<")


def _reference(number: int) -> str:
    return f"{number} 0 R"
