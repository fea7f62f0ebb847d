"""Where in the project the file is that a post names: the places in which site generators look."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookc.links.addresses import folded, joined
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


@dataclass(frozen=True, slots=True)
class FileIndex:
    """Every file of the project, by path and by what its path and its name have in common."""

    files: frozenset[PurePosixPath]
    outside: frozenset[PurePosixPath]
    by_folded: Mapping[str, PurePosixPath]
    by_name: Mapping[str, tuple[PurePosixPath, ...]]


def index_files(collection: Collection) -> FileIndex:
    """Index a collection once, for all its posts."""
    by_folded: dict[str, PurePosixPath] = {}
    by_name: dict[str, list[PurePosixPath]] = defaultdict(list)
    for path in sorted(collection.files):
        by_folded.setdefault(folded(path), path)
        by_name[folded(PurePosixPath(path.name))].append(path)
    return FileIndex(
        files=frozenset(collection.files),
        outside=collection.outside,
        by_folded=by_folded,
        by_name={name: tuple(paths) for name, paths in by_name.items()},
    )


def find_file(written: str, post: PurePosixPath, index: FileIndex) -> PurePosixPath | None:
    """Return the file that a post means by a path; None if there is none, or more than one.

    It is looked for beside the post, in a folder named like the post, from every folder that may
    be the root of the site, then the same in other case, at last anywhere by its name.
    """
    places = list(dict.fromkeys(_places(written, post)))
    for place in places:
        if place in index.files:
            return place
    for place in places:
        if found := index.by_folded.get(folded(place)):
            return found
    namesakes = index.by_name.get(folded(PurePosixPath(PurePosixPath(written).name)), ())
    return namesakes[0] if len(namesakes) == 1 else None


def leads_outside(written: str, post: PurePosixPath, index: FileIndex) -> bool:
    """Tell whether a path leaves the project, by its dots or through a symbolic link."""
    place = joined(post.parent, written)
    return place is None or any(each in index.outside for each in (place, *place.parents))


def _places(written: str, post: PurePosixPath) -> Iterator[PurePosixPath]:
    folders = [] if written.startswith("/") else [post.parent, post.with_suffix("")]
    folders += [above / root for above in post.parents for root in SITE_ROOTS]
    for folder in folders:
        if place := joined(folder, written):
            yield place
