"""How the posts of a site link to each other: on which host, and through which folders.

Most sites say their host nowhere that a build can read. It is the one whose links hit posts. And
`/blog/rain/` may be the post `rain.md`: `blog` stands before slugs if most links through it hit
one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urlsplit

from bookc.frozen import frozen
from bookc.links.addresses import cleaned, path_and_anchor, scheme_of
from bookc.links.posts import PostIndex, address_key, find_by_address

_LISTS = frozenset(
    {"archive", "archives", "author", "authors", "categories", "category", "page", "series", "tag"}
    | {"tags", "topic", "topics"}
)
"""What stands before the names of lists of posts; one may be called like a post."""


@frozen
class Habits:
    """What is known of the addresses of a site."""

    url: str = ""
    """Where the site is on the web, without a slash at its end; empty if that is not known."""
    folders: frozenset[str] = frozenset()
    """Keys of what stands before the slugs of posts."""


def habits_of(addresses: Iterable[str], url: str, index: PostIndex) -> Habits:
    """Find out how a site links.

    Args:
        addresses: of all links, as written.
        url: where the site is, if its configuration or the author says so.
        index: of all posts.
    """
    written = [cleaned(each) for each in dict.fromkeys(addresses)]
    on_web = [each for each in written if scheme_of(each) in ("http", "https")]
    known = url.rstrip("/") or _most_hit(on_web, index)
    paths = [path for each in written if (path := path_on_site(each, known)) is not None]
    return Habits(known, _folders_before_slugs(paths, index))


def path_on_site(address: str, url: str) -> str | None:
    """Return the path of an address that is on the site, decoded; None for any other."""
    if scheme_of(address):
        if not url or host_of(address) != host_of(url):
            return None
        address = _split(address).path or "/"
    elif not address.startswith("/"):
        return None
    path, _ = path_and_anchor(address)
    base = urlsplit(url).path
    return path.removeprefix(base) if base and f"{path}/".startswith(f"{base}/") else path


def host_of(address: str) -> str:
    """Return the host of an address on the web, without `www.`; empty if it has none."""
    return (_split(address).hostname or "").removeprefix("www.")


def slug_behind(path: str, habits: Habits) -> str:
    """Return the slug in an address if what stands before it is a folder of posts."""
    folder, _, slug = address_key(path).rpartition("/")
    return slug if folder in habits.folders else ""


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(f"https:{address}" if address.startswith("//") else address)
    except ValueError:  # half an IPv6 address
        return SplitResult("", "", "", "", "")


def _most_hit(on_web: Iterable[str], index: PostIndex) -> str:
    """Return the site of which at least half of all links lead to posts, and the most."""
    tried: dict[str, set[str]] = defaultdict(set)
    hit: dict[str, set[PurePosixPath]] = defaultdict(set)
    dated: Counter[str] = Counter()
    sites: dict[str, str] = {}
    for address in on_web:
        host = host_of(address)
        key = address_key(path_on_site(address, f"https://{host}") or "")
        if not host or not key or key in tried[host]:
            continue
        tried[host].add(key)
        parts = _split(address)
        sites.setdefault(host, f"{parts.scheme}://{parts.netloc}")
        if found := find_by_address(key, PurePosixPath(), index):
            hit[host].add(found)
            dated[host] += key[:4].isdecimal()
    hosts = [each for each in hit if 2 * len(hit[each]) >= len(tried[each])]
    # One address such as /about may be anybody's.
    own = [each for each in hosts if len(hit[each]) > 1 or dated[each]]
    return sites[max(own, key=lambda each: (len(hit[each]), each))] if own else ""


def _folders_before_slugs(paths: Iterable[str], index: PostIndex) -> frozenset[str]:
    tried: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for key in {address_key(path) for path in paths}:
        folder, _, slug = key.rpartition("/")
        if folder and folder.partition("/")[0] not in _LISTS:
            tried[folder] += 1
            hit[folder] += len(index.short.get(slug, ())) == 1
    return frozenset(folder for folder in tried if 2 * hit[folder] >= tried[folder])
