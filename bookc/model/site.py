"""What kind of site the posts come from, and which dialects of Markdown they are written in."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model.problem import Location, Problem


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
    SMART_QUOTES = "smart_quotes"
    TASK_LISTS = "task_lists"
    TEMPLATE_TAGS = "template_tags"
    TOC_MARKS = "toc_marks"
    WIKILINKS = "wikilinks"


HIDDEN_SETTINGS: Mapping[str, tuple[str, ...]] = {
    ".gitbook": (),
    ".obsidian": ("app.json", "templates.json"),
}
"""Hidden folders that tell a generator, each with its files that are read though no listing has
them. Other files in there, such as the panes of an editor, change all the time."""

ON_DEMAND = frozenset({Rule.SMART_QUOTES})
"""What changes letters that the author wrote, and so is on only where the author says so."""


@frozen
class Evidence:
    """What speaks for something that was found out."""

    what: str
    """A lower-case clause without a full stop, such as `it has the plugin gatsby-source-...`."""
    at: Location


@frozen
class FileListing:
    """Every file of the project; hidden folders and those that tools fill are left out."""

    files: Mapping[PurePosixPath, int]
    """By path in the project, with its size in bytes. No link that leaves the project is in it."""
    outside: frozenset[PurePosixPath] = frozenset()
    """Symbolic links that leave the project's folder, or lead to nothing."""


@frozen
class SummaryEntry:
    """A line of a summary: a post, or a title over what is below it, or both."""

    title: str
    """Plain text."""
    path: PurePosixPath | None
    """The post, in the project; None for a title alone."""
    at: Location
    children: tuple["SummaryEntry", ...] = ()

    def entries(self) -> Iterator["SummaryEntry"]:
        """Itself and every entry below it, in their order."""
        yield self
        for child in self.children:
            yield from child.entries()


@frozen
class Summary:
    """A file that lists posts in order: SUMMARY.md, the `nav` of mkdocs.yml, a README of links."""

    file: PurePosixPath
    folder: PurePosixPath
    """The folder whose posts it puts in order."""
    entries: tuple[SummaryEntry, ...]
    """At this level, a title without a post is that of a part."""

    def listed(self) -> Iterator[tuple[PurePosixPath, str]]:
        """Every post that it lists, in its order, and what it is called there."""
        for top in self.entries:
            yield from ((each.path, each.title) for each in top.entries() if each.path)


@frozen
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
    summaries: tuple[Summary, ...] = ()
    """The files that list posts in order; the nearest to the project's folder comes first."""
    weights: Mapping[PurePosixPath, float] = field(default_factory=dict)
    """The place of a folder among its neighbours, where a file in it says so."""
    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    """The names of authors by what posts call them, where a file of the site says so."""
    language: str = ""
    """As the site writes it: `en-us`, `zh_tw`."""
    url: str = ""
    """Where the site stands on the web, without a slash at its end; empty if nothing says so."""
    timezone: str = ""
    """By its name, as the site writes it: `Asia/Seoul`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What template tags may ask for: `site.baseurl`, `book.version`."""
    names_are_titles: bool = False
    """True if a post is called as its file is, so that it needs no other title."""
    rules: frozenset[Rule] = frozenset()
    """Dialects that come with the generator."""
    problems: tuple[Problem, ...] = ()
    """What its summaries name that is not there, and what is left out of the book."""
