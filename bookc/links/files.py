"""Where in the project the file is that a post names: the places in which site generators look."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import PurePosixPath

from bookc.alt_text import PICTURE_ENDINGS
from bookc.frozen import frozen
from bookc.links.addresses import folded, joined
from bookc.links.languages import without_languages
from bookc.links.nearest import Names, names_of
from bookc.model import Collection

SITE_ROOTS = (
    "",
    "static",
    "public",
    "source",
    "assets",
    "src",
    "docs",
    "content",
    "website/static",
)
"""Folders that a site generator serves as `/`, in the project or in a folder above the post."""


@frozen
class FileIndex:
    """Every file of the project, by path and by what its path and its name have in common."""

    files: frozenset[PurePosixPath]
    outside: frozenset[PurePosixPath]
    by_folded: Mapping[str, PurePosixPath]
    by_name: Mapping[str, tuple[PurePosixPath, ...]]
    originals: Mapping[PurePosixPath, tuple[PurePosixPath, ...]]
    """Files by what their path shares with those of translations."""
    roots: tuple[PurePosixPath, ...]
    """Folders that the site serves as `/`, as far as its generator says."""
    pictures: Names
    """For hints."""


def index_files(collection: Collection) -> FileIndex:
    """Index a collection once, for all its posts."""
    by_folded: dict[str, PurePosixPath] = {}
    by_name: dict[str, list[PurePosixPath]] = defaultdict(list)
    originals: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
    files = sorted(collection.files)
    for path in files:
        whole = folded(path)
        by_folded.setdefault(whole, path)
        by_name[whole.rpartition("/")[2]].append(path)
        originals[_original(path)].append(path)
    pictures = [each for each in files if _is_picture(each)]
    return FileIndex(
        files=frozenset(collection.files),
        outside=collection.outside,
        by_folded=by_folded,
        by_name={name: tuple(paths) for name, paths in by_name.items()},
        originals={original: tuple(paths) for original, paths in originals.items()},
        roots=collection.site.roots,
        pictures=names_of(pictures, lambda path: path.name),
    )


def find_file(written: str, post: PurePosixPath, index: FileIndex) -> PurePosixPath | None:
    """Return the file that a post means by a path; None if there is none, or more than one.

    It is looked for beside the post, in a folder named like the post, from every folder that may
    be the root of the site, in the folders of the original if the post is a translation; then the
    same in other case, at last anywhere by its name.
    """
    first = next(_places(written, post, index.roots), None)
    return first if first in index.files else _find_elsewhere(written, post, index)


def _find_elsewhere(written: str, post: PurePosixPath, index: FileIndex) -> PurePosixPath | None:
    """Return the file that a post means, if it is not at the first place to look."""
    namesakes = index.by_name.get(folded(PurePosixPath(PurePosixPath(written).name)), ())
    if not namesakes:  # a thousand posts may show what is not there
        return None
    for place in _places(written, post, index.roots):
        if place in index.files:
            return place
    places = list(dict.fromkeys(_places(written, post, index.roots)))
    for place in places:
        if found := _in_original(place, index):
            return found
    for place in places:
        if found := index.by_folded.get(folded(place)):
            return found
    return namesakes[0] if len(namesakes) == 1 else None


def leads_outside(written: str, post: PurePosixPath, index: FileIndex) -> bool:
    """Tell whether a path leaves the project, by its dots or through a symbolic link."""
    place = joined(post.parent, written)
    return place is None or any(each in index.outside for each in (place, *place.parents))


def _places(
    written: str, post: PurePosixPath, roots: Iterable[PurePosixPath]
) -> Iterator[PurePosixPath]:
    beside = () if written.startswith("/") else (post.parent, post.with_suffix(""))
    above = (folder / root for folder in post.parents for root in SITE_ROOTS)
    for folder in chain(beside, roots, above):
        if place := joined(folder, written):
            yield place


def _in_original(place: PurePosixPath, index: FileIndex) -> PurePosixPath | None:
    """Return the file at the same place in the tree of the original, or the only one in another."""
    original = _original(place)
    found = index.originals.get(original, ())
    if original in found:
        return original
    return found[0] if len(found) == 1 else None


def _original(path: PurePosixPath) -> PurePosixPath:
    folders = path.parts[:-1]
    bare = without_languages(folders)
    return path if bare == folders else PurePosixPath(*bare, path.name)


def _is_picture(path: PurePosixPath) -> bool:
    return path.suffix.lower() in PICTURE_ENDINGS
