"""Where themes are: a project's own `themes/` come before those that travel with bookc."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from bookc.errors import ThemeError
from bookc.frozen import frozen
from bookc.model import Location, Problem

OWN = "themes"
"""The folder of a project that holds its own themes."""
DECLARATION = "theme.toml"


@frozen
class ThemeFolder:
    """A theme on the disk, before anything of it is read."""

    name: str
    path: Path
    shown: str
    """The path as messages name it: relative to the project if it is in there."""

    def at(self, file: str, line: int | None = None) -> Location:
        """Return a place in one of its files, for messages."""
        return Location(f"{self.shown}/{file}", line)


def find_theme(project: Path, name: str, at: Location) -> ThemeFolder:
    """Return the folder of a theme.

    Args:
        project: the folder of the book.
        name: what the theme is called.
        at: where it is asked for, for messages.

    Raises:
        ThemeError: if there is no such theme; names the one that was meant.
    """
    if found := next((each for each in all_themes(project) if each.name == name), None):
        return found
    known = [each.name for each in all_themes(project)]
    what = f"no theme is called {name!r}"
    if (project / OWN / name).is_dir():
        what = f"there is no {DECLARATION} in {OWN}/{name}"
    raise ThemeError(Problem(what, at=at, hint=nearest(name, known)))


def all_themes(project: Path) -> Iterator[ThemeFolder]:
    """Yield every theme that a project can ask for, its own first, each shelf by name."""
    seen: set[str] = set()
    for shelf in (project / OWN, *shipped_shelves()):
        for file in sorted(shelf.glob(f"*/{DECLARATION}")):
            folder = file.parent
            if folder.name not in seen:
                seen.add(folder.name)
                yield ThemeFolder(folder.name, folder, _shown(folder, project))


def shipped_shelves() -> tuple[Path, ...]:
    """Return where shipped themes are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    return (package / "themes", package.parent / "themes")


def find_file(folders: Sequence[ThemeFolder], name: str) -> ThemeFolder | None:
    """Return the first of a theme and its parents that has a file."""
    return next((each for each in folders if (each.path / name).is_file()), None)


def nearest(name: str, known: Collection[str]) -> str:
    """Return a hint: the name that was meant, or all that there are."""
    import difflib  # 3 ms, and most themes are called by their names

    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]}?" if near else f"there is {', '.join(sorted(known))}"


def _shown(folder: Path, project: Path) -> str:
    within = folder.is_relative_to(project)
    return (folder.relative_to(project) if within else folder).as_posix()
