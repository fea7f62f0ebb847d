"""The proof that the PDF holds what was to be in it.

A chapter whose layout came from the store has been proved before: the key of the job that reads its
pages back (`reading.py`) is that layout and what it has to hold, wherever its pages stand now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bookc.errors import OutputError
from bookc.frozen import frozen
from bookc.jobs import FileInput, Inputs, NamedJob, Runner
from bookc.model import Loss
from bookc.parity import Counts, Wanted, added, problem_of, without_numbers
from bookc.pdf.fonts import boxed_fonts
from bookc.pdf.numbering import Pagination, PlacedDocument
from bookc.pdf.opened import Extent, close, load_readers, page_count, words_on
from bookc.store import Entry

if TYPE_CHECKING:
    from bookc.pdf.assemble import Assembled


@frozen
class Pages(FileInput):
    """Some pages of a file; their digest is that of the layout that they come from."""

    extent: Extent
    """What is read together with them."""
    places: tuple[int, int]
    """The first of them in that, counted from 0, and the one behind the last."""
    words: str | None = None
    """What stands on them, if it has been read."""


@frozen
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
"""So many documents are read in new processes: those that laid them out keep what that took, and
in a long book reading would come on top of it."""
_TOGETHER = 40
"""Documents that are read from a file that is opened once."""
_FEW_PAGES = 64
"""Up to so many are read by this process: to read them is about as much work as it is for two
workers to load what reads pages."""
_LEAST = 4
"""Pages of a part of a document that a worker reads for another: to open the file takes as long."""
READ_BACK: NamedJob[ProofInput] = NamedJob("bookc.pdf.reading", "read_back")


def prepare_proof(pagination: Pagination, laid_out: Mapping[str, Entry], runner: Runner) -> None:
    """Let workers load what reads pages, while documents are bound."""
    if runner.executor and _new_pages(pagination, laid_out) > _FEW_PAGES:
        for _ in range(runner.workers):
            runner.call(load_readers)


def _new_pages(pagination: Pagination, laid_out: Mapping[str, Entry]) -> int:
    return sum(each.pages for each in pagination.placed if laid_out[each.document.name].is_new)


def _are_few(inputs: Iterable[ProofInput]) -> bool:
    """Tell whether this process reads all pages that have not been proved."""
    pages = 0
    for each in inputs:
        start, end = each.pages.places
        pages += end - start
        if pages > _FEW_PAGES:
            return False
    return True


def prove_pdf(
    path: Path,
    assembled: "Assembled",
    pagination: Pagination,
    laid_out: Mapping[str, Entry],
    documents: Mapping[str, tuple[Wanted, ...]],
    runner: Runner,
) -> Counts:
    """Make sure that a finished PDF has all its pages and every piece of every post.

    Args:
        path: the finished file.
        assembled: where its objects are.
        pagination: its documents in their places.
        laid_out: their layouts, by name.
        documents: what each content document has to hold, by its name.
        runner: where pages are read back.

    Returns:
        How many pieces were found of each post.

    Raises:
        OutputError: with every piece that is not there.
    """
    proved = [
        place
        for place, each in enumerate(pagination.placed)
        if documents.get(each.document.name) or "<img" in each.document.xhtml
    ]
    fonts = boxed_fonts(assembled.fonts, runner)
    stretches = list(_stretches(proved, pagination.placed, assembled, fonts))

    def given(number: int) -> ProofInput:
        document = pagination.placed[proved[number]].document
        pages = Pages(path, laid_out[document.name].digest, *stretches[number])
        placed = ((address, path, at.path, at.line) for address, path, at in document.placed)
        return ProofInput(
            pages,
            without_numbers(document.xhtml),
            documents.get(document.name, ()),
            document.name,
            tuple(placed),
        )

    names = [pagination.placed[place].document.name for place in proved]
    new = {
        name: stretch
        for name, stretch in zip(names, stretches, strict=True)
        if laid_out[name].is_new
    }
    is_short = _new_pages(pagination, laid_out) <= _FEW_PAGES
    reading = {} if is_short else _begin_to_read(path, new, runner)

    def with_words(given: ProofInput) -> ProofInput:
        if given.name not in reading:
            return given
        words = "\n".join(part.result() for part in reading[given.name])
        return replace(given, pages=replace(given.pages, words=words))

    # Only this machine has the file, and its name is no part of what it holds.
    inputs = Inputs(len(proved), given)
    leaves = assembled.blocks[0], assembled.blocks[-1]
    # Beside the reading of chapters, by a worker that has loaded what reads a PDF.
    counted = None if is_short else runner.call(page_count, path, leaves)
    try:
        entries = runner.run(
            *(READ_BACK, inputs, "chapters proved"),
            local=True,
            few=_are_few,
            fresh=len(proved) > _MANY,
            complete=with_words,
        )
    finally:
        try:
            count = counted.result() if counted else page_count(path, leaves)
        finally:
            close()  # if it was read in this process
        assert count == pagination.pages, f"{count} of {pagination.pages} pages"
    lost = [Loss(**loss) for entry in entries for loss in entry.facts["lost"]]
    if lost:
        raise OutputError(*(problem_of(loss, "PDF") for loss in lost))
    return added(entry.facts["counts"] for entry in entries)


def _begin_to_read(
    path: Path, stretches: Mapping[str, tuple[Extent, tuple[int, int]]], runner: Runner
) -> "dict[str, list[Future[str]]]":
    """Let all workers read the words of documents that are fewer than they are.

    Args:
        path: the finished file.
        stretches: what each document is read from, and where it stands in that, by name.
        runner: whose workers read parts of documents.

    Returns:
        The words of each document that several read, part by part, by name.
    """
    readers = runner.workers // max(1, len(stretches))
    reading: dict[str, list[Future[str]]] = {}
    for each, (extent, (start, end)) in stretches.items():
        number = min(readers, (end - start) // _LEAST)
        if number > 1:
            edges = (start + (end - start) * part // number for part in range(number + 1))
            parts = [runner.call(words_on, path, extent, part) for part in pairwise(edges)]
            reading[each] = parts
    return reading


def _stretches(
    proved: Sequence[int],
    placed: Sequence[PlacedDocument],
    assembled: "Assembled",
    fonts: tuple[tuple[int, FileInput], ...],
) -> Iterator[tuple[Extent, tuple[int, int]]]:
    """Yield for each document that is proved what it is read from, and where it stands in that."""
    blocks = assembled.blocks
    for start in range(0, len(proved), _TOGETHER):
        together = proved[start : start + _TOGETHER]
        pages: list[int] = []
        ends = [0]
        for each in (placed[place] for place in together):
            pages += assembled.pages[each.first_page : each.first_page + each.pages]
            ends.append(len(pages))
        omitted = ((blocks[0], blocks[together[0]]), (blocks[together[-1] + 1], blocks[-1]))
        extent = Extent(tuple(pages), omitted, fonts)
        yield from ((extent, each) for each in pairwise(ends))
