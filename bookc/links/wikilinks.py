"""Links in double brackets: each names a post, by its title, its path or an alias, or is no link.

`parse` cannot know, and leaves what was written in `data-wiki` and `data-written`. Here they become
ordinary links, which `hyperlinks` resolves, or words.
"""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from bookc.frozen import frozen
from bookc.links.graph import Graph
from bookc.links.nearest import did_you_mean, nearest_path
from bookc.links.posts import find_by_address
from bookc.links.targets import find_anchor
from bookc.links.transclusion import SHOWN
from bookc.model import Book, Location, Post, Problem, ProblemKind
from bookc.slug import own_name, path_order
from bookc.xhtml import Element, drop, line_of, parse_fragment

_ENDINGS = frozenset({".md", ".markdown", ".mdx"})
_INDEXED = re.compile(r"[A-Za-z0-9_)\]]\Z")
"""What stands before an index, as in `rows[[0]]`; Hangul and Han stand before links as well."""
_ARRAY = re.compile(r"[\d\s.,+-]*,[\d\s.,+-]*|([\"'`]).*\1")
"""What stands in the brackets of an array of arrays."""


@frozen
class _Names:
    """What posts are called, each name without regard to case."""

    by_path: Mapping[str, Sequence[PurePosixPath]]
    """By the end of the path, without ending: `note`, `folder/note`."""
    by_title: Mapping[str, Sequence[PurePosixPath]]
    """By title or alias."""


@frozen
class _Candidate:
    """Brackets that may be a link."""

    link: Element
    post: Post
    """That holds it."""
    path: str
    anchor: str
    found: PurePosixPath | None
    """The post that it names."""
    by_title: bool = False
    is_program: bool = False
    """Whether it stands where an index would, or holds what an array would."""


@frozen
class Brackets:
    """What double brackets mean in a book."""

    names: _Names
    is_vault: bool
    """Whether most of them name a post."""


def brackets_of(book: Book, graph: Graph) -> Brackets | None:
    """Find out what double brackets mean; None if there are none."""
    sections = [section for section in book.sections() if 'data-wiki="' in section.xhtml]
    if not sections:
        return None
    names = _names_of(graph)
    named = [
        candidate.found is not None
        for section in sections
        for candidate in _candidates(parse_fragment(section.xhtml), section.post, names, graph)
    ]
    return Brackets(names, is_vault=sum(named) * 2 >= len(named))


def settle_wikilinks(
    root: Element, post: Post, brackets: Brackets, graph: Graph
) -> Iterator[Problem]:
    """Turn what stands in double brackets in a post into links or words, in place.

    In a vault, where most brackets name a post, one that names none is a link to nothing. Elsewhere
    it is what was written, such as `[[nodiscard]]`, and so is a name with a colon: `[[Scopes]]: 2`.
    """
    is_vault = brackets.is_vault
    for each in _candidates(root, post, brackets.names, graph):
        written = str(each.link.attrib.pop("data-written", ""))
        target = str(each.link.attrib.pop("data-wiki"))
        is_entry = (each.link.tail or "").startswith(":")
        if each.found is not None and (is_vault or not is_entry):
            _make_link(each, written, each.found, graph)
        elif is_vault and not each.is_program:
            yield _problem(each, target, graph)
            _leave(each.link, str(each.link.text or ""))
        else:
            _leave(each.link, written)


def _candidates(root: Element, post: Post, names: _Names, graph: Graph) -> list[_Candidate]:
    links = (link for link in root.iter("a") if link.get("data-wiki"))
    return [_candidate(link, post, names, graph) for link in links]


