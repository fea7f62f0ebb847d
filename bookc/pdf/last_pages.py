"""Two or three lines alone on a last page: a document is set tighter if that spares the page.

How much is for the theme to say, of `html.tight`. A reader does not see it, but sees such a page.
"""

from typing import Any
from xml.etree.ElementTree import Element

from bookc.pdf.engine import boxes

TIGHT = "tight"
"""Class: of a document that is set tighter."""
_FEW = 3


def ends_with_few_lines(document: Any) -> bool:
    """Tell whether the last of several pages has nothing but a few lines of text."""
    if len(document.pages) < 2:
        return False
    text = document.pages[-1]._page_box.children[0]
    lines = 0
    for each in text.descendants():
        if isinstance(each, (boxes.ReplacedBox, boxes.TableBox)):
            return False
        lines += isinstance(each, boxes.LineBox)
    return 0 < lines <= _FEW


def tighten(root: Element) -> None:
    """Let a document be set tighter."""
    root.set("class", f"{root.get('class', '')} {TIGHT}".strip())
