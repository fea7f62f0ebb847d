"""What stops a build: the author has something to fix.

A problem in a post does not stop anything: it travels with the values to the end
of the build. These are for settings, themes and output, which leave no book to make.
"""

from bookc.model import Problem


class BookcError(Exception):
    """The author has to fix something; carries every problem of the stage."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)  # as arguments, so that it comes whole out of another process
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class ConfigError(BookcError):
    """`book.toml` asks for something that cannot be."""


class ContentError(BookcError):
    """The posts make no book."""


class ThemeError(BookcError):
    """A theme is missing, or a template or style sheet of it is wrong."""


class ImageError(BookcError):
    """A picture that the book cannot do without cannot be read."""


class OutputError(BookcError):
    """The files cannot be written, or would not be whole."""
