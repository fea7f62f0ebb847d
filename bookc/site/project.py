"""A project as detectors see it: its files, and the text of those that tell of the site."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from bookc.frozen import frozen
from bookc.model import Evidence, FileListing, Location
from bookc.site.formats import settings_of
from bookc.site.settings import Settings, line_of

POST_ENDINGS = frozenset({".md", ".markdown", ".mdx"})
LONGEST_BYTES = 1_000_000
"""Of a configuration file; anything longer is none."""

_FROM_FOLDER = re.compile(r"\$\{[^{}]*\}/?|^(?:<rootDir>|@site|~)/")


@frozen
class Project:
    """The files of a project, and the folder in which a generator is looked for."""

    folder: Path
    """On the disk."""
    files: Mapping[PurePosixPath, int]
    post_folders: Mapping[PurePosixPath, int]
    """How many Markdown files are in each folder and in those below it."""
    base: PurePosixPath


def project_of(folder: Path, listing: FileListing) -> Project:
    """Return a project, to be looked at from its own folder."""
    posts = [path for path in listing.files if is_markdown(path)]
    counts = Counter(above for post in posts for above in post.parents)
    return Project(folder, listing.files, counts, PurePosixPath())


def is_markdown(path: PurePosixPath) -> bool:
    """Tell whether a file is one that a post can be in."""
    return path.suffix.lower() in POST_ENDINGS and not path.name.startswith(".")


def find_file(project: Project, *names: str) -> PurePosixPath | None:
    """Return the first of some files that is there; names begin at the generator's folder."""
    paths = (project.base / name for name in names)
    return next((path for path in paths if path in project.files), None)


def read_text(project: Project, path: PurePosixPath) -> str:
    """Return the text of a file; empty if it cannot be read."""
    if project.files.get(path, LONGEST_BYTES) >= LONGEST_BYTES:
        return ""
    try:
        return (project.folder / path).read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def read_settings(project: Project, *names: str) -> tuple[Settings, ...]:
    """Read those configuration files that are there."""
    paths = [path for name in names if (path := find_file(project, name))]
    return tuple(settings_of(path, read_text(project, path)) for path in paths)


def has_folder(project: Project, name: str) -> bool:
    """Tell whether a folder is there, hidden ones and those without files among them."""
    return (project.folder / project.base / name).is_dir()


def folders_with_posts(project: Project, names: Iterable[str]) -> tuple[PurePosixPath, ...]:
    """Return those folders that hold posts, and none that lies in another of them."""
    found: list[PurePosixPath] = []
    for name in names:
        path = place(project, name)
        if path is None or path not in project.post_folders:
            continue
        if not any(path.is_relative_to(other) for other in found):
            found.append(path)
    return tuple(found)


def places(project: Project, *names: str) -> tuple[PurePosixPath, ...]:
    """Return paths in the project for those that are written in a configuration file."""
    found = (place(project, name) for name in names)
    return tuple(dict.fromkeys(path for path in found if path is not None))


def place(project: Project, written: str) -> PurePosixPath | None:
    """Return the path in the project that a configuration file means; None if it lies outside."""
    relative = _FROM_FOLDER.sub("", written.strip()).lstrip("/")
    path = PurePosixPath(posixpath.normpath(posixpath.join(project.base.as_posix(), relative)))
    return None if path.is_absolute() or path.parts[:1] == ("..",) else path


def evidence_of(what: str, path: PurePosixPath, line: int | None = None) -> tuple[Evidence, ...]:
    """Return evidence at a place."""
    return (Evidence(what, Location(path.as_posix(), line)),)


def dependency(project: Project, *packages: str) -> tuple[Evidence, ...]:
    """Return the line of package.json that asks for one of some packages, if one does."""
    for settings in read_settings(project, "package.json"):
        for package in packages:
            for kind in ("dependencies", "devDependencies", "peerDependencies"):
                if any(value.keys == (kind, package) for value in settings.values):
                    line = line_of(settings, package)
                    return evidence_of(f"it needs the package {package}", settings.file, line)
    return ()


def config_file(project: Project, *names: str) -> tuple[Evidence, ...]:
    """Return the configuration file of a generator as evidence, if it is there."""
    path = find_file(project, *names)
    return evidence_of(f"there is a file {path.name}", path) if path else ()
