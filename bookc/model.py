"""The values that travel down the line, and nothing else.

Every stage takes some of these and returns the next. All of them are frozen: a
stage that changes something makes a new value. Names are those of EPUB 3.3 and
of book design; numbers carry their unit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeAlias

Variable: TypeAlias = str | int | float | bool
"""What a theme's variable may hold; its `theme.toml` says which."""


Day: TypeAlias = date
"""For a field that is itself called `date`, which hides the type."""


class Format(StrEnum):
    """A file that a build can write."""

    EPUB = "epub"
    PDF = "pdf"


class Medium(StrEnum):
    """What a book is rendered for: a reading system that flows text, or pages."""

    REFLOWABLE = "reflowable"
    PAGED = "paged"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the project, for messages."""

    path: str
    """Relative to the project's folder, with forward slashes."""
    line: int | None = None
    """Counted from 1; None means the file as a whole."""

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class ProblemKind(StrEnum):
    """What a problem is about, so that many of one kind can be told at once."""

    METADATA = "metadata"
    MARKUP = "markup"
    PICTURE = "picture"
    LINK = "link"
    GLYPH = "glyph"
    CONTENT = "content"
    SETTING = "setting"
    LEFT_OUT = "left out"
    """Nothing to mend: the author should know that a post is not in the book."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing for the author to fix: where, what, and what to do."""

    what: str
    """A lower-case clause that quotes what the author wrote, without a full stop."""
    at: Location
    hint: str = ""
    kind: ProblemKind = ProblemKind.CONTENT

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.at}: {self.what}{hint}"


# --- settings: what book.toml says, with every default filled in ---------------------------


class OrderBy(StrEnum):
    """What puts posts in order."""

    DATE = "date"
    TAG = "tag"
    PATH = "path"


class Direction(StrEnum):
    """Which end of that order comes first."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


class ChapterBy(StrEnum):
    """What one chapter holds: one post, or all posts of a tag or of a stretch of time."""

    POST = "post"
    TAG = "tag"
    MONTH = "month"
    YEAR = "year"


class PartBy(StrEnum):
    """What one part of the book gathers."""

    NONE = "none"
    YEAR = "year"
    MONTH = "month"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """What a catalogue says of the book."""

    title: str
    language: str
    """A BCP 47 tag, such as `ko` or `en-GB`; empty until `order`, when no book.toml says it, and
    then the language of most posts."""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    identifier: str = ""
    """A URI, such as `urn:isbn:...`; unless book.toml says it, a `urn:uuid:...` made from title and
    authors."""
    date: Day | None = None
    """Day of publication; None means the day of the newest post."""
    publisher: str = ""
    rights: str = ""
    description: str = ""
    series: str = ""
    series_index: int | None = None


@dataclass(frozen=True, slots=True)
class ContentConfig:
    """Which posts make the book."""

    paths: tuple[PurePosixPath, ...]
    """Folders or files with posts, relative to the project."""
    tags: tuple[str, ...] = ()
    """Only posts with one of these; empty means any."""
    without_tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    year: int | None = None
    drafts: bool = False
    front: tuple[PurePosixPath, ...] = ()
    """Markdown files that stand before the first chapter, such as a preface."""
    back: tuple[PurePosixPath, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderConfig:
    """How posts become chapters and parts."""

    by: OrderBy = OrderBy.DATE
    direction: Direction = Direction.ASCENDING
    chapters: ChapterBy = ChapterBy.POST
    parts: PartBy = PartBy.NONE
    tags: tuple[str, ...] = ()
    """The order of tags, for chapters and parts by tag; the first of a post's tags in this list
    counts. Tags not listed follow by number of posts."""


@dataclass(frozen=True, slots=True)
class ThemeConfig:
    """Which theme, and what is set in it."""

    name: str = "notes"
    variables: Mapping[str, Variable] | None = None
    """As written in `[theme]`; checked against the theme by `render.load_theme`."""
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)
    """Where each variable is set, for messages."""


@dataclass(frozen=True, slots=True)
class ImagesConfig:
    """How pictures are made to fit."""

    epub_max_px: int = 1600
    """Longest side of a picture in the EPUB."""
    pdf_ppi: int = 220
    """Pixels per inch in print, at the width the picture is shown."""
    jpeg_quality: int = 82


@dataclass(frozen=True, slots=True)
class EpubConfig:
    """What only the EPUB has."""

    cover: PurePosixPath | None = None
    """A picture in the project; None means a cover drawn by the theme."""
    toc_depth: int = 2
    """Levels of headings in the navigation document: 1 is chapters alone."""


@dataclass(frozen=True, slots=True)
class PdfConfig:
    """What only the PDF has."""

    page_size: str = "A5"
    """A CSS page size: a name such as `A5`, `B5`, `letter`, or `148mm 210mm`."""
    page_width_mm: float = 148.0
    page_height_mm: float = 210.0
    """The same, measured."""
    toc_depth: int = 2
    bookmark_depth: int = 3


@dataclass(frozen=True, slots=True)
class OutputConfig:
    """What the files are called."""

    name: str
    """File name without its ending."""


@dataclass(frozen=True, slots=True)
class CacheConfig:
    """How much of earlier builds is kept."""

    size_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class BookConfig:
    """Everything `book.toml` says."""

    project: Path
    """The project's folder, absolute and resolved: a build reads nothing outside it."""
    source: Location
    """Where the settings were read, for messages; the folder itself when there is no book.toml."""
    book: BookMetadata
    content: ContentConfig
    order: OrderConfig
    theme: ThemeConfig
    images: ImagesConfig
    epub: EpubConfig
    pdf: PdfConfig
    output: OutputConfig
    cache: CacheConfig = CacheConfig()
    timestamp: int | None = None
    """SOURCE_DATE_EPOCH, in seconds; None means that dates in the files are the book's own."""


