"""XML that this package writes itself: the navigation document, the cover page, the NCX."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from bookc.wording import text_direction

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"

# A control character has no place in XML, not even escaped, and TOML lets one into a title.
# https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return a text as XML can hold it: without control characters and blanks at its ends."""
    return _NOT_IN_XML.sub("", text).strip()


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element and return it.

    Args:
        parent: where it goes, last.
        tag: its name, with the prefix that the document declares.
        text: what it begins with.
        attributes: by name, with `_` for `-`, `__` for `:`, and a closing `_` for what Python
            reserves: `epub__type`, `class_`.
    """
    element = SubElement(parent, tag, {_name(key): plain(each) for key, each in attributes.items()})
    element.text = plain(text) or None
    return element


def page(title: str, language: str) -> tuple[Element, Element, Element]:
    """Return an XHTML document without content: its root, its head and its body."""
    # Prefixes are written out, because ElementTree would make up names for them.
    namespaces = {"xmlns": XHTML, "xmlns:epub": OPS}
    languages = {"lang": language, "xml:lang": language, "dir": text_direction(language)}
    root = Element("html", namespaces | languages)
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "title", title)
    return root, head, add(root, "body")


def written(root: Element, doctype: str = "") -> str:
    """Return a document as text, indented, with its declaration."""
    ElementTree.indent(root)
    for link in root.iter("a"):  # whose text some reading systems show with its blanks
        link.text = plain(link.text or "")
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    return declaration + doctype + ElementTree.tostring(root, encoding="unicode") + "\n"


def _name(key: str) -> str:
    return key.removesuffix("_").replace("__", ":").replace("_", "-")
