"""A picture that comes in parts, since it is too tall for a page: one below the other, unbroken."""

from bookc.model import Image, Medium
from bookc.render.picture_rows import GROUP
from bookc.xhtml import Element, new_element

SPLIT = "picture-split"
"""Of a figure that holds parts. The style sheet lets a page end between two of them."""

SPLIT_GROUP = "pictures-split"
"""In the place of `pictures`: a row of figures could be no higher than a page."""


def show_parts(img: Element, image: Image, medium: Medium) -> None:
    """Put the other parts of a picture below the first, which says for all what they show."""
    for figure in img.iterancestors("figure"):
        figure.set("class", f"{figure.get('class', '')} {SPLIT}".strip())
        break
    for group in img.iterancestors("div"):
        if GROUP in str(group.get("class", "")).split():
            group.set("class", SPLIT_GROUP)
            break
    tail, img.tail = img.tail, None
    last = img
    for each in image.rest:
        part = new_element("img", {"src": f"images/{each.name}", "alt": ""})
        if style := img.get("style"):
            part.set("style", str(style))
        if medium is Medium.REFLOWABLE and (width := img.get("width")):
            part.set("width", str(width))
            if img.get("height"):
                part.set("height", str(each.height_px))
        last.addnext(part)
        last = part
    last.tail = tail
