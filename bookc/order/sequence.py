"""The order of posts that no list gives: by date, by tag, by weight, by path.

Whatever it is, path decides where that leaves a tie.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TypeAlias

from bookc.model import Direction, OrderBy, OrderConfig, Post
from bookc.order.tags import counting_tag, rank_tags
from bookc.slug import INDEX_NAMES, PathOrder, path_order

_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)

_Step: TypeAlias = tuple[bool, bool, float, PathOrder]
"""One part of a path: not the index of its folder, without a weight, its weight, its name."""


def in_order(posts: Sequence[Post], order: OrderConfig) -> tuple[Post, ...]:
    """Return posts in the order that book.toml names.

    Posts without a date stand after those with one, and posts without tags after those with some,
    whatever the direction. By tag, the direction is that of the dates under each tag.
    """
    if order.by == OrderBy.PATH:
        by_path = sorted(posts, key=lambda post: path_order(post.path))
        return tuple(reversed(by_path) if is_descending(order) else by_path)
    dated, undated = by_date(posts, order)
    if order.by == OrderBy.DATE:
        return (*dated, *undated)
    ranks = rank_tags(posts, order)
    return tuple(
        sorted(
            (*dated, *undated), key=lambda post: ranks.get(counting_tag(post, order), len(ranks))
        )
    )


def by_date(posts: Iterable[Post], order: OrderConfig) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """Return the posts with a date in their order, and those without in the order of paths."""
    by_path = sorted(posts, key=lambda post: path_order(post.path))
    # Reversed, `sorted` still keeps the order of those that are equal.
    dated = sorted(
        (post for post in by_path if post.published),
        key=lambda post: post.published or _NO_DATE,
        reverse=is_descending(order),
    )
    return tuple(dated), tuple(post for post in by_path if not post.published)


def by_place(
    posts: Iterable[Post],
    weights: Mapping[PurePosixPath, float],
    *,
    descending: bool = False,
) -> tuple[Post, ...]:
    """Return posts as they lie in their folders: by weight among neighbours, and else by name.

    Neighbours with a weight come before those without one. The index of a folder opens it. Weights
    are never turned round.
    """
    placed = sorted(posts, key=lambda post: _steps(post.path, weights))
    has_weights = any(
        path in weights for post in placed for path in (post.path, *post.path.parents)
    )
    return tuple(reversed(placed) if descending and not has_weights else placed)


def weights_of(
    posts: Iterable[Post], folders: Mapping[PurePosixPath, float]
) -> dict[PurePosixPath, float]:
    """Return the weights of posts and folders; the index of a folder has that of its folder."""
    weights = dict(folders)
    for post in posts:
        if post.weight is not None:
            weights[post.path.parent if _is_index(post.path) else post.path] = post.weight
    return weights


def is_descending(order: OrderConfig) -> bool:
    """Tell whether the newest post comes first."""
    return order.direction == Direction.DESCENDING


def _steps(path: PurePosixPath, weights: Mapping[PurePosixPath, float]) -> tuple[_Step, ...]:
    return tuple(
        (
            step != path or not _is_index(path),
            step not in weights,
            weights.get(step, 0),
            path_order(PurePosixPath(step.name)),
        )
        for step in (*reversed(path.parents[:-1]), path)
    )


def _is_index(path: PurePosixPath) -> bool:
    return path.stem.lower() in INDEX_NAMES
