"""Copies of blocks, made to fit the post that shows them.

They get ids of their own, headings below the one that they stand under, and their footnotes stand
among those of the post, numbered on.
"""

import copy
import itertools
from collections.abc import Iterator, Sequence

from bookc.frozen import frozen
from bookc.xhtml import EPUB_TYPE, Element, add_element, drop, ids_in, text_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MARK, NOTES = "footnote-ref", "footnotes"


@frozen
class Host:
    """Where copies are to stand."""

    name: str
    """Of the section."""
    document: str
    """The content document that holds it, such as `post-rain.xhtml`."""
    root: Element
    level: int
    """Of the heading that the copies stand under."""


def adapt_copies(blocks: Sequence[Element], source: Element, host: Host) -> None:
    """Make copies fit the place at which they are to stand.

    Args:
        blocks: copies, in no tree yet.
        source: the post that they were made of.
        host: where they are to stand.
    """
    notes = list(_copy_notes(blocks, source, host.root))
    _rename_ids([*blocks, *notes], host)
    _lower_headings(blocks, host.level)
    for block in (*blocks, *notes):
        for element in block.iter():
            element.attrib.pop("data-line", "")  # a line of another file


def _copy_notes(blocks: Sequence[Element], source: Element, root: Element) -> Iterator[Element]:
    """Add the notes that copies refer to, numbered on, and yield them."""
    notes = {str(each.get("id")): each for each in source.iter("aside") if each.get("id")}
    numbers: dict[str, str] = {}
    count = sum(1 for each in root.iter("aside") if each.get("class") == "footnote")
    for mark in [each for block in blocks for each in block.iter("sup")]:
        anchor = mark.find("a") if mark.get("class") == MARK else None
        note_id = "" if anchor is None else str(anchor.get("href")).partition("#")[2]
        if anchor is None or note_id not in notes:
            continue
        if note_id not in numbers:
            count += 1
            numbers[note_id] = str(count)
            note = copy.deepcopy(notes[note_id])
            number = next((a for a in note.iter("a") if a.get("class") == "footnote-number"), None)
            if number is not None:
                number.text = str(count)
            note.tail = "\n"
            _notes_of(root).append(note)
            yield note
        anchor.text = numbers[note_id]


def _notes_of(root: Element) -> Element:
    """Return the section of a post's notes, which is made if it has none."""
    for section in root.iterchildren("section"):
        if section.get("class") == NOTES:
            return section
    attributes = {"class": NOTES, EPUB_TYPE: "footnotes", "role": "doc-endnotes"}
    section = add_element(root, "section", attributes)
    section.text = section.tail = "\n"
    return section


def _rename_ids(blocks: Sequence[Element], host: Host) -> None:
    """Give what was copied ids of the post that shows it, and mend the links among them."""
    taken = ids_in(host.root)
    starts = (f"{host.name}--shown-{number}-" for number in itertools.count(1))
    start = next(each for each in starts if not any(id_.startswith(each) for id_ in taken))
    renamed: dict[str, str] = {}
    for block in blocks:
        for element in block.iter():
            if written := element.get("id"):
                renamed[written] = start + written.partition("--")[2]
                element.set("id", renamed[written])
    for block in blocks:
        for link in block.iter("a"):
            target = str(link.get("href", "")).partition("#")[2]
            if target in renamed:
                link.set("href", f"{host.document}#{renamed[target]}")


def _lower_headings(blocks: Sequence[Element], above: int) -> None:
    headings = [each for block in blocks for each in block.iter(*HEADINGS)]
    highest = min((int(str(each.tag)[1]) for each in headings), default=1)
    for heading in headings:
        level = int(str(heading.tag)[1]) + above + 1 - highest
        heading.tag = f"h{min(level, 6)}"


def title_of(heading: Element) -> str:
    """Return the words of a heading without the marks of its footnotes."""
    words = copy.deepcopy(heading)
    words.tail = None
    for mark in list(words.iter("sup")):
        if mark.get("class") == MARK:
            drop(mark)
    return text_of(words)
