"""Numbers of figures: 'Figure 2.1' before the caption, when a book wants them.

They are counted by chapter, so that a picture put into one chapter changes no other. Figures
without a caption are not numbered.
"""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bookc.wording import wording
from bookc.xhtml import Element, new_element, parse_fragment, serialise_fragment

NUMBER = "figure-number"


def number_figures(bodies: Iterable[str], chapter: str, language: str) -> Iterator[Markup]:
    """Yield the texts of a chapter's posts with a number before the caption of each figure.

    Args:
        bodies: fragments, in reading order.
        chapter: its number as it is to be written, XHTML; empty for one without.
        language: of the word for a figure.
    """
    before, after = wording(language).figure.split("{number}")
    count = 0
    for body in bodies:
        root = parse_fragment(body)
        for caption in _captions(root):
            count += 1
            number = parse_fragment(f"{chapter}.{count}" if chapter else str(count))
            _put_before(caption, _label(before, number, after))
        yield Markup(serialise_fragment(root))


def _captions(root: Element) -> list[Element]:
    return [each for each in root.iter("figcaption", "p", "div") if _is_of_picture(each)]


def _is_of_picture(element: Element) -> bool:
    if "pictures-caption" in element.get("class", "").split():
        return True
    parent = element.getparent()
    return element.tag == "figcaption" and parent is not None and parent.find(".//img") is not None


def _label(before: str, number: Element, after: str) -> Element:
    label = new_element("span", {"class": NUMBER})
    label.text = before + (number.text or "")
    for child in list(number):
        label.append(child)
    if len(label):
        label[-1].tail = (label[-1].tail or "") + after
    else:
        label.text += after
    return label


def _put_before(caption: Element, label: Element) -> None:
    label.tail, caption.text = f" {caption.text or ''}", None
    caption.insert(0, label)
