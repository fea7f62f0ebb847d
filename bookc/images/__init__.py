"""Stage 5: make every picture of the book fit the media that the book is made for.

In: a `Book` whose pictures stand as `picture:PATH`. Out: `Images`, one variant a picture and
medium, each a file in the store; a picture that cannot be read is a problem and has no variant.
The work on one picture is a job (`variant.make_variant`). Nothing outside the project is read.
"""

import hashlib
import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from bookc.images.profile import Profile, VariantInput
from bookc.jobs import FileInput, NamedJob, Runner
from bookc.model import (
    Book,
    BookConfig,
    Image,
    Images,
    ImagesConfig,
    Location,
    Medium,
    Problem,
    ProblemKind,
)
from bookc.store import Entry
from bookc.xhtml import parse_fragment

ADDRESS = "picture:"
"""What `links` writes before the path of a picture."""

MAKE_VARIANT: NamedJob[VariantInput] = NamedJob("bookc.images.variant", "make_variant")

COVER_SCALE = 1.5
"""A cover fills the page, which is about that much wider than the text block."""

HEIGHT_SCALE = 1.6
"""How much higher than wide a picture on a page can be; a text block is 1.4 to 1.6."""

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


def process_images(
    book: Book,
    config: BookConfig,
    media: Collection[Medium],
    runner: Runner,
    *,
    measure_mm: float,
) -> Images:
    """Make a variant of every picture of the book for each medium.

    Args:
        book: with every address resolved.
        config: says where the project is and how pictures are made to fit.
        media: what the build wants.
        runner: runs the jobs, all of them in one go.
        measure_mm: width of a full line of the pages, above 0.

    Returns:
        The variants, and a problem for each picture that could not be read.
    """
    files: dict[PurePosixPath, FileInput] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(pictures_of(book)):
        found = _read_digest(config, path)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files[path] = found

    wanted = [(medium, path) for path in files for medium in Medium if medium in media]
    inputs = [
        VariantInput(
            files[path], _profile(config.images, medium, measure_mm, covers=path == book.cover)
        )
        for medium, path in wanted
    ]
    entries = dict(zip(wanted, runner.run(MAKE_VARIANT, inputs, "pictures"), strict=True))
    unreadable = {path: entry for (_, path), entry in entries.items() if "problem" in entry.facts}
    problems += [_problem(path, **entry.facts["problem"]) for path, entry in unreadable.items()]
    variants = {key: _image(entry) for key, entry in entries.items() if key[1] not in unreadable}
    return Images(variants, tuple(problems))


def pictures_of(book: Book) -> Iterator[PurePosixPath]:
    """Yield the path of every picture that the book uses, as often as it is used."""
    if book.cover:
        yield book.cover
    for section in book.sections():
        if section.cover:
            yield section.cover
        yield from _pictures_in(section.xhtml)


def _pictures_in(xhtml: str) -> Iterator[PurePosixPath]:
    if ADDRESS not in xhtml:  # spares the parser most posts of a text-only blog
        return
    for element in parse_fragment(xhtml).iter("img"):
        address = element.get("src", "")
        if address.startswith(ADDRESS):
            yield PurePosixPath(address.removeprefix(ADDRESS))


def _read_digest(config: BookConfig, path: PurePosixPath) -> FileInput | Problem:
    project = config.project.resolve()
    try:
        file = (project / path).resolve()
        if not file.is_relative_to(project):
            return _problem(path, "picture lies outside the project", "copy it into the project")
        if not file.is_file():
            return _problem(path, "picture not found")
        with file.open("rb") as data:
            return FileInput(file, hashlib.file_digest(data, "sha256").hexdigest())
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a NUL in the name
        return _problem(path, f"picture cannot be opened: {_reason(error)}")


def _reason(error: Exception) -> str:
    """Return what went wrong without the place of the project on this machine."""
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _profile(config: ImagesConfig, medium: Medium, measure_mm: float, *, covers: bool) -> Profile:
    if medium is Medium.REFLOWABLE:
        return Profile(config.epub_max_px, config.epub_max_px, config.jpeg_quality)
    width_mm = measure_mm * (COVER_SCALE if covers else 1)
    width_px = math.ceil(width_mm / 25.4 * config.pdf_ppi)
    height_px = math.ceil(width_px * HEIGHT_SCALE)
    return Profile(width_px, height_px, config.jpeg_quality, bounds_bytes=True)


def _image(entry: Entry) -> Image:
    facts: Mapping[str, str | int] = entry.facts
    media_type = str(facts["media_type"])
    return Image(
        name=f"{entry.digest[:16]}.{ENDINGS[media_type]}",
        media_type=media_type,
        width_px=int(facts["width_px"]),
        height_px=int(facts["height_px"]),
        file=entry.file,
        digest=entry.digest,
    )


def _problem(path: PurePosixPath, what: str, hint: str = "") -> Problem:
    return Problem(what, Location(str(path)), hint, ProblemKind.PICTURE)
