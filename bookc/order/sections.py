"""Sections: posts with a name, ids that are theirs alone, and headings as deep as their place."""

from dataclasses import replace

from bookc.model import Post, Section
from bookc.xhtml import parse_fragment, serialise_fragment

DEEPEST = 6


def make_section(post: Post, name: str, *, is_gathered: bool = False) -> Section:
    """Give a post its place.

    Args:
        post: whose headings begin at h2.
        name: of the section, ASCII and unique in the book.
        is_gathered: true if the post's title is itself an h2, in a chapter with others.
    """
    root = parse_fragment(post.xhtml)
    for element in root.iter():
        if target := element.get("id"):
            element.set("id", f"{name}--{target}")
    depth = 1 if is_gathered else 0
    for heading in list(root.iter("h2", "h3", "h4", "h5")) if is_gathered else ():
        heading.tag = f"h{int(str(heading.tag)[1]) + depth}"
    headings = tuple(
        replace(each, id=f"{name}--{each.id}", level=min(each.level + depth, DEEPEST))
        for each in post.headings
    )
    return Section(name=name, post=post, xhtml=serialise_fragment(root), headings=headings)
