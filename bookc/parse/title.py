"""Rule: the first H1 of a post is its title, or repeats it; either way it leaves the body."""

from bookc.parse.blanks import drop_with_anchors
from bookc.parse.elements import HEADINGS
from bookc.parse.headings import simplify_heading, title_of
from bookc.slug import heading_slug, safe_id
from bookc.xhtml import Element, ids_in, line_of


def take_title(root: Element, title: str) -> tuple[str, int | None]:
    """Take the title out of a post's body.

    Args:
        root: the body; a first H1 that says the title is taken out, with links to it mended.
        title: what the metadata block says; empty if it says nothing.

    Returns:
        The title, empty if the post has none, and the line of its H1, if that was taken.
    """
    heading = root.find("h1") if not title else next(root.iter(*HEADINGS), None)
    if heading is None or heading.tag != "h1":
        return title, None
    words = title_of(heading)
    if not words or (title and _letters(title) != _letters(words)):
        return title, None
    simplify_heading(heading)
    anchors = [*ids_in(heading), safe_id(heading_slug(words))]
    drop_with_anchors(heading, [anchor for anchor in anchors if anchor])
    return title or words, line_of(heading)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title)).casefold()
