"""Markdown files of a project that are no posts, and what is said of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from bookc.model import Location, Problem, ProblemKind

ABOUT_THE_PROJECT = frozenset(
    {
        *("readme", "license", "licence", "copying", "notice", "contributing", "contributors"),
        *("changelog", "changes", "history", "code_of_conduct", "security", "support", "authors"),
        *("maintainers", "governance", "pull_request_template", "issue_template", "todo"),
        *("agents", "claude"),
    }
)
"""Names of files at the top of a repository that tell of it, without their endings."""
_HINT = "`paths` under [content] in book.toml says which folders and files have posts"


def tells_of_the_project(path: PurePosixPath) -> bool:
    """Tell whether a file at the top of a project is about the project, by its name."""
    return path.stem.lower().replace("-", "_").partition(".")[0] in ABOUT_THE_PROJECT


def about_the_project(paths: Iterable[PurePosixPath]) -> Iterator[Problem]:
    """Yield what is said of files that tell of the project."""
    for path in paths:
        what = "the file tells of the project, so it is no post and left out"
        yield Problem(what, Location(path.as_posix()), _HINT, ProblemKind.LEFT_OUT)


def elsewhere(paths: Iterable[PurePosixPath], generator: str) -> Iterator[Problem]:
    """Yield one line for each top folder with Markdown that the site does not show as posts."""
    counts = Counter(path.parts[0] if len(path.parts) > 1 else path.as_posix() for path in paths)
    for name in sorted(counts):
        count = counts[name]
        files = "a Markdown file is" if count == 1 else f"{count:,} Markdown files are"
        what = f"{files} not where a {generator} site has its posts, so left out"
        yield Problem(what, Location(name), _HINT, ProblemKind.LEFT_OUT)
