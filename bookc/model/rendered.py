"""Pictures and content documents, for one medium."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath

from bookc.frozen import frozen
from bookc.model.packed import PackedText
from bookc.model.problem import Location, Problem
from bookc.model.settings import BookMetadata, Medium


@frozen
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
    rest: tuple["Image", ...] = ()
    """The parts below this one, of a picture that is too tall for a page."""


@frozen
class Images:
    """Every picture of the book in every medium that the build wants."""

    variants: Mapping[tuple[Medium, PurePosixPath], Image]
    """By medium and by the picture's path in the project; a picture that could not be read is
    missing."""
    sources: frozenset[PurePosixPath] = frozenset()
    """The pictures of the project that the book uses, whether they can be read or not."""
    problems: tuple[Problem, ...] = ()


class EntryKind(StrEnum):
    """What a line of a table of contents stands for."""

    PART = "part"
    GROUP = "group"
    """A title over chapters, without a page of its own."""
    CHAPTER = "chapter"
    HEADING = "heading"


@frozen
class TocEntry:
    """A line of a table of contents."""

    title: str
    href: str
    """`NAME.xhtml` or `NAME.xhtml#id`."""
    children: tuple["TocEntry", ...] = ()
    label: str = ""
    """A number that stands before the title, such as `3`, `3.1` or `Part 1`."""
    kind: EntryKind = EntryKind.CHAPTER


@frozen
class Document:
    """One content document, whole: XHTML that both a browser and WeasyPrint read."""

    name: str
    """The document is `NAME.xhtml`."""
    title: str
    kind: str
    """Its `epub:type`, such as `chapter`, `titlepage` or `part`."""
    language: str
    content: PackedText
    images: tuple[Image, ...]
    """The pictures that it shows."""
    in_toc: bool = True
    linear: bool = True
    depth: int = 0
    """How deep its first heading stands in the PDF's outline: 1 for a chapter inside a part."""
    opens: tuple[str, ...] = ()
    """Titles of the outline that begin with it, the outermost first; the last is just above it."""
    opens_on_recto: bool = False
    """In print: begins on a right-hand page, after a blank one if need be."""
    running: tuple[tuple[str, str], ...] = ()
    """Named strings for running heads, such as `("chapter", "Rain")`: `string(chapter)` in CSS."""
    placed: tuple[tuple[str, str, Location], ...] = ()
    """Pictures that stand where the author's style sheet says: address, path in the project, and
    where that is named."""

    @property
    def xhtml(self) -> str:
        """All of it, from the first tag to the last."""
        return self.content.text


@frozen
class Resource:
    """A file of the theme that the book carries, such as a font."""

    name: str
    """Path inside the book, such as `fonts/Serif-Regular.otf`."""
    media_type: str
    file: Path
    digest: str
    """SHA-256 of its bytes, in hex."""


@frozen
class StyleMistake:
    """What is wrong in a style sheet."""

    line: str
    """The line as it stands in the sheet that was filled in; empty if it is not known."""
    what: str


@frozen
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
    is_mirrored: bool = False
    """In print: left pages differ from right ones, so it matters where a document begins."""
    breaks_syllables: bool = False
    """In print: Korean paragraphs are broken after any syllable, and not between words alone."""
    spaces_scripts: bool = False
    """In print: Latin letters and digits stand off from Hangul, Han and kana."""
    page_digits: int = 0
    """In print: how many digits numbers of pages have at most, by the length of all texts."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All content documents, in reading order."""
        return self.front + self.body + self.back
