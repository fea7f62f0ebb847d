"""The lines of a file that lists posts, such as SUMMARY.md: headings, items and bare links.

Only what a list of links needs is read of Markdown, line by line and in one pass.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bookc.frozen import frozen

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)")
_RULE = re.compile(r"[ \t]*(?:-+|=+|(?:[-*_][ \t]*){3,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"\*\*|__|[*`]")
_TITLE = re.compile(r"[ \t][\"']")
"""What begins the title behind an address."""
_TAB = 4


@frozen
class Line:
    """One line that says something."""

    number: int
    level: int
    """Of a heading, 1 to 6; 0 for an item or a link on its own."""
    indent: int
    """Columns before an item; -1 for a heading or for a link that is no item."""
    title: str
    """Plain text."""
    address: str | None
    """Where the link goes, as a path; empty for `[Draft]()`, None without a link."""
    is_text: bool = False
    """True for what is neither a heading nor an item nor a link."""


def summary_lines(text: str) -> Iterator[Line]:
    """Yield the headings, the items, the links that have a line of their own, and text."""
    in_fence = False
    for number, line in enumerate(_without_comments(text).split("\n"), 1):
        if _FENCE.match(line):
            in_fence = not in_fence
        elif in_fence:
            continue
        elif heading := _HEADING.fullmatch(line):
            words = plain(heading[2]).rstrip("#").strip()
            yield Line(number, len(heading[1]), -1, words, None)
        elif item := _ITEM.fullmatch(line):
            indent = len(item[1].expandtabs(_TAB))
            title, address = _link_in(item[2]) or (plain(item[2]), None)
            yield Line(number, 0, indent, title, address)
        elif line.startswith("[") and (link := _link_in(line.strip())):
            yield Line(number, 0, -1, *link)
        elif not _RULE.fullmatch(line) and (words := plain(line)):
            yield Line(number, 0, -1, words, None, is_text=True)


def _without_comments(text: str) -> str:
    """Return a text with as many lines, and no comments."""
    before, *comments = text.split("<!--")
    parts = [before]
    for each in comments:
        inside, _, behind = each.partition("-->")
        parts += "\n" * inside.count("\n"), behind
    return "".join(parts)


def plain(written: str) -> str:
    """Return a title without its Markdown and HTML."""
    words = _MARKS.sub("", _TAG.sub("", written))
    return " ".join(html.unescape(_ESCAPE.sub(r"\1", words)).split())


def _link_in(text: str) -> tuple[str, str] | None:
    """Return the words and the address of the first link in a line."""
    middle = text.find("](")
    opening = _opening_of(text, middle) if middle >= 0 else -1
    if opening < 0:
        return None
    address = _address(text[middle + 2 :])
    return None if address is None else (plain(text[opening + 1 : middle]), address)


def _opening_of(text: str, closing: int) -> int:
    """Return where the bracket opens that closes somewhere; -1 if it does not."""
    depth = 0
    for at in range(closing, -1, -1):
        if at and text[at - 1] == "\\":
            continue
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at
    return -1


def _address(rest: str) -> str | None:
    """Return the address that begins what stands behind `](`; None if it never ends."""
    rest = rest.lstrip()
    if rest.startswith("<"):
        address, closed, _ = rest[1:].partition(">")
        return unquote(address.strip()) if closed else None
    depth = 0
    for at, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            # Blanks in an address are no Markdown, but GitBook and authors write them.
            written = _TITLE.split(rest[:at], maxsplit=1)[0]
            return unquote(_ESCAPE.sub(r"\1", written.strip()))
    return None
