"""Rule: `[[Title]]` leads to a post, and `![[file]]` shows a picture, or the text of a post.

Whether brackets name a post is known when all posts are: until then such a link has `data-wiki`,
its target, and `data-written`, what to print if they turn out to be mere brackets. If that begins
with `!`, the text of the post is to stand in the place of the link.
"""

import re
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# Two brackets that a round one follows are an ordinary link around brackets, `[[Bug #1]](url)`.
_LINK = re.compile(
    r"\[\[(?![\s^])([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]"
    r"(?:\{(?![:%#.])([^{}\n]{1,300})\})?(?!\(|\[(?!\[))"
)
_EMBED = re.compile(r"!\[\[(?!\s)([^\[\]\n]{1,600})\]\]")
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?")
_CONTENTS = ("toc", "_toc_")

PICTURES = frozenset(
    {".apng", ".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif"}
    | {".tiff", ".webp"}
)
FILES = frozenset(
    {".3gp", ".aac", ".base", ".canvas", ".flac", ".m4a", ".mkv", ".mov", ".mp3", ".mp4", ".ogg"}
    | {".ogv", ".opus", ".pdf", ".wav", ".webm", ".zip"}
)
"""What a book cannot show: a link stands in its place."""

ICON_CLASS = "inline-icon"
"""Of a picture that is to be as high as the line: `![[sign.svg#icon]]`."""


def wikilinks(md: MarkdownIt) -> None:
    """Read `[[…]]` and `![[…]]`; has to come before the links of Markdown."""
    md.inline.ruler.before("link", "wikilink", _read_link)
    md.inline.ruler.before("link", "wiki_embed", _read_embed)


def _read_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    # While Markdown looks for the end of a link's words, these brackets are but brackets.
    if silent or state.linkLevel:
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if not match or _is_other(match[1], state):
        return False
    target = match[1].removesuffix("\\").strip()  # in a table the bar has a backslash
    label = (match[3] or match[2] or "").strip()
    _push_link(state, target, match[0], label or _shown(target))
    state.pos = match.end()
    return True


def _read_embed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    match = None if silent else _EMBED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    target, *others = (part.removesuffix("\\").strip() for part in match[1].split("|"))
    ending = PurePosixPath(target.partition("#")[0]).suffix.lower()
    if ending in PICTURES:
        _push_picture(state, target, others)
    elif state.linkLevel:
        return False
    elif ending in FILES:
        _push_link(state, "", "", _shown(target)).attrs = {"href": target}
    else:
        _push_link(state, target, match[0], _shown(target))
    state.pos = match.end()
    return True


def _is_other(target: str, state: StateInline) -> bool:
    """Tell whether brackets are a link of Markdown within brackets, or a table of contents."""
    is_defined = normalizeReference(target) in state.env.get("references", ())
    return is_defined or target.strip().lower() in _CONTENTS


def _shown(target: str) -> str:
    """Return what a target shows that has no label: `Note > Heading`, as Obsidian does."""
    path, _, anchor = target.partition("#")
    heading = "" if anchor.startswith("^") else anchor.rpartition("#")[2]
    return " > ".join(part.strip() for part in (path, heading) if part.strip()) or target


def _push_link(state: StateInline, target: str, written: str, label: str) -> Token:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"data-wiki": target, "data-written": written}
    state.push("text", "", 0).content = label
    state.push("link_close", "a", -1)
    return opening


def _push_picture(state: StateInline, target: str, others: list[str]) -> None:
    sizes = [size for each in others if (size := _SIZE.fullmatch(each))]
    alt = " ".join(each for each in others if each and not _SIZE.fullmatch(each))
    token = state.push("image", "img", 0)
    token.attrs = {"src": target, "alt": ""}
    token.content = alt
    token.children = [Token("text", "", 0, content=alt)]
    if sizes:
        token.attrs["width"] = sizes[0][1]
    if target.endswith("#icon"):
        token.attrs["class"] = ICON_CLASS
