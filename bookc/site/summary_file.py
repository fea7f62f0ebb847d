"""From a file that lists posts to a `Summary`: parts and chapters below each other."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model import Location, Problem, ProblemKind, Summary, SummaryEntry
from bookc.site.project import POST_ENDINGS, Project, is_markdown, read_text
from bookc.site.summary_lines import summary_lines

INDEX_FILES = ("README.md", "readme.md", "index.md", "_index.md", "index.mdx")
_SHOWN = 40
"""Letters of a line that a message quotes."""
_WEB = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An entry whose children are still being read."""

    indent: int
    title: str
    path: PurePosixPath | None
    at: Location
    is_link: bool = False
    children: list["_Open"] = field(default_factory=list)


@frozen
class ReadSummary:
    """A summary, and how well its links fit the files that are there."""

    summary: Summary
    hits: int
    misses: int
    problems: tuple[Problem, ...]


def named_summary(
    project: Project, folder: PurePosixPath, name: str
) -> tuple[tuple[Summary, ...], tuple[Problem, ...]]:
    """Return the summary that a configuration names and its problems, or nothing."""
    path = folder / posixpath.normpath(name)
    if not name or path not in project.files:
        return (), ()
    read = read_summary(project, path, folder)
    return (read.summary,), read.problems


def read_summary(project: Project, path: PurePosixPath, folder: PurePosixPath) -> ReadSummary:
    """Read a file that lists posts in Markdown.

    Args:
        project: its files.
        path: the file; its links begin where it lies.
        folder: whose posts it puts in order.
    """
    root = _Open(-2, "", None, Location(path.as_posix()))
    levels = [root]
    problems: list[Problem] = []
    hits = 0
    is_first_heading = True
    last_text = 0
    for line in summary_lines(read_text(project, path)):
        at = Location(path.as_posix(), line.number)
        if line.is_text:
            if line.number > last_text + 1:
                problems.append(_no_entry(line.title, at))
            last_text = line.number
            continue
        if line.level:
            is_title = line.level == 1 and is_first_heading and not root.children
            is_first_heading = False
            levels = [root if is_title else _part(root, line.title, at)]
            continue
        if line.indent < 0:
            levels = [root]  # a link that is no item stands before all parts, or after them
        post = None
        if line.address is not None:
            post, problem = post_at(project, path, line.address, at)
            hits += post is not None
            problems += [problem] if problem else []
        entry = _Open(max(line.indent, 0), line.title, post, at, line.address is not None)
        while len(levels) > 1 and levels[-1].indent >= entry.indent:
            levels.pop()
        levels[-1].children.append(entry)
        levels.append(entry)
    problems += (_no_entry(each.title, each.at) for each in _without_post(root))
    problems.sort(key=lambda each: each.at.line or 0)
    misses = sum(problem.kind is ProblemKind.LINK for problem in problems)
    summary = Summary(path, folder, tidy_entries(_closed(root.children)))
    return ReadSummary(summary, hits, misses, tuple(problems))


def _part(root: _Open, title: str, at: Location) -> _Open:
    part = _Open(-1, title, None, at)
    root.children.append(part)
    return part


def _without_post(above: _Open) -> Iterator[_Open]:
    """Yield the titles that stand over nothing."""
    for each in above.children:
        if each.children:
            yield from _without_post(each)
        elif not each.is_link:
            yield each


def tidy_entries(entries: Sequence[SummaryEntry]) -> tuple[SummaryEntry, ...]:
    """Return entries with each post once, and without titles that stand over nothing.

    A single part is no part: what is in it is the book.
    """
    kept = tuple(_kept(entries, set()))
    is_one_part = len(kept) == 1 and kept[0].path is None
    return kept[0].children if is_one_part else kept


def _kept(entries: Sequence[SummaryEntry], seen: set[PurePosixPath]) -> Iterator[SummaryEntry]:
    for entry in entries:
        repeats = entry.path in seen
        if entry.path:
            seen.add(entry.path)
        children = tuple(_kept(entry.children, seen))
        if repeats:
            yield from children
        elif entry.path or children:
            yield replace(entry, children=children)


def _closed(entries: Sequence[_Open]) -> tuple[SummaryEntry, ...]:
    return tuple(
        SummaryEntry(each.title, each.path, each.at, _closed(each.children)) for each in entries
    )


def post_at(
    project: Project, file: PurePosixPath, address: str, at: Location
) -> tuple[PurePosixPath | None, Problem | None]:
    """Return the post that an address in a summary means, or what is wrong with it."""
    written = address.partition("#")[0].partition("?")[0].strip()
    if not address:
        return None, _no_post("the summary lists a draft that has no file yet", at)
    if _WEB.match(address):
        return None, _no_post(f"the summary lists a web address, which is no post: {address}", at)
    if not written:
        return None, None
    folder = PurePosixPath() if written.startswith("/") else file.parent
    path = PurePosixPath(posixpath.normpath(posixpath.join(folder.as_posix(), written.lstrip("/"))))
    if found := _find(project, path):
        return found, None
    what = f"the summary lists a post that is not there: {written}"
    return None, Problem(what, at, kind=ProblemKind.LINK)


def _find(project: Project, path: PurePosixPath) -> PurePosixPath | None:
    bare = path.with_suffix("") if path.suffix in {".html", *POST_ENDINGS} else path
    named = [bare.with_name(bare.name + end) for end in sorted(POST_ENDINGS)] if bare.name else []
    for guess in (path, *named, *(bare / name for name in INDEX_FILES)):
        for form in ("NFC", "NFD"):  # file systems keep either
            found = PurePosixPath(unicodedata.normalize(form, guess.as_posix()))
            if found in project.files and is_markdown(found):
                return found
    return None


def _no_entry(words: str, at: Location) -> Problem:
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return _no_post(
        f'"{shown}" in the summary is no link, nor a title over any: it is left out', at
    )


def _no_post(what: str, at: Location) -> Problem:
    return Problem(what, at, kind=ProblemKind.ENTRY)
