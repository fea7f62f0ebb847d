"""The proof that the PDF holds what was to be in it: the job that reads pages back.

Read is the finished file, by other programs than the one that drew it: words by PDFium, pictures
by their marks in the content of pages, links by their annotations. A chapter whose layout came from
the store has been proved before: the key of this job is that layout and what it has to hold,
wherever its pages stand now.
"""

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

import pypdfium2
from pikepdf import Array, Name, Object, Pdf

from bookc.errors import OutputError
from bookc.jobs import FileInput, Runner
from bookc.letters import find_lost, find_lost_signs, letters
from bookc.model import Loss, Piece, PieceKind
from bookc.parity import (
    Counts,
    Wanted,
    added,
    compare,
    loss_of,
    pieces_wanted,
    problem_of,
    title_loss,
)
from bookc.pdf.destinations import BASE_URL, destination
from bookc.pdf.formula_marks import FORMULA_MARK, FORMULA_PART_MARK
from bookc.pdf.numbering import Pagination
from bookc.pdf.references import target_of, without_numbers
from bookc.store import Entry, Facts

_FIGURE = re.compile(rb"/Figure\s*<<")
"""What WeasyPrint writes before each picture that it draws."""
_FORMULA = re.compile(b"|".join(map(re.escape, (FORMULA_MARK, FORMULA_PART_MARK))))
"""Formulas are pictures to WeasyPrint, and those that a line is broken in are several."""
_DRAWN = re.compile(rb"/i([0-9a-f]{32})\d Do\b")
_ADDRESS = re.compile(r'<img\b[^<>]*?\ssrc="(images/[^"]*)"')
_SHOWN_PICTURE = re.compile(r"<(?:img|svg)(?=[\s>])")


_Pieces: TypeAlias = tuple[Wanted, tuple[Piece, ...]]
"""A post and what has to be found of it."""


@dataclass(frozen=True, slots=True)
class Pages(FileInput):
    """Some pages of a file; their digest is that of the layout that they come from."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class ProofInput:
    """What a document has to hold, and where its pages are."""

    pages: Pages
    document: str
    """As it was rendered, but for numbers that move when others do."""
    wanted: tuple[Wanted, ...]
    """By post; nothing for what a theme adds, such as a cover."""
    name: str


def prove_pdf(
    path: Path,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    documents: Mapping[str, tuple[Wanted, ...]],
    runner: Runner,
) -> Counts:
    """Make sure that a finished PDF has all its pages and every piece of every post.

    Args:
        path: the finished file.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        documents: what each content document has to hold, by its name.
        runner: where pages are read back.

    Returns:
        How many pieces were found of each post.

    Raises:
        OutputError: with every piece that is not there.
    """
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == pagination.pages, f"{len(pdf)} of {pagination.pages} pages"
    inputs = [
        ProofInput(
            Pages(path, laid_out[each.document.name].digest, each.first_page, each.pages),
            without_numbers(each.document.xhtml),
            documents.get(each.document.name, ()),
            each.document.name,
        )
        for each in pagination.placed
        if documents.get(each.document.name) or "<img" in each.document.xhtml
    ]
    # Only this machine has the file, and its name is no part of what it holds.
    try:
        entries = runner.run(read_back, inputs, "chapters proved", local=True, few=2)
    finally:
        _open.cache_clear()  # so that the file is closed
    lost = [Loss(**loss) for entry in entries for loss in entry.facts["lost"]]
    if lost:
        raise OutputError(*(problem_of(loss, "PDF") for loss in lost))
    return added(entry.facts["counts"] for entry in entries)


def read_back(given: ProofInput) -> tuple[bytes, Facts]:
    """Look for the pieces of a document in what was rendered, and then on its pages."""
    compared = compare(given.wanted, given.document.encode())
    lost = list(compared.lost)
    if not lost:
        pages = list(_pages_of(given.pages))
        wanted = [(post, pieces_wanted(post)) for post in given.wanted]
        lost += _lost_words(wanted, _text_of(given.pages))
        lost += _lost_links(wanted, pages)
        content = b"\n".join(map(_content_of, pages))
        lost += _lost_pictures(given, compared.pictures, content)
        lost += _lost_formulas(wanted, content)
    return b"", {"counts": compared.counts, "lost": [asdict(loss) for loss in lost]}


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file as two programs read it."""

    pdfium: pypdfium2.PdfDocument
    pikepdf: Pdf


def _opened(path: Path) -> _Opened:
    """Open a file once for all its chapters: in a long book, that takes as long as a chapter."""
    about = path.stat()
    return _open(path, (about.st_ino, about.st_size, about.st_mtime_ns))


@functools.lru_cache(maxsize=1)
def _open(path: Path, _state: tuple[int, ...]) -> _Opened:
    return _Opened(pypdfium2.PdfDocument(path), Pdf.open(path))


def _text_of(pages: Pages) -> str:
    pdf = _opened(pages.path).pdfium
    numbers = range(pages.first, pages.first + pages.count)
    return "\n".join(pdf[number].get_textpage().get_text_bounded() for number in numbers)


def _lost_words(wanted: Sequence[_Pieces], text: str) -> Iterator[Loss]:
    """Yield what is not to be read on the pages."""
    all_letters = letters(text)
    runs: list[tuple[str, Loss]] = []
    inked: list[tuple[str, Loss]] = []
    for post, pieces in wanted:
        if letters(post.title) not in all_letters:
            yield title_loss(post)
        for piece in pieces:
            loss = loss_of(piece, post.path)
            for run in piece.runs:
                is_code = piece.kind is PieceKind.CODE_LINE or not letters(run)
                (inked if is_code else runs).append((run, loss))
    notes = [place for place, (_, loss) in enumerate(runs) if loss.kind == PieceKind.NOTE]
    lost = [runs[place][1] for place in sorted(find_lost([run for run, _ in runs], text, notes))]
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
    by_address = dict(pictures)
    theme = Loss(PieceKind.PICTURE, f"{given.name}.xhtml", None, "of the theme")
    for address, times in Counter(addresses).items():
        if not address.endswith(".svg") and drawn[_name_in_pdf(address)] < times:
            yield by_address.get(address, theme)
    drawings = [loss for address, loss in pictures if address.endswith(".svg")]
    figures = len(_FIGURE.findall(content)) - len(_FORMULA.findall(content))
    lacking = len(_SHOWN_PICTURE.findall(given.document)) - figures
    yield from drawings[: max(0, lacking)]


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


def _pages_of(pages: Pages) -> Iterator[Object]:
    pdf = _opened(pages.path).pikepdf
    return (pdf.pages[pages.first + number].obj for number in range(pages.count))


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
