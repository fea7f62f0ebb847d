"""The order that files in each folder give a site of MkDocs: `.nav.yml`, and `.pages` before it.

Source: https://lukasgeiter.github.io/mkdocs-awesome-nav/features/nav/
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

import yaml

from bookc.model import Location, Problem, Summary, SummaryEntry
from bookc.site.formats import yaml_tree
from bookc.site.project import Project, is_markdown, read_text
from bookc.site.settings import DEEPEST
from bookc.site.summary_file import post_at, tidy_entries
from bookc.slug import path_order

FILES = (".nav.yml", ".nav.yaml", ".pages")
_REST = "..."


@dataclass(slots=True)
class _Folder:
    """A folder while its file is read."""

    project: Project
    path: PurePosixPath
    file: PurePosixPath
    left: list[PurePosixPath]
    """What is right in it and named nowhere: posts, and folders with posts."""
    problems: list[Problem]
    depth: int
    title: str = ""
    nav: list[yaml.Node] = field(default_factory=list)


def awesome_navigation(
    project: Project, folder: PurePosixPath
) -> tuple[tuple[Summary, ...], tuple[Problem, ...]]:
    """Return the order of a folder's posts; nothing if no file in it says any."""
    files = [p for p in project.files if p.name in FILES and p.is_relative_to(folder)]
    if not files:
        return (), ()
    problems: list[Problem] = []
    entries = _entries_of(_open(project, folder, problems, 0))
    first = min(files, key=lambda path: len(path.parts))
    return (Summary(first, folder, tidy_entries(tuple(entries))),), tuple(problems)


def _open(project: Project, path: PurePosixPath, problems: list[Problem], depth: int) -> _Folder:
    """Read the file of a folder, if it has one."""
    file = next((path / name for name in FILES if path / name in project.files), path / FILES[0])
    root = yaml_tree(read_text(project, file)) if file in project.files else None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    values = {str(key.value): value for key, value in pairs}
    nav = values.get("nav") or values.get("arrange")
    title = values.get("title")
    posts = [post for post in project.files if is_markdown(post) and post.parent == path]
    folders = [each for each in project.post_folders if each.parent == path and each != path]
    return _Folder(
        project,
        path,
        file,
        sorted((*posts, *folders), key=lambda each: (each.stem != "index", path_order(each))),
        problems,
        depth,
        str(title.value) if isinstance(title, yaml.ScalarNode) else "",
        nav.value if isinstance(nav, yaml.SequenceNode) else [],
    )


def _entries_of(folder: _Folder) -> tuple[SummaryEntry, ...]:
    if not folder.nav:
        return tuple(_below(path, "", folder) for path in folder.left)
    named = {folder.path / name.strip("/") for name in _names_in(folder.nav)}
    folder.left = [path for path in folder.left if path not in named]
    return tuple(_entries(folder.nav, folder))


def _pairs(item: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return an item as its titles, empty if it has none, and what stands behind each."""
    if not isinstance(item, yaml.MappingNode):
        return [("", item)]
    return [("" if key.value == "glob" else str(key.value), value) for key, value in item.value]


def _names_in(nav: list[yaml.Node], depth: int = 0) -> Iterator[str]:
    """Yield what is named one by one, in lists within lists too."""
    for _, value in (pair for item in nav for pair in _pairs(item)):
        if isinstance(value, yaml.SequenceNode) and depth < DEEPEST:
            yield from _names_in(value.value, depth + 1)
        elif isinstance(value, yaml.ScalarNode) and not _pattern_of(str(value.value)):
            yield str(value.value)


def _pattern_of(written: str) -> str:
    """Return the pattern that `...`, `... | a*.md` or `*.md` is; empty for a name."""
    rest, _, pattern = written.partition("|")
    if rest.strip() == _REST:
        return pattern.strip() or "*"
    return written if "*" in written else ""


def _entries(nav: list[yaml.Node], folder: _Folder, depth: int = 0) -> Iterator[SummaryEntry]:
    for item in nav if depth < DEEPEST else ():
        at = Location(folder.file.as_posix(), item.start_mark.line + 1)
        for title, value in _pairs(item):
            if isinstance(value, yaml.SequenceNode):
                below = tuple(_entries(value.value, folder, depth + 1))
                yield SummaryEntry(title, None, at, below)
            elif pattern := _pattern_of(str(value.value)):
                yield from _matches(pattern, folder)
            else:
                yield from _named(title, str(value.value), at, folder)


def _matches(pattern: str, folder: _Folder) -> Iterator[SummaryEntry]:
    """Yield what is left in a folder and fits a pattern."""
    last = pattern.rpartition("/")[2]
    found = [path for path in folder.left if fnmatchcase(path.name, last)]
    folder.left = [path for path in folder.left if path not in found]
    yield from (_below(path, "", folder) for path in found)


def _named(title: str, written: str, at: Location, folder: _Folder) -> Iterator[SummaryEntry]:
    path = folder.path / written.strip("/")
    if path in folder.project.post_folders:
        yield _below(path, title, folder)
        return
    post, problem = post_at(folder.project, folder.file, written, at)
    folder.problems += [problem] if problem else []
    yield SummaryEntry(title, post, at)


def _below(path: PurePosixPath, title: str, folder: _Folder) -> SummaryEntry:
    """Return the entry of a post, or of a folder with those below it."""
    at = Location(
        folder.file.as_posix() if folder.file in folder.project.files else path.as_posix()
    )
    if is_markdown(path) or folder.depth >= DEEPEST:
        return SummaryEntry(title, path if is_markdown(path) else None, at)
    inner = _open(folder.project, path, folder.problems, folder.depth + 1)
    words = path.name.replace("-", " ").replace("_", " ")
    title = title or inner.title or words[:1].upper() + words[1:]
    return SummaryEntry(title, None, at, _entries_of(inner))
