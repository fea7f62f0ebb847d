"""The book in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model.content import CoverPage, Heading, Post
from bookc.model.packed import PackedText
from bookc.model.problem import Problem
from bookc.model.settings import BookMetadata


@frozen
class Section:
    """A post with its place in the book."""

    name: str
    """ASCII, unique in the book; every id of this post begins with it and two hyphens."""
    post: Post
    fragment: PackedText
    """The post's, with ids unique in the book and headings lowered to its depth; after
    `links.resolve_links`, with every address resolved: `NAME.xhtml#id` within the book, the
    picture's path in the project behind `picture:`, or a web address."""
    headings: tuple[Heading, ...]
    cover: PurePosixPath | None = None
    """The picture of the post's `cover`, in the project."""

    @property
    def xhtml(self) -> str:
        """Its fragment."""
        return self.fragment.text


@frozen
class Chapter:
    """One content document of the body: one post, or the posts that a tag or a month gathers."""

    name: str
    """ASCII, unique in the book: the content document is `NAME.xhtml`."""
    number: int
    """Counted from 1 through the whole book."""
    title: str
    sections: tuple[Section, ...]
    gathers: bool
    """True if its sections stand under headings of their own."""
    label: str = ""
    """What is printed as its number: `3`, or `3.1` for a chapter below that one."""
    depth: int = 0
    """How many chapters or titles it stands below, within its part."""
    opens: tuple[str, ...] = ()
    """Titles without a post of their own that begin with this chapter, the outermost first. Each
    is one of those that `depth` counts."""

    @property
    def is_new(self) -> bool:
        """Whether one of its posts is not as it was in an earlier build."""
        return any(section.post.is_new for section in self.sections)

    @property
    def language(self) -> str:
        """The language of its first post."""
        return self.sections[0].post.language

    @property
    def direction(self) -> str:
        """Which way its first post reads: `ltr` or `rtl`."""
        return self.sections[0].post.direction


@frozen
class Part:
    """A run of chapters under one title."""

    name: str
    number: int
    title: str
    """Empty in a book without parts, which is one part that no page announces."""
    chapters: tuple[Chapter, ...]


@frozen
class Matter:
    """A piece of front or back matter that the author wrote."""

    kind: str
    """Its `epub:type`, such as `preface` or `afterword`."""
    section: Section


class OrderReason(StrEnum):
    """What put the posts of a folder in order."""

    SETTING = "book.toml"
    SUMMARY = "a list of links"
    DATE = "dates"
    WEIGHT = "weights"
    PATH = "paths"


@frozen
class FolderOrder:
    """Posts that were put in order together, and by what."""

    folder: PurePosixPath
    reason: OrderReason
    at: PurePosixPath | None
    """The file that says the order, if one does."""
    posts: int
    """How many of its posts that put in order."""
    others: int = 0
    """How many it says nothing of; they stand after the others."""


@frozen
class Book:
    """The book in reading order: what both writers share."""

    metadata: BookMetadata
    front: tuple[Matter, ...]
    parts: tuple[Part, ...]
    back: tuple[Matter, ...]
    notes: tuple[Section, ...] = ()
    """The notes of posts that stand all together behind the body, as fragments of notes alone."""
    cover: PurePosixPath | None = None
    """The cover's picture in the project, if the author gave one."""
    cover_page: CoverPage | None = None
    """The cover as a page, if the author wrote one; then it has no picture."""
    problems: tuple[Problem, ...] = ()
    order: tuple[FolderOrder, ...] = ()
    """What put the posts in order, as it came out."""

    @property
    def has_own_cover(self) -> bool:
        """Tell whether the author gave a cover, and none is drawn."""
        return self.cover is not None or self.cover_page is not None

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters, in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    def texts(self) -> Iterator[Section]:
        """Everything that the author wrote: the sections, and notes that stand apart from them."""
        yield from self.sections()
        yield from self.notes

    def with_texts(self, texts: Mapping[str, Section]) -> "Book":
        """Return the book with other sections in the place of those of the same names."""

        def other(section: Section) -> Section:
            return texts.get(section.name, section)

        parts = tuple(
            replace(
                part,
                chapters=tuple(
                    replace(chapter, sections=tuple(map(other, chapter.sections)))
                    for chapter in part.chapters
                ),
            )
            for part in self.parts
        )
        return replace(
            self,
            front=tuple(replace(each, section=other(each.section)) for each in self.front),
            parts=parts,
            back=tuple(replace(each, section=other(each.section)) for each in self.back),
            notes=tuple(map(other, self.notes)),
        )

    def of_new_posts(self) -> "Book":
        """Return the book with nothing but the chapters that have a post which is new."""
        parts = (
            replace(part, chapters=tuple(each for each in part.chapters if each.is_new))
            for part in self.parts
        )
        return replace(
            self, front=(), parts=tuple(parts), back=(), notes=(), cover=None, cover_page=None
        )

    def sections(self) -> Iterator[Section]:
        """Every post and piece of matter, in reading order."""
        yield from (matter.section for matter in self.front)
        for chapter in self.chapters:
            yield from chapter.sections
        yield from (matter.section for matter in self.back)
