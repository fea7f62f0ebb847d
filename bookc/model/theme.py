"""What there is to say of a theme to who wants to choose one or to set its variables."""

from bookc.frozen import frozen
from bookc.model.settings import Variable


@frozen
class ThemeVariable:
    """A variable that `[theme]` may set."""

    name: str
    allowed: str
    """What it takes, in words."""
    default: Variable
    help: str


@frozen
class ThemeOverview:
    """A theme that a project can ask for."""

    name: str
    folder: str
    help: str
    extends: tuple[str, ...]
    """The theme that it is made from, the one that this is made from, and so on."""
    page_size: str
    """That of a book which does not say, as a style sheet has it."""
    variables: tuple[ThemeVariable, ...]
    problem: str = ""
    """Why it cannot be used; empty if it can."""
