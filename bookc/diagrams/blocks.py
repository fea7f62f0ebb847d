"""Code blocks that hold a diagram: what they are drawn from, and the picture in their place."""

import base64
import re

from bookc.wording import wording
from bookc.xhtml import Element, add_element, drop, new_element, raw_text_of, text_of

KNOWN = frozenset(
    {"blockdiag", "bytefield", "d2", "ditaa", "mermaid", "nomnoml", "pikchr", "plantuml", "puml"}
    | {"seqdiag", "svgbob", "vega-lite", "wavedrom"}
)
"""Languages in which people write nothing but diagrams. `dot` is none of them: a post may well
show some to explain it."""

_LISTING = "listing"
_TITLE = re.compile(r"^\s*(?:accTitle\s*:|title(?:\s*:|\s))\s*(\S.*?)\s*$", re.MULTILINE)
"""How Mermaid and PlantUML name a diagram."""


def source_of(pre: Element) -> str:
    """Return what a diagram is drawn from."""
    return raw_text_of(pre)


def call_source(pre: Element, language: str) -> None:
    """Give the source of a diagram a caption that says what it is, unless it has one."""
    parent = pre.getparent()
    if parent is not None and parent.tag == "figure":
        return
    figure = new_element("figure", {"class": _LISTING})
    add_element(figure, "figcaption", text=wording(language).diagram_source)
    _replace(pre, figure)
    figure.append(pre)


def put_picture(pre: Element, svg: bytes, language: str) -> None:
    """Put a drawing into the place of its source, which becomes its description.

    A screen reader has nothing else to tell of it. The source says what leads where, which the
    words in the drawing alone would not.
    """
    listing = pre.getparent()
    caption = None
    if listing is not None and listing.tag == "figure" and listing.get("class") == _LISTING:
        caption = listing.find("figcaption")
    source = source_of(pre)
    title = _TITLE.search(source)
    name = text_of(caption) if caption is not None else title[1] if title else ""
    figure = new_element("figure", {"class": "picture"})
    img = add_element(
        figure,
        "img",
        {
            "src": f"picture:data:{base64.urlsafe_b64encode(svg).decode()}",
            "alt": f"{name or wording(language).diagram}: {' '.join(source.split())}",
        },
    )
    if line := pre.get("data-line"):
        figure.set("data-line", line)
        img.set("data-line", line)
    if target := pre.get("id"):
        figure.set("id", target)
    if caption is not None and listing is not None:
        figure.append(caption)
        _replace(listing, figure)
    else:
        _replace(pre, figure)


def _replace(old: Element, new: Element) -> None:
    new.tail, old.tail = old.tail, None
    old.addprevious(new)
    drop(old)
