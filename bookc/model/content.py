"""Posts, from files to what is parsed."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model.packed import PackedText
from bookc.model.problem import Location, Problem
from bookc.model.site import Site
from bookc.model.tally import Tally


@frozen
class SourceFile:
    """A Markdown file as it was read."""

    path: PurePosixPath
    """Relative to the project; the only identity that a post has."""
    text: str


@frozen
class Collection:
    """Everything that was found in the project."""

    posts: tuple[SourceFile, ...]
    front: tuple[SourceFile, ...]
    back: tuple[SourceFile, ...]
    files: Mapping[PurePosixPath, int]
    """Every file that the book may use, by path in the project, with its size in bytes. A link
    that leaves the project's folder is not in it."""
    problems: tuple[Problem, ...] = ()
    outside: frozenset[PurePosixPath] = frozenset()
    """Symbolic links that leave the project's folder, or lead to nothing."""
    site: Site = field(default_factory=Site)

    def without_texts(self) -> "Collection":
        """Return the same files without what is in them."""
        posts, front, back = (
            tuple(replace(source, text="") for source in sources)
            for sources in (self.posts, self.front, self.back)
        )
        return replace(self, posts=posts, front=front, back=back)


@frozen
class Heading:
    """A heading inside a post."""

    level: int
    """1 to 6, as in h1 to h6; 1 is the title of a chapter."""
    id: str
    title: str
    """Plain text."""


@frozen
class Post:
    """One Markdown file, parsed but not yet given a place in the book.

    `xhtml` is a well-formed fragment without `body`. Its headings begin at h2 and skip no level.
    Blocks, pictures and links carry `data-line`, the line they come from; the address of a
    picture or a link is as the author wrote it.
    """

    path: PurePosixPath
    title: str
    published: datetime | None
    """In the zone that was written, so that its date is the day the author meant."""
    tags: tuple[str, ...]
    language: str
    description: str
    cover: str
    """Address of a picture, as written; empty for none."""
    draft: bool
    fragment: PackedText
    headings: tuple[Heading, ...]
    at: Location
    """The file and the line of its title, for messages."""
    title_xhtml: str = ""
    """The title with its formatting, as words and inline elements; empty if it has none."""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    updated: datetime | None = None
    """Shown, but never what a post is put in order by."""
    categories: tuple[str, ...] = ()
    cover_alt: str = ""
    cover_caption: str = ""
    direction: str = "ltr"
    """`ltr` or `rtl`: which way its language reads."""
    addresses: tuple[str, ...] = ()
    """Where the site has it, as its metadata block says: permalink, slug, aliases."""
    weight: float | None = None
    """Its place among those of its folder, as `order`, `weight` or `sidebar_position` say."""
    event: str = ""
    """What it tells of, such as a conference."""
    place: str = ""
    """Where that was."""
    canonical: str = ""
    """The web address at which it was first published, if its metadata block says it in full."""
    titled: bool = True
    """False if its title was made from its path."""
    tally: Tally = field(default_factory=Tally)
    """What the Markdown parser saw of it, and what became of that."""
    is_new: bool = field(default=False, compare=False)
    """Whether it is not as it was in an earlier build. What is made of it may begin sooner, and is
    the same."""

    @property
    def xhtml(self) -> str:
        """Its fragment."""
        return self.fragment.text


@frozen
class CoverPage:
    """A cover that the author wrote in HTML."""

    path: PurePosixPath
    xhtml: str
    """Its content, in one element. The address of a picture is `picture:N`, its place in
    `pictures`, or `picture:` for one that cannot be had."""
    style: str
    """Its style sheets, with rules for that element alone."""
    pictures: tuple[tuple[PurePosixPath, Location], ...]
    """Their paths in the project, and where they are named."""


@frozen
class Manuscript:
    """Every post of the collection, parsed; not all of them have to be in the book."""

    posts: tuple[Post, ...]
    front: tuple[Post, ...] = ()
    back: tuple[Post, ...] = ()
    problems: tuple[Problem, ...] = ()
    cover_page: CoverPage | None = None
