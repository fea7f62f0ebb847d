"""What an author most likely meant: for hints, never to go on with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from pathlib import PurePosixPath
from posixpath import relpath

from bookc.frozen import frozen

MOST_COMPARED = 40
"""Comparing takes 10 microseconds a name, and a collection may miss thousands."""

_PREFIXES = (6, 3, 1)
_SUFFIX = 6
"""Letters at the ends of a name that make it worth comparing, the most telling first."""


@frozen
class Names:
    """Names of files or posts, arranged so that a hint takes the same time among thousands."""

    paths: Mapping[str, tuple[PurePosixPath, ...]]
    """By name, in one case."""
    alike: Mapping[str, tuple[str, ...]]
    """Names, by how they begin and end."""


def names_of(paths: Iterable[PurePosixPath], name: Callable[[PurePosixPath], str]) -> Names:
    """Arrange paths by a name of theirs."""
    by_name: dict[str, list[PurePosixPath]] = defaultdict(list)
    for path in paths:
        by_name[name(path).casefold()].append(path)
    alike: dict[str, list[str]] = defaultdict(list)
    for each in by_name:
        for mark in _marks(each):
            alike[mark].append(each)
    return Names(
        {each: tuple(found) for each, found in by_name.items()},
        {mark: tuple(found) for mark, found in alike.items()},
    )


def nearest(written: str, options: Iterable[str]) -> str:
    """Return the option that a word is most likely a slip of; empty if none is near."""
    folded = written.casefold()
    alike = (each for each in options if _may_be_near(folded, each.casefold()))
    by_form = {each.casefold(): each for each in islice(alike, MOST_COMPARED)}
    close = get_close_matches(folded, by_form, n=1, cutoff=0.65)
    return by_form[close[0]] if close else ""


def nearest_path(written: str, home: PurePosixPath, names: Names) -> str:
    """Return the path whose name is near to one, as it would be written in a post.

    Args:
        written: a name that is not there.
        home: the folder of the post.
        names: what there is, in the project.
    """
    folded = written.casefold()
    candidates = chain.from_iterable(names.alike.get(mark, ()) for mark in _marks(folded))
    near = nearest(folded, dict.fromkeys(candidates))
    if not near:
        return ""
    paths = names.paths[near]
    beside = [path for path in paths if path.is_relative_to(home)]
    return relpath((beside or paths)[-1].as_posix(), home.as_posix())


def did_you_mean(near: str) -> str:
    """Return the hint for something that is near; empty if there is none."""
    return f"did you mean {near}?" if near else ""


def _marks(name: str) -> Iterator[str]:
    yield f"{name[: _PREFIXES[0]]}…"
    yield f"…{name[-_SUFFIX:]}"
    yield from (f"{name[:length]}…" for length in _PREFIXES[1:])


def _may_be_near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 4 and (one[:1] == other[:1] or one[-6:] == other[-6:])
