"""Rule: a picture whose address Markdown refuses, for its blanks or for a size behind it.

`![a]( /x y.png )` has blanks that need `<…>` or `%20`; `![a](x.png =300x200)` says how large the
picture is to be, as some editors have it. Only what ends like the file of a picture is one.
"""

import re
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bookc.alt_text import PICTURE_ENDINGS
from bookc.frozen import frozen

_INSIDE = re.compile(r"\(([^()\n]{1,300}(?:\([^()\n]{0,100}\)[^()\n]{0,100}){0,3})\)")
_TITLE = re.compile(r"""\s(?:"([^"]{0,300})"|'([^']{0,300})')\Z""")
_SIZE = re.compile(r"\s=(\d{1,4})?x(\d{1,4})?\Z")


@frozen
class _Picture:
    """What stands between the brackets."""

    address: str
    title: str
    width: str
    height: str


def picture_addresses(md: MarkdownIt) -> None:
    """Read what the rule for pictures has refused."""
    md.inline.ruler.after("image", "picture_address", _picture)


def _picture(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not state.src.startswith("![", state.pos):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)  # noqa: FBT003
    inside = _INSIDE.match(state.src, label_end + 1) if label_end >= 0 else None
    picture = _read(inside[1]) if inside else None
    if inside is None or picture is None:
        return False
    if not silent:
        _push(state, state.src[state.pos + 2 : label_end], picture)
    state.pos = inside.end()
    return True


def _read(inside: str) -> _Picture | None:
    text = inside.strip()
    size = _SIZE.search(text)
    text = text[: size.start()].rstrip() if size else text
    title = _TITLE.search(text)
    text = text[: title.start()].rstrip() if title else text
    address = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    path = address.partition("?")[0].partition("#")[0]
    if PurePosixPath(path.lower()).suffix not in PICTURE_ENDINGS:
        return None
    return _Picture(
        address=address,
        title=(title[1] or title[2] or "") if title else "",
        width=(size[1] or "") if size else "",
        height=(size[2] or "") if size else "",
    )


def _push(state: StateInline, label: str, picture: _Picture) -> None:
    children: list[Token] = []
    state.md.inline.parse(label, state.md, state.env, children)
    token = state.push("image", "img", 0)
    token.attrs = {"src": picture.address, "alt": ""}
    token.children = children
    token.content = label
    for name in ("title", "width", "height"):
        if value := getattr(picture, name):
            token.attrSet(name, value)
