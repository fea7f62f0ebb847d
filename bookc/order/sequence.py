"""The order of posts: by date, by tag or by path, and by path whenever that leaves a tie."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bookc.model import Direction, OrderBy, OrderConfig, Post
from bookc.order.tags import counting_tag, rank_tags
from bookc.slug import path_order

_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)


def in_order(posts: Sequence[Post], order: OrderConfig) -> tuple[Post, ...]:
    """Return posts in reading order.

    Posts without a date stand after those with one, and posts without tags after those with some,
    whatever the direction. By tag, the direction is that of the dates under each tag.
    """
    is_descending = order.direction == Direction.DESCENDING
    by_path = sorted(posts, key=lambda post: path_order(post.path))
    if order.by == OrderBy.PATH:
        return tuple(reversed(by_path) if is_descending else by_path)
    dated = [post for post in by_path if post.published]
    undated = [post for post in by_path if not post.published]
    # Reversed, `sorted` still keeps the order of those that are equal.
    dated.sort(key=lambda post: post.published or _NO_DATE, reverse=is_descending)
    by_date = [*dated, *undated]
    if order.by == OrderBy.DATE:
        return tuple(by_date)
    ranks = rank_tags(posts, order)
    return tuple(sorted(by_date, key=lambda post: ranks.get(counting_tag(post, order), len(ranks))))
