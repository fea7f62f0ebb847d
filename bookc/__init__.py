"""bookc compiles a folder of Markdown posts into a book: an EPUB and a PDF from one source.

`build` does what the command `bookc build` does. Nothing is imported before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookc.errors import BookcError
    from bookc.interface import (
        build,
        clean,
        describe_theme,
        inspect,
        list_themes,
        new_theme,
        outline,
    )
    from bookc.model import BuildManifest, Format, Location, OutputFile, Problem
    from bookc.model.overview import Inspection, Outline
    from bookc.model.theme import ThemeOverview

__all__ = [
    "BookcError",
    "BuildManifest",
    "Format",
    "Inspection",
    "Location",
    "Outline",
    "OutputFile",
    "Problem",
    "ThemeOverview",
    "build",
    "clean",
    "describe_theme",
    "inspect",
    "list_themes",
    "new_theme",
    "outline",
]

__version__ = "0.1.0"

_MODULES = frozenset({"errors", "model", "store"})
"""Those that stand for something by themselves, such as `bookc.errors.ConfigError`."""
_HOMES = {
    "BookcError": "bookc.errors",
    **dict.fromkeys(
        ("BuildManifest", "Format", "Location", "OutputFile", "Problem"), "bookc.model"
    ),
    **dict.fromkeys(("Inspection", "Outline"), "bookc.model.overview"),
    "ThemeOverview": "bookc.model.theme",
}
"""Where values are made; what they are given to is in `bookc.interface`."""


def __getattr__(name: str) -> object:
    """Import what somebody asks for."""
    if name in _MODULES:
        return import_module(f"bookc.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "bookc.interface")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what there is, imported or not."""
    return sorted({*globals(), *__all__})
