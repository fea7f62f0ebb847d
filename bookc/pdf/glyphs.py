"""Letters that no font of the theme has: they are told, and print as their codes.

Which letters the fonts have is a job, and whether a text has others: to read fifteen fonts took
0.02 s of every build, and as long again to look through 48 posts.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bookc.frozen import frozen
from bookc.jobs import FileInput, Inputs, NamedJob, Runner
from bookc.model import Book, Location, PackedText, Problem, ProblemKind, Resource, Section
from bookc.store import Entry, Facts
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


@frozen
class TextInput:
    """A text, and every letter that the fonts have."""

    text: PackedText
    letters: FileInput


FIND_UNKNOWN: NamedJob[TextInput] = NamedJob(__name__, "find_unknown")


def find_unknown(given: TextInput) -> tuple[bytes, Facts]:
    """Return `unknown`: whether a text has letters that are not in the fonts."""
    known = _letters_of(given.letters.path)
    return b"", {"unknown": bool(unknown_letters(given.text.text, known))}


@functools.lru_cache(maxsize=1)
def _letters_of(listed: Path) -> frozenset[str]:
    return frozenset(listed.read_bytes().decode())


def missing_glyphs(book: Book, fonts: Iterable[Resource], runner: Runner) -> tuple[Problem, ...]:
    """Report every letter of the posts that none of the fonts has, by file and line."""
    listed = listed_letters((FileInput(each.file, each.digest) for each in fonts), runner)
    letters = FileInput(listed.file, listed.digest)
    texts = list(book.texts())
    inputs = Inputs(len(texts), lambda place: TextInput(texts[place].fragment, letters))
    found = runner.run(
        FIND_UNKNOWN, inputs, "letters looked up", local=True, few=len(inputs), aside=True
    )
    lacking = [text for text, each in zip(texts, found, strict=True) if each.facts["unknown"]]
    known = _letters_of(listed.file) if lacking else frozenset[str]()
    return tuple(problem for text in lacking for problem in _missing(text, known))


def listed_letters(fonts: Iterable[FileInput], runner: Runner) -> Entry:
    """Return what `LIST_LETTERS` makes of the fonts of a theme."""
    given = FontsInput(tuple(fonts))
    (listed,) = runner.run(LIST_LETTERS, [given], "fonts read", local=True, few=1, aside=True)
    return listed


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
