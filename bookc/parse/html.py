"""Raw HTML to the XHTML that a content document may hold: parsed as HTML5, then an allow list.

Owner of tinyhtml5. What runs, frames or asks for input goes; what a browser would have shown by
running something becomes a link to it; the rest keeps its words. In: HTML of a whole post, with
its Markdown already rendered. Out: a tree that `bookc.xhtml` writes.
"""

import re
from xml.etree.ElementTree import Element as HtmlElement

import tinyhtml5
from markdown_it.utils import EnvType

from bookc.parse.attributes import kept_attributes
from bookc.parse.elements import BLOCKS, INLINES, MEDIA, PAIRED, REMOVED, RENAMED
from bookc.parse.environment import report
from bookc.parse.nesting import mend_nesting
from bookc.xhtml import Element, add_element, add_text, parse_fragment, wrap_content, xml_text

DEEPEST = 60
"""Levels of elements; below that only the text is kept, so that no post exhausts the stack."""

SUMMARY = "summary"
_CLASSES = {"center": "align-center", "details": "details", "summary": SUMMARY}
_DRAWN = frozenset({"canvas", "math", "svg"})
_WEB_ADDRESS = re.compile(r"(https?:)?//\S+", re.IGNORECASE)
_OPENING = re.compile(rf"<({'|'.join(sorted(PAIRED))})(?=[\s/>])", re.IGNORECASE)


def clean_html(html: str, env: EnvType) -> Element:
    """Return the tree of a post that holds raw HTML, around it a `div`."""
    document = tinyhtml5.parse(_close_pairs(html), namespace_html_elements=False)
    root = parse_fragment("")
    body = document.find("body")
    if body is not None:
        _fill(root, body, env, depth=0)
    mend_nesting(root)
    for paragraph in root.iter("p"):
        if paragraph.get("class") == SUMMARY:
            wrap_content(paragraph, "strong")
    return root


def _close_pairs(html: str) -> str:
    """Turn a tag into text if it would swallow the rest of the post for want of its end."""
    lowered = html.lower()
    last_end = {name: lowered.rfind(f"</{name}") for name in PAIRED}
    return _OPENING.sub(
        lambda tag: tag[0] if tag.end() <= last_end[tag[1].lower()] else f"&lt;{tag[1]}", html
    )


def _fill(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    """Put what a book keeps of an element's content into another element."""
    if depth > DEEPEST:
        add_text(target, xml_text("".join(source.itertext())))
        return
    add_text(target, xml_text(source.text or ""))
    for child in source:
        if isinstance(child.tag, str):  # else it is a comment
            _add(target, child, env, depth)
        add_text(target, xml_text(child.tail or ""))


def _add(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    written = source.tag.rpartition("}")[2]
    name = RENAMED.get(written, written)
    if name in MEDIA:
        _add_link(target, source, env, depth)
    elif name in _DRAWN:
        report(env, f"<{name}> in raw HTML is left out", line=_line_of(source, target))
    elif name in REMOVED or (name == "img" and not source.get("src")):
        return
    elif name in BLOCKS or name in INLINES:
        written_attributes = {key: xml_text(value) for key, value in source.attrib.items()}
        element = add_element(target, name, kept_attributes(name, written_attributes))
        if written in _CLASSES:
            element.set("class", _CLASSES[written])
        _fill(element, source, env, depth + 1)
    else:
        _fill(target, source, env, depth + 1)


def _add_link(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    """Put a link in the place of what a page would have shown by running it."""
    inner = [source, *source.iter("source"), *source.iter("embed")]
    addresses = [each.get("src") or each.get("data") or "" for each in inner]
    address = next((each.strip() for each in addresses if each.strip()), "")
    line = _line_of(source, target)
    if _WEB_ADDRESS.fullmatch(address):
        address = f"https:{address}" if address.startswith("//") else address
        label = source.get("title") or address
        add_element(target, "a", {"href": address, "data-line": str(line)}, label)
    else:
        report(
            env,
            f"<{source.tag}> is left out: {address or 'it names no address'}",
            line=line,
            hint="a book can only link to what is on the web",
        )
    if any(each.tag in BLOCKS for each in source.iter()):  # more than 'your browser cannot ...'
        _fill(target, source, env, depth + 1)


def _line_of(source: HtmlElement, target: Element) -> int:
    """Return the line of an element of raw HTML, or else of the nearest one before it."""
    for lined in (source.get("data-line"), target.get("data-line")):
        if lined and lined.isdecimal():
            return int(lined)
    return 1
