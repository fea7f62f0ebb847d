"""What a build has to tell: where in the project, what is wrong, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from bookc.frozen import frozen


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
    UNKNOWN_TAG = "unknown tag"
    """A template tag or shortcode that nobody here knows."""
    PICTURE = "picture"
    REMOTE_PICTURE = "picture on the web"
    DESCRIPTION = "description of a picture"
    """There is a picture, but nothing is said of what it shows."""
    LINK = "link"
    GLYPH = "glyph"
    CONTENT = "content"
    ORDER = "order"
    DIAGRAM = "diagram"
    PROGRAM = "program"
    """A program of the user's has failed; it may not do so the next time."""
    SETTING = "setting"
    THEME = "theme"
    LEFT_OUT = "left out"
    """Nothing to mend: the author should know that a post is not in the book."""
    ENTRY = "entry"
    """Nothing to mend: what a list of posts has besides posts, such as a link to the web."""


NO_FAULTS = frozenset({ProblemKind.LEFT_OUT, ProblemKind.ENTRY})
"""Worth a line, and nothing to fix."""


@frozen
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
