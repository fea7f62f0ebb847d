"""Pictures of one post: each is found in the project, or leaves a stand-in that can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookc.links.addresses import path_and_anchor, scheme_of, web_address
from bookc.links.files import FileIndex, find_file, leads_outside
from bookc.links.nearest import did_you_mean, nearest_path
from bookc.model import Location, Post, Problem, ProblemKind
from bookc.wording import wording
from bookc.xhtml import Element, add_element, drop, line_of, new_element

CLASS = "missing-picture"
"""Of every stand-in."""

PICTURE_ENDINGS = frozenset(
    {".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff"}
    | {".webp"}
)


@dataclass(frozen=True, slots=True)
class _Missing:
    """Why there is no picture."""

    what: str
    hint: str = ""
    url: str = ""
    """Where it is on the web."""


def resolve_pictures(root: Element, post: Post, index: FileIndex) -> Iterator[Problem]:
    """Resolve the pictures of a post in place, and yield a problem for each that is not there."""
    for picture in list(root.iter("img")):
        written = str(picture.get("src", ""))
        found = _find(written, post.path, index)
        if isinstance(found, PurePosixPath):
            picture.set("src", f"picture:{found}")
            continue
        at = Location(post.path.as_posix(), line_of(picture))
        yield Problem(found.what, at, found.hint, ProblemKind.PICTURE)
        _stand_in(picture, found, post.language)


def find_cover(post: Post, index: FileIndex) -> tuple[PurePosixPath | None, tuple[Problem, ...]]:
    """Return the picture that a post's metadata block names, if it names one that is there."""
    if not post.cover:
        return None, ()
    found = _find(post.cover, post.path, index)
    if isinstance(found, PurePosixPath):
        return found, ()
    return None, (Problem(found.what, post.at, found.hint, ProblemKind.PICTURE),)


def _find(written: str, post: PurePosixPath, index: FileIndex) -> PurePosixPath | _Missing:
    address = written.strip()
    scheme = scheme_of(address)
    if scheme in ("http", "https"):
        return _Missing(
            f"picture is on the web, and a build opens no connection: {address}",
            hint="download it, and put it beside the post",
            url=web_address(address),
        )
    if scheme == "data":
        return _Missing(
            "picture is written into the post", hint="save it as a file beside the post"
        )
    if scheme:
        return _Missing(f"picture lies outside the project: {address}")
    path, _ = path_and_anchor(address)
    if path and (found := find_file(path, post, index)):
        return found
    if leads_outside(path, post, index):
        return _Missing(
            f"picture lies outside the project: {path}", hint="copy it into the project"
        )
    pictures = (each for each in index.files if each.suffix.lower() in PICTURE_ENDINGS)
    near = nearest_path(path, post.parent, pictures)
    return _Missing(f"picture not found: {path}", hint=did_you_mean(near))


def _stand_in(picture: Element, missing: _Missing, language: str) -> None:
    """Put words in the place of a picture: what it shows, and where it should have been."""
    src = str(picture.get("src", "")).strip()
    address = "" if src.startswith("data:") else src
    alt = str(picture.get("alt", "")).strip() or wording(language).missing_picture
    parent = picture.getparent()
    link = parent if parent is not None and parent.tag == "a" else None
    block = picture if link is None else link
    if _stands_in_figure(block):
        box = new_element("div", {"class": CLASS})
        box.append(_words("p", alt, str(link.get("href")) if link is not None else ""))
        if address:
            box.append(_words("p", address, missing.url))
        block.addprevious(box)
        drop(block)
        return
    words = _words("span", alt, missing.url if link is None else "")
    words.set("class", CLASS)
    picture.addprevious(words)
    drop(picture)


def _stands_in_figure(block: Element) -> bool:
    parent = block.getparent()
    is_single = block.tag == "img" or len(list(block.iter("img"))) == 1
    return is_single and parent is not None and parent.tag == "figure"


def _words(tag: str, words: str, href: str) -> Element:
    """Return an element with words in it, linked if they lead anywhere."""
    element = new_element(tag)
    if href:
        add_element(element, "a", {"href": href}, words)
    else:
        element.text = words
    return element
