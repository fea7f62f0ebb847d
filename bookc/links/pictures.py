"""Pictures of one post: each is found in the project, or leaves a stand-in that can be read."""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from bookc.alt_text import describes
from bookc.frozen import frozen
from bookc.links.addresses import cleaned, decoded, path_and_anchor, scheme_of, web_address
from bookc.links.files import FileIndex, find_file, leads_outside
from bookc.links.graph import Graph
from bookc.links.habits import path_on_site
from bookc.links.nearest import did_you_mean, nearest_path
from bookc.model import Book, Location, Post, Problem, ProblemKind
from bookc.stand_in import put_stand_in
from bookc.xhtml import Element, line_of, parse_fragment

_ICON = "inline-icon"
"""The class of a picture that is as high as its line."""
_DATA = re.compile(r"data:[^,;]*((?:;[^,;]*)*),", re.IGNORECASE)


@frozen
class Missing:
    """Why there is no picture."""

    what: str
    hint: str = ""
    url: str = ""
    """Where it is on the web."""


def resolve_pictures(root: Element, post: Post, graph: Graph) -> Iterator[Problem]:
    """Resolve the pictures of a post in place, and yield a problem for each that is not there."""
    for picture in list(root.iter("img")):
        line = line_of(picture)
        written, alt = str(picture.get("src", "")), str(picture.get("alt", "")).strip()
        found = find_picture(written, post.path, graph)
        yield from problem_of_words(alt, post.path, line)
        if not isinstance(found, Missing):
            picture.set("src", f"picture:{found}")
            continue
        at = Location(post.path.as_posix(), line)
        yield Problem(found.what, at, found.hint, _kind_of(found))
        address = "" if scheme_of(cleaned(written)) == "data" else cleaned(written)
        put_stand_in(
            picture, alt if describes(alt) else "", post.language, address=address, url=found.url
        )


def problem_of_words(alt: str, post: PurePosixPath, line: int | None) -> Iterator[Problem]:
    """Yield what is wrong with what is said of a picture in a line of a post, if anything is."""
    if alt and not describes(alt):
        what = f"the alt text says nothing of what the picture shows: {alt}"
        at = Location(post.as_posix(), line)
        yield Problem(what, at, "describe it, or leave it empty", ProblemKind.DESCRIPTION)


def undescribed_pictures(book: Book) -> Iterator[Problem]:
    """Yield a problem for each picture of which nothing is said, but for icons in a line.

    To leave alt text empty is to say that a picture is decoration: a strict build alone asks.
    """
    for section in book.sections():
        for picture in parse_fragment(section.xhtml).iter("img"):
            if not picture.get("alt") and picture.get("class") != _ICON:
                at = Location(section.post.path.as_posix(), line_of(picture))
                hint = "write what it shows between the brackets: ![what it shows](picture.png)"
                yield Problem("picture without alt text", at, hint, ProblemKind.DESCRIPTION)


def find_cover(post: Post, graph: Graph) -> tuple[PurePosixPath | None, tuple[Problem, ...]]:
    """Return the picture that a post's metadata block names, if it names one that is there."""
    if not post.cover:
        return None, ()
    found = find_picture(post.cover, post.path, graph)
    if isinstance(found, PurePosixPath):
        return found, ()
    if not isinstance(found, Missing):
        found = Missing("picture is written into the post", "save it as a file beside the post")
    return None, (Problem(found.what, post.at, found.hint, _kind_of(found)),)


def _kind_of(missing: Missing) -> ProblemKind:
    return ProblemKind.REMOTE_PICTURE if missing.url else ProblemKind.PICTURE


def find_picture(written: str, post: PurePosixPath, graph: Graph) -> PurePosixPath | str | Missing:
    """Return the file that a picture is in; for one written into the post, its content."""
    address = cleaned(written)
    scheme = scheme_of(address)
    if scheme == "data":
        return _written_in(address) or Missing("picture that is written into the post is damaged")
    if scheme in ("http", "https"):
        return _find_own(address, post, graph) or Missing(
            f"picture is on the web, and a build opens no connection: {address}",
            hint="download it, and put it beside the post",
            url=web_address(address),
        )
    if scheme:
        return Missing(f"picture lies outside the project: {address}")
    return _find_path(address, post, graph.files)


def _find_path(address: str, post: PurePosixPath, files: FileIndex) -> PurePosixPath | Missing:
    if not address:
        return Missing("the picture names no file", hint="write its path between the brackets")
    path, _ = path_and_anchor(address)
    # A name may hold what has a meaning in an address: `C#.png`, `100%25.png`, `why?.png`.
    for reading in dict.fromkeys((path, decoded(address), address)):
        if reading and (found := find_file(reading, post, files)):
            return found
    if leads_outside(path, post, files):
        return Missing(f"picture lies outside the project: {path}", hint="copy it into the project")
    near = nearest_path(PurePosixPath(path).name, post.parent, files.pictures)
    return Missing(f"picture not found: {path}", hint=did_you_mean(near))


def _find_own(address: str, post: PurePosixPath, graph: Graph) -> PurePosixPath | None:
    """Return the file of the project that the site of the posts has at an address."""
    path = path_on_site(address, graph.habits.url)
    return find_file(f"/{path.lstrip('/')}", post, graph.files) if path else None


def _written_in(address: str) -> str:
    """Return `data:` and the content of a picture in a form that may stand in a path."""
    head = _DATA.match(address)
    if not head:
        return ""
    content = unquote_to_bytes(address[head.end() :])
    if ";base64" in head[1].lower():
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            return ""
    return f"data:{base64.urlsafe_b64encode(content).decode()}" if content else ""
