"""Which line right under a picture is its caption, and which is the next thing the post says.

A caption is all in italics, or begins like one (`Figure 1`, `그림 1`, `図1:`), or says where the
picture is from, or is the mark of a footnote and nothing else.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from bookc.parse.blanks import is_blank
from bookc.xhtml import Element, add_text, new_element, raw_text_of

Node: TypeAlias = "Element | str"

_CLASS = "img-caption"
"""Of what its author has marked as a caption."""
_LONGEST = 240
"""Letters. What is longer speaks of the picture, but not under it."""

_PICTURE = "images?|photos?|pictures?|figures?|이미지|사진|그림|画像|写真|図|图片|圖片|照片"
_NUMBERED = re.compile(
    rf"(?P<bracket>[<\[(])?(?i:{_PICTURE}|fig\.?|図版|圖|图|삽화)\s?\.?\s?"
    r"\d{1,3}(?:[-.]\d{1,3}){0,3}(?(bracket)\s?[\])>](?!\w))"
    r"(?P<end>\s?(?:[.:\uff1a|)\u2013\u2014-](?!\d)|$)|\s(?![a-z]))"
)
_CREDIT = re.compile(
    rf"[(\[<*\u203b\s]*(?:(?:(?:{_PICTURE})\s?)?(?:sources?|credits?|출처|出典|出處|出处|来源|來源)"
    rf"(?:\s?(?:of|by))?\s?[:\uff1a=]|(?:{_PICTURE})\s(?:by|courtesy|from|source|credit)\b"
    rf"|(?:{_PICTURE})\s?[:\uff1a]|\u00a9\s?\S|출처\s[-\u2013]\s)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "\u3002", "!", "?")


def is_marked(element: Element) -> bool:
    """Tell whether the author calls a paragraph, or what stands in one, a caption."""
    return _CLASS in str(element.get("class", "")).split()


def caption_of(nodes: Sequence[Node]) -> Element | None:
    """Return an element with the words of a line, if it is a caption."""
    elements = [node for node in nodes if not isinstance(node, str)]
    words = [node for node in nodes if isinstance(node, str)]
    if any(each.tag == "img" or each.find(".//img") is not None for each in elements):
        return None
    if len(elements) == 1 and all(map(is_blank, words)):
        if elements[0].tag in ("em", "i") or is_marked(elements[0]):
            return elements[0]
        return line_of_caption(nodes) if elements[0].get("class") == "footnote-ref" else None
    return line_of_caption(nodes) if _begins_like_caption(nodes) else None


def _begins_like_caption(nodes: Sequence[Node]) -> bool:
    text = "".join(node if isinstance(node, str) else raw_text_of(node) for node in nodes).strip()
    if len(text) > _LONGEST:
        return False
    if _CREDIT.match(text):
        return True
    numbered = _NUMBERED.match(text)
    if not numbered:
        return False
    is_set_off = bool(numbered["end"].strip()) or numbered.end() == len(text)
    return is_set_off or not text.endswith(_SENTENCE_ENDS)


def line_of_caption(nodes: Sequence[Node]) -> Element:
    """Return an element with what stands on a line."""
    caption = new_element("figcaption")
    for node in nodes:
        if isinstance(node, str):
            add_text(caption, node)
        else:
            node.tail = None
            caption.append(node)
    return caption
