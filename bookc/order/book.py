"""The book: chapters and parts made of the posts that are in it, front and back matter around."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bookc.model import (
    Book,
    BookConfig,
    Chapter,
    ChapterBy,
    Manuscript,
    Matter,
    OrderConfig,
    Part,
    PartBy,
    Post,
    Problem,
)
from bookc.order.groups import group_items
from bookc.order.sections import make_section
from bookc.order.selection import select_posts
from bookc.order.sequence import in_order
from bookc.order.tags import with_shown_tags
from bookc.slug import names_of_posts

MATTER_KINDS = {
    "about": "contributors",
    "acknowledgements": "acknowledgments",
    "acknowledgment": "acknowledgments",
    "authors": "contributors",
    **{
        kind: kind
        for kind in (
            *("acknowledgments", "afterword", "appendix", "conclusion", "contributors"),
            *("dedication", "epigraph", "epilogue", "foreword", "introduction", "preface"),
            "prologue",
        )
    },
}
"""The `epub:type` for the name of a file. https://www.w3.org/TR/epub-ssv-11/#partitions"""


def order_chapters(manuscript: Manuscript, config: BookConfig) -> Book:
    """Put the posts that `[content]` asks for in the order that `[order]` asks for.

    Raises:
        ContentError: if no post is left.
    """
    selection = select_posts(manuscript.posts, config)
    posts = in_order(with_shown_tags(selection.posts), config.order)
    language = config.book.language or _main_language(posts)
    chapters = _chapters(posts, _names(manuscript), config.order, language)
    in_book = {post.path for post in (*posts, *manuscript.front, *manuscript.back)}
    return Book(
        metadata=replace(config.book, language=language, date=config.book.date or _newest(posts)),
        front=_matter(manuscript.front, "front", default="preface"),
        parts=_parts(chapters, config.order, language),
        back=_matter(manuscript.back, "back", default="afterword"),
        cover=config.epub.cover,
        problems=(*_problems_of(manuscript, in_book), *selection.problems),
    )


def _names(manuscript: Manuscript) -> dict[PurePosixPath, str]:
    """Return a name for every post of the collection, so that none depends on what is chosen."""
    paths = [post.path for post in manuscript.posts]
    return dict(zip(paths, names_of_posts(paths, "post"), strict=True))


def _main_language(posts: Sequence[Post]) -> str:
    return Counter(post.language for post in posts).most_common(1)[0][0]


def _newest(posts: Sequence[Post]) -> date | None:
    return max((post.published.date() for post in posts if post.published), default=None)


def _chapters(
    posts: Sequence[Post], names: Mapping[PurePosixPath, str], order: OrderConfig, language: str
) -> list[Chapter]:
    """Return chapters in reading order, all with the number 0: parts may yet move them."""
    if order.chapters == ChapterBy.POST:
        return [
            Chapter(
                name=names[post.path],
                number=0,
                title=post.title,
                sections=(make_section(post, names[post.path]),),
                gathers=False,
            )
            for post in posts
        ]
    groups = group_items(posts, lambda post: post, order.chapters, order, language)
    return [
        Chapter(
            name=group.name,
            number=0,
            title=group.title,
            sections=tuple(make_section(p, names[p.path], is_gathered=True) for p in group.items),
            gathers=True,
        )
        for group in groups
    ]


def _parts(chapters: Sequence[Chapter], order: OrderConfig, language: str) -> tuple[Part, ...]:
    if order.parts == PartBy.NONE:
        return (Part("part", 1, "", _numbered(chapters, 1)),)
    groups = group_items(chapters, _first_post, order.parts, order, language)
    parts = []
    next_chapter = 1
    for number, group in enumerate(groups, 1):
        numbered = _numbered(group.items, next_chapter)
        parts.append(Part(f"part-{group.name}", number, group.title, numbered))
        next_chapter += len(numbered)
    return tuple(parts)


def _first_post(chapter: Chapter) -> Post:
    return chapter.sections[0].post


def _numbered(chapters: Sequence[Chapter], first: int) -> tuple[Chapter, ...]:
    return tuple(replace(chapter, number=number) for number, chapter in enumerate(chapters, first))


def _matter(posts: Sequence[Post], place: str, *, default: str) -> tuple[Matter, ...]:
    names = names_of_posts([post.path for post in posts], place)
    return tuple(
        Matter(MATTER_KINDS.get(post.path.stem.lower(), default), make_section(post, name))
        for post, name in zip(posts, names, strict=True)
    )


def _problems_of(manuscript: Manuscript, in_book: set[PurePosixPath]) -> list[Problem]:
    """Return the problems that concern this book: none of posts that are not in it."""
    left_out = {str(post.path) for post in manuscript.posts if post.path not in in_book}
    return [problem for problem in manuscript.problems if problem.at.path not in left_out]
