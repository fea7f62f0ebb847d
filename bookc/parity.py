"""The parity of a book with its posts: what has to be found in a finished file, and what was.

A document is held against the fragments that it was made of, piece by piece and in their order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from bookc.blocks import counted, pieces_of
from bookc.frozen import frozen
from bookc.letters import letters
from bookc.model import (
    WITHOUT_HEADING,
    Book,
    Location,
    Loss,
    Matter,
    PackedText,
    Piece,
    PieceKind,
    Post,
    Problem,
    Section,
)
from bookc.xhtml import parse_document, parse_fragment, raw_text_of

Counts = Mapping[str, Mapping[PieceKind, int]]
"""How many pieces of each kind were found of each post, by its path."""

_NUMBER = re.compile(r'(<span\b[^<>]*?\sdata-number-of="[^<>]*>)[^<]*(?=</span>)')
_SHOWN = 40
NOTES = "endnotes"
"""The content document with the notes of all chapters, if they stand together."""


@frozen
class Wanted:
    """What a content document has to hold of one post."""

    path: str
    line: int | None
    """Of its title."""
    title: str
    """Only its longest run of words, if there is a formula in it."""
    fragment: PackedText
    """That of its section."""
    unreadable: tuple[str, ...] = ()
    """Addresses of pictures that have words in their place."""

    @property
    def xhtml(self) -> str:
        """Its fragment."""
        return self.fragment.text


@frozen
class Comparison:
    """What came of holding a content document against its posts."""

    counts: Counts
    lost: tuple[Loss, ...]
    pictures: tuple[tuple[str, Loss], ...]
    """The address in the document of each picture, and what to tell if it is not drawn."""


def wanted_of(
    book: Book, unreadable: Iterable[PurePosixPath] = ()
) -> dict[str, tuple[Wanted, ...]]:
    """Return what each content document has to hold, by its name.

    Args:
        book: its links resolved.
        unreadable: pictures that no variant could be made of.
    """
    without = tuple(sorted({f"picture:{path}" for path in unreadable}))
    matter = book.front + book.back
    documents: dict[str, tuple[Section, ...]] = {
        each.section.name: (_with_shown_title(each),) for each in matter
    }
    documents |= {chapter.name: chapter.sections for chapter in book.chapters}
    documents |= {NOTES: book.notes} if book.notes else {}
    return {
        name: tuple(_wanted(section, without) for section in sections)
        for name, sections in documents.items()
    }


def pieces_wanted(wanted: Wanted) -> tuple[Piece, ...]:
    """Return the pieces of a post that has its place in a book."""
    pieces = pieces_of(parse_fragment(wanted.xhtml))
    if not wanted.unreadable:
        return pieces
    # A link around a picture alone stands around its words instead.
    return tuple(
        piece
        for piece, inner in zip(pieces, (*pieces[1:], None), strict=True)
        if piece.runs
        or piece.kind is not PieceKind.LINK
        or inner is None
        or inner.address not in wanted.unreadable
    )


def without_numbers(document: str) -> str:
    """Return a content document without the numbers of chapters, which a chapter before it moves.

    They are no part of any post: a document that differs in nothing else has been proved.
    """
    return _NUMBER.sub(r"\1", document)


def compare(wanted: Sequence[Wanted], document: bytes) -> Comparison:
    """Hold a content document against the posts that it was made of."""
    root = parse_document(document)
    text = letters(raw_text_of(root))
    found = pieces_of(root)
    pieces = [(post, piece) for post in wanted for piece in pieces_wanted(post)]
    places = _places([_key(piece) for _, piece in pieces], list(map(_key, found)))
    lost = [title_loss(post) for post in wanted if letters(post.title) not in text]
    lost += [
        loss_of(piece, post.path) for at, (post, piece) in enumerate(pieces) if at not in places
    ]
    return Comparison(
        counts={
            each.path: counted(
                [piece for at, (post, piece) in enumerate(pieces) if post is each and at in places]
            )
            for each in wanted
        },
        lost=tuple(lost),
        pictures=tuple(
            (found[place].address, loss_of(piece, post.path))
            for at, (post, piece) in enumerate(pieces)
            if piece.kind is PieceKind.PICTURE and (place := places.get(at)) is not None
        ),
    )


def _with_shown_title(matter: Matter) -> Section:
    """Return the section of a piece of matter; a dedication may well have no heading."""
    section = matter.section
    if section.post.titled or matter.kind not in WITHOUT_HEADING:
        return section
    return replace(section, post=replace(section.post, title="", title_xhtml=""))


def added(counts: Iterable[Counts]) -> Counts:
    """Return what was found of each post in all documents: its notes may stand in another one."""
    found: dict[str, Counter[PieceKind]] = {}
    for each in counts:
        for path, pieces in each.items():
            found.setdefault(path, Counter()).update(pieces)
    return {path: dict(pieces) for path, pieces in found.items()}


def title_loss(wanted: Wanted) -> Loss:
    """Return the loss of a post's title."""
    return Loss("title", wanted.path, wanted.line, _shown(wanted.title))


def loss_of(piece: Piece, path: str) -> Loss:
    """Return the loss of a piece."""
    return Loss(piece.kind, path, piece.line, _shown(" ".join(piece.runs) or piece.address))


def problem_of(loss: Loss, where: str) -> Problem:
    """Return what to tell of something that is lost: a book without it must not be."""
    what = f"lost on the way into the {where}: {loss.kind} {loss.text!r}"
    cause = loss.cause or "this is a mistake in bookc or in the theme"
    return Problem(what, Location(loss.path, loss.line), hint=f"{cause}; nothing was written")


def _wanted(section: Section, unreadable: tuple[str, ...]) -> Wanted:
    post = section.post
    title = _words_of_title(post)
    return Wanted(post.path.as_posix(), post.at.line, title, section.fragment, unreadable)


def _words_of_title(post: Post) -> str:
    if 'class="math"' not in post.title_xhtml:
        return post.title
    runs = [run for each in pieces_of(parse_fragment(post.title_xhtml)) for run in each.runs]
    return max(runs, key=len, default="")


def _key(piece: Piece) -> tuple[str, ...]:
    """Return what two pieces have in common if they are the same."""
    if piece.kind is PieceKind.CODE_LINE:
        return (piece.kind, *piece.runs)
    if piece.kind is PieceKind.PICTURE:
        return (piece.kind,)
    return (piece.kind, piece.address, "".join("".join(piece.runs).split()))


def _places(
    wanted: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]]
) -> Mapping[int, int]:
    """Return where each of what is wanted is found, in this order; what is lost has no place."""
    rest = iter(enumerate(found))
    places: dict[int, int] = {}
    for at, each in enumerate(wanted):
        place = next((place for place, other in rest if other == each), None)
        if place is None:
            break
        places[at] = place
    else:
        return places
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return {first + n: second + n for first, second, size in blocks for n in range(size)}


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
