"""What has to be in the finished files: the pieces of every post.

A piece is a heading, paragraph, list item, cell, line of code, caption, note, picture, link or
formula. One reader reads them all: in what the Markdown parser made of a post, in what the rules
left of that, and in the content documents of the finished files. What one of them has lost is seen.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bookc.letters import has_ink
from bookc.model import Piece, PieceKind
from bookc.stand_in import CLASS
from bookc.xhtml import line_of

Node: TypeAlias = Any
"""An element of lxml or of the standard library."""

UNSEEN = frozenset({"head", "script", "style", "template", "title"})
"""Elements that nobody sees."""

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PieceKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), PieceKind.ITEM),
    **dict.fromkeys(("td", "th"), PieceKind.CELL),
    **dict.fromkeys(("figcaption", "caption"), PieceKind.CAPTION),
    "p": PieceKind.PARAGRAPH,
}
_CONTAINERS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "details", "dir", "div", "dl"}
    | {"fieldset", "figure", "footer", "form", "header", "hr", "main", "menu", "nav", "ol"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CODE = frozenset({"pre", "listing", "xmp"})
_TAKING_A_PARAGRAPH = frozenset({PieceKind.ITEM, PieceKind.CELL, PieceKind.CAPTION, PieceKind.NOTE})
"""The first paragraph in one of these is its words, not a piece of its own."""
_ADDED = frozenset({"page-reference", "link-note", "figure-number"})
"""The classes of what print puts behind links, and of numbers before captions."""


@dataclass(slots=True, eq=False)
class _Open:
    """A piece that is still being read."""

    kind: PieceKind
    line: int | None
    address: str = ""
    runs: list[str] = field(default_factory=lambda: [""])
    has_content: bool = False
    """True if it is there without words of its own: a picture, or what holds a link."""


@dataclass(slots=True, eq=False)
class _Holder:
    """What takes up words: a piece, or a box in which loose words become a paragraph."""

    piece: _Open | None = None
    is_box: bool = True


def pieces_of(root: Node, unseen: frozenset[str] = UNSEEN) -> tuple[Piece, ...]:
    """Return the pieces of a tree, in reading order.

    Args:
        root: of a fragment, or of a whole content document.
        unseen: elements that are left out with all that is in them.
    """
    reader = _Reader(unseen)
    reader.read(root)
    read = (
        (each, Piece(each.kind, each.line, tuple(filter(has_ink, each.runs)), each.address))
        for each in reader.pieces
    )
    return tuple(piece for each, piece in read if piece.runs or each.has_content)


def counted(pieces: Sequence[Piece]) -> Mapping[PieceKind, int]:
    """Return how many pieces there are of each kind, in the order of kinds."""
    counts = Counter(piece.kind for piece in pieces)
    return {kind: counts[kind] for kind in PieceKind if counts[kind]}


class _Reader:
    """Reads a tree, however deep, from its first word to its last."""

    def __init__(self, unseen: frozenset[str]) -> None:
        self.pieces: list[_Open] = []
        self._unseen = unseen
        self._line: int | None = None

    def read(self, root: Node) -> None:
        """Read all that is in an element."""
        box = _Holder()
        self._add(box, root.text)
        open_elements: list[tuple[Node, _Holder, Iterator[Node]]] = [(root, box, iter(root))]
        while open_elements:
            element, holder, children = open_elements[-1]
            child = next(children, None)
            if child is None:
                open_elements.pop()
                if open_elements:
                    self._add(open_elements[-1][1], element.tail)
            elif inner := self._open(child, holder):
                self._add(inner, child.text)
                open_elements.append((child, inner, iter(child)))
            else:
                self._add(holder, child.tail)

    def _open(self, element: Node, holder: _Holder) -> _Holder | None:
        """Return what takes up the words of an element; None if they are not read one by one."""
        if not isinstance(element.tag, str):  # a comment
            return None
        name, classes = element.tag.rpartition("}")[2], (element.get("class") or "").split()
        self._line = line_of(element) or self._line
        if name in self._unseen or not _ADDED.isdisjoint(classes):
            return None
        if kind := _whole_kind(name, classes, element):
            self._take_whole(kind, holder, element.get("src") or "")
            return _Holder() if CLASS in classes else None
        if kind := _kind(name, classes):
            return self._take_block(kind, holder)
        if name in _CODE:
            self._take_code(element, holder)
            return None
        if name == "a" and element.get("href"):
            return self._take_link(element, holder)
        if name in _CONTAINERS:
            _interrupt(holder, by_block=True)
            return _Holder()
        self._add(holder, "\n" if name == "br" else "")
        return holder

    def _begin(self, kind: PieceKind, address: str = "") -> _Open:
        piece = _Open(kind, self._line, address)
        self.pieces.append(piece)
        return piece

    def _take_whole(self, kind: PieceKind, holder: _Holder, address: str = "") -> None:
        """Take in what has no words that could be compared."""
        _interrupt(holder)
        self._begin(kind, address).has_content = True
        if holder.piece and holder.piece.kind is PieceKind.LINK:
            holder.piece.has_content = True

    def _take_code(self, element: Node, holder: _Holder) -> None:
        _interrupt(holder, by_block=True)
        above = self._line  # that of the fence; code among words has no line of its own
        below = 1 if line_of(element) else 0
        for number, line in enumerate("".join(element.itertext()).split("\n"), start=1):
            self._line = above and above + number * below
            self._begin(PieceKind.CODE_LINE).runs = [line]
        self._line = above

    def _take_link(self, element: Node, holder: _Holder) -> _Holder:
        if has_ink("".join(element.itertext())):
            if holder.piece is None and holder.is_box:
                holder.piece = self._begin(PieceKind.PARAGRAPH)
            if holder.piece:
                holder.piece.has_content = True
        _interrupt(holder)
        return _Holder(self._begin(PieceKind.LINK, element.get("href")), is_box=False)

    def _take_block(self, kind: PieceKind, holder: _Holder) -> _Holder:
        _interrupt(holder, by_block=True)
        outer = holder.piece
        if kind is PieceKind.PARAGRAPH and outer and _takes_paragraph(outer):
            outer.line = self._line  # a note itself has none
            return _Holder(outer, is_box=False)
        return _Holder(self._begin(kind), is_box=False)

    def _add(self, holder: _Holder, text: str | None) -> None:
        if not text:
            return
        if holder.piece is None and holder.is_box and text.strip():
            holder.piece = self._begin(PieceKind.PARAGRAPH)
        if holder.piece:
            holder.piece.runs[-1] += text


def _whole_kind(name: str, classes: Sequence[str], element: Node) -> PieceKind | None:
    """Return the kind of a piece that has no words to compare."""
    if name == "math" or "math" in classes:
        return PieceKind.FORMULA
    is_picture = name == "svg" or (name == "img" and element.get("src")) or CLASS in classes
    return PieceKind.PICTURE if is_picture else None


def _kind(name: str, classes: Sequence[str]) -> PieceKind | None:
    """Return the kind of a block of words."""
    if name == "aside" and "footnote" in classes:
        return PieceKind.NOTE
    return PieceKind.CAPTION if "pictures-caption" in classes else _KINDS.get(name)


def _takes_paragraph(piece: _Open) -> bool:
    """Tell whether a paragraph would be the first words of an item, cell, caption or note."""
    may_take = piece.kind in _TAKING_A_PARAGRAPH and not piece.has_content
    return may_take and not any(map(has_ink, piece.runs))


def _interrupt(holder: _Holder, *, by_block: bool = False) -> None:
    """End a run of words; between blocks, also the paragraph that loose words were."""
    if holder.piece and holder.piece.runs[-1].strip():
        holder.piece.runs.append("")
    if by_block and holder.is_box:
        holder.piece = None
