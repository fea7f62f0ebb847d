"""Addresses behind links, for print: whoever reads on paper has nothing to click on."""

from urllib.parse import unquote

from bookc.xhtml import Element, new_element

_WEB = ("http://", "https://")
_WITHOUT_NOTES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""A note in a heading would stand in the bookmarks too."""


def add_link_notes(root: Element) -> None:
    """Put a note with the address behind every link to the web.

    An address has one note, behind its first link, and none if the words of the link show it.

    Args:
        root: a parsed fragment, which is changed.
    """
    noted = set()
    for link in list(root.iter("a")):
        address = str(link.get("href", ""))
        if not address.startswith(_WEB) or address in noted or not _wants_note(link, address):
            continue
        noted.add(address)
        note = new_element("span", {"class": "link-note"})
        note.text = _shown(address)
        note.tail, link.tail = link.tail, None
        link.addnext(note)


def _wants_note(link: Element, address: str) -> bool:
    words = "".join(map(str, link.itertext()))
    if not words.strip() or link.find(".//img") is not None:
        return False
    if any(each.tag in _WITHOUT_NOTES for each in link.iterancestors()):
        return False
    return _bare(_shown(address)) not in _bare(words)


def _shown(address: str) -> str:
    """Return an address as people read it, in the letters of its language."""
    plain = unquote(address, errors="strict") if _is_text(address) else address
    return address if any(map(str.isspace, plain)) else plain


def _is_text(address: str) -> bool:
    try:
        unquote(address, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _bare(address: str) -> str:
    return address.strip().rpartition("://")[2].removeprefix("www.").rstrip("/")
