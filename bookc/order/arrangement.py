"""What puts posts in order if book.toml leaves it open: lists of links, dates, weights, paths."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model import (
    BookConfig,
    FolderOrder,
    Location,
    OrderBy,
    OrderReason,
    Post,
    Problem,
    ProblemKind,
    Site,
    Summary,
)
from bookc.order.listed import Place, Run, listed_runs
from bookc.order.sequence import by_date, by_place, in_order, is_descending

_WHOLE = PurePosixPath()


@frozen
class Arrangement:
    """Posts in reading order, and how that came about."""

    runs: tuple[Run, ...]
    order: tuple[FolderOrder, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def posts(self) -> tuple[Post, ...]:
        """All posts, in reading order."""
        return tuple(place.post for run in self.runs for place in run.places)


def arrange(
    posts: Sequence[Post],
    site: Site,
    weights: Mapping[PurePosixPath, float],
    config: BookConfig,
    others_title: str,
) -> Arrangement:
    """Put posts in order.

    Args:
        posts: those of the book.
        site: where its posts are, and the lists that it has of them.
        weights: of posts and folders.
        config: what book.toml says.
        others_title: for a part of posts that are in no list.
    """
    if config.order.by is not OrderBy.AUTO:
        undated = [post for post in posts if not post.published]
        reason = FolderOrder(_WHOLE, OrderReason.SETTING, None, len(posts))
        is_by_date = config.order.by is OrderBy.DATE
        problems = tuple(map(_undated, undated)) if is_by_date else ()
        return Arrangement((_loose(in_order(posts, config.order)),), (reason,), problems)
    listed = _listed(posts, site.summaries, others_title)
    known = {post.path for post in listed.posts}
    rest = _unlisted([post for post in posts if post.path not in known], site, weights, config)
    return Arrangement(
        runs=(*listed.runs, *rest.runs),
        order=(*listed.order, *rest.order),
        problems=(*listed.problems, *rest.problems),
    )


def _loose(posts: Iterable[Post]) -> Run:
    return Run("", Location("."), tuple(map(Place, posts)))


def _listed(posts: Sequence[Post], summaries: Sequence[Summary], others_title: str) -> Arrangement:
    """Arrange the posts of folders that have a list; those that are not in it come after it."""
    left = {post.path: post for post in posts}
    runs = {each.file: made for each in summaries if (made := listed_runs(each, left))}
    used = [each for each in summaries if each.file in runs]
    others: dict[PurePosixPath, list[Post]] = defaultdict(list)
    for post in by_place(left.values(), {}):
        if nearest := next((s for s in reversed(used) if post.path.is_relative_to(s.folder)), None):
            others[nearest.file].append(post)
    arranged: list[Run] = []
    order: list[FolderOrder] = []
    for each in used:
        made, after = runs[each.file], others[each.file]
        arranged += made
        has_parts = any(run.title for run in made)
        at = Location(each.file.as_posix())
        if after:
            title = others_title if has_parts else ""
            arranged.append(Run(title, at, tuple(map(Place, after))))
        count = sum(len(run.places) for run in made)
        order.append(FolderOrder(each.folder, OrderReason.SUMMARY, each.file, count, len(after)))
    problems = tuple(_in_no_list(post, each.file) for each in used for post in others[each.file])
    return Arrangement(tuple(arranged), tuple(order), problems)


def _unlisted(
    posts: Sequence[Post], site: Site, weights: Mapping[PurePosixPath, float], config: BookConfig
) -> Arrangement:
    """Arrange posts of folders without a list: those that are mostly dated, and the others."""
    folders: dict[PurePosixPath, list[Post]] = defaultdict(list)
    for post, folder in _with_folders(posts, config.content.paths or site.content):
        folders[folder].append(post)
    reasons = {folder: _reason(each, weights) for folder, each in folders.items()}
    by = {
        reason: [
            post for folder, each in folders.items() if reasons[folder] is reason for post in each
        ]
        for reason in (OrderReason.DATE, OrderReason.WEIGHT, OrderReason.PATH)
    }
    dated, undated = by_date(by[OrderReason.DATE], config.order)
    placed = by_place(
        (*by[OrderReason.WEIGHT], *by[OrderReason.PATH]),
        weights,
        descending=is_descending(config.order),
    )
    dates_first = len(dated) >= len(placed)
    arranged = (*dated, *placed, *undated) if dates_first else (*placed, *dated, *undated)
    order = [
        FolderOrder(_common_folder(each), reason, None, count, len(each) - count)
        for reason, each in by.items()
        if each and (count := len(dated) if reason is OrderReason.DATE else len(each))
    ]
    if not dates_first:
        order.sort(key=lambda each: each.reason is OrderReason.DATE)
    runs = (_loose(arranged),) if arranged else ()
    return Arrangement(runs, tuple(order), tuple(map(_undated, undated)))


def _with_folders(
    posts: Sequence[Post], places: Sequence[PurePosixPath]
) -> Iterator[tuple[Post, PurePosixPath]]:
    """Yield each post with the folder that it is put in order with.

    That is the top folder of those that hold posts; one with a single post is just a post.
    """
    tops = {post.path: _top_folder(post.path, places) for post in posts}
    counts = Counter(tops.values())
    for post in posts:
        place, top = tops[post.path]
        yield post, top if counts[place, top] > 1 else place


def _top_folder(
    path: PurePosixPath, places: Sequence[PurePosixPath]
) -> tuple[PurePosixPath, PurePosixPath]:
    """Return the place that a post is in, and the folder right in that place that it is in."""
    around = [place for place in places if path.is_relative_to(place) and path != place]
    place = max(around, key=lambda each: len(each.parts), default=path.parent)
    inner = path.relative_to(place).parts
    return place, place / inner[0] if len(inner) > 1 else place


def _reason(posts: Sequence[Post], weights: Mapping[PurePosixPath, float]) -> OrderReason:
    if 2 * sum(post.published is not None for post in posts) > len(posts):
        return OrderReason.DATE
    has_weight = any(path in weights for post in posts for path in (post.path, post.path.parent))
    return OrderReason.WEIGHT if has_weight else OrderReason.PATH


def _common_folder(posts: Sequence[Post]) -> PurePosixPath:
    return PurePosixPath(
        posixpath.commonpath([post.path.parent.as_posix() for post in posts]) or "."
    )


def _undated(post: Post) -> Problem:
    return Problem(
        "the post has no date: it stands after those that have one, in the order of paths",
        Location(post.at.path, 1),
        hint="write `date: 2023-05-14` in its metadata block",
        kind=ProblemKind.METADATA,
    )


def _in_no_list(post: Post, file: PurePosixPath) -> Problem:
    what = f"the post is not listed in {file}: it stands after those that are"
    return Problem(what, Location(post.at.path, 1), kind=ProblemKind.ORDER)
