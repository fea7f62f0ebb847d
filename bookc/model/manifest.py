"""What a build leaves."""

from pathlib import Path

from bookc.frozen import frozen
from bookc.model.problem import Problem
from bookc.model.settings import Format
from bookc.model.tally import PostFigures


@frozen
class OutputFile:
    """A file that a build wrote."""

    path: Path
    format: Format
    size_bytes: int
    sha256: str


@frozen
class BuildManifest:
    """What one build wrote, and what it found on the way."""

    outputs: tuple[OutputFile, ...]
    chapters: int
    pages: int | None
    """Pages of the PDF; None if none was made."""
    pictures: int
    problems: tuple[Problem, ...]
    posts: tuple[PostFigures, ...] = ()
    """What was counted of every post that is in the book, in reading order."""
    undated: int = 0
    """Posts of the body that say no date."""
    file: Path | None = None
    """Where all this stands for programs: `NAME.manifest.json`, beside the outputs."""
