"""The job that binds one document into a book: the objects of its gathering as the file has them.

In: a gathering, the numbers that objects have in the book, the heads of its pages. Out: a part of
the file (`Part`), which assembly copies. So what an edit does not change is not even compressed
again, and the documents of a new book are bound by all workers at once.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pydyf

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob
from bookc.pdf.figures import Place, with_numbers
from bookc.pdf.file import PACKED, Part
from bookc.pdf.gathering import Gathering, fill
from bookc.pdf.shifts import Slack, moves, with_edges_moved
from bookc.store import Facts

Pairs = tuple[tuple[int, int], ...]
"""From a number in a gathering to one in the book."""
_OWN = 1
"""What a document has besides its gathering and its heads: a leaf of tags."""


@frozen
class BookNumbers:
    """What every document refers to."""

    tags: int
    """The element that is the book."""
    save: int
    """The content that goes before a page's own, where a head follows."""
    draw: int
    """That which draws the head of the first page of a document; then come those of the others."""
    fonts: tuple[tuple[str, int], ...]
    """Numbers by name."""
    digits: tuple[tuple[str, tuple[str, ...]], ...]
    """How fonts show 0 to 9, by their names: glyphs as contents have them."""


@frozen
class BoundHeads:
    """What running heads and folios are drawn with."""

    gathering: FileInput
    first: int
    """The number of its first object."""
    shared: Pairs
    """Pictures that the book has already."""
    folios: tuple[tuple[tuple[int, int, str], ...], ...]
    """Where the number stands on each page; empty if it is laid out."""


@frozen
class BindInput:
    """What a document looks like in the file of a book."""

    gathering: FileInput
    first: int
    """The number of its first object; the others follow."""
    node: int
    """Of the tree of pages: the parent of its own."""
    own: int
    """The first number that is free after those and the heads'."""
    first_key: int
    last_key: int
    """Its keys in the parent tree of the tags; the last is below the first if there is none."""
    shared: Pairs
    """Pictures that the book has already."""
    numbers: tuple[str, ...]
    """Digits for each reference; empty for one that is laid out as it is."""
    heads: tuple[BoundHeads, ...]
    head_pages: tuple[tuple[int, int, str], ...]
    """For each page: which of the heads, which page of it, and the number to set."""
    book: BookNumbers


BIND: NamedJob[BindInput] = NamedJob("bookc.pdf.binding", "bind")


