"""The proof that the EPUB holds what was to be in it: its content documents, read back."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from bookc.errors import OutputError
from bookc.model import Loss
from bookc.parity import Counts, Wanted, added, compare, problem_of


def prove_epub(path: Path, documents: Mapping[str, tuple[Wanted, ...]]) -> Counts:
    """Make sure that a finished EPUB has every piece of every post, and return how many.

    Args:
        path: the finished file.
        documents: what each content document has to hold, by its name.

    Raises:
        OutputError: with every piece that is not there.
    """
    counts: list[Counts] = []
    lost: list[Loss] = []
    with zipfile.ZipFile(path) as container:
        names = {Path(name).stem: name for name in container.namelist() if name.endswith(".xhtml")}
        for document, wanted in documents.items():
            comparison = compare(wanted, container.read(names[document]))
            counts.append(comparison.counts)
            lost += comparison.lost
    if lost:
        raise OutputError(*(problem_of(loss, "EPUB") for loss in lost))
    return added(counts)
