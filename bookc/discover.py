"""Stage 2: find the posts, and every file that they may use.

In: a `BookConfig`. Out: first a `FileListing`, which `site` looks at, then a `Collection`: the text
of each post. Reads nothing outside the project's folder, not even through a symbolic link.
"""

import codecs
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from bookc.errors import ContentError
from bookc.model import (
    BACK_NAMES,
    FRONT_NAMES,
    MATTER_FOLDERS,
    BookConfig,
    Collection,
    FileListing,
    Location,
    Problem,
    ProblemKind,
    Site,
    SourceFile,
)
from bookc.slug import path_order

POST_ENDINGS = frozenset({".md", ".markdown", ".mdx"})
NO_CONTENT = frozenset({"node_modules", "__pycache__"})
"""Folders that tools fill, wherever they are; hidden folders are skipped too."""
OUTPUT = PurePosixPath("dist")
BOOK_TOML = "book.toml"
THEMES = PurePosixPath("themes")
"""The project's own themes, which are no posts."""
NOT_HIDDEN = frozenset({".gitbook"})
"""Hidden folders with what readers are shown: GitBook exports its pictures into one."""

Read = tuple[SourceFile | None, Problem | None]


def list_files(project: Path) -> FileListing:
    """List every file of a project."""
    found = list(_files_below(project, PurePosixPath(), (project.resolve(),)))
    return FileListing(
        files={path: size for path, size in found if size is not None},
        outside=frozenset(path for path, size in found if size is None),
    )


def discover_posts(config: BookConfig, listing: FileListing, site: Site) -> Collection:
    """Read the posts that `[content]` names, or else those of the site, by path in natural order.

    Raises:
        ContentError: if there is no post at all.
    """
    files, outside, content = listing.files, listing.outside, config.content
    places = content.paths or site.content
    front, back = _matter(config, files, places, site)
    matter = {*front, *back}
    without = _lists(site) if content.paths else site.without
    paths = [path for path in files if _is_post(path, places, without) and path not in matter]
    read = {path: _read(config.project, path) for path in {*paths, *(matter & files.keys())}}
    problems = {path: problem for path, (_, problem) in read.items() if problem}
    problems |= {path: _leads_outside(path) for path in outside if _is_post(path, places, without)}
    collection = Collection(
        posts=_texts(sorted(paths, key=path_order), read),
        front=_texts(front, read),
        back=_texts(back, read),
        files=files,
        problems=(
            *(problems[path] for path in sorted(problems, key=path_order)),
            *site.problems,
        ),
        outside=outside,
        site=site,
    )
    if not collection.posts:
        raise ContentError(_no_posts(places, config), *collection.problems)
    return collection


def _matter(
    config: BookConfig,
    files: Iterable[PurePosixPath],
    places: Iterable[PurePosixPath],
    site: Site,
) -> tuple[tuple[PurePosixPath, ...], tuple[PurePosixPath, ...]]:
    """Return the files of front and of back matter: those that are listed, or called like it.

    Names count only if there is a book.toml: the `about.md` of a blog that was never meant to be a
    book stays what it is. So does a file that a list of the site makes a chapter.
    """
    front, back = config.content.front, config.content.back
    taken = {path for summary in site.summaries for path, _ in summary.listed()}
    taken |= {*(front or ()), *(back or ())}
    folders = {*places, *MATTER_FOLDERS}
    found = [
        path
        for path in files
        if path.parent in folders and path not in taken and config.source.path == BOOK_TOML
    ]
    return (
        _called(FRONT_NAMES, found) if front is None else front,
        _called(BACK_NAMES, found) if back is None else back,
    )


def _called(names: Sequence[str], paths: Iterable[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """Return the Markdown files with one of some names, in the order of these."""
    stems = {
        path: path.stem.lower().replace("_", "-")
        for path in paths
        if path.suffix.lower() in POST_ENDINGS
    }
    found = [path for path, stem in stems.items() if stem in names]
    return tuple(sorted(found, key=lambda path: (names.index(stems[path]), path_order(path))))


def _files_below(
    project: Path, folder: PurePosixPath, real_folders: tuple[Path, ...]
) -> Iterator[tuple[PurePosixPath, int | None]]:
    """Yield path and size of every file in a folder of the project; None for links out of it.

    Args:
        project: the project's folder, resolved.
        folder: relative to it.
        real_folders: the folder and those above, with links resolved: a link to one is a circle.
    """
    try:
        with os.scandir(project / folder) as entries:
            by_name = sorted(entries, key=lambda entry: entry.name)
    except PermissionError:
        return
    for entry in by_name:
        path = folder / entry.name
        if entry.is_symlink() and not _stays_inside(Path(entry.path), project):
            yield path, None
        elif entry.is_file():
            yield path, entry.stat().st_size
        elif entry.is_dir() and not _is_skipped(path):
            real = Path(entry.path).resolve()
            if real not in real_folders:
                yield from _files_below(project, path, (*real_folders, real))


def _stays_inside(link: Path, project: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(project)
    except (OSError, RuntimeError):  # a link to nothing; RuntimeError: to itself
        return False


def _is_skipped(folder: PurePosixPath) -> bool:
    is_hidden = folder.name.startswith(".") and folder.name not in NOT_HIDDEN
    return is_hidden or folder.name in NO_CONTENT or folder in (OUTPUT, THEMES)


def _lists(site: Site) -> tuple[PurePosixPath, ...]:
    """Return the files that are no posts wherever posts are: those that only list them."""
    return tuple(each.file for each in site.summaries if each.file in site.without)


def _is_post(
    path: PurePosixPath, places: Iterable[PurePosixPath], without: Iterable[PurePosixPath]
) -> bool:
    if path.suffix.lower() not in POST_ENDINGS or path.name.startswith("."):
        return False
    if any(path.is_relative_to(place) for place in without):
        return False
    return any(path.is_relative_to(place) for place in places)


def _texts(
    paths: Iterable[PurePosixPath], read: Mapping[PurePosixPath, Read]
) -> tuple[SourceFile, ...]:
    return tuple(source for path in paths if path in read and (source := read[path][0]))


def _read(project: Path, path: PurePosixPath) -> Read:
    """Read a post as NFC text with plain line ends; None if there is nothing in it."""
    at = Location(path.as_posix())
    try:
        text = _decode((project / path).read_bytes())
    except OSError as error:
        return None, Problem(f"the file cannot be read: {error.strerror}", at)
    if not text.strip():
        return None, Problem("the file is empty, so it is left out", at, kind=ProblemKind.LEFT_OUT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(path, unicodedata.normalize("NFC", text)), None


def _decode(data: bytes) -> str:
    """Return text; what is not UTF-8 becomes U+FFFD, which `parse` reports with its line."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode(errors="replace")


def _leads_outside(path: PurePosixPath) -> Problem:
    return Problem(
        "the file is a symbolic link that leads outside the project, so it is left out",
        Location(path.as_posix()),
        hint="copy the file into the project",
    )


def _no_posts(places: Iterable[PurePosixPath], config: BookConfig) -> Problem:
    return Problem(
        f"no posts found under {', '.join(map(str, places))}",
        config.source,
        hint="posts are Markdown files, *.md; [content] path in book.toml says where they are",
    )
