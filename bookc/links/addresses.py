"""Addresses as authors write them: taken apart, decoded, and joined to the place of a post."""

import posixpath
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_IN_URL = "%!$&'()*+,;=:@/?#~-._"
_NOT_IN_HOST = re.compile(r"[\s\\<>\"{}|^`]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"\\([_*()\[\]~#&<>! ])")
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_OF_PELICAN = re.compile(r"^[{|](?:attach|filename|static)[|}]")
"""https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content"""
_WWW = re.compile(r"www\.[a-z0-9-]+\.[a-z0-9]", re.IGNORECASE)


def cleaned(written: str) -> str:
    """Return an address without what editors and templates leave in it.

    Blanks around it go, so do backslashes before signs, `&amp;` is an ampersand, and of a template
    tag only the quoted text stays. `www.` begins an address on the web.
    """
    address = _ESCAPED.sub(r"\1", written.strip()).replace("&amp;", "&")
    address = _OF_PELICAN.sub("", address)
    if "{{" in address:
        address = _TEMPLATE.sub(_quoted_in, address).strip()
    return f"https://{address}" if _WWW.match(address) else address


def _quoted_in(tag: re.Match[str]) -> str:
    quoted = _QUOTED.search(tag[1])
    return quoted[1] if quoted else ""


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case; empty for a path. `//host` is on the web."""
    if address.startswith("//"):
        return "https"
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def web_address(written: str) -> str:
    """Return a valid URL for an address on the web; empty if there is none that it could mean."""
    address = f"https:{written}" if written.startswith("//") else written
    try:
        parts = urlsplit(address)
        if not parts.hostname or parts.port == 0 or _NOT_IN_HOST.search(parts.netloc):
            return ""
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else ""
    except ValueError:  # a port that is no number, half an IPv6 address, a host that IDNA refuses
        return ""
    if host:
        address = address.replace(parts.netloc, parts.netloc.lower().replace(parts.hostname, host))
    before, hash_sign, fragment = _LONE_PERCENT.sub("%25", address).partition("#")
    start = before.index("//") + 2 + len(urlsplit(address).netloc)
    quoted = before[:start] + quote(before[start:], safe=_SAFE_IN_URL)
    return quoted + hash_sign + quote(fragment, safe=_SAFE_IN_URL.replace("#", ""))


def decoded(part: str) -> str:
    """Return a part of an address without percent signs, in NFC."""
    return unicodedata.normalize("NFC", unquote(part))


def path_and_anchor(address: str) -> tuple[str, str]:
    """Return the path of an address, without its query, and the anchor, both decoded."""
    before, _, anchor = address.partition("#")
    return decoded(before.partition("?")[0]).replace("\\", "/"), decoded(anchor)


def joined(folder: PurePosixPath, path: str) -> PurePosixPath | None:
    """Return the path in the project that a path from a folder leads to; None if it leads out."""
    normal = posixpath.normpath(posixpath.join(folder.as_posix(), path.lstrip("/")))
    if normal == ".." or normal.startswith("../"):
        return None
    return PurePosixPath(normal)


def folded(path: PurePosixPath) -> str:
    """Return what spellings of a path in other case or composition have in common."""
    return unicodedata.normalize("NFC", path.as_posix()).casefold()
