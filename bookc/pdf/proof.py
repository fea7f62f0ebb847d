"""The proof that the PDF holds what was to be in it.

A chapter whose layout came from the store has been proved before: the key of the job that reads its
pages back (`reading.py`) is that layout and what it has to hold, wherever its pages stand now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from bookc.errors import OutputError
from bookc.jobs import FileInput, Inputs, NamedJob, Runner
from bookc.model import Loss
from bookc.parity import Counts, Wanted, added, problem_of
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.pdf.opened import close
from bookc.pdf.references import without_numbers
from bookc.store import Entry


@dataclass(frozen=True, slots=True)
class Pages(FileInput):
    """Some pages of a file; their digest is that of the layout that they come from."""

    first: int
    objects: tuple[int, ...]
    """The number of the object of each."""


@dataclass(frozen=True, slots=True)
class ProofInput:
    """What a document has to hold, and where its pages are."""

    pages: Pages
    document: str
    """As it was rendered, but for numbers that move when others do."""
    wanted: tuple[Wanted, ...]
    """By post; nothing for what a theme adds, such as a cover."""
    name: str
    placed: tuple[tuple[str, str, str, int | None], ...] = ()
    """Pictures that the author has placed: address, path, and the file and line that name it."""


_MANY = 100
"""Documents of a file whose table of objects alone takes what a layout does."""
READ_BACK: NamedJob[ProofInput] = NamedJob("bookc.pdf.reading", "read_back")


def prove_pdf(
    path: Path,
    objects: Sequence[int],
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    documents: Mapping[str, tuple[Wanted, ...]],
    runner: Runner,
) -> Counts:
    """Make sure that a finished PDF has all its pages and every piece of every post.

    Args:
        path: the finished file.
        objects: the number of each page's object.
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
    proved = [
        each
        for each in pagination.placed
        if documents.get(each.document.name) or "<img" in each.document.xhtml
    ]

    def given(place: int) -> ProofInput:
        return _proof_input(proved[place], path, objects, laid_out, documents)

    # Only this machine has the file, and its name is no part of what it holds.
    inputs = Inputs(len(proved), given)
    fresh = len(proved) > _MANY
    try:
        entries = runner.run(READ_BACK, inputs, "chapters proved", local=True, fresh=fresh)
    finally:
        close()  # if it was read in this process
    lost = [Loss(**loss) for entry in entries for loss in entry.facts["lost"]]
    if lost:
        raise OutputError(*(problem_of(loss, "PDF") for loss in lost))
    return added(entry.facts["counts"] for entry in entries)


def _proof_input(
    placed: PlacedDocument,
    path: Path,
    objects: Sequence[int],
    laid_out: Mapping[str, Entry],
    documents: Mapping[str, tuple[Wanted, ...]],
) -> ProofInput:
    name, first = placed.document.name, placed.first_page
    numbers = tuple(objects[first : first + placed.pages])
    return ProofInput(
        Pages(path, laid_out[name].digest, first, numbers),
        without_numbers(placed.document.xhtml),
        documents.get(name, ()),
        name,
        tuple((address, path, at.path, at.line) for address, path, at in placed.document.placed),
    )
