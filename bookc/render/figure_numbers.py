"""Numbers of figures: 'Figure 2.1' before the caption, when a book wants them.

They are counted by chapter, so that a picture put into one chapter changes no other. Figures
without a caption are not numbered, nor those whose author has begun the caption with a number.
"""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bookc.wording import all_wordings, text_direction, wording
from bookc.xhtml import Element, new_element, parse_fragment, serialise_fragment, text_of

NUMBER = "figure-number"
_SHORTENED = ("Fig.", "Fig", "Abb.", "Abb", "شكل")
_WORDS = {labels.figure.replace("{number}", "").strip() for labels in all_wordings()}
_HAS_NUMBER = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted([*_WORDS, *_SHORTENED])))})\s*\d", re.IGNORECASE
)


def number_figures(bodies: Iterable[str], chapter: str, language: str) -> Iterator[Markup]:
    """Yield the texts of a chapter's posts with a number before the caption of each figure.

    Args:
        bodies: fragments, in reading order.
        chapter: its number as it is to be written, XHTML; empty for one without.
        language: of the word for a figure.
    """
    count = 0
    for body in bodies:
        root = parse_fragment(body)
        for caption in list(root.iter("figcaption", "p", "div")):
            if is_numbered(caption):
                count += 1
                _put_before(caption, figure_label(chapter, count, language))
        yield Markup(serialise_fragment(root))


def figure_label(chapter: str, count: int, language: str) -> Markup:
    """Return the number of a figure with its word; `chapter` is XHTML, and empty for none."""
    number = f"{chapter}.{count}" if chapter else str(count)
    if text_direction(language) == "rtl":
        number = f'<bdi dir="ltr">{number}</bdi>'  # its point stands between elements
    return Markup(wording(language).figure.replace("{number}", number))


def is_numbered(element: Element) -> bool:
    """Tell whether an element is a caption that gets a number."""
    return _is_of_picture(element) and not _HAS_NUMBER.match(text_of(element))


def _is_of_picture(element: Element) -> bool:
    if "pictures-caption" in element.get("class", "").split():
        return True
    parent = element.getparent()
    return element.tag == "figcaption" and parent is not None and parent.find(".//img") is not None


def _put_before(caption: Element, words: Markup) -> None:
    written = parse_fragment(words)
    label = new_element("span", {"class": NUMBER})
    label.text = written.text
    label.extend(list(written))
    label.tail, caption.text = f" {caption.text or ''}", None
    caption.insert(0, label)
