"""The fonts of a theme: the `@font-face` rules in `fonts.css`, and the files that they name.

`fonts.css` is the theme's own, else its parent's; a file that is not in the theme's `fonts/` is
looked for in the parent's, so a rule can be changed without a copy of all the others' files.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from bookc.errors import ThemeError
from bookc.model import Problem, Resource
from bookc.render.shelf import ThemeFolder, find_file
from bookc.render.templates import fill

FONT_FACES = "fonts.css"
_NAMES = re.compile(
    r"""(?:^|[\s{;])(font-family|-bookc-typeface)\s*:\s*["']?([^"';}]+)["']?\s*;?"""
)
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_OWN = re.compile(r"""\s*-bookc-typeface\s*:[^;}]*;?""")
_FONT_URL = re.compile(r"""url\(\s*["']?(fonts/[^"')]+)["']?\s*\)""")
_MEDIA_TYPES = {f".{kind}": f"font/{kind}" for kind in ("otf", "ttf", "woff", "woff2")}
_BEGINNINGS = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")
"""https://learn.microsoft.com/en-us/typography/opentype/spec/otff#organization-of-an-opentype-font"""
_COLLECTION = b"ttcf"
_LOOKED_AT = 4
"""Bytes."""


def read_fonts(
    folders: Sequence[ThemeFolder], digest_of: Callable[[Path], str]
) -> tuple[str, tuple[Resource, ...], tuple[str, ...]]:
    """Return the `@font-face` rules of a theme, the files that they name, and the typefaces.

    Raises:
        ThemeError: with every file that is missing or is no font.
    """
    holder = find_file(folders, FONT_FACES)
    assert holder
    rules = fill(tuple(folders), FONT_FACES, {})
    names = dict.fromkeys(_FONT_URL.findall(rules))
    if not names:  # without any font at all, WeasyPrint takes the process down with it
        hint = 'each @font-face rule names a file: src: url("fonts/Mine-Regular.ttf")'
        problem = Problem("the theme brings no font", at=holder.at(FONT_FACES), hint=hint)
        raise ThemeError(problem)
    fonts, problems = [], []
    for name in names:
        found = _font(folders, name, digest_of)
        if isinstance(found, Resource):
            fonts.append(found)
            continue
        what, hint = found
        at = holder.at(FONT_FACES, _line_of(holder, name))
        problems.append(Problem(what, at=at, hint=hint))
    if problems:
        raise ThemeError(*problems)
    return _OWN.sub("", rules), tuple(fonts), tuple(dict.fromkeys(_typefaces(rules)))


def _typefaces(rules: str) -> Iterator[str]:
    """Yield what a colophon calls the typeface of each face: by its family if nothing else is said.

    A changed font goes by a family of its own, and one that helps out is not worth a word: the
    descriptor `-bookc-typeface` says what it was made from, or `none`.
    """
    for face in _FACE.findall(rules):
        said = {name: value.strip() for name, value in _NAMES.findall(face)}
        typeface = said.get("-bookc-typeface", said.get("font-family", "none"))
        if typeface != "none":
            yield typeface


def _font(
    folders: Sequence[ThemeFolder], name: str, digest_of: Callable[[Path], str]
) -> Resource | tuple[str, str]:
    """Return a font of a theme, or what is wrong with it and what to do."""
    holder = find_file(folders, name)
    if holder is None:
        return f"font not found: {name}", f"put the file into {folders[0].shown}/fonts"
    file = holder.path / name
    try:
        with file.open("rb") as data:
            beginning = data.read(_LOOKED_AT)
        digest = digest_of(file)
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}", ""
    kind = PurePosixPath(name).suffix.lower()
    if beginning.startswith(_COLLECTION) or kind == ".ttc":
        hint = "take the one that is wanted out of it, as a .ttf or .otf file"
        return f"{name} is a collection of fonts", hint
    if kind not in _MEDIA_TYPES or not beginning.startswith(_BEGINNINGS):
        return f"{name} is not a font", "a font is a .ttf, .otf, .woff or .woff2 file"
    return Resource(name, _MEDIA_TYPES[kind], file, digest)


def _line_of(holder: ThemeFolder, name: str) -> int | None:
    lines = (holder.path / FONT_FACES).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if name in line), None)
