"""Letters that no font of the theme has: they are told, and print as their codes.

Which letters the fonts have is a job: to read fifteen of them took 0.02 s of every build.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bookc.frozen import frozen
from bookc.jobs import FileInput, NamedJob, Runner
from bookc.model import Book, Location, Problem, ProblemKind, Resource, Section
from bookc.store import Facts
from bookc.xhtml import Element, parse_fragment

_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""General categories that draw nothing."""


@frozen
class FontsInput:
    """The fonts of a theme."""

    fonts: tuple[FileInput, ...]


LIST_LETTERS: NamedJob[FontsInput] = NamedJob(__name__, "list_letters")


def list_letters(given: FontsInput) -> tuple[bytes, Facts]:
    """Return every letter that one of some fonts has, in UTF-8."""
    return "".join(sorted(letters_in(each.path for each in given.fonts))).encode(), {}


def missing_glyphs(book: Book, fonts: Iterable[Resource], runner: Runner) -> tuple[Problem, ...]:
    """Report every letter of the posts that none of the fonts has, by file and line."""
    given = FontsInput(tuple(FileInput(each.file, each.digest) for each in fonts))
    (letters,) = runner.run(LIST_LETTERS, [given], "fonts read", local=True, few=1, aside=True)
    known = frozenset(letters.file.read_bytes().decode())
    return tuple(problem for section in book.texts() for problem in _missing(section, known))


def letters_in(fonts: Iterable[Path]) -> frozenset[str]:
    """Return every letter that one of some fonts has."""
    import uharfbuzz  # not before the first document is sent to be laid out

    covered: set[int] = set()
    for file in fonts:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
        covered.update(face.unicodes)
    return frozenset(map(chr, covered))


def unknown_letters(text: str, known: frozenset[str]) -> list[str]:
    """Return what a text has to show and no font knows, in the order of the codes."""
    return sorted(
        each for each in set(text) - known if unicodedata.category(each) not in _INVISIBLE
    )


def _missing(section: Section, known: frozenset[str]) -> Iterator[Problem]:
    if not unknown_letters(section.xhtml, known):
        return
    by_line: dict[int | None, dict[str, None]] = {}
    for line, text in _texts(parse_fragment(section.xhtml), section.post.at.line):
        by_line.setdefault(line, {}).update(dict.fromkeys(unknown_letters(text, known)))
    for line, letters in by_line.items():
        if letters:
            names = ", ".join(f"{each} (U+{ord(each):04X})" for each in letters)
            yield Problem(
                f"no font of the theme has {names}",
                at=Location(section.post.path.as_posix(), line),
                hint="add a font that has it to a theme of your own: docs/fonts.md says how",
                kind=ProblemKind.GLYPH,
            )


def _texts(element: Element, line: int | None) -> Iterator[tuple[int | None, str]]:
    """Yield every text with the line of the block that it stands in."""
    line = int(element.get("data-line") or 0) or line
    yield line, element.text or ""
    for child in element:
        yield from _texts(child, line)
        yield line, child.tail or ""
