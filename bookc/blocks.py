"""What has to be in the finished files: how every block of every post begins and ends.

Written down before a book is rendered and looked for in what comes out, so that nothing on the way
can lose a paragraph without being found out. Compared are letters and digits alone: spaces, hyphens
at line ends and ligatures are the business of whoever sets the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookc.model import Book, Location, Problem, Section
from bookc.xhtml import Element, line_of, parse_fragment, raw_text_of

_BLOCKS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "li", "dt", "dd", "th", "td", "figcaption")
)
_CONTAINERS = _BLOCKS | {"ul", "ol", "dl", "table", "blockquote", "div", "figure", "section"}
_NOT_LETTERS = re.compile(r"[\W_]+")
_LENGTH = 12
"""Letters that are looked for at either end: about two words, seldom more than a line."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item, cell or listing of a post."""

    kind: str
    """The name of its element."""
    path: str
    line: int | None
    text: str
    """How it begins, for messages."""
    opening: str
    closing: str
    """Its first and last letters, as `letters` gives them."""


def blocks_of(book: Book) -> dict[str, tuple[Block, ...]]:
    """Return the blocks that each content document has to show, by its name."""
    matter = book.front + book.back
    documents: dict[str, tuple[Section, ...]] = {m.section.name: (m.section,) for m in matter}
    documents |= {chapter.name: chapter.sections for chapter in book.chapters}
    return {
        name: tuple(block for section in sections for block in _blocks(section))
        for name, sections in documents.items()
    }


def letters(text: str) -> str:
    """Return the letters and digits of a text, in one case and one form."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def lost_blocks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """Yield the blocks whose opening or closing is not in a text that `letters` gave."""
    return (each for each in blocks if each.opening not in text or each.closing not in text)


def loss(block: Block, file: str) -> Problem:
    """Return what to tell of a lost block: a book without it must not be."""
    what = f"lost on the way into the {file}: {block.kind} {block.text!r}"
    hint = "this is a mistake in bookc or in the theme; nothing was written"
    return Problem(what, at=Location(block.path, block.line), hint=hint)


def _blocks(section: Section) -> Iterator[Block]:
    path = section.post.path.as_posix()
    yield _block("title", [section.post.title], Location(path, section.post.at.line))
    for element in parse_fragment(section.xhtml).iter(*_BLOCKS):
        runs = [run for run in _runs(element) if letters(run)]
        if runs:
            yield _block(str(element.tag), runs, Location(path, line_of(element)))


def _runs(element: Element) -> list[str]:
    """Return the text of a block, apart where rendering may put something in.

    That is behind a link, where print has a page number, and at a picture. What stands in blocks
    inside of it is theirs.
    """
    runs = [str(element.text or "")]
    for child in element:
        if child.tag in _CONTAINERS:
            break
        if child.tag in ("a", "img"):
            runs[-1] += raw_text_of(child)
            runs.append("")
        else:
            first, *more = _runs(child)
            runs[-1] += first
            runs += more
        runs[-1] += str(child.tail or "")
    return runs


def _block(kind: str, runs: list[str], at: Location) -> Block:
    shown = " ".join("".join(runs).split())
    return Block(
        kind=kind,
        path=at.path,
        line=at.line,
        text=shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…",
        opening=letters(runs[0])[:_LENGTH],
        closing=letters(runs[-1])[-_LENGTH:],
    )
