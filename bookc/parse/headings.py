"""Rule: headings begin below the chapter's title, skip no level, and have GitHub's anchors."""

import copy
from collections import Counter
from collections.abc import Iterator

from bookc.model import Heading
from bookc.parse.blanks import add_anchors, trim
from bookc.parse.elements import HEADINGS
from bookc.slug import heading_slug, safe_id
from bookc.xhtml import Element, drop, ids_in, new_element, text_of, unwrap, wrap_content

HIGHEST, DEEPEST = 2, 6
_QUOTING = ("blockquote", "aside", "figure", "table")
"""A heading in one of these is not a heading of the post."""


def shape_headings(root: Element) -> tuple[Heading, ...]:
    """Give the headings of a post their levels and ids, and return them."""
    return tuple(_numbered(root))


def simplify_headings(root: Element) -> None:
    """Leave in headings only words; has to come before pictures become figures."""
    for heading in list(root.iter(*HEADINGS)):
        simplify_heading(heading)


def simplify_heading(heading: Element) -> None:
    """Take out what is not the words of a heading: bold all over, and pictures, which follow it.

    One of pictures alone is no heading.
    """
    pictures = list(heading.iter("img"))
    if pictures and not text_of(heading):
        heading.tag = "p"
        return
    for picture in reversed(pictures):
        paragraph = new_element("p")
        whole = _link_around(picture)
        drop(whole)
        paragraph.append(whole)
        heading.addnext(paragraph)
    bold = [each for each in heading if each.tag in ("strong", "b")]
    if len(bold) == 1 and text_of(bold[0]) == text_of(heading):
        unwrap(bold[0])


def _link_around(picture: Element) -> Element:
    """Return the link that shows a picture and nothing else, or else the picture."""
    link = picture.getparent()
    if link is None or link.tag != "a" or len(link) > 1 or text_of(link):
        return picture
    return link


def _numbered(root: Element) -> Iterator[Heading]:
    taken = Counter(ids_in(root))
    above: list[int] = []
    for heading in list(root.iter(*HEADINGS)):
        if next(heading.iterancestors(*_QUOTING), None) is not None:
            _demote(heading)
            continue
        level = int(str(heading.tag)[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depth = min(len(above) + HIGHEST - 1, DEEPEST)
        heading.tag = f"h{depth}"
        title = title_of(heading)
        _set_anchor(heading, title, taken)
        yield Heading(depth, str(heading.get("id")), title)


def _demote(heading: Element) -> None:
    heading.tag = "p"
    heading.set("class", "bold-heading")
    wrap_content(heading, "strong")


def title_of(heading: Element) -> str:
    """Return the words of a heading without the marks of its footnotes."""
    words = copy.deepcopy(heading)
    words.tail = None
    for mark in list(words.iter("sup")):
        if mark.get("class") == "footnote-ref":
            drop(mark)
    return text_of(words)


def _set_anchor(heading: Element, title: str, taken: Counter[str]) -> None:
    """Give a heading GitHub's anchor as its id; anchors of the author's own stand inside it."""
    slug = safe_id(heading_slug(title)) or "section"
    anchors = [
        span for span in heading.iter("span") if span.get("id") and len(span) == 0 and not span.text
    ]
    written = [str(each.get("id")) for each in [heading, *anchors] if each.get("id")]
    for anchor in anchors:
        drop(anchor)
    trim(heading)
    if slug in written:
        del taken[slug]
    add_anchors(heading, [each for each in written if each != slug])
    heading.set("id", _free(slug, taken))


def _free(slug: str, taken: Counter[str]) -> str:
    """Return an id that is not taken: the slug, or that with the next number behind it."""
    target = slug
    while taken[target]:
        target = f"{slug}-{taken[slug]}"
        taken[slug] += 1
    taken[target] += 1
    return target
