"""The job that reads the pages of a document back from the finished PDF.

Other programs than the one that drew them read it: words by PDFium, pictures by their marks in the
content of pages, links by their annotations.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TypeAlias
from urllib.parse import unquote

from pikepdf import Array, Name, Object

from bookc.letters import find_lost, find_lost_signs, letters
from bookc.model import Loss, Piece, PieceKind
from bookc.parity import Wanted, compare, loss_of, pieces_wanted, title_loss
from bookc.pdf.destinations import BASE_URL, destination
from bookc.pdf.formula_marks import FORMULA_MARK, FORMULA_PART_MARK
from bookc.pdf.opened import opened, words_on
from bookc.pdf.proof import ProofInput
from bookc.pdf.references import target_of
from bookc.store import Facts

_FIGURE = re.compile(rb"/Figure\s*<<")
"""What WeasyPrint writes before each picture that it draws."""
_FORMULA = re.compile(b"|".join(map(re.escape, (FORMULA_MARK, FORMULA_PART_MARK))))
"""Formulas are pictures to WeasyPrint, and those that a line is broken in are several."""
_DRAWN = re.compile(rb"/i([0-9a-f]{32})\d Do\b")
_ADDRESS = re.compile(r'<img\b[^<>]*?\ssrc="(images/[^"]*)"')
_SHOWN_PICTURE = re.compile(r"<(?:img|svg)(?=[\s>])")


_Pieces: TypeAlias = tuple[Wanted, tuple[Piece, ...]]
"""A post and what has to be found of it."""


def read_back(given: ProofInput) -> tuple[bytes, Facts]:
    """Look for the pieces of a document in what was rendered, and then on its pages."""
    compared = compare(given.wanted, given.document.encode())
    lost = list(compared.lost)
    if not lost:
        book = opened(given.pages.path, given.pages.extent)
        pages = book.pages_of_chapter(*given.pages.places)
        wanted = [(post, pieces_wanted(post)) for post in given.wanted]
        words = given.pages.words
        if words is None:
            words = words_on(given.pages.path, given.pages.extent, given.pages.places)
        lost += _lost_words(wanted, words)
        lost += _lost_links(wanted, pages)
        content = b"\n".join(map(_content_of, pages))
        lost += _lost_pictures(given, compared.pictures, content)
        lost += _lost_formulas(wanted, content)
    return b"", {"counts": compared.counts, "lost": [asdict(loss) for loss in lost]}


def _lost_words(wanted: Sequence[_Pieces], text: str) -> Iterator[Loss]:
    """Yield what is not to be read on the pages."""
    all_letters = letters(text)
    runs: list[tuple[str, Loss]] = []
    inked: list[tuple[str, Loss]] = []
    notes: list[int] = []
    numbers: dict[int, range] = {}
    for post, pieces in wanted:
        if letters(post.title) not in all_letters:
            yield title_loss(post)
        is_of_notes = False  # which are the last of a post
        note = range(0)
        for piece in pieces:
            loss = loss_of(piece, post.path)
            is_of_notes |= piece.kind is PieceKind.NOTE
            is_apart = is_of_notes and piece.kind is not PieceKind.LINK
            start = len(runs)
            if note and piece.kind is PieceKind.LINK and piece.runs:
                numbers[start] = note
            for run in piece.runs:
                is_code = piece.kind is PieceKind.CODE_LINE or not letters(run)
                if is_apart and not is_code:
                    notes.append(len(runs))
                (inked if is_code else runs).append((run, loss))
            note = range(start, len(runs)) if piece.kind is PieceKind.NOTE else range(0)
    lost = [
        runs[place][1]
        for place in sorted(find_lost([run for run, _ in runs], text, notes, numbers))
    ]
    lost += [inked[place][1] for place in sorted(find_lost_signs([run for run, _ in inked], text))]
    yield from dict.fromkeys(lost)


def _lost_links(wanted: Sequence[_Pieces], pages: Sequence[Object]) -> Iterator[Loss]:
    """Yield links without an annotation."""
    ends = Counter(end for page in pages for end in _ends_of(page))
    for post, pieces in wanted:
        for piece in pieces:
            if piece.kind is PieceKind.LINK:
                ends[_target_of(piece)] -= 1
                if ends[_target_of(piece)] < 0:
                    yield loss_of(piece, post.path)


def _lost_pictures(
    given: ProofInput, pictures: Sequence[tuple[str, Loss]], content: bytes
) -> Iterator[Loss]:
    """Yield pictures that were not drawn.

    What is made of pixels is drawn under a name that its address gives; a drawing has none, but is
    marked as a picture like all others.
    """
    addresses = _ADDRESS.findall(given.document)
    drawn = Counter(_DRAWN.findall(content))
    placed = {each: _misplaced(picture, path, at) for each, picture, path, at in given.placed}
    by_address = placed | dict(pictures)
    theme = Loss(PieceKind.PICTURE, f"{given.name}.xhtml", None, "of the theme")
    for address, times in Counter(addresses).items():
        if not address.endswith(".svg") and drawn[_name_in_pdf(address)] < times:
            yield by_address.get(address, theme)
    drawings = [loss for address, loss in pictures if address.endswith(".svg")]
    figures = len(_FIGURE.findall(content)) - len(_FORMULA.findall(content))
    lacking = len(_SHOWN_PICTURE.findall(given.document)) - figures
    yield from drawings[: max(0, lacking)]


def _misplaced(picture: str, path: str, line: int | None) -> Loss:
    """Return the loss of a picture on a page whose author has said where it stands."""
    cause = "it stands outside of the page, or is higher than what is left of it"
    return Loss(PieceKind.PICTURE, path, line, picture, cause)


def _lost_formulas(wanted: Sequence[_Pieces], content: bytes) -> Iterator[Loss]:
    """Yield formulas that were not drawn: the last ones, as many as marks are lacking."""
    formulas = [
        loss_of(each, post.path)
        for post, pieces in wanted
        for each in pieces
        if each.kind is PieceKind.FORMULA
    ]
    yield from formulas[content.count(FORMULA_MARK) :]


def _name_in_pdf(address: str) -> bytes:
    """Return the digest by which WeasyPrint names a picture."""
    url = (BASE_URL + address).encode()
    return hashlib.md5(url, usedforsecurity=False).hexdigest().encode()


def _target_of(link: Piece) -> str:
    """Return where a link leads, as `_ends_of` puts it."""
    is_inside = ".xhtml" in link.address and ":" not in link.address
    return destination(target_of(link.address)) if is_inside else unquote(link.address)


def _ends_of(page: Object) -> Iterator[str]:
    """Yield where the links of a page lead: names of destinations, and addresses."""
    for annotation in page.get(Name.Annots, ()):
        if Name.Dest in annotation:
            yield str(annotation.Dest)
        elif Name.A in annotation:
            yield unquote(str(annotation.A.URI))


def _content_of(page: Object) -> bytes:
    content = page.get(Name.Contents)
    if content is None:
        return b""
    streams = list(content) if isinstance(content, Array) else [content]
    return b"\n".join(stream.read_bytes() for stream in streams)
