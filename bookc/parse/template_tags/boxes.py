"""Tags of boxes, such as `{% hint style="info" %}`, as the containers of Markdown: `:::info`."""

import re
from collections.abc import Iterator

from bookc.parse.edits import (
    Edit,
    after_on_line,
    before_on_line,
    is_blank_after,
    is_blank_before,
)
from bookc.parse.template_tags.arguments import Arguments, read_arguments
from bookc.parse.template_tags.tags import Tag
from bookc.parse.template_tags.words import BOX_MANNERS, BOXES, KINDS

_COLONS = re.compile(r"^[ \t]*(:{3,})", re.MULTILINE)
_LOOKS = re.compile(r"(?:fa[a-z]?|icon|fas|far|fab)[ -].*|fa-.*|#[0-9A-Fa-f]{3,8}")
_NAMES_OF_KIND = ("style", "type", "kind", "class", "variant", "level", "color")
_NAMES_OF_TITLE = ("title", "header", "heading", "summary", "label")
_NAMES_OF_AUTHOR = ("author", "by")
_NAMES_OF_SOURCE = ("source", "cite")
_WITH_CLASS = frozenset({"pullquote", "centerquote", "cq"})
"""Quotes whose words without a name say where on a page they stand."""


def box_edits(text: str, opening: Tag, closing: Tag, depth: int) -> Iterator[Edit]:
    """Yield what makes a container of a box, if both its tags stand at the ends of lines.

    Args:
        text: of the post.
        opening: the first tag.
        closing: the last one.
        depth: how many boxes deep there are others in it.
    """
    kind, title = _kind_and_title(opening)
    body = text[opening.end : closing.start]
    longest = max((len(colons) for colons in _COLONS.findall(body)), default=2)
    colons = ":" * (max(3, longest + 1) + depth)
    first = f"{colons}{kind} {title}".rstrip()
    if _has_own_line(text, opening) and _has_own_line(text, closing):
        yield Edit(opening.start, opening.end, first)
        yield Edit(closing.start, closing.end, colons)
    elif above_and_below := _blank_lines_around(text, opening, closing):
        above, below = above_and_below
        yield Edit(above, above, first)
        yield Edit(opening.start, opening.end)
        yield Edit(closing.start, closing.end)
        yield Edit(below, below, colons)
    else:
        yield Edit(opening.start, opening.end, f"**{title}** " if title else "")
        yield Edit(closing.start, closing.end)


def quote_edits(text: str, opening: Tag, closing: Tag) -> Iterator[Edit]:
    """Yield what makes a quote of a tag; who said it stands below, as in `-- Author, Source`."""
    source = _source_of(opening)
    if not (_has_own_line(text, opening) and _has_own_line(text, closing)):
        yield Edit(opening.start, opening.end)
        yield Edit(closing.start, closing.end, f" -- {source}" if source else "")
        return
    indent = before_on_line(text, opening.start)
    yield Edit(opening.start, opening.end, ">")
    ends = [match.end() for match in re.compile("\n").finditer(text, opening.end, closing.start)]
    yield from (Edit(start, start, f"{indent}> ") for start in ends[:-1])
    yield Edit(closing.start, closing.end, f"> -- {source}" if source else "")


def _source_of(tag: Tag) -> str:
    """Return who is quoted: what a name says, or all that Hexo's tag holds; else it is a class."""
    arguments = read_arguments(tag.arguments)
    named = filter(None, (arguments.get(*_NAMES_OF_AUTHOR), arguments.get(*_NAMES_OF_SOURCE)))
    is_plain = not arguments.named.keys() & {*_NAMES_OF_AUTHOR, *_NAMES_OF_SOURCE}
    if is_plain and tag.name.lower() not in _WITH_CLASS:
        return " ".join(tag.arguments.replace('"', "").split())
    return ", ".join(named)


def label_edits(text: str, opening: Tag, closing: Tag) -> Iterator[Edit]:
    """Yield what puts a label in bold above what a tag wraps."""
    arguments = read_arguments(opening.arguments)
    label = arguments.get(*_NAMES_OF_TITLE, "name") or " ".join(arguments.words)
    follows = text[opening.end :][:200].partition("\n")[2].partition("\n")[0]
    needs_break = bool(follows.strip()) and follows.lstrip()[:1] not in "`~-*+>#|{<"
    yield Edit(
        opening.start,
        opening.end,
        f"**{label}**" + ("\\" if needs_break and _has_own_line(text, opening) else "")
        if label
        else "",
    )
    yield Edit(closing.start, closing.end)


def _kind_and_title(tag: Tag) -> tuple[str, str]:
    arguments = read_arguments(tag.arguments)
    kind = BOXES[tag.name.lower()]
    if kind == "details":
        return kind, arguments.get(*_NAMES_OF_TITLE) or " ".join(_words(arguments))
    named = arguments.get(*_NAMES_OF_KIND).lower()
    words = _words(arguments)
    first = words[0].lower() if words else ""
    if not named and first in KINDS:
        named, words = first, words[1:]
    return KINDS.get(named, named) or kind, arguments.get(*_NAMES_OF_TITLE) or " ".join(words)


def _words(arguments: Arguments) -> list[str]:
    """Return arguments that are neither about looks nor a number."""
    return [
        word
        for word in arguments.words
        if word.lower() not in BOX_MANNERS and not _LOOKS.fullmatch(word)
    ]


def _has_own_line(text: str, tag: Tag) -> bool:
    return is_blank_before(text, tag.start) and is_blank_after(text, tag.end)


def _blank_lines_around(text: str, opening: Tag, closing: Tag) -> tuple[int, int] | None:
    """Return where the blank lines above and below a box begin, if both are there."""
    above = opening.start - len(before_on_line(text, opening.start)) - 1
    below = closing.end + len(after_on_line(text, closing.end)) + 1
    if not (is_blank_before(text, opening.start) and is_blank_after(text, closing.end)):
        return None
    if above < 0 or before_on_line(text, above).strip():
        return None
    if below > len(text) or after_on_line(text, below).strip():
        return None
    return above - len(before_on_line(text, above)), below
