"""Where in a theme a line of its style sheet comes from, for messages.

Sheets are filled in and joined before anyone reads them as CSS, so what is wrong is told with the
line as it came out. Most lines stand in the theme like that; of others the most similar is meant.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from bookc.model import Location, Problem, ProblemKind, StyleMistake
from bookc.render.shelf import ThemeFolder
from bookc.render.theme import Theme

_ALIKE = 0.5
"""From here on two lines count as one, of which a part was filled in."""


def style_problems(theme: Theme, mistakes: Iterable[StyleMistake]) -> tuple[Problem, ...]:
    """Tell what is wrong in the style sheets of a theme by file and line."""
    return tuple(
        Problem(
            f"in the style sheet: {each.what}",
            at=_place_of(each.line, theme.lineage),
            hint="what a style sheet of the PDF may hold is what WeasyPrint knows of CSS",
            kind=ProblemKind.THEME,
        )
        for each in dict.fromkeys(mistakes)
    )


def _place_of(line: str, folders: tuple[ThemeFolder, ...]) -> Location:
    found = max(_alike(line, folders), key=lambda pair: pair[0], default=None)
    return found[1] if found else folders[0].at("paged.css")


def _alike(line: str, folders: tuple[ThemeFolder, ...]) -> Iterator[tuple[float, Location]]:
    """Yield the lines that are like one, the theme's own before its parents'."""
    matcher = SequenceMatcher(b=line, autojunk=False)
    for folder in folders:
        for sheet in sorted(folder.path.glob("*.css")):
            for number, text in enumerate(sheet.read_text("utf-8").splitlines(), start=1):
                matcher.set_seq1(text.strip())
                if line and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
                    yield matcher.ratio(), folder.at(sheet.name, number)
