"""Where in a text there are template tags, and what is in them.

Liquid, Jinja, Nunjucks, Twig, Hexo and Tera write `{% name ... %}`, `{{ value }}` and `{# note #}`,
Markdoc closes with `{% /name %}`. A tag that does not close before the next one opens is text.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from heapq import merge

from bookc.frozen import frozen

LONGEST = 2000
"""Letters in a tag: what is longer is no tag."""

_TAG = re.compile(r"[-+~]?\s*(/?[A-Za-z_][\w.-]*)(.*)", re.DOTALL)
_VALUE = re.compile(r"\{\{[-~]?(?![{<%#/!>])((?:[^{}\"'\n]|\"[^\"\n]*\"|'[^'\n]*')*)\}\}(?!\})")
_CLOSERS = {"{%": "%}", "{#": "#}"}


class Mark(StrEnum):
    """What a tag is for."""

    TAG = "tag"
    VALUE = "value"
    NOTE = "note"


@frozen
class Tag:
    """A template tag."""

    start: int
    end: int
    name: str
    """As written; with a slash before it, it ends what the tag without one opened."""
    arguments: str
    """All that stands behind the name; of a value, all of it."""
    mark: Mark = Mark.TAG

    def written_in(self, text: str) -> str:
        """Return the tag on one line, as short as a message needs it."""
        written = " ".join(text[self.start : self.end].split())
        return written if len(written) <= 60 else f"{written[:50]} … {written[-2:]}"


def tags_of(text: str) -> Iterator[Tag]:
    """Yield every tag, in code and elsewhere."""
    tags = map(_tag, closed_stretches(text, _CLOSERS))
    values = map(_value, _VALUE.finditer(text))
    at = 0
    for tag in merge(filter(None, tags), filter(None, values), key=lambda each: each.start):
        if tag.start >= at:
            at = tag.end
            yield tag


def closed_stretches(text: str, closers: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield each stretch from an opening to what closes it, and where it begins.

    Args:
        text: where to look.
        closers: what closes, by what opens; no opening of the same kind stands between the two.
    """
    next_closer = dict.fromkeys(closers, 0)
    for match in re.finditer("|".join(map(re.escape, closers)), text):
        start, opening = match.start(), match[0]
        inside = start + len(opening)
        if 0 <= next_closer[opening] < inside:
            next_closer[opening] = text.find(closers[opening], inside)
        end = next_closer[opening]
        if inside <= end <= inside + LONGEST and text.find(opening, inside, end) < 0:
            yield start, text[start : end + len(closers[opening])]


def _tag(stretch: tuple[int, str]) -> Tag | None:
    start, written = stretch
    inside, end = written[2:-2], start + len(written)
    if written.startswith("{#"):  # kramdown and others write `{#id}`
        is_note = inside[:1] in (" ", "-", "\n") and inside[-1:] in (" ", "-", "\n")
        return Tag(start, end, "", inside, Mark.NOTE) if is_note else None
    found = _TAG.fullmatch(inside)
    if not found or "\n\n" in inside:
        return None
    return Tag(start, end, found[1], found[2].rstrip("-+~ \t\n").strip())


def _value(found: re.Match[str]) -> Tag | None:
    before = found.string[max(0, found.start() - 1) : found.start()]
    if before in ("$", "{"):  # GitHub's `${{ x }}`; three braces
        return None
    return Tag(found.start(), found.end(), "", found[1].rstrip("-~ ").strip(), Mark.VALUE)
