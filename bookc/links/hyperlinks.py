"""Links of one post: to its own anchors, to other posts and to the web; all others are words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from bookc.frozen import frozen
from bookc.links.addresses import (
    cleaned,
    decoded,
    folded,
    joined,
    path_and_anchor,
    scheme_of,
    web_address,
)
from bookc.links.files import find_file, leads_outside
from bookc.links.graph import Graph
from bookc.links.habits import path_on_site, slug_behind
from bookc.links.nearest import did_you_mean, nearest, nearest_path
from bookc.links.posts import find_by_address, find_by_key, permalinks_of
from bookc.links.targets import Target, find_anchor
from bookc.model import Location, Problem, ProblemKind
from bookc.slug import own_name
from bookc.xhtml import Element, line_of, text_of, unwrap

WEB = frozenset({"http", "https"})
OF_PEOPLE = frozenset({"mailto", "tel"})
UNTITLED = "data-untitled"
"""Marks a link whose words are to be the title of the post that it leads to."""


@frozen
class End:
    """Where a link leads, and what is wrong with it."""

    href: str = ""
    """Empty if only the words of the link stay."""
    what: str = ""
    """Empty if nothing is wrong."""
    hint: str = ""
    title: str = ""
    """That of the post that a path leads to, in the book or not."""


def resolve_hyperlinks(root: Element, post: PurePosixPath, graph: Graph) -> Iterator[Problem]:
    """Resolve the links of a post in place, and yield a problem for each that leads nowhere."""
    for link in list(root.iter("a")):
        is_untitled = bool(link.attrib.pop(UNTITLED, ""))
        end = end_of_link(str(link.get("href", "")), post, graph, link)
        if is_untitled and end.title:
            link.text = end.title
        yield from problem_of_link(end, post, line_of(link))
        if end.href:
            link.set("href", end.href)
        else:
            _leave_words(link)


def end_of_link(
    written: str, post: PurePosixPath, graph: Graph, link: Element | None = None
) -> End:
    """Return where a link leads.

    Args:
        written: its address, as the author wrote it.
        post: the one that it is in.
        graph: what links can lead to.
        link: the link itself. Without it, one to a file leads nowhere, as it may show a picture.
    """
    address = cleaned(written)
    if scheme_of(address):
        return _end_of_scheme(address, post, graph)
    return _end_of_path(link, address, post, graph)


def problem_of_link(end: End, post: PurePosixPath, line: int | None) -> Iterator[Problem]:
    """Yield what is wrong with a link in a line of a post, if anything is."""
    if end.what:
        yield Problem(end.what, Location(post.as_posix(), line), end.hint, ProblemKind.LINK)


def _end_of_scheme(written: str, post: PurePosixPath, graph: Graph) -> End:
    scheme = scheme_of(written)
    if scheme in WEB:
        url = web_address(written)
        if not url:
            return End(what=f"this is no web address: {written}")
        return _end_on_site(written, url, post, graph) or End(url)
    if scheme in OF_PEOPLE:
        return End(quote(written, safe="%:@?&=+,.;/-_~"))
    # Some sites name posts by a scheme of their own, such as `info:rain`.
    path, anchor = path_and_anchor(written.partition(":")[2])
    if "/" not in path and (found := find_by_address(path, post, graph.index)):
        return _end_in_post(found, anchor, post, graph)
    return End(what=f"a book can have no {scheme}: links: {written}", hint="the words stay")


def _end_on_site(written: str, url: str, post: PurePosixPath, graph: Graph) -> End | None:
    """Return the end of a link to the site of the posts; None if it leads to none of them."""
    path = path_on_site(written, graph.habits.url)
    found = _find_on_site(path, post, graph) if path else None
    if found is None:
        return None
    return _end_in_post(found, decoded(urlsplit(url).fragment), post, graph, on_web=url)


def _end_of_path(link: Element | None, address: str, post: PurePosixPath, graph: Graph) -> End:
    path, anchor = path_and_anchor(address)
    if not path:
        return _end_in_own_post(anchor, post, graph) if anchor else End()
    found = _find_post(path, post, graph)
    if found is None:
        return _end_of_file(link, path, address, post, graph)
    on_web = _web_address_of(address, found, graph)
    known = graph.posts.get(found)
    end = _end_in_post(found, anchor, post, graph, on_web=on_web)
    return replace(end, title=known.title if known else "")


def _end_in_own_post(anchor: str, post: PurePosixPath, graph: Graph) -> End:
    end = _end_in(graph.targets[post], anchor, post)
    elsewhere = graph.anchors.get(anchor)
    if end.href or elsewhere is None:
        return end
    return _end_in(graph.targets[elsewhere], anchor, elsewhere)


def _end_in_post(
    found: PurePosixPath, anchor: str, post: PurePosixPath, graph: Graph, *, on_web: str = ""
) -> End:
    """Return the end of a link to a post, which may not be in the book.

    Args:
        found: the post that is meant.
        anchor: in it; empty for its start.
        post: the post that holds the link.
        graph: what links can lead to.
        on_web: where the post is on the web, if that is known.
    """
    target = graph.targets.get(found)
    if target is None:
        hint = f"the link goes to {on_web}" if on_web else ""
        return End(on_web, f"the link leads to a post that is not in this book: {found}", hint)
    if found == post and not anchor:
        return End()
    return _end_in(target, anchor, found, otherwise="" if found == post else target.start)


def _end_in(target: Target, anchor: str, path: PurePosixPath, otherwise: str = "") -> End:
    """Return the end of a link to an anchor of a post; to its start if it has none such."""
    if not anchor or anchor.lower() == "top":
        return End(target.start)
    if href := find_anchor(anchor, target):
        return End(href)
    near = nearest(anchor, target.anchors)
    hint = did_you_mean(f"#{near}") if near else ""
    return End(otherwise, f"there is no anchor #{anchor} in {path}", hint)


def _find_post(path: str, post: PurePosixPath, graph: Graph) -> PurePosixPath | None:
    """Return the post that a path means: as a file, as a page beside this one, by its address."""
    own = () if path.startswith("/") else (post.parent, post.with_suffix(""))
    places = (joined(root, path) for root in (*own, *graph.roots))
    found = (graph.paths.get(folded(place)) for place in places if place)
    on_site = path_on_site(path, graph.habits.url) or path
    return next(filter(None, found), None) or _find_on_site(on_site, post, graph)


def _find_on_site(path: str, post: PurePosixPath, graph: Graph) -> PurePosixPath | None:
    if found := find_by_address(path, post, graph.index):
        return found
    slug = slug_behind(path, graph.habits)
    return find_by_key(slug, post, graph.index) if slug else None


def _web_address_of(written: str, post: PurePosixPath, graph: Graph) -> str:
    """Return where a post is on the web; empty if that is not known."""
    if not graph.habits.url:
        return ""
    if written.startswith("/"):
        return _on_web(written, graph.habits.url)
    known = graph.posts.get(post)
    permalink = next(permalinks_of(known), "") if known else ""
    _, hash_sign, anchor = written.partition("#")
    return _on_web(permalink + hash_sign + anchor, graph.habits.url) if permalink else ""


def _on_web(path: str, url: str) -> str:
    """Return the web address of a path on the site, which may or may not begin with its base."""
    base = urlsplit(url).path
    return web_address(url + path.removeprefix(base if path.startswith(f"{base}/") else ""))


def _end_of_file(
    link: Element | None, path: str, address: str, post: PurePosixPath, graph: Graph
) -> End:
    """Return the end of a link to something that is no post: its place on the web, or its words."""
    if leads_outside(path, post, graph.files):
        return End(what=f"the link leads outside the project: {path}")
    on_web = ""
    if address.startswith("/") and graph.habits.url:
        on_web = _on_web(address, graph.habits.url)
    goes = f"the link goes to {on_web}" if on_web else ""
    if find_file(path, post, graph.files):
        shows_picture = link is None or (link.find(".//img") is not None and not text_of(link))
        what = f"the link leads to a file, which a book cannot hold: {path}"
        return End() if shows_picture else End(on_web, what, goes)
    near = nearest_path(own_name(PurePosixPath(path)), post.parent, graph.names)
    hint = did_you_mean(near) or goes
    return End(on_web, f"the link leads to no post: {path}", hint)


def _leave_words(link: Element) -> None:
    """Take a link's tags off; links to the link itself still arrive."""
    if link.get("id"):
        link.tag = "span"
        link.attrib.pop("href", "")
    else:
        unwrap(link)
