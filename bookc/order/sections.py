"""Sections: posts with a name, ids that are theirs alone, and headings as deep as their place."""

import re
from dataclasses import replace

from bookc.model import Post, Section, pack
from bookc.xhtml import with_prefixed_ids

DEEPEST = 6
_LOWERED = re.compile(r"(</?h)([2-5])(?=[ >])")
"""The tag of a heading that can be lowered; in a text, a fragment has no `<`."""


def make_section(post: Post, name: str, *, is_gathered: bool = False) -> Section:
    """Give a post its place.

    Args:
        post: whose headings begin at h2.
        name: of the section, ASCII and unique in the book.
        is_gathered: true if the post's title is itself an h2, in a chapter with others.
    """
    xhtml = with_prefixed_ids(post.xhtml, f"{name}--")
    depth = 1 if is_gathered else 0
    if is_gathered:
        xhtml = _LOWERED.sub(lambda tag: f"{tag[1]}{int(tag[2]) + depth}", xhtml)
    headings = tuple(
        replace(each, id=f"{name}--{each.id}", level=min(each.level + depth, DEEPEST))
        for each in post.headings
    )
    return Section(name=name, post=post, fragment=pack(xhtml), headings=headings)
