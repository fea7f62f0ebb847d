"""Tags for the address of another post, such as `{% post_url 2016-05-19-slug %}`.

What a post is called is known when all posts are: until then, a link that has no label has the mark
`data-untitled`, and its address as its words.
"""

import re
from html import escape

from bookc.parse.template_tags.arguments import Arguments
from bookc.parse.template_tags.media import markdown_link

_ADDRESS_FOLLOWS = re.compile(r"(?:\(<?|=[ ]?[\"']?|\]:[ ]?<?)[^\s\"'()<>]*\Z")
_VALUES = re.compile(r"\{\{[^{}]*\}\}")
_HEXO_LINKS = frozenset({"post_link", "asset_link"})
_ANSWERS = ("true", "false")
_MARKDOWN = re.compile(r"[\\`*_\[\]~=]")


def stands_in_address(before: str) -> bool:
    """Tell whether an address is wanted.

    Args:
        before: the end of the line before the tag.
    """
    return _ADDRESS_FOLLOWS.search(_VALUES.sub("", before[-300:])) is not None


def link_to_post(name: str, written: str, arguments: Arguments, *, in_address: bool) -> str:
    """Return a link, or only an address; empty if the tag says none.

    Args:
        name: of the tag.
        written: its arguments as written.
        arguments: the same, read.
        in_address: true where an address is wanted, as in `[T]({% link x.md %})`.
    """
    address, label = _end_of(name, written, arguments)
    if not address:
        return ""
    if in_address:
        return re.sub(r"\s", "%20", address)
    if label or "://" in address:
        return markdown_link(address, label)
    words = _MARKDOWN.sub(r"\\\g<0>", escape(address, quote=False))
    return f'<a href="{escape(address)}" data-untitled="true">{words}</a>'


def _end_of(name: str, written: str, arguments: Arguments) -> tuple[str, str]:
    words = arguments.words
    if named := arguments.get("path", "url", "href", "page", "filename"):
        return named, arguments.get("title", "text", "label")
    if name in _HEXO_LINKS and words:
        return words[0], " ".join(word for word in words[1:] if word not in _ANSWERS)
    if name != "link" or not words:
        return arguments.word(0), ""
    if len(words) > 1 and re.match(r"(?:https?:)?/", words[1]):  # Hexo: text, then address
        return words[1], words[0]
    if "://" in words[0]:
        return words[0], ""
    return "/" + written.strip(" \"'").lstrip("/"), ""  # Jekyll: from the root of the site
