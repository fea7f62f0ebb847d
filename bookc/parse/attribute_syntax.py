"""Attribute lists as they are written: kramdown's `{:.x}`, `{: #id}`, and `{#id}` without a colon.

What a book keeps of one is an id, a size in pixels, a language, a direction and the class of
captions. All else is for a page.
"""

import re
from collections.abc import Mapping

from markdown_it.token import Token

from bookc.parse.picture_sizes import SIZES, picture_size
from bookc.slug import safe_id

CAPTION = "img-caption"
INDEX = "index"
"""Marks a term for the index."""
_MARKED = frozenset({"code_inline", "em_open", "link_open", "strong_open"})
"""What a mark for the index may stand behind."""

_PART = r"(?:\.[\w-]+|#[^\s{}#\"'=]+|[A-Za-z_][\w:-]*=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s{}\"']+))"
_PARTS = rf"{_PART}(?:[ \t]+{_PART})*"
_NAMES = rf"toc(?:[ \t]+{_PARTS})?|[A-Za-z_][\w-]*(?::[ \t]+{_PARTS})?"
WITH_COLON = re.compile(rf"\{{:[ \t]*({_PARTS}|{_NAMES})[ \t]*\}}")
"""kramdown's own form; one with a bare name refers to a list defined elsewhere."""
ANY = re.compile(rf"\{{:?[ \t]*({_PARTS})[ \t]*\}}")
"""Without the colon too, as in MkDocs, Hugo and Docusaurus."""
AT_END = re.compile(rf"(?:\s*\{{:[ \t]*|\s+\{{[ \t]*(?=[.#][^\W\d]))({_PARTS})[ \t]*\}}\s*\Z")
"""At the end of words. Without the colon, a blank and a class or an id tell it from a set."""
AFTER_TAG = re.compile(rf"(?<=>)\{{:[ \t]*{_PARTS}[ \t]*\}}")
"""Behind a tag of raw HTML."""

_EACH = re.compile(
    r"\.([\w-]+)|#([^\s{}#\"'=]+)|([A-Za-z_][\w:-]*)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def attributes_in(written: str) -> Mapping[str, str]:
    """Return what a book keeps of the inside of a list, each with a value that is valid."""
    kept: dict[str, str] = {}
    sized: dict[str, str] = {}
    for name_of_class, target, key, *values in _EACH.findall(written):
        value = next(filter(None, values), "")
        if name_of_class in (CAPTION, INDEX):
            kept["class"] = name_of_class
        elif target or key == "id":
            kept["id"] = safe_id(target or value)
        elif key in SIZES:
            sized[key] = value
        elif key == "lang" and _LANGUAGE.fullmatch(value):
            kept["lang"] = value
        elif key == "dir" and value in ("ltr", "rtl"):
            kept["dir"] = value
    return {key: value for key, value in kept.items() if value} | picture_size(sized)


def give(token: Token, written: str) -> None:
    """Give an element the attributes of a list.

    Args:
        token: that opens the element, or is all of it.
        written: the inside of the list.
    """
    for key, value in attributes_in(written).items():
        if key in SIZES and token.type != "image":
            continue
        if key == "class" and value == INDEX and token.type not in _MARKED:
            continue
        if key == "class" and value == CAPTION and token.type != "paragraph_open":
            continue
        token.attrs[key] = value
