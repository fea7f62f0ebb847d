"""Parsing a post as a job: the same text is parsed once.

Measured at 7 to 15 ms a post, which is nothing for one and a third of the time of a build with a
thousand. What is kept is the fragment, packed, and all else of the post as JSON; nothing is
unpickled.
"""

import gc
from dataclasses import asdict
from pathlib import PurePosixPath

from bookc.model import SourceFile
from bookc.parse.kept import DATES, ParseInput
from bookc.parse.post import parse_post
from bookc.store import Facts
from bookc.zones import zone_called


def parse_source(given: ParseInput) -> tuple[bytes, Facts]:
    """Parse a post, and return what `parsed` reads."""
    source = SourceFile(PurePosixPath(given.path), given.text)
    was_collecting = gc.isenabled()
    gc.disable()  # all that a long post is made of is alive; looking for garbage takes a fifth
    try:
        post, problems = parse_post(
            source,
            given.book_language,
            listed_title=given.listed_title,
            rules=frozenset(given.rules),
            values=given.values,
            files=given.files,
            needs_title=given.needs_title,
            math=given.math,
            zone=zone_called(given.timezone),
        )
    finally:
        if was_collecting:
            gc.enable()
    dates = {name: date.isoformat() for name in DATES if (date := getattr(post, name))}
    values = {name: value for name, value in asdict(post).items() if name != "fragment"}
    return post.fragment.packed, {
        "post": values | {"path": given.path} | dates,
        "problems": [asdict(problem) for problem in problems],
    }
