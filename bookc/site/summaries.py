"""The files of a project that list its posts in order: SUMMARY.md, or a README full of links."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bookc.model import NO_FAULTS, Problem, Site, Summary
from bookc.site.project import Project
from bookc.site.summary_file import ReadSummary, read_summary

SUMMARY = ("SUMMARY.md", "summary.md", "Summary.md")
INDEX = ("README.md", "readme.md", "Readme.md", "index.md", "_index.md")
FEWEST_LINKS = 2


def find_summaries(project: Project, site: Site) -> tuple[tuple[Summary, ...], tuple[Problem, ...]]:
    """Return the summaries of a site beyond those that its generator's detector has found.

    A folder with posts, and each folder right in it, may have one. A README or an index counts only
    if it lists most of the posts that it could list.
    """
    known = {summary.folder for summary in site.summaries}
    folders = [each for each in dict.fromkeys(_folders(project, site)) if each not in known]
    found = [read for folder in folders for read in _in(project, folder)]
    summaries = sorted(
        (*site.summaries, *(read.summary for read in found)),
        key=lambda summary: (len(summary.folder.parts), summary.folder),
    )
    return tuple(summaries), tuple(problem for read in found for problem in read.problems)


def _folders(project: Project, site: Site) -> Iterator[PurePosixPath]:
    """Yield the folders whose posts may be in a list: the site's, and those right in them."""
    for folder in dict.fromkeys((*site.content, project.base)):
        yield folder
        below = (path for path in project.post_folders if path.parent == folder and path != folder)
        yield from sorted(below)


def _in(project: Project, folder: PurePosixPath) -> Iterator[ReadSummary]:
    for name in SUMMARY:
        path = folder / name
        if path in project.files and _fits(read := read_summary(project, path, folder)):
            yield read
            return
    for name in INDEX:
        path = folder / name
        if path not in project.files or project.post_folders[folder] <= FEWEST_LINKS:
            continue
        read = read_summary(project, path, folder)
        if read.hits >= FEWEST_LINKS and _fits(read) and _lists_most(project, read):
            yield ReadSummary(read.summary, read.hits, read.misses, _only_links(read))
            return


def _fits(read: ReadSummary) -> bool:
    return read.hits > read.misses


def _lists_most(project: Project, read: ReadSummary) -> bool:
    """Tell whether a list has most of the posts below its folder, besides itself."""
    folder = read.summary.folder
    listed = {path for path, _ in read.summary.listed() if path.is_relative_to(folder)}
    return 2 * len(listed - {read.summary.file}) > project.post_folders[folder] - 1


def _only_links(read: ReadSummary) -> tuple[Problem, ...]:
    """Return the problems of a list that is a post too: its other links are those of any post."""
    return tuple(each for each in read.problems if each.kind not in NO_FAULTS)
