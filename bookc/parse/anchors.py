"""Rule: ids are unique in a post, no link holds another, and addresses hold nothing unseen."""

from bookc.slug import without_unseen
from bookc.xhtml import EPUB_TYPE, Element, drop, unwrap


def tidy_anchors(root: Element) -> None:
    """Keep the first of ids that repeat, the inner of links that nest, and what is seen."""
    for link in list(root.iter("a")):
        if link.find(".//a") is not None:
            unwrap(link)
    _tidy_addresses(root)
    # Marks and notes point at each other: an author's anchor of the same name has to yield.
    ours = {str(each.get("id")) for each in root.iter() if each.get(EPUB_TYPE)}
    seen: set[str] = set()
    for element in list(root.iter()):
        target = element.get("id")
        if not target:
            continue
        if target in seen or (target in ours and not element.get(EPUB_TYPE)):
            _drop_id(element)
        seen.add(target)


def _tidy_addresses(root: Element) -> None:
    for name, tag in (("href", "a"), ("src", "img")):
        for element in root.iter(tag):
            if address := element.get(name):
                element.set(name, without_unseen(address))


def _drop_id(element: Element) -> None:
    del element.attrib["id"]
    if element.tag == "span" and not element.attrib and len(element) == 0 and not element.text:
        drop(element)
