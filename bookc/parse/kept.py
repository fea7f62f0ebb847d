"""What the parsing of a post depends on, and what is kept of it: known without markdown-it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from bookc.frozen import frozen
from bookc.jobs import NamedJob
from bookc.model import (
    Heading,
    Location,
    Loss,
    PackedText,
    PieceKind,
    Post,
    Problem,
    ProblemKind,
    Rule,
    Tally,
)
from bookc.store import Facts

DATES = ("published", "updated")
_TUPLES = ("addresses", "authors", "categories", "tags", "translators")


@frozen
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
    math: bool = False
    """Whether book.toml says that dollars are those of formulas."""
    timezone: str = ""
    """Of the book; empty if it has none."""


PARSE: NamedJob[ParseInput] = NamedJob("bookc.parse.job", "parse_source")


def parsed(
    fragment: bytes, facts: Facts, *, is_new: bool = False
) -> tuple[Post, tuple[Problem, ...]]:
    """Return the post and the problems that `parse_source` has put down, in this build or not."""
    post: dict[str, Any] = facts["post"]
    values = {
        "path": PurePosixPath(post["path"]),
        **{name: tuple(post[name]) for name in _TUPLES},
        **{name: datetime.fromisoformat(post[name]) for name in DATES if post[name]},
        "tally": _tally(post["tally"]),
        "fragment": PackedText(fragment),
        "headings": tuple(Heading(**heading) for heading in post["headings"]),
        "at": Location(**post["at"]),
        "is_new": is_new,
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
