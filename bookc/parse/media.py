"""What a page would show by running something: a link that says what it is stands in its place."""

import re
from xml.etree.ElementTree import Element as HtmlElement

from bookc.parse.elements import MEDIA
from bookc.wording import wording

_SCRIPTS = re.compile(
    r"(?:https?:)?//(gist\.github\.com|asciinema\.org|jsfiddle\.net|snippets\.[\w.]+)/\S+",
    re.IGNORECASE,
)
"""Scripts that write something into the page; any other makes the page work."""
_NOT_A_PLACE = re.compile(r"(?:about|blob|data|javascript):", re.IGNORECASE)
_YOUTUBE = r"https?://(?:www\.)?youtube(?:-nocookie)?\.com"
_PLACES = (
    (
        rf"{_YOUTUBE}/embed/videoseries\?list=([\w-]+)\S*",
        r"https://www.youtube.com/playlist?list=\1",
    ),
    (rf"{_YOUTUBE}/(?:embed|v)/([\w-]+)\S*", r"https://www.youtube.com/watch?v=\1"),
    (r"https?://player\.vimeo\.com/video/(\d+)\S*", r"https://vimeo.com/\1"),
    (r"https?://open\.spotify\.com/embed/(\S+)", r"https://open.spotify.com/\1"),
    (r"https?://(gist\.github\.com/[\w.-]+/\w+)\.js\S*", r"https://\1"),
    (r"https?://(asciinema\.org/a/\w+)\.js", r"https://\1"),
    (r"https?://(jsfiddle\.net/[\w/-]+)/embed\S*", r"https://\1/"),
)
"""Addresses of what is put into pages, and those of the pages that people see."""
_VIDEOS = re.compile(r"youtube\.|youtu\.be/|vimeo\.com/|bilibili\.com/|\.(?:mp4|webm|mov)\b", re.I)
_SOUNDS = re.compile(r"soundcloud\.com/|spotify\.com/|\.(?:mp3|ogg|wav|m4a)\b", re.I)
_CODE = re.compile(r"gist\.|asciinema\.org/|jsfiddle\.net/|codepen\.io/|codesandbox\.io/", re.I)


def address_of(source: HtmlElement) -> str:
    """Return where something stands that an element frames or plays; empty if it does not say."""
    inner = [source, *source.iter("source"), *source.iter("embed")]
    written = [each.get(name) or "" for each in inner for name in ("src", "data", "data-src")]
    films = (each for each in source.iter("param") if each.get("name") in ("movie", "src"))
    written += [each.get("value") or "" for each in films]
    places = (each.strip() for each in written if not _NOT_A_PLACE.match(each.strip()))
    return _place_for_people(next(filter(None, places), ""))


def address_of_script(source: HtmlElement) -> str:
    """Return where something stands that a script writes into a page; empty for other scripts."""
    address = (source.get("src") or "").strip()
    return _place_for_people(address) if _SCRIPTS.fullmatch(address) else ""


def label_of(source: HtmlElement, address: str, language: str) -> str:
    """Return the words of the link: what is there, and its title or else its address."""
    labels = wording(language).media
    if source.tag == "video" or _VIDEOS.search(address):
        kind = labels["video"]
    elif source.tag == "audio" or _SOUNDS.search(address):
        kind = labels["audio"]
    else:
        kind = labels["code" if _CODE.search(address) else "page"]
    title = " ".join((source.get("title") or source.get("aria-label") or "").split())
    return f"{kind}: {title or address}"


def drop_inner_media(source: HtmlElement) -> None:
    """Take the media out of others, which are the same once more for older browsers."""
    for each in source.iter():
        if each is not source and each.tag in MEDIA:
            each.tag = "param"


def _place_for_people(address: str) -> str:
    address = f"https:{address}" if address.startswith("//") else address
    for written, place in _PLACES:
        if match := re.fullmatch(written, address, re.IGNORECASE):
            return match.expand(place)
    return address
