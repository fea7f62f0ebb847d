"""Rule: how wide a picture is to be, in all the ways in which authors say it.

`<img width="300">`, `width={300}`, `style="max-width: 9px"`, `![alt|300](…)`, `{width=300}` behind
the picture. Out comes a `width` in pixels, or a `style` with a share of the measure; a height only
where there is no width, so that no picture is drawn out of shape. The theme bounds all of them.
"""

import re
from collections.abc import Mapping

from bookc.alt_text import describes
from bookc.xhtml import Element

SIZES = ("width", "height", "style")
"""The attributes in which a size is written."""

_LENGTH = re.compile(r"""\{?["']?\s*(\d{1,5})(?:\.\d{1,6})?\s*(px|%|r?em)?\s*["']?\}?""")
_STYLE = re.compile(r"(?:^|[;{])\s*(?:max-)?(width|height)\s*:([^;{}]{1,30})", re.IGNORECASE)
_IN_ALT = re.compile(r"\|\s*(\d{1,4})(?:\s*x\s*\d{1,4})?\s*\Z")
_BEHIND = re.compile(r"\{:?([^{}\n]{1,200})\}")
_GIVEN = re.compile(r"""(?:([\w-]{1,40})=("[^"]*"|'[^']*'|[^\s"']+)|[.#][\w-]{1,40})(?=\s|\Z)""")
_PX_PER_EM = 16
_FULL = 100


def set_sizes(root: Element) -> None:
    """Give each picture of a post the size that its author wrote, in one form."""
    for picture in root.iter("img"):
        given = {str(name): str(value) for name, value in picture.attrib.items()}
        given |= _size_in_alt(picture) | _size_behind(picture)
        size = picture_size(given)
        for name in SIZES:
            if name not in size:
                picture.attrib.pop(name, "")
        for name, value in size.items():
            picture.set(name, value)
        if not describes(str(picture.get("title", ""))):
            picture.attrib.pop("title", "")


def picture_size(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an `img` that say its size; none if the author said nothing."""
    styled = {name.lower(): value for name, value in _STYLE.findall(attributes.get("style", ""))}
    for name in ("width", "height"):
        length = _LENGTH.fullmatch((styled.get(name) or attributes.get(name, "")).strip())
        number = int(length[1]) if length else 0
        if length is None or number == 0:
            continue
        if length[2] != "%":
            return {name: str(number * _PX_PER_EM if length[2] in ("em", "rem") else number)}
        if name == "width" and number < _FULL:
            return {"style": f"width: {number}%"}
    return {}


def _size_in_alt(picture: Element) -> dict[str, str]:
    """Return the width that Obsidian has behind a bar in the alt text, and take it out."""
    alt = str(picture.get("alt", ""))
    size = _IN_ALT.search(alt)
    if size is None:
        return {}
    picture.set("alt", alt[: size.start()].rstrip())
    return {"width": size[1]}


def _size_behind(picture: Element) -> dict[str, str]:
    """Return the attributes in braces right behind a picture, and take them out."""
    tail = picture.tail or ""
    braces = _BEHIND.match(tail)
    if braces is None:
        return {}
    words = braces[1].strip()
    given = {
        found[1].lower(): found[2].strip("\"'") for found in _GIVEN.finditer(words) if found[1]
    }
    if _GIVEN.sub("", words).strip() or not given.keys() & set(SIZES):
        return {}
    picture.tail = tail[braces.end() :]
    return given
