"""What a post holds: what was seen of it, what was left out, and what was found again."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from bookc.frozen import frozen


class PieceKind(StrEnum):
    """What is counted of a post."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "table cell"
    CODE_LINE = "code line"
    CAPTION = "caption"
    NOTE = "note"
    PICTURE = "picture"
    LINK = "link"
    FORMULA = "formula"


@frozen
class Piece:
    """Something of a post that must not be lost."""

    kind: PieceKind
    line: int | None
    runs: tuple[str, ...]
    """Its words, apart where a link, a picture or a block stands in it: print may put a page number
    behind a link."""
    address: str = ""
    """Of a picture or link."""


@frozen
class Loss:
    """A piece that is not where it has to be."""

    kind: str
    path: str
    line: int | None
    text: str
    """How it begins, or its address."""
    cause: str = ""
    """What the author can change; empty if it is a mistake in bookc or in the theme."""


@frozen
class Removal:
    """Something of a post that is left out on purpose."""

    reason: str
    """What it is, in the singular: `comment`, `template tag`, `repeated title`."""
    line: int


@frozen
class Tally:
    """What the parser saw of a post, and what became of it."""

    seen: Mapping[PieceKind, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    """By reason."""
    lost: tuple[Loss, ...] = ()
    """What is gone although no rule says why: a mistake in a rule."""


@frozen
class PostFigures:
    """What was counted of a post from one end of the line to the other."""

    path: str
    seen: Mapping[PieceKind, int]
    """By the Markdown parser. A rule may part a paragraph, or make one the caption of a picture."""
    removed: Mapping[str, int]
    """By reason."""
    epub: Mapping[PieceKind, int] | None
    """Found in the finished EPUB; None if none was made."""
    pdf: Mapping[PieceKind, int] | None
    """Found in the finished PDF; None if none was made."""