def numbers_needed(objects: int, pages: int) -> int:
    """Return how many numbers a document takes, with the streams that its objects are packed in."""
    count = objects + pages + _OWN
    return count + -(-count // PACKED)


def bind(given: BindInput) -> tuple[bytes, Facts]:
    """Bind one document.

    Returns:
        What `Part.finish` does, with the fact `leaf`, the number of its leaf in the parent tree.
    """
    gathering = Gathering(given.gathering.path.read_bytes())
    part = Part(given.first)
    part.reserve(given.own - given.first)
    leaf = part.reserve()
    drawings, has_head = _add_heads(part, given, gathering.facts)
    names = _names(gathering, given.first, given.shared, given.book)
    bodies = gathering.bodies(names, given.first_key)
    _move_links(bodies, gathering, given, names)
    _fill_resources(bodies, gathering.facts, names, drawings)
    pages = gathering.facts["sheets"]
    for place, (page, content) in enumerate(pages):
        entries = {
            "Parent": _reference(given.node),
            "Resources": _reference(names[gathering.facts["resources"]]),
            "Contents": _contents(given.book, names[content], place, has_head=has_head[place]),
        }
        bodies[page - 1] = _extended(bodies[page - 1], entries)
    dropped = {number for number, _ in given.shared}
    _write(part, gathering, bodies, names, given.book, dropped, _numbered(gathering, given))
    if given.last_key >= given.first_key:
        pairs = fill(gathering.facts["parents"].encode(), names, given.first_key)
        limits = b"%d %d" % (given.first_key, given.last_key)
        part.put(leaf, b"<</Limits [%s]/Nums [%s]>>" % (limits, pairs))
    data, facts = part.finish()
    return data, facts | {"leaf": leaf}


def _add_heads(
    part: Part, given: BindInput, facts: Mapping[str, Any]
) -> tuple[dict[str, object], list[bool]]:
    """Add what goes over the pages of a document.

    Returns:
        The drawings of its resources, and for each page whether it has a head.
    """
    pages = len(facts["sheets"])
    if not given.heads:
        return {}, [False] * pages
    heads = [Gathering(each.gathering.path.read_bytes()) for each in given.heads]
    names = [
        _add_head_objects(part, gathering, each, given.book)
        for gathering, each in zip(heads, given.heads, strict=True)
    ]
    digits = dict(given.book.digits)
    drawings: dict[str, object] = {}
    for place, (which, page, number) in enumerate(given.head_pages):
        gathering, folios = heads[which], given.heads[which].folios
        content = gathering.stream(gathering.facts["sheets"][page][1])
        if folios:
            content = with_numbers(content, [(spot, number) for spot in folios[page]], digits)
        form = part.add_stream(
            content,
            Type="/XObject",
            Subtype="/Form",
            BBox=pydyf.Array(gathering.facts["boxes"][page]["MediaBox"]),
            Resources=_reference(names[which][gathering.facts["resources"]]),
        )
        drawings[f"Margin{place}"] = _reference(form)
    # A page that lies on its side for a wide table has no head, as in other books.
    is_broad = _is_broad(heads[0].facts, 0)
    return drawings, [_is_broad(facts, place) == is_broad for place in range(pages)]


def _add_head_objects(
    part: Part, gathering: Gathering, given: BoundHeads, book: BookNumbers
) -> list[int]:
    """Add what heads are drawn with, but for the pages that they were laid out on."""
    names = _names(gathering, given.first, given.shared, book)
    bodies = gathering.bodies(names, 0)
    _fill_resources(bodies, gathering.facts, names, {})
    dropped = {number for number, _ in given.shared}
    dropped |= {number for sheet in gathering.facts["sheets"] for number in sheet}
    _write(part, gathering, bodies, names, book, dropped, {}, lends=False)
    return names


def _names(gathering: Gathering, first: int, shared: Pairs, book: BookNumbers) -> list[int]:
    """Return what the objects of a gathering are called in the book; 0 is the book itself."""
    names = [book.tags, *range(first, first + gathering.count)]
    for number, name in shared:
        names[number] = name
    return names


def _fill_resources(
    bodies: list[bytes],
    facts: Mapping[str, Any],
    names: Sequence[int],
    more: Mapping[str, object],
) -> None:
    """Give a document's resources its fonts and its drawings, and more of these."""
    drawings = {name: _reference(names[number]) for name, number in facts["drawings"].items()}
    fonts = _reference(names[facts["font_list"]])
    entries = {"Font": fonts, "XObject": pydyf.Dictionary({**drawings, **more})}
    place = facts["resources"] - 1
    bodies[place] = _extended(bodies[place], entries)


def _contents(book: BookNumbers, content: int, place: int, *, has_head: bool) -> pydyf.Array:
    """Return the contents of a page: its text and, as an artifact over it, its head.

    WeasyPrint leaves its change of axes in force at the end of a page.
    """
    numbers = [book.save, content, book.draw + place] if has_head else [content]
    return pydyf.Array(map(_reference, numbers))


def _numbered(gathering: Gathering, given: BindInput) -> dict[int, bytes]:
    """Return the contents of pages on which numbers are set, by their streams."""
    numbers: dict[int, list[tuple[Place, str]]] = {}
    moved: dict[int, list[tuple[int, int, bytes]]] = {}
    references = gathering.facts["references"]
    for (page, place, _, slack), number in zip(references, given.numbers, strict=True):
        on_page = numbers.setdefault(page, [])
        if number:
            on_page.append((place, number))
            moved.setdefault(page, []).extend(_moves(number, slack))
    digits = dict(given.book.digits)
    streams = {page: gathering.facts["sheets"][page][1] for page in numbers}
    return {
        stream: with_numbers(gathering.stream(stream), numbers[page], digits, moved.get(page, ()))
        for page, stream in streams.items()
    }


def _moves(number: str, slack: Slack | None) -> list[tuple[int, int, bytes]]:
    narrower_px = _narrower_px(number, slack)
    return moves(narrower_px, slack) if slack and narrower_px else []


def _narrower_px(number: str, slack: Slack | None) -> float:
    """Return by how much a number is narrower than it was laid out."""
    return (slack.digits - len(number)) * slack.digit_px if slack and number else 0


def _move_links(
    bodies: list[bytes], gathering: Gathering, given: BindInput, names: Sequence[int]
) -> None:
    """Let the links on the lines of numbers that are narrower move with these."""
    references = gathering.facts["references"]
    for (page, _, _, slack), number in zip(references, given.numbers, strict=True):
        narrower_px = _narrower_px(number, slack)
        if not narrower_px:
            continue
        own, _ = gathering.facts["sheets"][page]
        annotations = _numbers_in(bodies[own - 1], b"Annots")
        for place, left, right in slack.links:
            body = names.index(annotations[place]) - 1
            edges_px = left * narrower_px, right * narrower_px
            bodies[body] = with_edges_moved(bodies[body], *edges_px)


def _numbers_in(body: bytes, entry: bytes) -> list[int]:
    """Return the numbers that an array in a dictionary refers to."""
    found = re.search(rb"/%s ?\[([^\]]*)\]" % entry, body)
    assert found is not None
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])]


