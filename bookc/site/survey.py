"""From the files of a project to the site that it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from bookc.model import BookConfig, FileListing, Problem, Site
from bookc.site.generators import DETECTORS
from bookc.site.left_out import about_the_project, elsewhere, tells_of_the_project
from bookc.site.people import people_of
from bookc.site.project import Project, is_markdown, project_of
from bookc.site.summaries import find_summaries

WHOLE_PROJECT = PurePosixPath()
USUAL_CONTENT = PurePosixPath("content")
USUAL_BASES = ("website", "site", "docs", "blog", "www", "web", "book", "documentation")
"""Folders of a repository that may hold a whole site, configuration and all."""


def survey_site(config: BookConfig, listing: FileListing) -> Site:
    """Find out what kind of site a project is."""
    project = project_of(config.project, listing)
    site = _detected(project) or _plain(config, project)
    summaries, problems = find_summaries(project, site)
    listed = {path for each in summaries for path, _ in each.listed()}
    site = replace(site, summaries=summaries)
    posts = set(_posts(project, site)) | listed
    lists = {each.file for each in summaries if each.file.stem.lower() == "summary"} - listed
    top = {path for path in posts - listed - lists if _tells_of_the_project(path)}
    unread = lists | (top if posts - lists - top else set())
    left_out: tuple[Problem, ...] = ()
    if not config.content.paths:
        left_out = tuple(_left_out(project, site, posts, top & unread))
    return replace(
        site,
        content=(*site.content, *sorted(path for path in listed if not _is_in(path, site.content))),
        without=(*site.without, *sorted(unread)),
        url=site.url.rstrip("/") if "://" in site.url else "",
        people=people_of(project),
        problems=(*site.problems, *problems, *left_out),
    )


def _detected(project: Project) -> Site | None:
    """Return the site of the first generator that is recognised, in the project or a folder of it.

    One without posts where they should be is looked at as a plain folder.
    """
    most = project.post_folders.get(WHOLE_PROJECT, 0) / 2
    bases = [base for name in USUAL_BASES if (base := PurePosixPath(name)) in project.post_folders]
    for base in (WHOLE_PROJECT, *(each for each in bases if project.post_folders[each] > most)):
        here = replace(project, base=base)
        found = next((site for detect in DETECTORS if (site := detect(here))), None)
        if found:
            has_posts = any(True for _ in _posts(project, found))
            return found if has_posts else replace(found, content=(WHOLE_PROJECT,))
    return None


def _plain(config: BookConfig, project: Project) -> Site:
    has_file = config.source.path == "book.toml"
    is_usual = (project.folder / USUAL_CONTENT).is_dir()
    return Site(content=(USUAL_CONTENT if has_file and is_usual else WHOLE_PROJECT,))


def _posts(project: Project, site: Site) -> Iterator[PurePosixPath]:
    """Yield the Markdown files that are where the site has its posts."""
    for path in project.files:
        if is_markdown(path) and _is_in(path, site.content) and not _is_in(path, site.without):
            yield path


def _left_out(
    project: Project, site: Site, posts: set[PurePosixPath], top: set[PurePosixPath]
) -> Iterator[Problem]:
    yield from about_the_project(sorted(top))
    if not site.generator:
        return
    others = (path for path in project.files if is_markdown(path) and path not in posts)
    yield from elsewhere(
        (p for p in others if not _is_in(p, site.without) and not _tells_of_the_project(p)),
        site.generator,
    )


def _tells_of_the_project(path: PurePosixPath) -> bool:
    return len(path.parts) == 1 and tells_of_the_project(path)


def _is_in(path: PurePosixPath, places: tuple[PurePosixPath, ...]) -> bool:
    return any(path.is_relative_to(place) for place in places)
