"""The proof that the EPUB holds what was to be in it: its content documents, read back.

To read one back is a job: one that is as it was has been proved before.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bookc.errors import OutputError
from bookc.frozen import frozen
from bookc.jobs import Inputs, Runner
from bookc.model import Loss
from bookc.parity import Counts, Wanted, added, compare, problem_of, without_numbers
from bookc.store import Facts


@frozen
class ContentInput:
    """A content document of the finished file, and what it has to hold."""

    document: str
    """But for numbers that a chapter before it moves."""
    wanted: tuple[Wanted, ...]


def prove_epub(path: Path, documents: Mapping[str, tuple[Wanted, ...]], runner: Runner) -> Counts:
    """Make sure that a finished EPUB has every piece of every post, and return how many.

    Args:
        path: the finished file.
        documents: what each content document has to hold, by its name.
        runner: keeps what was found.

    Raises:
        OutputError: with every piece that is not there.
    """
    with zipfile.ZipFile(path) as container:
        names = {Path(name).stem: name for name in container.namelist() if name.endswith(".xhtml")}
        proved = list(documents)

        def given(place: int) -> ContentInput:
            name = proved[place]
            document = without_numbers(container.read(names[name]).decode())
            return ContentInput(document, documents[name])

        inputs = Inputs(len(proved), given)
        entries = runner.run(read_back, inputs, "documents proved", local=True, few=len(proved))
    lost = [Loss(**loss) for entry in entries for loss in entry.facts["lost"]]
    if lost:
        raise OutputError(*(problem_of(loss, "EPUB") for loss in lost))
    return added(entry.facts["counts"] for entry in entries)


def read_back(given: ContentInput) -> tuple[bytes, Facts]:
    """Look for the pieces of posts in a content document."""
    comparison = compare(given.wanted, given.document.encode())
    lost = [asdict(loss) for loss in comparison.lost]
    return b"", {"counts": comparison.counts, "lost": lost}
