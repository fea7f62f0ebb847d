"""Notes of all chapters, gathered behind the last one, if book.toml asks for that.

In: a book whose addresses are resolved. Out: the same with the notes of posts in `Book.notes`, and
every link to one leading there. Front and back matter keeps its own.
"""

from collections.abc import Mapping
from dataclasses import replace

from bookc.model import Book
from bookc.parity import NOTES
from bookc.xhtml import Element, drop, ids_in, parse_fragment, serialise_fragment


def gather_notes(book: Book) -> Book:
    """Take the notes out of all chapters, and put them into one place, post by post."""
    trees = {section.name: parse_fragment(section.xhtml) for section in book.sections()}
    documents = {
        section.name: f"{chapter.name}.xhtml"
        for chapter in book.chapters
        for section in chapter.sections
    }
    notes: dict[str, Element] = {}
    moved: set[str] = set()
    for name, document in documents.items():
        for section in list(trees[name].iter("section")):
            if section.get("class") != "footnotes":
                continue
            gathered = notes.setdefault(name, parse_fragment(""))
            _keep_links(section, document)
            for note in list(section):
                moved.update(ids_in(note))
                gathered.append(note)
            drop(section)
    if not notes:
        return book
    for root in (*trees.values(), *notes.values()):
        _lead_to(moved, root)
    return _with_notes(book, trees, notes)


def _keep_links(notes: Element, document: str) -> None:
    """Let links within a document lead to it from another one too."""
    for link in notes.iter("a"):
        href = str(link.get("href", ""))
        if href.startswith("#"):
            link.set("href", f"{document}{href}")


def _lead_to(moved: set[str], root: Element) -> None:
    for link in root.iter("a"):
        target = str(link.get("href", ""))
        document, _, anchor = target.partition("#")
        if anchor in moved and ":" not in document:
            link.set("href", f"{NOTES}.xhtml#{anchor}")


def _with_notes(book: Book, trees: Mapping[str, Element], notes: Mapping[str, Element]) -> Book:
    texts = {
        section.name: replace(section, xhtml=serialise_fragment(trees[section.name]))
        for section in book.sections()
    }
    return replace(
        book.with_texts(texts),
        notes=tuple(
            replace(
                section,
                name=f"{section.name}--notes",
                xhtml=serialise_fragment(notes[section.name]),
                headings=(),
                cover=None,
            )
            for chapter in book.chapters
            for section in chapter.sections
            if section.name in notes
        ),
    )
