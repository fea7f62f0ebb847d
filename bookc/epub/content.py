"""The job that makes a content document ready for the container: looked into, and deflated.

After an edit most documents are as they were: to do so again took half as long as to write all
pictures.
"""

import zlib
from collections.abc import Sequence

from bookc.epub.container import Deflated, deflated
from bookc.epub.features import Features, features
from bookc.frozen import frozen
from bookc.jobs import Inputs, NamedJob, Runner
from bookc.model import Document, PackedText
from bookc.store import Facts

_MAY_MOVE = frozenset({"image/gif", "image/webp", "image/apng"})


@frozen
class ContentInput:
    """A content document."""

    content: PackedText


DEFLATE: NamedJob[ContentInput] = NamedJob(__name__, "deflate")


def deflate(given: ContentInput) -> tuple[bytes, Facts]:
    """Deflate a content document.

    Returns:
        What the container holds of it; `crc32` and `size_bytes` of the document, and `features`.
    """
    xhtml = given.content.text.encode()
    found = features(xhtml)
    facts = {"crc32": zlib.crc32(xhtml), "size_bytes": len(xhtml), "features": found}
    return deflated(xhtml), facts


def look_into(
    documents: Sequence[Document], runner: Runner
) -> tuple[list[Features], list[Deflated]]:
    """Return what is in each content document, and each as the container holds it."""
    inputs = Inputs(len(documents), lambda place: ContentInput(documents[place].content))
    entries = runner.run(
        DEFLATE, inputs, "documents packed", local=True, few=len(inputs), aside=True
    )
    found = [
        _features(document, entry.facts["features"])
        for document, entry in zip(documents, entries, strict=True)
    ]
    return found, [
        Deflated(each.file, each.facts["crc32"], each.facts["size_bytes"]) for each in entries
    ]


def _features(document: Document, told: Facts) -> Features:
    return Features(
        properties=tuple(told["properties"]),
        has_pictures=told["has_pictures"],
        pictures_are_described=told["pictures_are_described"],
        may_flash=any(image.media_type in _MAY_MOVE for image in document.images),
    )
