"""Notes of all chapters, gathered behind the last one, if book.toml asks for that.

In: a book whose addresses are resolved. Out: the same with the notes of posts in `Book.notes`, and
every link to one leading there. Front and back matter keeps its own.
"""

from collections.abc import Set
from dataclasses import replace

from bookc.model import Book, Section, pack
from bookc.parity import NOTES
from bookc.xhtml import Element, drop, ids_in, parse_fragment, serialise_fragment


def gather_notes(book: Book) -> Book:
    """Take the notes out of all chapters, and put them into one place, post by post."""
    texts = {section.name: section for section in book.sections()}
    notes: dict[str, Section] = {}
    moved: set[str] = set()
    for chapter in book.chapters:
        for section in chapter.sections:
            if parted := _parted(section, f"{chapter.name}.xhtml"):
                texts[section.name], notes[section.name], ids = parted
                moved.update(ids)
    if not notes:
        return book
    return replace(
        book.with_texts({name: _leading_to(moved, each) for name, each in texts.items()}),
        notes=tuple(_leading_to(moved, each) for each in notes.values()),
    )


def _parted(section: Section, document: str) -> tuple[Section, Section, list[str]] | None:
    """Return a section without its notes, these, and all ids in them; None if it has none."""
    root, gathered = parse_fragment(section.xhtml), parse_fragment("")
    found = [each for each in root.iter("section") if each.get("class") == "footnotes"]
    ids: list[str] = []
    for notes in found:
        _keep_links(notes, document)
        for note in list(notes):
            ids += ids_in(note)
            gathered.append(note)
        drop(notes)
    if not found:
        return None
    apart = replace(
        section,
        name=f"{section.name}--notes",
        fragment=pack(serialise_fragment(gathered)),
        headings=(),
        cover=None,
    )
    return replace(section, fragment=pack(serialise_fragment(root))), apart, ids


def _keep_links(notes: Element, document: str) -> None:
    """Let links within a document lead to it from another one too."""
    for link in notes.iter("a"):
        href = str(link.get("href", ""))
        if href.startswith("#"):
            link.set("href", f"{document}{href}")


def _leading_to(moved: Set[str], section: Section) -> Section:
    """Return a section whose links to notes lead to where these are now."""
    root = parse_fragment(section.xhtml)
    for link in root.iter("a"):
        target = str(link.get("href", ""))
        document, _, anchor = target.partition("#")
        if anchor in moved and ":" not in document:
            link.set("href", f"{NOTES}.xhtml#{anchor}")
    return replace(section, fragment=pack(serialise_fragment(root)))
