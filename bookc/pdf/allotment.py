"""Which numbers the objects of each document have in the file of a book.

Every document has a block of numbers, and a block is larger than it needs to be. So in a document
that changes a little, others keep their numbers, and need not be bound again.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from bookc.frozen import frozen
from bookc.jobs import FileInput
from bookc.pdf.binding import BindInput, BookNumbers, BoundHeads, Pairs, numbers_needed
from bookc.pdf.file import PdfFile
from bookc.pdf.margins import Overlay
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.store import Entry, Facts

_NUMBERS, _KEYS = 256, 64
"""The lengths of blocks, of objects and of keys in the parent tree, are multiples of these."""


@frozen
class Allotted:
    """A document, the numbers that it has, and the blank pages before it."""

    entry: Entry
    given: BindInput
    blank_pages: tuple[int, ...]
    blank_node: int
    """Their parent in the tree of pages."""

    @property
    def pages(self) -> list[int]:
        """The numbers of its pages, without blank ones."""
        return [self.given.first + page - 1 for page in self.entry.facts["page_numbers"]]

    @property
    def elements(self) -> list[int]:
        """The numbers of its elements that are parts of the book."""
        return [self.given.first + number - 1 for number in self.entry.facts["tags"]]


def allot(
    pdf: PdfFile,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    overlays: Mapping[str, Overlay],
    numbers: Mapping[str, str],
    book: BookNumbers,
) -> Iterator[Allotted]:
    """Reserve numbers for every document, in reading order.

    Args:
        pdf: the file of the book.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        overlays: running heads and folios of documents that have them, by name.
        numbers: what the page of every document and id is called, and the number of each chapter.
        book: what is allotted already.
    """
    pictures: dict[str, int] = {}
    page = next_key = 0
    # Together, and not in the blocks, so that the tree is read without what it is the tree of.
    nodes = pdf.reserve(_whole_blocks(2 * len(pagination.placed), _NUMBERS))
    for node, placed in zip(count(nodes, 2), pagination.placed, strict=False):
        entry = laid_out[placed.document.name]
        blank_count = placed.first_page - page
        page = placed.first_page + placed.pages
        overlay = overlays.get(placed.document.name)
        heads = overlay.entries if overlay else ()
        objects = sum(each.facts["objects"] for each in (entry, *heads))
        first = pdf.reserve(
            _whole_blocks(numbers_needed(objects, placed.pages) + blank_count, _NUMBERS)
        )
        shared = _shared_pictures(entry.facts, first, pictures)
        own = first + entry.facts["objects"]
        bound_heads = []
        for each in heads:
            bound_heads.append(_bound_heads(each, own, pictures))
            own += each.facts["objects"]
        last_key = next_key + entry.facts["last_key"] if entry.facts["keys"] else next_key - 1
        blank = first + numbers_needed(objects, placed.pages)
        yield Allotted(
            entry,
            BindInput(
                FileInput(entry.file, entry.digest),
                first,
                node,
                own,
                next_key,
                last_key,
                shared,
                tuple(_digits(numbers.get(target, "")) for target in entry.facts["targets"]),
                tuple(bound_heads),
                tuple(_head_pages(placed, overlay)) if overlay else (),
                book,
            ),
            tuple(range(blank, blank + blank_count)),
            node + 1,
        )
        next_key += _whole_blocks(last_key + 1 - next_key, _KEYS)


def _whole_blocks(numbers: int, length: int) -> int:
    return -(-numbers // length) * length


def _digits(number: str) -> str:
    return number if number.isdigit() else ""


def _bound_heads(entry: Entry, first: int, pictures: dict[str, int]) -> BoundHeads:
    folios = entry.facts.get("folios") or ()
    return BoundHeads(
        FileInput(entry.file, entry.digest),
        first,
        _shared_pictures(entry.facts, first, pictures),
        tuple(tuple((start, end, font) for start, end, font in page) for page in folios),
    )


def _head_pages(placed: PlacedDocument, overlay: Overlay) -> Iterator[tuple[int, int, str]]:
    """Yield for each page which of the heads goes over it, which page of it, and the number."""
    for place in range(placed.pages):
        entry, page, number = overlay.of(placed, place)
        yield overlay.entries.index(entry), page, number


def _shared_pictures(facts: Facts, first: int, pictures: dict[str, int]) -> Pairs:
    """Return the pictures that the book has already, and take note of those that it has not."""
    shared = []
    for number, digest in facts["pictures"].items():
        name = first + int(number) - 1
        if pictures.setdefault(digest, name) != name:
            shared.append((int(number), pictures[digest]))
    return tuple(shared)
