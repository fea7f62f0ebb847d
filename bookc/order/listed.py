"""From a summary to chapters under each other: what it lists, what it lists not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model import Location, Post, Summary, SummaryEntry


@frozen
class Place:
    """A post with its place among the chapters of a run."""

    post: Post
    depth: int = 0
    """How many chapters or titles it stands below."""
    opens: tuple[str, ...] = ()
    """Titles without a post of their own that begin with it, the outermost first."""


@frozen
class Run:
    """A stretch of chapters: a part if it has a title."""

    title: str
    at: Location
    """Where the title is written, which tells it from all others."""
    places: tuple[Place, ...]


def listed_runs(summary: Summary, posts: dict[PurePosixPath, Post]) -> tuple[Run, ...]:
    """Return what a summary makes of some posts; takes those that it lists out of `posts`."""
    runs: list[Run] = []
    loose: list[Place] = []
    start = Location(summary.file.as_posix())
    for entry in summary.entries:
        if entry.path:
            loose += _places([entry], 0, posts)
            continue
        places = tuple(_places(entry.children, 0, posts))
        runs += _run("", start, loose)
        runs += _run(entry.title, entry.at, places)
        loose.clear()
    return (*runs, *_run("", start, loose))


def _run(title: str, at: Location, places: Iterable[Place]) -> tuple[Run, ...]:
    run = Run(title, at, tuple(places))
    return (run,) if run.places else ()


def _places(
    entries: Iterable[SummaryEntry], depth: int, posts: dict[PurePosixPath, Post]
) -> Iterator[Place]:
    """Yield the places of entries and of those below them.

    A post that is not in the book leaves its title above what the summary has below it.
    """
    for entry in entries:
        post = posts.pop(entry.path, None) if entry.path else None
        if post:
            yield Place(post, depth)
        below = _places(entry.children, depth + 1, posts)
        first = next(below, None)
        if first is None:
            continue
        yield first if post else replace(first, opens=(entry.title, *first.opens))
        yield from below
