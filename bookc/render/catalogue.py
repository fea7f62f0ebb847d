"""The themes that a project can ask for, and what each lets a book set."""

from collections.abc import Iterator
from pathlib import Path

from bookc.errors import ThemeError
from bookc.model import Location
from bookc.model.theme import ThemeOverview, ThemeVariable
from bookc.render.declaration import merged_variables, page_of, read_lineage
from bookc.render.shelf import OWN, all_themes
from bookc.render.variables import allowed


def list_themes(project: Path) -> Iterator[ThemeOverview]:
    """Yield every theme, a project's own first; one that is broken says so and hides no other."""
    for each in all_themes(project):
        try:
            yield describe_theme(project, each.name)
        except ThemeError as error:
            yield ThemeOverview(each.name, each.shown, "", (), "", (), str(error))


def describe_theme(project: Path, name: str) -> ThemeOverview:
    """Return what there is to say of one theme.

    Raises:
        ThemeError: if there is none of that name, or it cannot be read.
    """
    lineage = read_lineage(project, name, Location(OWN))
    variables = tuple(
        ThemeVariable(name, allowed(about), about["default"], about.get("help", ""))
        for name, about in merged_variables(lineage).items()
    )
    return ThemeOverview(
        name=name,
        folder=lineage[0].folder.shown,
        help=lineage[0].help,
        extends=tuple(each.folder.name for each in lineage[1:]),
        page_size=page_of(lineage),
        variables=variables,
    )
