"""Tags for pictures, such as `{% image "a.jpg" "alt" %}`, as pictures in Markdown."""

import re

from bookc.parse.template_tags.arguments import Arguments
from bookc.parse.template_tags.media import escape_label

_FILE = re.compile(
    r"\S.*\.(?:apng|avif|bmp|gif|ico|jpe?g|jfif|png|svgz?|tiff?|webp)(?:[?#].*)?", re.IGNORECASE
)
_SIZE = re.compile(r"[1-9]\d{0,4}(?:px)?")
_LAYOUT = re.compile(r"(?:\([^()]*\)\s*)?\d{1,5}(?:\.\d{1,5})?(?:vw|px|r?em)(?:,.*)?")
"""How wide a page shows it, such as `(min-width: 30em) 50vw, 100vw`, which is no caption."""
_PLACES = ("src", "path", "url", "file", "image_path", "image", "img", "source", "filename")
_HEXO = frozenset({"asset_img", "img"})


def is_picture_file(address: str) -> bool:
    """Tell whether an address ends as those of pictures do."""
    return _FILE.fullmatch(address) is not None


def picture(name: str, arguments: Arguments, *, has_attributes: bool) -> str:
    """Return a picture in Markdown; empty if the tag names none.

    Args:
        name: of the tag: what its arguments mean depends on it.
        arguments: of the tag.
        has_attributes: true if `{: width="300"}` will be understood.
    """
    words = arguments.words
    at = next((index for index, word in enumerate(words) if is_picture_file(word)), 0)
    named = arguments.get(*_PLACES)
    address = named or arguments.word(at)
    if not address:
        return ""
    others = list(words if named else words[at + 1 :])
    sizes = [others.pop(0) for _ in range(2) if others and _SIZE.fullmatch(others[0])]
    alt, caption = _alt_and_caption(name, others)
    alt = arguments.get("alt", "alt_text") or alt
    titles = dict.fromkeys([arguments.get("title"), arguments.get("caption", "figcaption")])
    caption = ": ".join(filter(None, titles)) or caption
    width = arguments.get("width") or (sizes[0] if sizes else "")
    return markdown_picture(address, alt, caption, width if has_attributes else "")


def markdown_picture(address: str, alt: str, caption: str, width: str) -> str:
    """Return a picture in Markdown."""
    place = re.sub(r"[<>\n]", "", address)
    place = f"<{place}>" if re.search(r"[\s()]", place) else place
    title = caption.replace("\\", "\\\\").replace('"', '\\"')
    title = f' "{title}"' if title else ""
    size = f'{{: width="{width}"}}' if _SIZE.fullmatch(width) else ""
    return f"![{escape_label(alt)}]({place}{title}){size}"


def _alt_and_caption(name: str, others: list[str]) -> tuple[str, str]:
    """Return the alternative text and the caption that words behind an address are."""
    if name in _HEXO:  # a title, which may end with the alternative text in quotation marks
        title, _, alt = " ".join(others).partition(" '")
        return (alt.rstrip("'") or title), title
    if name == "image_with_class":
        others = others[1:]
    others = [word for word in others if not _LAYOUT.fullmatch(word)]
    return (others[0] if others else ""), (others[1] if len(others) > 1 else "")
