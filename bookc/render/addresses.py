"""Addresses in the style sheet of an EPUB, which brings no file of a theme along."""

import re
from collections.abc import Sequence

from bookc.errors import ThemeError
from bookc.model import Location, Problem
from bookc.render.shelf import ThemeFolder

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"""(?:@import\s+|(?<!@namespace )url\(\s*)["']?(?!data:|url)([^"'();\s]+)""")


def refuse_addresses(css: str, folders: Sequence[ThemeFolder], sheet: str) -> None:
    """See that a style sheet asks for no other file.

    Args:
        css: the sheet, filled in.
        folders: the theme and its parents.
        sheet: the name of the file that it is made of in each of them.

    Raises:
        ThemeError: with every address that it asks for, and its line if that is written there.
    """
    addresses = dict.fromkeys(_ADDRESS.findall(_COMMENT.sub("", css)))
    hint = "an EPUB brings no file of a theme along: write it into the sheet as a data: address"
    if addresses:
        raise ThemeError(
            *(
                Problem(f"{sheet} asks for {each!r}", _place_of(each, folders, sheet), hint)
                for each in addresses
            )
        )


def _place_of(address: str, folders: Sequence[ThemeFolder], sheet: str) -> Location:
    for folder in folders:
        file = folder.path / sheet
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        for number, line in enumerate(lines, start=1):
            if address in line:
                return folder.at(sheet, number)
    return folders[0].at(sheet)