# --- content: from files to a book ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file as it was read."""

    path: PurePosixPath
    """Relative to the project; the only identity that a post has."""
    text: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a post."""

    level: int
    """1 to 6, as in h1 to h6; 1 is the title of a chapter."""
    id: str
    title: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
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
    xhtml: str
    headings: tuple[Heading, ...]
    at: Location
    """The file and the line of its title, for messages."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Every post of the collection, parsed; not all of them have to be in the book."""

    posts: tuple[Post, ...]
    front: tuple[Post, ...] = ()
    back: tuple[Post, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A post with its place in the book."""

    name: str
    """ASCII, unique in the book; every id of this post begins with it and two hyphens."""
    post: Post
    xhtml: str
    """The post's fragment, with ids unique in the book and headings lowered to its depth; after
    `links.resolve_links`, with every address resolved: `NAME.xhtml#id` within the book, the
    picture's path in the project behind `picture:`, or a web address."""
    headings: tuple[Heading, ...]
    cover: PurePosixPath | None = None
    """The picture of the post's `cover`, in the project."""


@dataclass(frozen=True, slots=True)
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

    @property
    def language(self) -> str:
        """The language of its first post."""
        return self.sections[0].post.language


@dataclass(frozen=True, slots=True)
class Part:
    """A run of chapters under one title."""

    name: str
    number: int
    title: str
    """Empty in a book without parts, which is one part that no page announces."""
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A piece of front or back matter that the author wrote."""

    kind: str
    """Its `epub:type`, such as `preface` or `afterword`."""
    section: Section


@dataclass(frozen=True, slots=True)
class Book:
    """The book in reading order: what both writers share."""

    metadata: BookMetadata
    front: tuple[Matter, ...]
    parts: tuple[Part, ...]
    back: tuple[Matter, ...]
    cover: PurePosixPath | None = None
    """The cover's picture in the project, if the author gave one."""
    problems: tuple[Problem, ...] = ()

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters, in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    def sections(self) -> Iterator[Section]:
        """Every post and piece of matter, in reading order."""
        yield from (matter.section for matter in self.front)
        for chapter in self.chapters:
            yield from chapter.sections
        yield from (matter.section for matter in self.back)


# --- pictures and rendered documents ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Image:
    """One variant of a picture: a file in the store, made for one medium."""

    name: str
    """File name inside the book, unique: made from the bytes of the variant."""
    media_type: str
    width_px: int
    height_px: int
    file: Path
    """Where its bytes are, in the store."""
    digest: str
    """SHA-256 of its bytes, in hex."""


@dataclass(frozen=True, slots=True)
class Images:
    """Every picture of the book in every medium that the build wants."""

    variants: Mapping[tuple[Medium, PurePosixPath], Image]
    """By medium and by the picture's path in the project; a picture that could not be read is
    missing."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of a table of contents."""

    title: str
    href: str
    """`NAME.xhtml` or `NAME.xhtml#id`."""
    children: tuple["TocEntry", ...] = ()
    label: str = ""
    """A number that stands before the title, such as `3` or `Part 1`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One content document, whole: XHTML that both a browser and WeasyPrint read."""

    name: str
    """The document is `NAME.xhtml`."""
    title: str
    kind: str
    """Its `epub:type`, such as `chapter`, `titlepage` or `part`."""
    language: str
    xhtml: str
    images: tuple[Image, ...]
    """The pictures that it shows."""
    in_toc: bool = True
    linear: bool = True
    depth: int = 0
    """How deep its first heading stands in the PDF's outline: 1 for a chapter inside a part."""
    opens_on_recto: bool = False
    """In print: begins on a right-hand page, after a blank one if need be."""
    running: tuple[tuple[str, str], ...] = ()
    """Named strings for running heads, such as `("chapter", "Rain")`: `string(chapter)` in CSS."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the theme that the book carries, such as a font."""

    name: str
    """Path inside the book, such as `fonts/Serif-Regular.otf`."""
    media_type: str
    file: Path
    digest: str
    """SHA-256 of its bytes, in hex."""


@dataclass(frozen=True, slots=True)
class RenderedBook:
    """The book as content documents for one medium, in reading order."""

    medium: Medium
    metadata: BookMetadata
    front: tuple[Document, ...]
    body: tuple[Document, ...]
    back: tuple[Document, ...]
    toc: tuple[TocEntry, ...]
    stylesheet: str
    resources: tuple[Resource, ...]
    """Fonts that the style sheet names."""
    cover: Image | None
    contents_title: str
    """'Contents' in the book's language."""
    modified: datetime
    """When the book counts as made: SOURCE_DATE_EPOCH, or the book's own date."""
    problems: tuple[Problem, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All content documents, in reading order."""
        return self.front + self.body + self.back


# --- what a build leaves -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that a build wrote."""

    path: Path
    format: Format
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildManifest:
    """What one build wrote, and what it found on the way."""

    outputs: tuple[OutputFile, ...]
    chapters: int
    pages: int | None
    """Pages of the PDF; None if none was made."""
    pictures: int
    problems: tuple[Problem, ...]
