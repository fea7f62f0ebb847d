"""Which posts are in the book: what `[content]` asks for, by tags and by the day as written."""

from collections import Counter
from collections.abc import Sequence, Set
from pathlib import PurePosixPath

from bookc.errors import ContentError
from bookc.frozen import frozen
from bookc.model import BookConfig, ContentConfig, Post, Problem, ProblemKind
from bookc.order.tags import fold_tag

_DRAFT = "drafts"
_NO_TEXT = "without text"
_DRAFTS = "_drafts"
"""The folder in which Jekyll and Hexo keep drafts."""


@frozen
class Selection:
    """The posts of the book, in the order they came in, and what is to be said of the others."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]


def select_posts(
    posts: Sequence[Post], config: BookConfig, listed: Set[PurePosixPath] = frozenset()
) -> Selection:
    """Return the posts that the book is made of.

    Args:
        posts: those of the collection.
        config: what the author asks for.
        listed: posts that a summary names, which are chapters even without text.

    Raises:
        ContentError: if none is left; it says why.
    """
    reasons = [_reason_against(post, config.content, listed) for post in posts]
    chosen = tuple(post for post, reason in zip(posts, reasons, strict=True) if not reason)
    unsaid = [
        problem
        for post, reason in zip(posts, reasons, strict=True)
        if (problem := _left_out(post, reason))
    ]
    if not chosen:
        raise ContentError(_nothing_left(reasons, config))
    return Selection(chosen, tuple(unsaid))


def _reason_against(post: Post, content: ContentConfig, listed: Set[PurePosixPath]) -> str:
    """Return why a post is not in the book, as words that follow a number; empty if it is."""
    tags = {fold_tag(tag) for tag in post.tags}
    if content.tags and tags.isdisjoint(map(fold_tag, content.tags)):
        return f"without the tag {' or '.join(content.tags)}"
    if not tags.isdisjoint(map(fold_tag, content.without_tags)):
        return f"with the tag {' or '.join(content.without_tags)}"
    if not _is_in_time(post, content):
        return "outside the time that is asked for"
    if (post.draft or _DRAFTS in post.path.parts) and not content.drafts:
        return _DRAFT
    if _says_nothing(post) and post.path not in listed:
        return _NO_TEXT
    return ""


def _is_in_time(post: Post, content: ContentConfig) -> bool:
    if content.since is None and content.until is None and content.year is None:
        return True
    if post.published is None:
        return False
    day = post.published.date()
    return (
        (content.since is None or day >= content.since)
        and (content.until is None or day <= content.until)
        and (content.year is None or day.year == content.year)
    )


def _says_nothing(post: Post) -> bool:
    """Tell whether a post is only there for its site, as the page of a section or of all tags."""
    return not post.xhtml.strip() and not post.cover and post.published is None


def _left_out(post: Post, reason: str) -> Problem | None:
    """Return what is said of a post that is not in the book and that nobody asked to leave out."""
    if reason == _DRAFT:
        hint = "`drafts = true` under [content] in book.toml brings drafts in"
        what = "the post is a draft, so it is left out"
        return Problem(what, post.at, hint, ProblemKind.LEFT_OUT)
    if reason == _NO_TEXT:
        what = "there is neither text nor a date in the post, so it is left out"
        return Problem(what, post.at, kind=ProblemKind.LEFT_OUT)
    return None


def _nothing_left(reasons: Sequence[str], config: BookConfig) -> Problem:
    counts = ", ".join(f"{count} {reason}" for reason, count in Counter(reasons).most_common())
    return Problem(
        f"no post is left for the book: {len(reasons)} found, {counts}",
        config.source,
        hint="ask for less under [content] in book.toml",
    )
