"""What a theme's variables ask of the text itself; one that a theme lacks asks for nothing."""

from collections.abc import Mapping

from bookc.frozen import frozen
from bookc.model import Variable


@frozen
class Wishes:
    """How posts are made ready, besides what style sheets say."""

    notes_at_foot: bool = False
    """In print: at the foot of the page, and not at the end of the chapter."""
    link_notes: bool = False
    """In print: the address of a page on the web stands in a note."""
    number_figures: bool = False
    """Captions of pictures begin with 'Figure 2.1'."""


NO_WISHES = Wishes()


def wishes_of(variables: Mapping[str, Variable]) -> Wishes:
    """Read the wishes from a theme's variables."""
    return Wishes(
        notes_at_foot=variables.get("notes") == "foot",
        link_notes=variables.get("link_notes") is True,
        number_figures=variables.get("number_figures") is True,
    )
