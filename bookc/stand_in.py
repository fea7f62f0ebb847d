"""What stands in a book where a picture cannot: its words in a frame, and where it should be.

One thing for all reasons. A picture that is not there, is on the web or lies outside the project is
known to `links`; one that cannot be read only to `images`.
"""

from bookc.xhtml import Element, add_element, drop, new_element

CLASS = "missing-picture"
"""Of every stand-in, for themes: a `div` in a figure, a `span` in a line of words."""


def put_stand_in(
    picture: Element, alt: str, language: str, *, address: str = "", url: str = ""
) -> None:
    """Put words in the place of a picture: what it shows, and where it should have been.

    Args:
        picture: an `img` in a tree, which goes.
        alt: what the picture shows; empty if nobody said it.
        language: of the words that stand for an empty `alt`.
        address: of the picture, as the author wrote it.
        url: where it is on the web, if it is there.
    """
    from bookc.wording import wording  # what reads pages back needs the class alone

    words = alt or wording(language).missing_picture
    parent = picture.getparent()
    link = parent if parent is not None and parent.tag == "a" else None
    block = picture if link is None else link
    if _stands_in_figure(block):
        box = new_element("div", {"class": CLASS})
        box.append(_words("p", words, str(link.get("href")) if link is not None else ""))
        if address:
            box.append(_words("p", address, url))
        block.addprevious(box)
        drop(block)
        return
    if address and not alt:
        words = f"{words}: {address}"
    inline = _words("span", words, url if link is None else "")
    inline.set("class", CLASS)
    picture.addprevious(inline)
    drop(picture)


def _stands_in_figure(block: Element) -> bool:
    parent = block.getparent()
    is_single = block.tag == "img" or len(list(block.iter("img"))) == 1
    return is_single and parent is not None and parent.tag == "figure"


def _words(tag: str, words: str, href: str) -> Element:
    """Return an element with words in it, linked if they lead anywhere."""
    element = new_element(tag)
    if href:
        add_element(element, "a", {"href": href}, words)
    else:
        element.text = words
    return element
