"""What book.toml says, with every default filled in."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from bookc.frozen import frozen
from bookc.model.problem import Location
from bookc.model.site import Rule

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


class OrderBy(StrEnum):
    """What puts posts in order."""

    AUTO = "auto"
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


class IndexOf(StrEnum):
    """What the index at the end of the book lists."""

    NONE = "none"
    TAGS = "tags"
    TERMS = "terms"
    BOTH = "both"


class NotesAt(StrEnum):
    """Where notes stand: with their chapter, or all together behind the last one."""

    CHAPTER = "chapter"
    BOOK = "book"


@frozen
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
    url: str = ""
    """Where the posts are on the web, without a slash at its end; empty if book.toml does not say
    it, and then the site's configuration or the posts' own links may."""
    timezone: str = ""
    """By its name, such as `Asia/Seoul`; empty if neither book.toml nor the site says it, and then
    each date is of the zone that is written with it, or else of UTC."""
    date: Day | None = None
    """Day of publication; None means the day of the newest post."""
    publisher: str = ""
    rights: str = ""
    description: str = ""
    series: str = ""
    series_index: int | None = None
    edition: str = ""
    """In the author's words, such as `Second edition`."""


@frozen
class ContentConfig:
    """Which posts make the book."""

    paths: tuple[PurePosixPath, ...]
    """Folders or files with posts, relative to the project; empty means where the site has them."""
    tags: tuple[str, ...] = ()
    """Only posts with one of these; empty means any."""
    without_tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    year: int | None = None
    drafts: bool = False
    front: tuple[PurePosixPath, ...] | None = None
    """Markdown files that stand before the first chapter, such as a preface; None means those that
    are called like one."""
    back: tuple[PurePosixPath, ...] | None = None


@frozen
class OrderConfig:
    """How posts become chapters and parts."""

    by: OrderBy = OrderBy.AUTO
    direction: Direction = Direction.ASCENDING
    chapters: ChapterBy = ChapterBy.POST
    parts: PartBy = PartBy.NONE
    tags: tuple[str, ...] = ()
    """The order of tags, for chapters and parts by tag; the first of a post's tags in this list
    counts. Tags not listed follow by number of posts."""


@frozen
class MatterConfig:
    """Which parts a book has around its chapters, besides those that every book has."""

    figures: bool = False
    """Whether a list of figures follows the contents."""
    index: IndexOf = IndexOf.NONE
    notes: NotesAt = NotesAt.CHAPTER
    back_cover: bool = False
    """Whether the PDF ends with a back cover."""


@frozen
class ThemeConfig:
    """Which theme, and what is set in it."""

    name: str = "notes"
    variables: Mapping[str, Variable] | None = None
    """As written in `[theme]`; checked against the theme by `render.load_theme`."""
    places: Mapping[str, Location] = field(default_factory=dict, compare=False)
    """Where each variable is set, for messages."""


@frozen
class ImagesConfig:
    """How pictures are made to fit."""

    epub_max_px: int = 1600
    """Longest side of a picture in the EPUB."""
    pdf_ppi: int = 220
    """Pixels per inch in print, at the width the picture is shown."""
    jpeg_quality: int = 82


@frozen
class DiagramConfig:
    """How the diagrams of one language are drawn."""

    command: tuple[str, ...]
    """A program and its arguments; empty if their source is to be shown."""
    timeout_s: int = 60


@frozen
class EpubConfig:
    """What only the EPUB has."""

    cover: PurePosixPath | None = None
    """A picture or a page in HTML; None means a cover drawn by the theme."""
    toc_depth: int = 2
    """Levels of headings in the navigation document: 1 is chapters alone."""


@frozen
class PdfConfig:
    """What only the PDF has."""

    page_size: str = ""
    """A CSS page size: a name such as `A5`, `B5`, `letter`, or `148mm 210mm`; empty means that of
    the theme."""
    page_width_mm: float = 0.0
    page_height_mm: float = 0.0
    """The same, measured by `render.load_theme`."""
    toc_depth: int = 2
    bookmark_depth: int = 3


@frozen
class OutputConfig:
    """What the files are called."""

    name: str
    """File name without its ending."""


@frozen
class CacheConfig:
    """How much of earlier builds is kept."""

    size_bytes: int = 2_000_000_000


@frozen
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
    matter: MatterConfig = MatterConfig()
    markdown: Mapping[Rule, bool] = field(default_factory=dict)
    """Dialects that the author switches on or off; of all others, the posts give evidence."""
    diagrams: Mapping[str, DiagramConfig] = field(default_factory=dict)
    """By the language of code blocks, in small letters."""
    open_keys: frozenset[str] = frozenset()
    """Keys of `[book]` and `[output]` that book.toml leaves open, so that the site may say them."""
    timestamp: int | None = None
    """SOURCE_DATE_EPOCH, in seconds; None means that dates in the files are the book's own."""
