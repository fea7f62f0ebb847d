"""Parsing a post as a job: the same text is parsed once.

Measured at 7 to 15 ms a post, which is nothing for one and a third of the time of a build with a
thousand. What is kept is JSON; nothing is unpickled.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from bookc.model import (
    Heading,
    Location,
    Loss,
    PieceKind,
    Post,
    Problem,
    ProblemKind,
    Rule,
    SourceFile,
    Tally,
)
from bookc.parse.post import parse_post
from bookc.store import Facts

_DATES = ("published", "updated")
_TUPLES = ("addresses", "authors", "categories", "tags", "translators")


@dataclass(frozen=True, slots=True)
class ParseInput:
    """All that the parsing of a post depends on."""

    path: str
    text: str
    book_language: str
    listed_title: str = ""
    """What a summary calls the post."""
    rules: tuple[Rule, ...] = tuple(sorted(Rule))
    """Sorted."""
    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    needs_title: bool = True


def parse_source(given: ParseInput) -> tuple[bytes, Facts]:
    """Parse a post; its facts are what `parsed` reads."""
    source = SourceFile(PurePosixPath(given.path), given.text)
    post, problems = parse_post(
        source,
        given.book_language,
        listed_title=given.listed_title,
        rules=frozenset(given.rules),
        values=given.values,
        files=given.files,
        needs_title=given.needs_title,
    )
    dates = {name: date.isoformat() for name in _DATES if (date := getattr(post, name))}
    return b"", {
        "post": asdict(post) | {"path": given.path} | dates,
        "problems": [asdict(problem) for problem in problems],
    }


def parsed(facts: Facts) -> tuple[Post, tuple[Problem, ...]]:
    """Return the post and the problems that `parse_source` has put down."""
    post: dict[str, Any] = facts["post"]
    values = {
        "path": PurePosixPath(post["path"]),
        **{name: tuple(post[name]) for name in _TUPLES},
        **{name: datetime.fromisoformat(post[name]) for name in _DATES if post[name]},
        "tally": _tally(post["tally"]),
        "headings": tuple(Heading(**heading) for heading in post["headings"]),
        "at": Location(**post["at"]),
    }
    problems = tuple(
        Problem(each["what"], Location(**each["at"]), each["hint"], ProblemKind(each["kind"]))
        for each in facts["problems"]
    )
    return Post(**post | values), problems


def _tally(facts: Mapping[str, Any]) -> Tally:
    return Tally(
        seen={PieceKind(kind): count for kind, count in facts["seen"].items()},
        removed=dict(facts["removed"]),
        lost=tuple(Loss(**loss) for loss in facts["lost"]),
    )
