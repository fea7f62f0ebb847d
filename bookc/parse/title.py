"""Rule: the first H1 of a post is its title, or repeats it; either way it leaves the body."""

import copy
from dataclasses import replace

from bookc.frozen import frozen
from bookc.parse.bidi import mark_left_to_right
from bookc.parse.blanks import drop_with_anchors
from bookc.parse.elements import HEADINGS
from bookc.parse.headings import simplify_heading, title_of
from bookc.slug import heading_slug, only_letters, safe_id
from bookc.xhtml import (
    Element,
    drop,
    ids_in,
    line_of,
    parse_fragment,
    serialise_fragment,
    text_of,
    unwrap,
)

_SHOWN = frozenset(
    {"b", "bdi", "bdo", "code", "del", "em", "i", "kbd", "mark", "rp", "rt", "ruby", "s", "small"}
    | {"strong", "sub", "sup", "u", "var"}
)
"""The elements that a title keeps. It holds no link: the contents make one of it."""


@frozen
class Title:
    """What a post is called."""

    words: str
    """Plain text; empty if the post has no title."""
    xhtml: str = ""
    """The same with its formatting; empty if it has none."""
    lines: tuple[int, ...] = ()
    """Of the H1 that said so, and of what is in it."""

    @property
    def line(self) -> int | None:
        """The first of them."""
        return self.lines[0] if self.lines else None


def shown_title(heading: Element, lines: tuple[int, ...] = ()) -> Title:
    """Return what an element says as a title; what a title cannot hold goes with its tags alone."""
    shown = parse_fragment("")
    shown.text = heading.text
    shown.extend(copy.deepcopy(list(heading)))
    for element in list(shown.iterdescendants()):
        if element.get("class") == "footnote-ref" or element.tag == "img":
            drop(element)
        elif element.get("class") == "math":
            element.tag = "span"
            continue
        elif element.tag not in _SHOWN:
            unwrap(element)
        element.attrib.clear()
    simplify_heading(shown)
    return Title(text_of(shown), serialise_fragment(shown).strip() if len(shown) else "", lines)


def take_title(root: Element, said: Title) -> Title:
    """Take the title out of a post's body, and return it.

    Args:
        root: the body; a first H1 that says the title is taken out, with links to it mended.
        said: what the metadata block says; without words if it says nothing.
    """
    heading = root.find("h1") if not said.words else next(root.iter(*HEADINGS), None)
    if heading is None or heading.tag != "h1":
        return said
    words = title_of(heading)
    if not words or (said.words and not _are_alike(said.words, words)):
        return said
    lines = tuple(dict.fromkeys(line for each in heading.iter() if (line := line_of(each))))
    simplify_heading(heading)
    anchors = [*ids_in(heading), safe_id(heading_slug(words))]
    found = shown_title(heading, lines)
    drop_with_anchors(heading, [anchor for anchor in anchors if anchor])
    return Title(said.words, said.xhtml, found.lines) if said.words else found


def with_direction(title: Title, direction: str) -> Title:
    """Return a title with what reads from left to right marked, if the post does not."""
    if direction == "ltr":
        return title
    shown = parse_fragment(title.xhtml)
    if not title.xhtml:
        shown.text = title.words
    mark_left_to_right(shown, direction)
    return replace(title, xhtml=serialise_fragment(shown) if len(shown) else "")


def _are_alike(title: str, other: str) -> bool:
    return only_letters(title) == only_letters(other) if only_letters(title) else title == other
