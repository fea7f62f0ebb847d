"""What bookc finds in a project, and why: site, places, metadata, dialects, order, languages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from bookc.collect import ReadBook, read_book
from bookc.jobs import Runner
from bookc.model import NO_FAULTS, BookConfig, Collection, Problem, Rule
from bookc.model.overview import (
    Count,
    Finding,
    InspectedOrder,
    InspectedRule,
    InspectedSite,
    Inspection,
)
from bookc.parse import find_dialects, keys_written

PICTURE_ENDINGS = frozenset(
    {".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
MOST_FOLDERS = 8


def inspect_project(config: BookConfig, runner: Runner) -> Inspection:
    """Find out all that bookc knows of a project before it makes the book.

    Raises:
        BookcError: if there is no post.
    """
    read = read_book(config, runner, keeps_texts=True)
    collection, book = read.collection, read.book
    site = collection.site
    places = read.config.content.paths or site.content
    posts = [section.post for chapter in book.chapters for section in chapter.sections]
    return Inspection(
        project=str(config.project),
        title=read.config.book.title,
        site=InspectedSite(
            generator=site.generator,
            evidence=tuple(Finding(each.what, str(each.at)) for each in site.evidence),
            title=site.title,
            url=site.url,
        ),
        posts=_by_place([source.path for source in collection.posts], places),
        pictures=_pictures(collection),
        roots=tuple(_folder(path) for path in dict.fromkeys(site.roots)),
        summaries=tuple(each.file.as_posix() for each in site.summaries),
        left_out=tuple(_left_out(book.problems)),
        in_book=len(posts),
        metadata=_most_common(
            Counter(key for source in collection.posts for key in keys_written(source))
        ),
        rules=tuple(_rules(read)),
        order=tuple(
            InspectedOrder(
                folder=_folder(each.folder),
                reason=each.reason.value,
                at=each.at.as_posix() if each.at else "",
                posts=each.posts,
                others=each.others,
            )
            for each in book.order
        ),
        languages=_most_common(Counter(post.language for post in posts)),
    )


def _by_place(paths: Sequence[PurePosixPath], places: Sequence[PurePosixPath]) -> tuple[Count, ...]:
    """Count posts in the innermost place that holds each."""
    counts: Counter[PurePosixPath] = Counter()
    for path in paths:
        around = [place for place in places if path.is_relative_to(place)]
        counts[max(around, key=lambda place: len(place.parts), default=path)] += 1
    return tuple(Count(_folder(place), count) for place, count in counts.items())


def _pictures(collection: Collection) -> tuple[Count, ...]:
    folders = [path.parent for path in collection.files if path.suffix.lower() in PICTURE_ENDINGS]
    counts = Counter(PurePosixPath(*folder.parts[:2]) for folder in folders)
    if len(counts) > MOST_FOLDERS:  # a folder for each post
        counts = Counter(PurePosixPath(*folder.parts[:1]) for folder in folders)
    return tuple(Count(_folder(folder), counts[folder]) for folder in sorted(counts))


def _left_out(problems: Sequence[Problem]) -> Iterator[Finding]:
    for problem in problems:
        if problem.kind in NO_FAULTS:
            yield Finding(problem.what, str(problem.at))


def _rules(read: ReadBook) -> Iterator[InspectedRule]:
    switches = read.config.markdown
    dialects = find_dialects(read.collection, switches)
    for rule in sorted(Rule):
        is_on = rule in dialects.rules
        if rule in switches:
            yield InspectedRule(rule.value, is_on, "[markdown] says so", str(read.config.source))
        elif found := dialects.evidence.get(rule):
            yield InspectedRule(rule.value, is_on, found.what, str(found.at))
        else:
            why = "always on" if is_on else "no post bears its mark"
            yield InspectedRule(rule.value, is_on, why, "")


def _most_common(counts: Counter[str]) -> tuple[Count, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(name, count) for name, count in ranked)


def _folder(path: PurePosixPath) -> str:
    return "the project's folder" if path == PurePosixPath() else path.as_posix()
