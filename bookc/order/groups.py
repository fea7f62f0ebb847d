"""Groups under a tag, a month or a year: what chapters and parts are made of."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from bookc.frozen import frozen
from bookc.model import ChapterBy, Direction, OrderConfig, PartBy, Post
from bookc.order.tags import counting_tag, fold_tag, rank_tags
from bookc.slug import unique_names
from bookc.wording import wording, written_month, written_year

Item = TypeVar("Item")

_REST = ""
"""The key of what has no group of its own."""


@frozen
class Group(Generic[Item]):
    """Things that belong together, in reading order."""

    name: str
    """ASCII, unique among the groups."""
    title: str
    items: tuple[Item, ...]


def group_items(
    items: Sequence[Item],
    post_of: Callable[[Item], Post],
    by: ChapterBy | PartBy,
    order: OrderConfig,
    language: str,
) -> tuple[Group[Item], ...]:
    """Return the groups that things in reading order form, themselves in reading order.

    The last group holds what has no date or, by tag, what has no tag or one that nothing else has
    and that the author did not put in order.

    Args:
        items: what is grouped, in reading order.
        post_of: returns the post whose tag or date counts for a thing.
        by: tag, month or year.
        order: the author's settings.
        language: of the titles.
    """
    posts = [post_of(item) for item in items]
    is_by_tag = by.value == PartBy.TAG
    keys = _tags_shared(posts, order) if is_by_tag else [_time_key(post, by) for post in posts]
    found = dict(zip(reversed(keys), reversed(posts), strict=True))  # the first post of each key
    own_keys = sorted(found.keys() - {_REST}, key=_rank(posts, order, is_by_tag=is_by_tag))
    if not is_by_tag and order.direction == Direction.DESCENDING:
        own_keys.reverse()
    titles = [_title(key, found[key], by, language) for key in own_keys]
    called = titles if is_by_tag else own_keys
    names = unique_names(by.value, list(zip(called, own_keys, strict=True)))
    heads = list(zip(own_keys, names, titles, strict=True))
    if _REST in found:
        words = wording(language)
        heads.append(
            (_REST, "other-posts", words.other_posts)
            if is_by_tag
            else (_REST, "undated", words.undated)
        )
    return tuple(
        Group(name, title, tuple(i for i, k in zip(items, keys, strict=True) if k == key))
        for key, name, title in heads
    )


def _tags_shared(posts: Sequence[Post], order: OrderConfig) -> list[str]:
    """Return the key of each post: the tag that counts, unless it is one that stands alone."""
    tags = [counting_tag(post, order) for post in posts]
    counts = Counter(tags)
    listed = {fold_tag(tag) for tag in order.tags}
    return [tag if counts[tag] > 1 or tag in listed else _REST for tag in tags]


def _time_key(post: Post, by: ChapterBy | PartBy) -> str:
    if post.published is None:
        return _REST
    day = post.published
    return f"{day.year:04}-{day.month:02}" if by.value == PartBy.MONTH else f"{day.year:04}"


def _rank(
    posts: Sequence[Post], order: OrderConfig, *, is_by_tag: bool
) -> Callable[[str], tuple[int, str]]:
    ranks: Mapping[str, int] = rank_tags(posts, order) if is_by_tag else {}
    return lambda key: (ranks.get(key, 0), key)


def _title(key: str, post: Post, by: ChapterBy | PartBy, language: str) -> str:
    if by.value == PartBy.TAG:
        return next(tag for tag in post.tags if fold_tag(tag) == key)
    if post.published is None:
        raise ValueError(f"{post.path} has no date, so no {by.value} is its own")
    written = written_month if by.value == PartBy.MONTH else written_year
    return written(post.published.date(), language)
