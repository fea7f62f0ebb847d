"""Stage 7, the EPUB: write content documents, pictures and fonts as EPUB 3.3.

In: a `RenderedBook` for `Medium.REFLOWABLE`. Out: one file. EbookLib, which only this package
knows, makes the package; `container` writes it as a zip, because a container has to have the same
bytes on every day. Content documents are not touched.
"""

from pathlib import Path

from bookc.epub.container import ROOT, write_container
from bookc.epub.package import package
from bookc.epub.proof import prove_epub
from bookc.epub.spine import reading_order
from bookc.errors import OutputError
from bookc.model import Location, Problem, RenderedBook

__all__ = ["prove_epub", "write_epub"]


def write_epub(rendered: RenderedBook, path: Path) -> str:
    """Write a book as an EPUB, and return the SHA-256 of the file, in hex.

    A file that could not be finished is left behind: write into a folder that nobody reads yet.

    Raises:
        OutputError: if a picture or font cannot be read, or the file cannot be written.
    """
    spine = reading_order(rendered)
    pictures = {f"{ROOT}/images/{image.name}": image.file for image in spine.images}
    fonts = {f"{ROOT}/{resource.name}": resource.file for resource in rendered.resources}
    try:
        entries: dict[str, bytes | Path] = {**package(rendered, spine), **pictures, **fonts}
        return write_container(path, entries, rendered.modified)
    except OSError as error:
        what = f"the EPUB cannot be written: {error}"
        raise OutputError(Problem(what, at=Location(path.name))) from error
