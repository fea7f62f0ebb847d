"""Stage 7, the EPUB: write content documents, pictures and fonts as EPUB 3.3.

In: a `RenderedBook` for `Medium.REFLOWABLE`. Out: one file. EbookLib, which only this package
knows, makes the package; `container` writes it as a zip, because a container has to have the same
bytes on every day. Content documents are not touched.
"""

from pathlib import Path

from bookc.epub.container import ROOT, Deflated, write_container
from bookc.epub.content import look_into
from bookc.epub.package import package
from bookc.epub.proof import prove_epub
from bookc.epub.spine import reading_order
from bookc.errors import OutputError
from bookc.jobs import Runner
from bookc.model import Location, Problem, RenderedBook

__all__ = ["prove_epub", "write_epub"]


def write_epub(rendered: RenderedBook, path: Path, runner: Runner) -> str:
    """Write a book as an EPUB, and return the SHA-256 of the file, in hex.

    A file that could not be finished is left behind: write into a folder that nobody reads yet. The
    store of the runner keeps content documents, ready to be written.

    Raises:
        OutputError: if a picture or font cannot be read, or the file cannot be written.
    """
    spine = reading_order(rendered)
    found, ready = look_into(spine.documents, runner)
    names = (f"{ROOT}/{document.name}.xhtml" for document in spine.documents)
    documents = dict(zip(names, ready, strict=True))
    pictures = {f"{ROOT}/images/{image.name}": image.file for image in spine.images}
    fonts = {f"{ROOT}/{resource.name}": resource.file for resource in rendered.resources}
    try:
        entries: dict[str, bytes | Path | Deflated] = {
            **package(rendered, spine, found),
            **documents,
            **pictures,
            **fonts,
        }
        return write_container(path, entries, rendered.modified)
    except OSError as error:
        what = f"the EPUB cannot be written: {error}"
        raise OutputError(Problem(what, at=Location(path.name))) from error
