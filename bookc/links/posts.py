"""Every address that a post has on its site, and which post an address means.

Blogs link by web address: `/2016/05/19/rain.html`, `/blog/rain/`, `rain`. Compared is what all
spellings of one address share, see `address_key`. An address that posts claim, by their path or in
their metadata blocks, is theirs; the end of one, such as a bare slug, counts only if one post has
it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bookc.frozen import frozen
from bookc.links.addresses import decoded, folded
from bookc.links.languages import is_language
from bookc.model import Post
from bookc.slug import INDEX_NAMES, heading_slug, own_name

_ENDINGS = (".html", ".htm", ".mdx", ".md", ".markdown")
_ROOT_MARKS = frozenset({"@", "@site", "~"})
"""How Zola, Docusaurus and bundlers write the root of the site."""
_DATE_BEFORE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_]?(?=.)")
_NUMBER_BEFORE = re.compile(r"\d{1,4}[-_. ]+(?=\D)")
_DAY_IN_PATH = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-_/])")
_FROM_YEAR = re.compile(r"(?:^|/)((?:19|20)\d\d/\d{1,2}/.+)")


@frozen
class PostIndex:
    """Every post of the collection, by what links may call it."""

    claimed: Mapping[str, tuple[PurePosixPath, ...]]
    """By key of the addresses that are a post's own."""
    short: Mapping[str, tuple[PurePosixPath, ...]]
    """By key of the ends of these."""
    languages: Mapping[PurePosixPath, str]


def address_key(path: str) -> str:
    """Return what all ways of writing the address of one post share.

    Args:
        path: decoded, without query and anchor.
    """
    parts = [part for part in folded(PurePosixPath(path)).split("/") if part not in ("..", ".")]
    if parts and parts[0] in ("", *_ROOT_MARKS):
        parts = parts[1:]
    if parts:
        parts[-1] = next(
            (parts[-1].removesuffix(end) for end in _ENDINGS if parts[-1].endswith(end)), parts[-1]
        )
        if parts[-1] in INDEX_NAMES:
            parts = parts[:-1]
    return "/".join(parts)


def index_posts(
    paths: Iterable[PurePosixPath], posts: Sequence[Post], folders: Sequence[PurePosixPath]
) -> PostIndex:
    """Index posts once, for all links.

    Args:
        paths: of every post of the collection.
        posts: those that were parsed; their metadata blocks have addresses.
        folders: where posts are.
    """
    claimed: dict[str, dict[PurePosixPath, None]] = defaultdict(dict)
    short: dict[str, dict[PurePosixPath, None]] = defaultdict(dict)
    by_path = {post.path: post for post in posts}
    for path in paths:
        post = by_path.get(path)
        own = _own_keys(path, post, folders)
        for key in own:
            claimed[key][path] = None
        for key in _short_keys(path, post, own):
            short[key][path] = None
    return PostIndex(
        claimed={key: tuple(found) for key, found in claimed.items() if key},
        short={key: tuple(found) for key, found in short.items() if key},
        languages={post.path: post.language for post in posts},
    )


def find_by_address(path: str, home: PurePosixPath, index: PostIndex) -> PurePosixPath | None:
    """Return the post that a link means by an address on the site; None if there is none.

    Args:
        path: decoded, without query and anchor.
        home: the post that holds the link; of translations, that in its language is meant.
        index: of all posts.
    """
    keys = _keys_of_link(address_key(path))
    return next(filter(None, (find_by_key(key, home, index) for key in keys)), None)


def find_by_key(key: str, home: PurePosixPath, index: PostIndex) -> PurePosixPath | None:
    """Return the post whose address has a key."""
    if claimants := index.claimed.get(key):
        return _in_language(claimants, home, index) or min(
            claimants, key=lambda path: -_shared_folders(path, home)
        )
    namesakes = index.short.get(key, ())
    return namesakes[0] if len(namesakes) == 1 else _in_language(namesakes, home, index)


def permalinks_of(post: Post) -> Iterator[str]:
    """Yield the paths at which the site has a post, as its metadata block says."""
    for address in post.addresses:
        path = urlsplit(address).path if "://" in address else address
        if "/" in path.strip("/") or path.startswith("/"):
            yield "/" + path.lstrip("/")


def _keys_of_link(key: str) -> Iterator[str]:
    yield key
    first, _, rest = key.partition("/")
    if rest and is_language(first):
        yield rest
    if dated := _FROM_YEAR.search(key):
        yield _with_whole_day(dated[1])
        yield key.rpartition("/")[2]


def _own_keys(
    path: PurePosixPath, post: Post | None, folders: Sequence[PurePosixPath]
) -> tuple[str, ...]:
    """Return the keys of a post's path, from the project and its content, and of its addresses."""
    places = [path, *(path.relative_to(each) for each in folders if path.is_relative_to(each))]
    keys = [address_key(place.as_posix()) for place in places]
    keys += map(address_key, map(decoded, permalinks_of(post) if post else ()))
    return tuple(dict.fromkeys(keys))


def _short_keys(path: PurePosixPath, post: Post | None, own: Iterable[str]) -> Iterator[str]:
    for key in own:
        numberless = "/".join(_NUMBER_BEFORE.sub("", part, 1) for part in key.split("/"))
        for each in dict.fromkeys((key, numberless)):
            yield from _ends_of(each)
    day = _day_of(path, post)
    for slug in _slugs_of(path, post):
        yield slug
        yield from (f"{day}/{slug}", f"{day.rpartition('/')[0]}/{slug}") if day else ()


def _ends_of(key: str) -> Iterator[str]:
    parts = key.split("/")
    yield from ("/".join(parts[start:]) for start in range(len(parts)))


def _slugs_of(path: PurePosixPath, post: Post | None) -> tuple[str, ...]:
    name = own_name(path)
    bare = _DATE_BEFORE.sub("", name, 1)
    given = [each for each in (post.addresses if post else ()) if "/" not in each.strip("/")]
    slugs = [bare, heading_slug(bare), _NUMBER_BEFORE.sub("", bare, 1), *map(decoded, given)]
    return tuple(dict.fromkeys(map(address_key, slugs)))


def _day_of(path: PurePosixPath, post: Post | None) -> str:
    """Return the day of a post as addresses have it: the one in its path, else when it appeared."""
    if found := _DAY_IN_PATH.search(path.as_posix()):
        return "/".join((found[1], found[2].zfill(2), found[3].zfill(2)))
    return f"{post.published:%Y/%m/%d}" if post and post.published else ""


def _with_whole_day(dated: str) -> str:
    """Write month and day of an address with two digits."""
    year, *parts = dated.split("/")
    return "/".join((year, *(part.zfill(2) if part.isdecimal() else part for part in parts)))


def _in_language(
    paths: Sequence[PurePosixPath], home: PurePosixPath, index: PostIndex
) -> PurePosixPath | None:
    """Return the only one of some posts that is in the language of the post that links there."""
    language = index.languages.get(home)
    alike = [path for path in paths if index.languages.get(path) == language]
    return alike[0] if language and len(alike) == 1 else None


def _shared_folders(one: PurePosixPath, other: PurePosixPath) -> int:
    shared = zip(one.parent.parts, other.parent.parts, strict=False)
    return next(
        (depth for depth, (here, there) in enumerate(shared) if here != there),
        min(len(one.parent.parts), len(other.parent.parts)),
    )
