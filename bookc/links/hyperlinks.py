"""Links of one post: to its own anchors, to other posts and to the web; all others are words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from bookc.links.addresses import folded, joined, path_and_anchor, scheme_of, web_address
from bookc.links.files import FileIndex, find_file, leads_outside
from bookc.links.nearest import did_you_mean, nearest, nearest_path
from bookc.links.targets import Target, find_anchor
from bookc.model import Location, Problem, ProblemKind
from bookc.xhtml import Element, line_of, text_of, unwrap

WEB = frozenset({"http", "https"})
OF_PEOPLE = frozenset({"mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Graph:
    """What links can lead to."""

    targets: Mapping[PurePosixPath, Target]
    """By path of each post in the book."""
    posts: Mapping[str, PurePosixPath]
    """Every post of the collection, in the book or not, by each way of writing its path."""
    roots: tuple[PurePosixPath, ...]
    """Folders that a path with a leading slash may begin from."""
    files: FileIndex


@dataclass(frozen=True, slots=True)
class _End:
    """Where a link leads, and what is wrong with it."""

    href: str = ""
    """Empty if only the words of the link stay."""
    what: str = ""
    """Empty if nothing is wrong."""
    hint: str = ""


def resolve_hyperlinks(root: Element, post: PurePosixPath, graph: Graph) -> Iterator[Problem]:
    """Resolve the links of a post in place, and yield a problem for each that leads nowhere."""
    for link in list(root.iter("a")):
        written = str(link.get("href", "")).strip()
        end = _end_of_scheme(written) if scheme_of(written) else _end_of_path(link, post, graph)
        if end.what:
            at = Location(post.as_posix(), line_of(link))
            yield Problem(end.what, at, end.hint, ProblemKind.LINK)
        if end.href:
            link.set("href", end.href)
        else:
            _leave_words(link)


def _end_of_scheme(written: str) -> _End:
    scheme = scheme_of(written)
    if scheme in WEB:
        url = web_address(written)
        return _End(url) if url else _End(what=f"this is no web address: {written}")
    if scheme in OF_PEOPLE:
        return _End(quote(written, safe="%:@?&=+,.;/-_~"))
    return _End(what=f"a book can have no {scheme}: links: {written}", hint="the words stay")


def _end_of_path(link: Element, post: PurePosixPath, graph: Graph) -> _End:
    path, anchor = path_and_anchor(str(link.get("href", "")).strip())
    if not path:
        return _end_in(graph.targets[post], anchor, post) if anchor else _End()
    found = _find_post(path, post, graph)
    if found is None:
        return _end_of_file(link, path, post, graph)
    target = graph.targets.get(found)
    if target is None:
        return _End(what=f"the link leads to a post that is not in this book: {found}")
    if found == post and not anchor:
        return _End()
    return _end_in(target, anchor, found, otherwise="" if found == post else target.start)


def _end_in(target: Target, anchor: str, path: PurePosixPath, otherwise: str = "") -> _End:
    """Return the end of a link to an anchor of a post; to its start if it has none such."""
    if not anchor or anchor.lower() == "top":
        return _End(target.start)
    if href := find_anchor(anchor, target):
        return _End(href)
    near = nearest(anchor, target.anchors)
    hint = did_you_mean(f"#{near}") if near else ""
    return _End(otherwise, f"there is no anchor #{anchor} in {path}", hint)


def _find_post(path: str, post: PurePosixPath, graph: Graph) -> PurePosixPath | None:
    roots = graph.roots if path.startswith("/") else (post.parent, *graph.roots)
    places = (joined(root, path) for root in roots)
    found = (graph.posts.get(folded(place)) for place in places if place)
    return next(filter(None, found), None)


def _end_of_file(link: Element, path: str, post: PurePosixPath, graph: Graph) -> _End:
    """Return the end of a link to something that is no post: its words."""
    if leads_outside(path, post, graph.files):
        return _End(what=f"the link leads outside the project: {path}")
    if find_file(path, post, graph.files):
        shows_picture = link.find(".//img") is not None and not text_of(link)
        what = f"the link leads to a file, which a book cannot hold: {path}"
        return _End() if shows_picture else _End(what=what)
    near = nearest_path(path, post.parent, {*graph.posts.values()} - {post})
    return _End(what=f"the link leads to no post: {path}", hint=did_you_mean(near))


def _leave_words(link: Element) -> None:
    """Take a link's tags off; links to the link itself still arrive."""
    if link.get("id"):
        link.tag = "span"
        link.attrib.pop("href", "")
    else:
        unwrap(link)