def _write(
    part: Part,
    gathering: Gathering,
    bodies: Sequence[bytes],
    names: Sequence[int],
    book: BookNumbers,
    dropped: Collection[int],
    contents: Mapping[int, bytes],
    *,
    lends: bool = True,
) -> None:
    """Write the objects of a gathering but those that need not be.

    Args:
        part: to write to.
        gathering: what is written.
        bodies: its objects as the book has them.
        names: what they are called there.
        book: what fonts are called there.
        dropped: numbers of those that are not written.
        contents: what is in the place of some streams.
        lends: whether the data of other streams are copied from the gathering later.
    """
    font_list = gathering.facts["font_list"]
    listed = {font_list: _listed(bodies[font_list - 1], book)}
    part.put_all(
        (names[number], listed.get(number, bodies[number - 1]))
        for number in range(1, gathering.plain_count + 1)
        if number not in dropped
    )
    for number in range(gathering.plain_count + 1, gathering.count + 1):
        if number in contents:
            part.put_content(names[number], contents[number])
        elif number not in dropped and lends:
            part.put_lent_stream(names[number], bodies[number - 1], *gathering.stretch(number))
        elif number not in dropped:
            part.put_stream(names[number], bodies[number - 1], gathering.stream(number))


def _listed(own: bytes, book: BookNumbers) -> bytes:
    """Return a document's dictionary of fonts, which has those with missing letters, with all."""
    fonts = b"".join(
        b"/%s %d 0 R" % (key.encode(), number)
        for key, number in book.fonts
        if b"/%s " % key.encode() not in own
    )
    return own.removesuffix(b">>") + fonts + b">>"


def _is_broad(facts: Mapping[str, Any], page: int) -> bool:
    left, bottom, right, top = facts["boxes"][page]["TrimBox"]
    return bool(right - left > top - bottom)


def _extended(body: bytes, entries: Mapping[str, object]) -> bytes:
    """Return a dictionary with more entries."""
    more: bytes = pydyf.Dictionary(entries).data
    return body.removesuffix(b">>") + more.removeprefix(b"<<")


def _reference(number: int) -> str:
    return f"{number} 0 R"
