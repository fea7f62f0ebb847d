"""Stage 5: make every picture of the book fit the media that the book is made for.

In: a `Book` whose pictures stand as `picture:PATH`, or `picture:data:...` if the author wrote one
into the post. Out: `Images`, one variant a picture and medium, each a file in the store, or several
for a picture too tall for a page; one that cannot be read is a problem and has no variant. The work
on one picture is a job (`variant.make_variant`). Nothing outside the project is read.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookc.frozen import frozen
from bookc.images.profile import Profile, VariantInput
from bookc.images.written_in import is_written_in, unpacked
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
    Section,
)
from bookc.store import Entry, Store, digest_of
from bookc.xhtml import written_pictures

ADDRESS = "picture:"
"""What `links` writes before the path of a picture."""

MAKE_VARIANT: NamedJob[VariantInput] = NamedJob("bookc.images.variant", "make_variant")

COVER_SCALE = 1.5
"""A cover fills the page, which is about that much wider than the text block."""

HEIGHT_SCALE = 1.6
"""How much higher than wide a picture on a page can be; a text block is 1.4 to 1.6."""

_FEW, _FEW_BYTES = 24, 5_000_000
"""So many variants of files with so many bytes, those of one post, take 0.15 s: no longer than a
worker takes to begin, unless one was told before (`begin_images`). Bytes alone tell too little: a
hundred screenshots may have no more."""

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


@frozen
class _Unreadable:
    """Why there is no variant of a picture."""

    what: str
    hint: str = ""


def process_images(
    book: Book,
    config: BookConfig,
    media: Collection[Medium],
    runner: Runner,
    digest_of: Callable[[Path], str] = digest_of,
    *,
    measure_mm: float,
) -> Images:
    """Make a variant of every picture of the book for each medium.

    Args:
        book: with every address resolved.
        config: says where the project is and how pictures are made to fit.
        media: what the build wants.
        runner: runs the jobs, all of them in one go.
        digest_of: returns the SHA-256 of a file, in hex; it may remember it.
        measure_mm: width of a full line of the pages, above 0.

    Returns:
        The variants, and a problem for each place with a picture that could not be read.
    """
    uses = _uses_of(book, config)
    inputs, reasons = _inputs_of(book, uses, config, media, runner, digest_of, measure_mm)
    made = runner.run(MAKE_VARIANT, [*inputs.values()], "pictures", few=_are_few)
    entries = dict(zip(inputs, made, strict=True))
    reasons |= {
        path: _Unreadable(**entry.facts["problem"])
        for (_, path), entry in entries.items()
        if "problem" in entry.facts
    }
    readable = {key: entry for key, entry in entries.items() if key[1] not in reasons}
    variants = _with_parts(readable, inputs, runner)
    problems = [
        Problem(f"{why.what}: {_shown(path)}", at, why.hint, ProblemKind.PICTURE)
        for path, why in reasons.items()
        for at in uses[path]
    ]
    sources = frozenset(path for path in uses if not is_written_in(path))
    return Images(variants, sources, tuple(problems))


def begin_images(
    book: Book,
    config: BookConfig,
    media: Collection[Medium],
    runner: Runner,
    digest_of: Callable[[Path], str] = digest_of,
    *,
    measure_mm: float,
) -> bool:
    """Let a worker begin with the pictures of a book if they are few: many are for all workers.

    Returns:
        Whether none is to be made: `process_images` would find each, or its first part, in the
        store.
    """
    uses = _uses_of(book, config)
    inputs, _ = _inputs_of(book, uses, config, media, runner, digest_of, measure_mm)
    missing = [each for each in inputs.values() if not runner.made(MAKE_VARIANT, each)]
    if _are_few(missing):
        runner.begin(MAKE_VARIANT, *missing)
    return not missing


def _inputs_of(
    book: Book,
    uses: Iterable[PurePosixPath],
    config: BookConfig,
    media: Collection[Medium],
    runner: Runner,
    digest_of: Callable[[Path], str],
    measure_mm: float,
) -> tuple[dict[tuple[Medium, PurePosixPath], VariantInput], dict[PurePosixPath, _Unreadable]]:
    """Return what variants are made of, and why none is made of some pictures."""
    read = functools.partial(
        _read_digest, _Folders(config.project.resolve()), runner.store, digest_of
    )
    found = {path: read(path) for path in uses}
    files = {path: each for path, each in found.items() if isinstance(each, FileInput)}
    reasons = {path: each for path, each in found.items() if isinstance(each, _Unreadable)}
    on_cover = {path for path, _ in book.cover_page.pictures} if book.cover_page else {book.cover}
    whole = {*on_cover, *(section.cover for section in book.sections())}
    inputs = {
        (medium, path): VariantInput(
            file,
            _profile(
                config.images,
                medium,
                measure_mm,
                covers=path in on_cover,
                splits_tall=path not in whole,
            ),
        )
        for path, file in files.items()
        for medium in Medium
        if medium in media
    }
    return inputs, reasons


def _are_few(inputs: Iterable[VariantInput]) -> bool:
    """Tell whether pictures are made before a worker is there that could."""
    files = [each.file.path for each in inputs]
    return len(files) <= _FEW and sum(file.stat().st_size for file in files) <= _FEW_BYTES


def _with_parts(
    entries: Mapping[tuple[Medium, PurePosixPath], Entry],
    inputs: Mapping[tuple[Medium, PurePosixPath], VariantInput],
    runner: Runner,
) -> dict[tuple[Medium, PurePosixPath], Image]:
    """Return the image of each entry, with the other parts of those that were split."""
    others = [
        (key, replace(inputs[key], part=part))
        for key, entry in entries.items()
        for part in range(1, entry.facts["parts"])
    ]
    made = runner.run(MAKE_VARIANT, [each for _, each in others], "pictures") if others else ()
    rest: dict[tuple[Medium, PurePosixPath], list[Image]] = defaultdict(list)
    for (key, _), entry in zip(others, made, strict=True):
        rest[key].append(_image(entry))
    return {key: _image(each, tuple(rest.get(key, ()))) for key, each in entries.items()}


def _uses_of(book: Book, config: BookConfig) -> dict[PurePosixPath, list[Location]]:
    """Return the places of each picture, in the order of their first."""
    uses: dict[PurePosixPath, dict[Location, None]] = defaultdict(dict)
    if book.cover:
        uses[book.cover][config.source] = None
    for path, at in _places_of(book):
        uses[path][at] = None
    return {path: list(places) for path, places in uses.items()}


def _places_of(book: Book) -> Iterator[tuple[PurePosixPath, Location]]:
    if book.cover_page:
        yield from book.cover_page.pictures
    for section in book.texts():
        if section.cover:
            yield section.cover, section.post.at
        yield from _places_in(section)


def _places_in(section: Section) -> Iterator[tuple[PurePosixPath, Location]]:
    for address, line in written_pictures(section.xhtml):
        if address.startswith(ADDRESS):
            at = Location(section.post.path.as_posix(), line)
            yield PurePosixPath(address.removeprefix(ADDRESS)), at


class _Folders:
    """The folders of a project as they are when links are followed, each of which is done once."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._resolved: dict[PurePosixPath, tuple[Path, bool]] = {}

    def file(self, path: PurePosixPath) -> tuple[Path, bool]:
        """Return where a file is when links are followed, and whether that is in the project."""
        parent = path.parent
        if parent not in self._resolved:
            folder = (self.project / parent).resolve()
            self._resolved[parent] = folder, folder.is_relative_to(self.project)
        folder, is_inside = self._resolved[parent]
        file = folder / path.name
        if not file.is_symlink():
            return file, is_inside
        file = file.resolve()
        return file, file.is_relative_to(self.project)


