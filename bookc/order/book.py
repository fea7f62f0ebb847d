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
    Site,
    matter_kind,
)
from bookc.order.arrangement import arrange
from bookc.order.formulas import number_matter, number_parts
from bookc.order.groups import group_items
from bookc.order.runs import chapter_of_post, parts_of_runs
from bookc.order.sections import make_section
from bookc.order.selection import select_posts
from bookc.order.sequence import weights_of
from bookc.order.tags import with_shown_tags
from bookc.slug import names_of_posts
from bookc.wording import wording


def order_chapters(manuscript: Manuscript, config: BookConfig, site: Site | None = None) -> Book:
    """Put the posts that `[content]` asks for in the order that `[order]` asks for.

    Args:
        manuscript: the posts.
        config: what book.toml says.
        site: where they are, and the lists that put them in order; none of that without it.

    Raises:
        ContentError: if no post is left.
    """
    site = site or Site()
    listed = frozenset(path for each in site.summaries for path, _ in each.listed())
    selection = select_posts(manuscript.posts, config, listed)
    language = config.book.language or _main_language(selection.posts)
    weights = weights_of(manuscript.posts, site.weights)
    others_title = wording(language).other_posts
    arranged = arrange(with_shown_tags(selection.posts), site, weights, config, others_title)
    names, posts = _names(manuscript), arranged.posts
    if config.order.chapters == ChapterBy.POST and config.order.parts == PartBy.NONE:
        parts = parts_of_runs(arranged.runs, names)
    else:
        chapters = _chapters(posts, names, config.order, language)
        parts = _parts(chapters, config.order, language)
    in_book = {post.path for post in (*posts, *manuscript.front, *manuscript.back)}
    return Book(
        metadata=replace(config.book, language=language, date=config.book.date or _newest(posts)),
        front=number_matter(_matter(manuscript.front, "front", "preface", language)),
        parts=number_parts(parts),
        back=number_matter(_matter(manuscript.back, "back", "afterword", language)),
        cover=None if manuscript.cover_page else config.epub.cover,
        cover_page=manuscript.cover_page,
        problems=(*_problems_of(manuscript, in_book), *selection.problems, *arranged.problems),
        order=arranged.order,
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
        return [chapter_of_post(post, names[post.path]) for post in posts]
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
    return tuple(
        replace(chapter, number=number, label=str(number))
        for number, chapter in enumerate(chapters, first)
    )


def _matter(posts: Sequence[Post], place: str, default: str, language: str) -> tuple[Matter, ...]:
    names = names_of_posts([post.path for post in posts], place)
    titled = [_titled(post, language) for post in posts]
    return tuple(
        Matter(matter_kind(post.path) or default, make_section(post, name))
        for post, name in zip(titled, names, strict=True)
    )


def _titled(post: Post, language: str) -> Post:
    """Return a piece of matter with the title that its kind has, if it has none of its own."""
    kind = matter_kind(post.path)
    title = wording(language).matter.get(kind, "")
    return post if post.titled or not title else replace(post, title=title)


def _problems_of(manuscript: Manuscript, in_book: set[PurePosixPath]) -> list[Problem]:
    """Return the problems that concern this book: none of posts that are not in it."""
    left_out = {str(post.path) for post in manuscript.posts if post.path not in in_book}
    return [problem for problem in manuscript.problems if problem.at.path not in left_out]
