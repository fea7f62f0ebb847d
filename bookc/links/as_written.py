"""Links and pictures of a section in which nothing but addresses change: no tree is made of it.

Most sections are of that kind. To parse those of 48 posts, and to write them again, took a
twenty-fifth of a build after an edit.
"""

import html
import re

from bookc.links.graph import Graph
from bookc.links.hyperlinks import UNTITLED, end_of_link, problem_of_link
from bookc.links.pictures import Missing, find_picture, problem_of_words
from bookc.model import Post, Problem

_TAG = re.compile(r"<(a|img)(?: [^<>]*)?>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ADDRESS = {"a": re.compile(r' href="([^"]*)"'), "img": re.compile(r' src="([^"]*)"')}
_NEEDS_TREE = ('data-wiki="', f'{UNTITLED}="', ' xmlns="')
"""What changes more than an address, or has elements that only look like links."""
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {blank: f"&#{ord(blank)};" for blank in "\t\n\r"}
)


def resolve_as_written(
    xhtml: str, post: Post, graph: Graph
) -> tuple[str, tuple[Problem, ...]] | None:
    """Resolve the links and pictures of a section in its text.

    Args:
        xhtml: the fragment, as `serialise_fragment` writes it.
        post: the one that it is of.
        graph: what links can lead to.

    Returns:
        The fragment, and the problems in it: what `resolve_hyperlinks` and `resolve_pictures` make
        of its tree. None if that is needed, since a link or a picture cannot stay what it is.
    """
    if any(each in xhtml for each in _NEEDS_TREE):
        return None
    of_links: list[Problem] = []
    of_pictures: list[Problem] = []
    written: list[str] = []
    done = 0
    for tag in _TAG.finditer(xhtml):
        address = _ADDRESS[tag[1]].search(tag[0])
        if address is None:
            return None
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag[0])}
        number = attributes.get("data-line", "")
        line = int(number) if number.isdecimal() else None
        if tag[1] == "a":
            end = end_of_link(attributes["href"], post.path, graph)
            resolved = end.href
            of_links += problem_of_link(end, post.path, line)
        else:
            found = find_picture(attributes["src"], post.path, graph)
            resolved = "" if isinstance(found, Missing) else f"picture:{found}"
            of_pictures += problem_of_words(attributes.get("alt", "").strip(), post.path, line)
        if not resolved:
            return None
        written += (xhtml[done : tag.start() + address.start(1)], resolved.translate(_ESCAPES))
        done = tag.start() + address.end(1)
    return "".join((*written, xhtml[done:])), (*of_links, *of_pictures)