def _read_digest(
    folders: _Folders, store: Store, digest_of: Callable[[Path], str], path: PurePosixPath
) -> FileInput | _Unreadable:
    if is_written_in(path):
        return unpacked(path, store)
    try:
        file, is_inside = folders.file(path)
        if not is_inside:
            return _Unreadable("picture lies outside the project", "copy it into the project")
        if not file.is_file():
            return _Unreadable("picture not found")
        return FileInput(file, digest_of(file))
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a NUL in the name
        return _Unreadable(f"picture cannot be opened ({_reason(error)})")


def _shown(path: PurePosixPath) -> str:
    return "written into the post" if is_written_in(path) else str(path)


def _reason(error: Exception) -> str:
    """Return what went wrong without the place of the project on this machine."""
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _profile(
    config: ImagesConfig, medium: Medium, measure_mm: float, *, covers: bool, splits_tall: bool
) -> Profile:
    if medium is Medium.REFLOWABLE:
        side_px = config.epub_max_px
        return Profile(
            side_px, side_px, config.jpeg_quality, splits_tall=splits_tall, on_white=True
        )
    width_mm = measure_mm * (COVER_SCALE if covers else 1)
    width_px = math.ceil(width_mm / 25.4 * config.pdf_ppi)
    height_px = math.ceil(width_px * HEIGHT_SCALE)
    return Profile(
        width_px, height_px, config.jpeg_quality, bounds_bytes=True, splits_tall=splits_tall
    )


def _image(entry: Entry, rest: tuple[Image, ...] = ()) -> Image:
    facts: Mapping[str, str | int] = entry.facts
    media_type = str(facts["media_type"])
    return Image(
        name=f"{entry.digest[:16]}.{ENDINGS[media_type]}",
        media_type=media_type,
        width_px=int(facts["width_px"]),
        height_px=int(facts["height_px"]),
        file=entry.file,
        digest=entry.digest,
        rest=rest,
    )
