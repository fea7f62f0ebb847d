"""Tags: which are the same, how each is shown, and which one of a post's puts it in its place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bookc.model import OrderConfig, Post

_IGNORED = str.maketrans("", "", "-_ ")


def fold_tag(tag: str) -> str:
    """Return what tags that differ in case or dashes only have in common."""
    return tag.casefold().translate(_IGNORED) or tag


def with_shown_tags(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return posts whose tags are all written as most posts write them."""
    written = Counter(tag for post in posts for tag in post.tags)
    shown: dict[str, str] = {}
    for tag in sorted(written, key=lambda tag: (-written[tag], tag)):
        shown.setdefault(fold_tag(tag), tag)
    return tuple(
        replace(post, tags=tuple(dict.fromkeys(shown[fold_tag(tag)] for tag in post.tags)))
        for post in posts
    )


def counting_tag(post: Post, order: OrderConfig) -> str:
    """Return the tag that puts a post in its place, folded; empty if it has none.

    That is the first of its tags that the author put in order, or else the first of all.
    """
    tags = [fold_tag(tag) for tag in post.tags]
    listed = {fold_tag(tag) for tag in order.tags}
    return next((tag for tag in tags if tag in listed), tags[0] if tags else "")


def rank_tags(posts: Sequence[Post], order: OrderConfig) -> dict[str, int]:
    """Return the place of each folded tag that counts.

    Those that the author put in order come first, then those that count for most posts.
    """
    listed = list(dict.fromkeys(fold_tag(tag) for tag in order.tags))
    counts = Counter(tag for post in posts if (tag := counting_tag(post, order)))
    others = sorted(counts.keys() - set(listed), key=lambda tag: (-counts[tag], tag))
    return {tag: rank for rank, tag in enumerate([*listed, *others])}
