"""Rule: a paragraph that is one bold line is used as a heading, and stays with what follows."""

from bookc.parse.blanks import is_blank
from bookc.xhtml import Element, raw_text_of, text_of

LONGEST = 100
"""Letters; a bold paragraph that is longer is a bold paragraph."""
_COLONS = ":\N{FULLWIDTH COLON}"


def mark_bold_headings(root: Element) -> None:
    """Give paragraphs that head what follows a class; they are not in the contents."""
    for paragraph in root.iter("p"):
        if paragraph.get("class") or paragraph.getnext() is None or len(paragraph) != 1:
            continue
        bold = paragraph[0]
        is_whole = is_blank(paragraph.text) and is_blank((bold.tail or "").strip(_COLONS))
        if bold.tag in ("strong", "b") and is_whole and _is_short_line(bold):
            paragraph.set("class", "bold-heading")


def _is_short_line(bold: Element) -> bool:
    words = text_of(bold)
    is_line = bold.find(".//br") is None and "\n" not in raw_text_of(bold)
    return is_line and 0 < len(words) <= LONGEST
