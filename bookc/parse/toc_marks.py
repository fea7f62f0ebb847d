"""Rule: marks for a table of contents leave nothing: the book has its own.

`[TOC]`, `[[toc]]`, `{:toc}` with the list item that it fills, a list of links between
`<!-- toc -->` and `<!-- tocstop -->`. A heading such as 'Contents' with nothing else under it goes
with them.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from markdown_it.utils import EnvType

from bookc.parse.code_regions import regions_of
from bookc.parse.environment import remove

_MARK = re.compile(
    r"\s*(?:\[\[?_?toc_?\]\]?|\$\{toc\}|\{\{[<%]?[ \t]*toc[ \t]*[>%]?\}\}|\{%-?[ \t]*toc[ \t]*-?%\}"
    r"|@\[toc\](?:\([^()]*\))?|<!--[ \t]*toc[ \t]*-->)\s*",
    re.IGNORECASE,
)
_KRAMDOWN = re.compile(r"\s*\{:[ \t]*toc(?:[ \t][^{}]*)?\}\s*", re.IGNORECASE)
_OPENING = re.compile(r"\s*<!--[ \t]*(?:toc|start doctoc)\b.*-->\s*", re.IGNORECASE)
_CLOSING = re.compile(r"\s*<!--[ \t]*(?:tocstop|/toc|end doctoc)\b.*-->\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_LINK_TO_HEADING = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\[[^\n]*\]\(<?#[^()\n]*\)\s*")
_COMMENT = re.compile(r"\s*<!--.*-->\s*")
_BOLD = re.compile(r"\s*(?:\*\*|__)([^*_]{1,60})(?:\*\*|__)\s*")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+([^#{]{1,80})[#{]?.*")
_RULE = re.compile(r" {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_ATTRIBUTES = re.compile(r"\s*\{:[^{}]*\}\s*")
_TITLES = frozenset(
    {"contents", "content", "table of contents", "toc", "on this page", "in this article"}
    | {"목차", "차례", "目次", "目录", "目錄", "inhalt", "inhaltsverzeichnis", "sommaire"}
    | {"table des matières", "índice", "indice", "содержание", "оглавление", "spis treści"}
)


def toc_marks(text: str, env: EnvType) -> str:
    """Take the marks for a table of contents out of a post."""
    lines = text.split("\n")
    gone: set[int] = set()
    for number in _lines_of_words(text):
        gone.update(_taken_by(lines, number))
    if not gone:
        return text
    for number in sorted(gone):
        remove(env, "mark for a table of contents", number + 1)
    return "\n".join("" if number in gone else line for number, line in enumerate(lines))


def _lines_of_words(text: str) -> Iterator[int]:
    """Yield the lines that may hold a mark and begin outside of code."""
    regions = regions_of(text)
    ends = [region.end for region in regions]
    at = 0
    for number, line in enumerate(text.split("\n")):
        if "toc" in line.lower() and len(line) < 500:
            index = bisect(ends, at)
            if index < len(regions) and not regions[index].is_code:
                yield number
        at += len(line) + 1


def _taken_by(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield the lines that go with the mark on a line; none if there is no mark."""
    line = lines[number]
    if _KRAMDOWN.fullmatch(line):
        first = number - 1 if number and _ITEM.match(lines[number - 1]) else number
        last = number
    elif _OPENING.fullmatch(line):
        first, last = number, _end_of_list(lines, number)
    elif _MARK.fullmatch(line):
        first = last = number
    else:
        return
    yield from range(first, last + 1)
    yield from _title_over(lines, first, last)


def _end_of_list(lines: Sequence[str], opening: int) -> int:
    """Return the line that closes a generated list; the opening if that holds anything else."""
    for number in range(opening + 1, len(lines)):
        line = lines[number]
        if _CLOSING.fullmatch(line):
            return number
        is_part = _LINK_TO_HEADING.fullmatch(line) or _COMMENT.fullmatch(line) or _is_title(line)
        if line.strip() and (not is_part or _OPENING.fullmatch(line)):
            break
    return opening


def _title_over(lines: Sequence[str], first: int, last: int) -> Iterator[int]:
    """Yield the line of a heading that would stand over nothing."""
    above = next((n for n in range(first - 1, -1, -1) if not _is_blank(lines[n])), None)
    below = next((n for n in range(last + 1, len(lines)) if not _is_blank(lines[n])), None)
    ends = below is None or _HEADING.fullmatch(lines[below]) or _RULE.fullmatch(lines[below])
    if above is not None and ends and _is_title(lines[above]):
        yield above


def _is_blank(line: str) -> bool:
    return not line.strip() or _ATTRIBUTES.fullmatch(line) is not None


def _is_title(line: str) -> bool:
    found = _HEADING.fullmatch(line) or _BOLD.fullmatch(line)
    return found is not None and found[1].strip(" \t:*_").casefold() in _TITLES
