"""The `nav` of mkdocs.yml.

Source: https://www.mkdocs.org/user-guide/configuration/#nav
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import yaml

from bookc.model import Location, Problem, Summary, SummaryEntry
from bookc.site.formats import yaml_tree
from bookc.site.project import Project, is_markdown, read_text
from bookc.site.settings import DEEPEST
from bookc.site.summary_file import post_at, tidy_entries
from bookc.slug import path_order

_REST = "..."
"""What stands for all posts that the list does not name, with the plug-in awesome-pages."""


def navigation(
    project: Project, file: PurePosixPath, folder: PurePosixPath
) -> tuple[tuple[Summary, ...], tuple[Problem, ...]]:
    """Return the order that a `nav` gives the posts of a folder; nothing if there is no `nav`."""
    root = yaml_tree(read_text(project, file))
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    nav = next((value for key, value in pairs if key.value == "nav"), None)
    if not isinstance(nav, yaml.SequenceNode):
        return (), ()
    problems: list[Problem] = []
    entries = tuple(_entries(nav, project, file, folder, problems))
    listed = {each.path for entry in entries for each in entry.entries()}
    posts = (each for each in project.files if is_markdown(each) and each.is_relative_to(folder))
    left = sorted((each for each in posts if each not in listed), key=path_order)
    summary = Summary(file, folder, tidy_entries(tuple(_with_rest(entries, left))))
    return ((summary,) if summary.entries else ()), tuple(problems)


def _entries(
    nav: yaml.Node,
    project: Project,
    file: PurePosixPath,
    folder: PurePosixPath,
    problems: list[Problem],
    depth: int = 0,
) -> Iterator[SummaryEntry]:
    """Yield the entries of one list: `- f.md`, `- Title: f.md`, or `- Title:` over a list."""
    for item in nav.value if isinstance(nav, yaml.SequenceNode) and depth < DEEPEST else ():
        pairs = item.value if isinstance(item, yaml.MappingNode) else [(None, item)]
        for key, value in pairs:
            at = Location(file.as_posix(), item.start_mark.line + 1)
            title = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            path = None
            if isinstance(value, yaml.ScalarNode) and value.value == _REST:
                title = _REST
            elif isinstance(value, yaml.ScalarNode):
                path, problem = post_at(project, folder / file.name, str(value.value), at)
                problems += [problem] if problem else []
            below = tuple(_entries(value, project, file, folder, problems, depth + 1))
            yield SummaryEntry(title, path, at, below)


def _with_rest(
    entries: Iterable[SummaryEntry], left: list[PurePosixPath]
) -> Iterator[SummaryEntry]:
    """Yield entries with the posts that no other names where `...` first stands."""
    for entry in entries:
        if entry.title == _REST:
            yield from (SummaryEntry("", path, entry.at) for path in left)
            left.clear()
        else:
            yield replace(entry, children=tuple(_with_rest(entry.children, left)))
