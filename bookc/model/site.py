"""What kind of site the posts come from, and which dialects of Markdown they are written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from bookc.model.problem import Location


class Rule(StrEnum):
    """A dialect that can be switched: on by evidence, or by `[markdown]` in book.toml."""

    ABBREVIATIONS = "abbreviations"
    ADMONITIONS = "admonitions"
    ALERTS = "alerts"
    ATTRIBUTES = "attributes"
    BARE_LINKS = "bare_links"
    BLOCK_IDS = "block_ids"
    CAPTIONS = "captions"
    CJK_EMPHASIS = "cjk_emphasis"
    CODE_INCLUDES = "code_includes"
    CONTAINERS = "containers"
    CONTENT_TABS = "content_tabs"
    DEFINITION_LISTS = "definition_lists"
    EMOJI = "emoji"
    FENCED_BOXES = "fenced_boxes"
    FOOTNOTES = "footnotes"
    MARKS = "marks"
    MATH = "math"
    MDX = "mdx"
    PERCENT_COMMENTS = "percent_comments"
    SHORTCODES = "shortcodes"
    TASK_LISTS = "task_lists"
    TEMPLATE_TAGS = "template_tags"
    TOC_MARKS = "toc_marks"
    WIKILINKS = "wikilinks"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for something that was found out."""

    what: str
    """A lower-case clause without a full stop, such as `it has the plugin gatsby-source-...`."""
    at: Location


@dataclass(frozen=True, slots=True)
class FileListing:
    """Every file of the project; hidden folders and those that tools fill are left out."""

    files: Mapping[PurePosixPath, int]
    """By path in the project, with its size in bytes. No link that leaves the project is in it."""
    outside: frozenset[PurePosixPath] = frozenset()
    """Symbolic links that leave the project's folder, or lead to nothing."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was found out of the site that the posts were written for."""

    generator: str = ""
    """Its name as its makers write it, such as `Jekyll`; empty for a plain folder."""
    evidence: tuple[Evidence, ...] = ()
    """What tells the generator."""
    content: tuple[PurePosixPath, ...] = (PurePosixPath(),)
    """Folders and files with posts."""
    without: tuple[PurePosixPath, ...] = ()
    """Folders and files in there that hold none, such as templates and what the site has built."""
    roots: tuple[PurePosixPath, ...] = ()
    """Folders that the site serves as `/`, the likeliest first."""
    summary: PurePosixPath | None = None
    """The file that lists the posts in order: SUMMARY.md, mkdocs.yml."""
    title: str = ""
    language: str = ""
    """A BCP 47 tag."""
    url: str = ""
    """Where the site stands on the web, without a slash at its end; empty if nothing says so."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What template tags may ask for: `site.baseurl`, `book.version`."""
    rules: frozenset[Rule] = frozenset()
    """Dialects that come with the generator."""
