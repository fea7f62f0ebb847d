"""The attributes of raw HTML that a book keeps, each only with a value that is valid."""

import re
from collections.abc import Mapping

from bookc.parse.picture_sizes import picture_size
from bookc.slug import safe_id
from bookc.xhtml import EPUB_TYPE

OUR_CLASSES = frozenset(
    {"alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"}
    | {"alert-example", "alert-question", "alert-quote", "alert-other"}
    | {"bold-heading", "listing", "tab"}
    | {"alert-title", "align-left", "align-center", "align-right", "contains-task-list"}
    | {"attribution", "img-caption", "inline-icon"}
    | {"formula-number", "formula-reference", "math"}
    | {"index"}
    | {"footnote", "footnote-number", "footnote-ref", "footnotes", "task-list-item"}
)
"""The classes that rules for Markdown give; a page's own classes mean nothing in a book."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_WORD = re.compile(r"\S.*", re.DOTALL)
_TRUE = re.compile("true")
_DIRECTION = re.compile("ltr|rtl|auto")
_OUR_ROLES = re.compile("doc-(noteref|footnote|endnotes|backlink)|note")
_OUR_TYPES = re.compile("noteref|footnotes?")
_LINES = re.compile(r"[0-9][0-9,-]*")
_CODE_LANGUAGE = re.compile(r"language-\S+")

_ANYWHERE = {
    "lang": _LANGUAGE,
    "dir": _DIRECTION,
    "title": _WORD,
    "role": _OUR_ROLES,
    "data-line": _NUMBER,
}
_ON = {
    "a": {"href": _WORD, "data-wiki": _WORD, "data-written": _WORD, "data-untitled": _TRUE},
    "div": {"data-number": re.compile(".*")},
    "img": {"src": re.compile(".*", re.DOTALL)},
    "li": {"value": _NUMBER},
    "ol": {"start": _NUMBER, "type": re.compile("[1aAiI]"), "reversed": re.compile(".*")},
    "pre": {"data-language": _WORD, "data-highlight": _LINES},
    "td": {"colspan": _COUNT, "rowspan": _COUNT},
    "th": {"colspan": _COUNT, "rowspan": _COUNT, "scope": re.compile("row|col")},
}
_ALIGNED = frozenset({"div", "p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ALIGN = re.compile("left|right|center", re.IGNORECASE)


def kept_attributes(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return what stays of an element's attributes.

    Args:
        tag: the element's name in the book.
        attributes: as the HTML parser read them, names in lower case.
    """
    patterns = _ANYWHERE | _ON.get(tag, {})
    kept = {}
    for name, pattern in patterns.items():
        if name in attributes and (match := pattern.fullmatch(attributes[name].strip())):
            kept[name] = match[0]
    if "reversed" in kept:
        kept["reversed"] = "reversed"
    if _OUR_TYPES.fullmatch(attributes.get("epub:type", "")):
        kept[EPUB_TYPE] = attributes["epub:type"]
    if target := safe_id(attributes.get("id") or (tag == "a" and attributes.get("name")) or ""):
        kept["id"] = target
    if classes := _classes(tag, attributes):
        kept["class"] = classes
    if tag == "img":
        kept |= picture_size(attributes) | {"alt": attributes.get("alt", "")}
    return kept


def _classes(tag: str, attributes: Mapping[str, str]) -> str:
    written = attributes.get("class", "").split()
    kept = [
        name
        for name in written
        if name in OUR_CLASSES or (tag == "code" and _CODE_LANGUAGE.fullmatch(name))
    ]
    if tag in _ALIGNED and _ALIGN.fullmatch(attributes.get("align", "")):
        kept.append(f"align-{attributes['align'].lower()}")
    return " ".join(kept)
