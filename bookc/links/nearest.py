"""What an author most likely meant: for hints, never to go on with."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import PurePosixPath
from posixpath import relpath

MOST_COMPARED = 300
"""Comparing takes 20 microseconds a name, and a collection may miss a thousand pictures."""


def nearest(written: str, options: Iterable[str]) -> str:
    """Return the option that a word is most likely a slip of; empty if none is near."""
    folded = written.casefold()
    alike = (each for each in options if _may_be_near(folded, each.casefold()))
    by_form = {each.casefold(): each for each in islice(alike, MOST_COMPARED)}
    close = get_close_matches(folded, by_form, n=1, cutoff=0.65)
    return by_form[close[0]] if close else ""


def nearest_path(written: str, home: PurePosixPath, paths: Iterable[PurePosixPath]) -> str:
    """Return the path that one written in a post is near to, as it would be written there.

    Args:
        written: a path that leads nowhere.
        home: the folder of the post.
        paths: what there is, in the project.
    """
    name = PurePosixPath(written).name
    by_name: dict[str, PurePosixPath] = {}
    for path in paths:
        if path.is_relative_to(home):
            by_name[path.name] = path
        else:
            by_name.setdefault(path.name, path)
    near = nearest(name, by_name)
    return relpath(by_name[near].as_posix(), home.as_posix()) if near else ""


def did_you_mean(near: str) -> str:
    """Return the hint for something that is near; empty if there is none."""
    return f"did you mean {near}?" if near else ""


def _may_be_near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 4 and (one[:1] == other[:1] or one[-6:] == other[-6:])
