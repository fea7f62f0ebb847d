"""The proof that the PDF holds what was to be in it: the job that reads pages back.

Read is the finished file, by another program than the one that wrote it. A chapter whose layout
came from the store has been proved before: the key of this job is that layout and what it has to
hold, wherever its pages stand now.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdfium2

from bookc.blocks import Block, letters, loss, lost_blocks
from bookc.errors import OutputError
from bookc.jobs import FileInput, Runner
from bookc.pdf.numbering import Pagination
from bookc.store import Entry, Facts


@dataclass(frozen=True, slots=True)
class Pages(FileInput):
    """Some pages of a file; their digest is that of the layout that they come from."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class ProofInput:
    """What a document has to hold, and where its pages are."""

    pages: Pages
    blocks: tuple[Block, ...]


def prove_pdf(
    path: Path,
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    blocks: Mapping[str, tuple[Block, ...]],
    runner: Runner,
) -> None:
    """Make sure that a finished PDF has all its pages and every block of every post.

    Raises:
        OutputError: with every block that is not there.
    """
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == pagination.pages, f"{len(pdf)} of {pagination.pages} pages"
    inputs = [
        ProofInput(
            Pages(path, laid_out[each.document.name].digest, each.first_page, each.pages),
            blocks[each.document.name],
        )
        for each in pagination.placed
        if blocks.get(each.document.name)
    ]
    lost = [
        Block(**block)
        # Only this machine has the file, and its name is no part of what it holds.
        for entry in runner.run(read_back, inputs, "chapters proved", local=True)
        for block in entry.facts["lost"]
    ]
    if lost:
        raise OutputError(*(loss(block, "PDF") for block in lost))


def read_back(given: ProofInput) -> tuple[bytes, Facts]:
    """Look for the blocks of a document in the text of its pages."""
    with pypdfium2.PdfDocument(given.pages.path) as pdf:
        numbers = range(given.pages.first, given.pages.first + given.pages.count)
        text = "".join(pdf[number].get_textpage().get_text_bounded() for number in numbers)
    return b"", {"lost": [asdict(block) for block in lost_blocks(given.blocks, letters(text))]}
