"""What is told of a project before its book is made: what was found in it, and its outline."""

from bookc.frozen import frozen


@frozen
class Finding:
    """Something that was found out, and where."""

    what: str
    at: str
    """`path:line`."""


@frozen
class InspectedSite:
    """What kind of site the project is."""

    generator: str
    """Empty for a plain folder."""
    evidence: tuple[Finding, ...]
    title: str
    url: str


@frozen
class Count:
    """How many there are of something, or in some place."""

    name: str
    count: int


@frozen
class InspectedRule:
    """A dialect of Markdown, switched on or off."""

    rule: str
    is_on: bool
    why: str
    at: str
    """`path:line`; empty if no file says so."""


@frozen
class InspectedOrder:
    """Posts that are put in order together."""

    folder: str
    reason: str
    at: str
    """The file that says the order; empty if none does."""
    posts: int
    others: int
    """Posts that it says nothing of; they stand after the others."""


@frozen
class Inspection:
    """All that was found."""

    project: str
    title: str
    site: InspectedSite
    posts: tuple[Count, ...]
    """By the place that holds them."""
    pictures: tuple[Count, ...]
    """By folder, or by top folder if there are many."""
    roots: tuple[str, ...]
    """Folders that the site serves as `/`."""
    summaries: tuple[str, ...]
    """Files that list posts in order."""
    left_out: tuple[Finding, ...]
    in_book: int
    """How many posts the book has."""
    metadata: tuple[Count, ...]
    """Posts that use each key, the most used first."""
    rules: tuple[InspectedRule, ...]
    order: tuple[InspectedOrder, ...]
    languages: tuple[Count, ...]


@frozen
class OutlinedChapter:
    """A chapter, or a piece of front or back matter."""

    label: str
    """Its number as it is printed; empty for front and back matter."""
    title: str
    depth: int
    opens: tuple[str, ...]
    """Titles without a post of their own that begin with it, the outermost first."""
    posts: tuple[str, ...]
    """The paths of the posts in it."""
    date: str
    """The first day in it, as it was written; empty if there is none."""
    words: int
    """Between blanks; Chinese and Japanese have none, so their letters count below only."""
    cjk_characters: int
    """Chinese, Japanese and Korean letters."""


@frozen
class OutlinedPart:
    """A run of chapters; a part if it has a title."""

    title: str
    chapters: tuple[OutlinedChapter, ...]


@frozen
class Outline:
    """A book before it is made."""

    title: str
    language: str
    front: tuple[OutlinedChapter, ...]
    parts: tuple[OutlinedPart, ...]
    back: tuple[OutlinedChapter, ...]
