"""Fragments of XHTML: how they are read, and the one way in which they are written.

A fragment is what `Post.xhtml` and `Section.xhtml` hold: sibling elements without `html`, `body`
or any namespace declaration, with `epub:type` written literally. It is well-formed XML and at the
same time HTML that an HTML parser reads alike, because WeasyPrint has one of those. This module
owns lxml.
"""

import html
import re
from collections.abc import Mapping
from typing import TypeAlias
from xml.parsers import expat

from lxml import etree

Element: TypeAlias = etree._Element

EPUB_NAMESPACE = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{EPUB_NAMESPACE}}}type"
"""The name of the attribute `epub:type` in a parsed fragment."""

VOID_ELEMENTS = frozenset({"br", "col", "hr", "img", "wbr"})
"""The elements that HTML writes without an end tag, of those that a fragment may hold."""

_OPEN = f'<div xmlns:epub="{EPUB_NAMESPACE}">'
_CLOSE = "</div>"
# What XML 1.0 cannot hold, and the control characters of Latin-1, which no font shows.
# https://www.w3.org/TR/xml/#NT-Char
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UP_TO_ID = re.compile(r'<[a-z][^<>]* id="')
_ID = re.compile(r'<[a-z][^<>]* id="([^"]+)"')
_HREF = re.compile(r'<a(?: [^<>]*)? href="([^"]*)"')
_PICTURE = re.compile(r'<img(?: [^<>]*)? src="([^"]*)"[^<>]*>')
_LINE = re.compile(r' data-line="(\d+)"')
_BLANKS = re.compile(r"[ \t\r\n]+")


def parse_fragment(xhtml: str) -> Element:
    """Parse a fragment and return a `div` around it.

    Elements are in no namespace, so that `root.iter("img")` finds pictures; only `epub:type` has
    one, see `EPUB_TYPE`. The tree is the caller's own and may be changed.

    Raises:
        lxml.etree.XMLSyntaxError: if the fragment is not well-formed: a mistake of ours.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f"{_OPEN}{xhtml}{_CLOSE}", parser)


def parse_document(xhtml: bytes) -> Element:
    """Parse a whole content document, and return its root; elements are in their namespaces.

    Raises:
        lxml.etree.XMLSyntaxError: if it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xhtml, parser)


def check_document(xhtml: bytes) -> None:
    """Make sure that a content document is well-formed.

    Expat takes a third of the time, as it makes no tree; what is wrong is told by lxml.

    Raises:
        lxml.etree.XMLSyntaxError: if it is not.
    """
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xhtml, True)  # noqa: FBT003  # it has no name
    except expat.ExpatError:
        parse_document(xhtml)


def serialise_fragment(root: Element) -> str:
    """Return what is inside a root from `parse_fragment`, without the root.

    Void elements are written `<br/>`, all others with an end tag even if empty: an HTML parser
    takes `<span/>` for an open tag.
    """
    for element in root.iter(etree.Element):
        if len(element) == 0 and element.text is None and element.tag not in VOID_ELEMENTS:
            element.text = ""
    xhtml = etree.tostring(root, encoding="unicode", with_tail=False)
    return xhtml.removeprefix(_OPEN).removesuffix(_CLOSE)


def with_prefixed_ids(xhtml: str, prefix: str) -> str:
    """Return a fragment as `serialise_fragment` writes it with something before each id.

    It is not parsed, which would take most of the time: in texts and values there is no `<`, and
    an element has one id.
    """
    return _UP_TO_ID.sub(lambda start: f"{start[0]}{prefix}", xhtml)


def written_ids(xhtml: str) -> list[str]:
    """Return the ids in a fragment, see `with_prefixed_ids`."""
    return [html.unescape(each) for each in _ID.findall(xhtml)]


def written_links(xhtml: str) -> list[str]:
    """Return the addresses of the links in a fragment, see `with_prefixed_ids`."""
    return [html.unescape(each) for each in _HREF.findall(xhtml)]


def written_pictures(xhtml: str) -> list[tuple[str, int | None]]:
    """Return the address and the line of each picture in a fragment, see `with_prefixed_ids`."""
    found = []
    for picture in _PICTURE.finditer(xhtml):
        line = _LINE.search(picture[0])
        found.append((html.unescape(picture[1]), int(line[1]) if line else None))
    return found


def xml_text(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_TEXT.sub("", text)


def raw_text_of(element: Element) -> str:
    """Return the text of an element and all that is in it, with every blank."""
    return "".join(map(str, element.itertext()))


def text_of(element: Element) -> str:
    """Return the text of an element and all that is in it, each run of blanks as one space."""
    return _BLANKS.sub(" ", raw_text_of(element)).strip(" ")


def ids_in(element: Element) -> list[str]:
    """Return the ids of an element and of all that is in it, in their order."""
    return [str(each.get("id")) for each in element.iter() if each.get("id")]


def line_of(element: Element) -> int | None:
    """Return the line of its file that an element carries."""
    line = str(element.get("data-line") or "")
    return int(line) if line.isdecimal() else None


def drop(element: Element) -> None:
    """Take an element out with all that is in it; the text behind it stays."""
    _append_text_before(element, element.tail or "")
    parent = _parent(element)
    element.tail = None
    parent.remove(element)


def drop_line(block: Element) -> None:
    """Take a block out, and the line end behind it."""
    if block.tail and not block.tail.strip():
        block.tail = None
    drop(block)


def unwrap(element: Element) -> None:
    """Take an element out; what is in it stays in its place."""
    parent = _parent(element)
    _append_text_before(element, element.text or "")
    place = parent.index(element)
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
    else:
        _append_text_before(element, element.tail or "")
    parent[place : place + 1] = children


def _append_text_before(element: Element, text: str) -> None:
    if not text:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent = _parent(element)
        parent.text = (parent.text or "") + text


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError(f"<{element.tag}> is the root of its tree")
    return parent


def add_element(
    parent: Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> Element:
    """Put a new element after all that is in another, and return it."""
    element = etree.SubElement(parent, tag, dict(attributes or {}))
    if text:
        element.text = text
    return element


def add_text(parent: Element, text: str) -> None:
    """Put text after all that is in an element."""
    if not text:
        return
    last = next(parent.iterchildren(reversed=True), None)  # lxml counts children for `len`
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def new_element(tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return an element that stands in no tree yet."""
    return etree.Element(tag, dict(attributes or {}))


def wrap_content(element: Element, tag: str) -> Element:
    """Put all that is in an element into one new element inside it, and return that."""
    inner = new_element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)
    return inner
