"""Runs of posts as parts of chapters, with the numbers that are printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from bookc.model import Chapter, Part, Post
from bookc.order.listed import Place, Run
from bookc.order.sections import make_section
from bookc.slug import unique_names


def parts_of_runs(runs: Sequence[Run], names: Mapping[PurePosixPath, str]) -> tuple[Part, ...]:
    """Return a part for each run; only those with a title count as parts.

    Chapters are numbered through the book, those below them as `3.1`.

    Args:
        runs: in reading order.
        names: of the posts, by path.
    """
    labels = _labels(place for run in runs for place in run.places)
    part_names = unique_names("part", [(run.title, f"{run.at} {run.title}") for run in runs])
    parts: list[Part] = []
    number = chapter_number = 0
    for run, name in zip(runs, part_names, strict=True):
        number += bool(run.title)
        chapters = []
        for place in run.places:
            chapter_number += 1
            chapters.append(_chapter(place, names[place.post.path], chapter_number, next(labels)))
        parts.append(Part(name if run.title else "part", number, run.title, tuple(chapters)))
    return tuple(parts)


def chapter_of_post(post: Post, name: str) -> Chapter:
    """Return the chapter that a post is, without a number."""
    return Chapter(name, 0, post.title, (make_section(post, name),), gathers=False)


def _chapter(place: Place, name: str, number: int, label: str) -> Chapter:
    return Chapter(
        name=name,
        number=number,
        title=place.post.title,
        sections=(make_section(place.post, name),),
        gathers=False,
        label=label,
        depth=place.depth,
        opens=place.opens,
    )


def _labels(places: Iterable[Place]) -> Iterator[str]:
    """Yield the number of each place as it is printed; a title without a post takes one too."""
    counts: list[int] = []
    for place in places:
        for depth in range(place.depth - len(place.opens), place.depth + 1):
            counts = [*counts[: depth + 1], *[0] * (depth + 1 - len(counts))]
            counts[depth] += 1
        yield ".".join(map(str, counts))