def _candidate(link: Element, post: Post, names: _Names, graph: Graph) -> _Candidate:
    path, _, anchors = str(link.get("data-wiki")).partition("#")
    anchor = anchors.rpartition("#")[2].strip()
    written = path.strip().strip("/")
    if not written:
        is_there = find_anchor(anchor, graph.targets[post.path])
        return _Candidate(link, post, "", anchor, post.path if is_there else None)
    key = _key(_without_ending(written))
    if paths := names.by_path.get(key):
        return _Candidate(link, post, written, anchor, _nearest_of(paths, post.path))
    if paths := names.by_title.get(key):
        found = _nearest_of(paths, post.path)
        return _Candidate(link, post, written, anchor, found, by_title=True)
    found_path = find_by_address(written, post.path, graph.index)
    is_program = bool(_ARRAY.fullmatch(written)) or _is_index(link)
    return _Candidate(link, post, written, anchor, found_path, is_program=is_program)


def _is_index(link: Element) -> bool:
    """Tell whether brackets stand right behind a name or other such brackets."""
    before, parent = link.getprevious(), link.getparent()
    if before is None:
        return bool(parent is not None and _INDEXED.search(parent.text or ""))
    if before.get("data-wiki") and not before.tail:
        return _is_index(before)
    return bool(_INDEXED.search(before.tail or ""))


def _make_link(candidate: _Candidate, written: str, found: PurePosixPath, graph: Graph) -> None:
    link, home = candidate.link, candidate.post.path
    path = "" if found == home else quote(posixpath.relpath(found, home.parent))
    anchor = f"#{quote(candidate.anchor)}" if candidate.anchor else ""
    link.set("href", f"{path}{anchor}")
    if written.startswith("!"):
        link.set(SHOWN, written)
    has_label = "|" in written or written.endswith("}")
    known = graph.posts.get(found)
    if has_label or candidate.by_title or not candidate.path or known is None:
        return
    is_block = candidate.anchor.startswith("^") or not candidate.anchor
    link.text = known.title if is_block else f"{known.title} > {candidate.anchor}"


def _problem(candidate: _Candidate, target: str, graph: Graph) -> Problem:
    at = Location(candidate.post.path.as_posix(), line_of(candidate.link))
    if not candidate.path:
        what = f"there is no anchor #{candidate.anchor} in {candidate.post.path}"
        return Problem(what, at, "the words stay", ProblemKind.LINK)
    name = PurePosixPath(candidate.path).name
    near = nearest_path(name, candidate.post.path.parent, graph.names)
    return Problem(f"no post is called {target}", at, did_you_mean(near), ProblemKind.LINK)


def _leave(link: Element, words: str) -> None:
    """Put words in the place of a link."""
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{words}"
    elif parent is not None:
        parent.text = f"{parent.text or ''}{words}"
    drop(link)


def _names_of(graph: Graph) -> _Names:
    by_path: dict[str, list[PurePosixPath]] = defaultdict(list)
    by_title: dict[str, list[PurePosixPath]] = defaultdict(list)
    for path in sorted({*graph.paths.values()}, key=path_order):
        for key in _ends_of(path):
            by_path[key].append(path)
    for path, post in graph.posts.items():
        for key in {_key(name) for name in (post.title, *post.addresses)}:
            by_title[key].append(path)
    return _Names(by_path, by_title)


def _ends_of(path: PurePosixPath) -> Iterable[str]:
    """Return the ends of a path; a file called `index` is also called as its folder is."""
    bare = path.with_suffix("")
    whole = [bare.parts]
    if own_name(path) != bare.name:
        whole.append(bare.parent.parts)
    return {_key("/".join(parts[start:])) for parts in whole for start in range(len(parts))}


def _nearest_of(paths: Sequence[PurePosixPath], home: PurePosixPath) -> PurePosixPath:
    """Return the post that is meant of several: one in the same folder, or the least deep."""
    return min(paths, key=lambda path: (path.parent != home.parent, len(path.parts)))


def _without_ending(path: str) -> str:
    pure = PurePosixPath(path)
    return pure.with_suffix("").as_posix() if pure.suffix.lower() in _ENDINGS else path


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
