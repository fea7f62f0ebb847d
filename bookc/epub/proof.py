"""The proof that the EPUB holds what was to be in it: its content documents, read back."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from bookc.blocks import Block, letters, loss, lost_blocks
from bookc.errors import OutputError


def prove_epub(path: Path, blocks: Mapping[str, tuple[Block, ...]]) -> None:
    """Make sure that a finished EPUB has every block of every post.

    Raises:
        OutputError: with every block that is not there.
    """
    with zipfile.ZipFile(path) as container:
        names = {Path(name).stem: name for name in container.namelist() if name.endswith(".xhtml")}
        lost = [
            block
            for document, wanted in blocks.items()
            for block in lost_blocks(wanted, _text(container.read(names[document])))
        ]
    if lost:
        raise OutputError(*(loss(block, "EPUB") for block in lost))


def _text(xhtml: bytes) -> str:
    return letters("".join(map(str, etree.fromstring(xhtml).itertext())))
