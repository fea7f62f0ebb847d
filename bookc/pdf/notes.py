"""Notes at the page foot: each is brought to its mark, where the style sheet lets it float down.

The rendered document has all notes at its end, as the EPUB does. Only the layout moves them, so
what a book has to hold is the same for both media, and a mark and its note stay ordinary links.
"""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from bookc.frozen import frozen

AT_FOOT = "notes-at-foot"
"""Of a section of notes that belong to the feet of pages."""
_PAGE_NOTE = "page-note"
_LONGEST = 600
"""Letters in a paragraph of a note. WeasyPrint breaks no note, and cuts what a page cannot hold."""
_LONGEST_IN_ALL = 1600
"""Letters in a note. What runs over has to fit at the foot of the next page."""
_APART = frozenset({"thead", "figcaption", "pre"})
"""A table's head is drawn on every page, and would be a note on each."""


@frozen
class PlacedNote:
    """A note that was put behind its mark."""

    name: str
    """Its id."""
    mark: str
    """The id of its mark."""


def place_notes(root: Element, staying: Collection[str] = ()) -> Mapping[str, PlacedNote]:
    """Put each note of the sections `notes-at-foot` behind its first mark.

    A note stays at the end if it is more than paragraphs of a moderate length, or if its mark
    stands where no note can float from.

    Args:
        root: a document, which is changed.
        staying: ids of further notes that stay at the end.

    Returns:
        The ids of what has to be on the pages, each with the note that it is part of.
    """
    placed: dict[str, PlacedNote] = {}
    parents = {child: parent for parent in root.iter() for child in parent}
    marks = _marks(root)
    for section in [each for each in root.iter("section") if AT_FOOT in _classes(each)]:
        for note in list(section):
            name = note.get("id", "")
            mark = marks.get(name)
            if mark is None or name in staying or not _floats(note) or _is_apart(mark, parents):
                continue
            section.remove(note)
            parts = _parts(note, name)
            place = PlacedNote(name, next(mark.iter("a")).get("id", ""))
            placed |= {part.get("id", ""): place for part in parts}
            _insert(parents[mark], mark, parts)
        if not len(section):
            parents[section].remove(section)
    return placed


def _marks(root: Element) -> dict[str, Element]:
    """Return the first mark of each note, by the id of the note, which is unique in the book."""
    marks: dict[str, Element] = {}
    for sup in root.iter("sup"):
        if "footnote-ref" in _classes(sup):
            for link in sup.iter("a"):
                marks.setdefault(link.get("href", "").partition("#")[2], sup)
    return marks


def _floats(note: Element) -> bool:
    texts = ["".join(each.itertext()) for each in note]
    lengths = [len(each) for each in texts]
    is_moderate = max(lengths, default=0) <= _LONGEST and sum(lengths) <= _LONGEST_IN_ALL
    return is_moderate and all(each.tag == "p" for each in note)


def _is_apart(mark: Element, parents: dict[Element, Element]) -> bool:
    above: Element | None = mark
    while above is not None:
        if above.tag in _APART or "footnote" in _classes(above):
            return True
        above = parents.get(above)
    return False


def _parts(note: Element, name: str) -> list[Element]:
    """Return a note, and one more for each further paragraph: between them it may run over."""
    others = list(note)[1:]
    parts = [note]
    for number, paragraph in enumerate(others, start=2):
        note.remove(paragraph)
        part = Element("aside", {"id": f"{name}--{number}"})
        part.append(paragraph)
        parts.append(part)
    for part in parts:
        part.set("class", f"footnote {_PAGE_NOTE}")
        part.text = part.tail = part[0].tail = None
    return parts


def _insert(parent: Element, mark: Element, parts: list[Element]) -> None:
    place = list(parent).index(mark) + 1
    parts[-1].tail, mark.tail = mark.tail, None
    parent[place:place] = parts


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()
