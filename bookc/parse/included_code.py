"""Which lines of a file a post takes: all, some by number, or a section that marks in it name.

The marks are mdBook's (`ANCHOR: x`, `ANCHOR_END: x`), those of MkDocs (`--8<-- [start:x]`,
`[end:x]`) and HonKit's (`//! [x]` at both ends). They never are among the lines.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable

from bookc.frozen import frozen

_MARK = re.compile(
    r"(?P<anchor>ANCHOR(?P<anchor_end>_END)?:[ \t]*(?P<name>[\w.-]+))"
    r"|--8<--[ \t]*\[[ \t]*(?P<edge>start|end)[ \t]*:[ \t]*(?P<section>[^\]\n]{1,100}?)[ \t]*\]"
)
_MARKER = re.compile(r"//[!/] ?\[[\w-]{1,100}\]")
_HIDDEN = re.compile(r"\s*#(?: .*)?")
_ESCAPED = re.compile(r"(\s*)##")
RUST = ("rust", "rs")


@frozen
class Lines:
    """A range of lines, counted from 1."""

    first: int = 1
    last: int | None = None
    """None for all that follow."""


@frozen
class Reference:
    """What of which file a post takes."""

    path: str
    """As written, without what follows it."""
    written: str
    """The whole of it, for messages."""
    lines: tuple[Lines, ...] = ()
    """All lines if there is none."""
    section: str = ""
    marker: str = ""
    """The name of a section in HonKit's spelling."""
    unindent: bool = False


def cut(text: str, reference: Reference) -> str | None:
    """Return what a reference takes of the text of a file; None if there is no such section.

    What is returned ends with a line end unless it is empty.
    """
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if reference.marker:
        chosen = _between_markers(lines, reference.marker)
    elif reference.section:
        chosen = _section(lines, reference.section)
    else:
        chosen = [line for line in _numbered(lines, reference.lines) if not _MARK.search(line)]
        markers = _markers(lines)
        chosen = [line for line in chosen if line.strip() not in markers]
    if chosen is None:
        return None
    code = "".join(f"{line}\n" for line in chosen)
    return textwrap.dedent(code) if reference.unindent else code


def without_hidden_lines(code: str) -> str:
    """Return Rust as rustdoc shows it: lines that begin with `# ` only make an example compile."""
    lines = [line for line in code.split("\n") if not _HIDDEN.fullmatch(line)]
    return "\n".join(
        _ESCAPED.sub(r"\1#", line) if line.lstrip()[:2] == "##" else line for line in lines
    )


def read_range(words: str, *, one_is_all_after: bool = False) -> Lines | None:
    """Read `2:9`, `2:`, `:9`, or a number alone.

    Args:
        words: the range as written.
        one_is_all_after: whether a number alone is where a range begins, or a range of one line.

    Returns:
        The range; None if it is none.
    """
    first, colon, last = words.partition(":")
    if not all(each.strip().isdecimal() or not each.strip() for each in (first, last)):
        return None
    start = int(first) if first.strip() else 1
    if last.strip():
        return Lines(start, int(last))
    return Lines(start, None if colon or one_is_all_after else start)


def _numbered(lines: list[str], ranges: Iterable[Lines]) -> list[str]:
    ranges = list(ranges) or [Lines()]
    return [line for each in ranges for line in lines[max(each.first - 1, 0) : each.last]]


def _section(lines: list[str], name: str) -> list[str] | None:
    """Return the lines between the marks of a section; marks of others inside are left out."""
    chosen: list[str] | None = None
    is_inside = False
    for line in lines:
        mark = _MARK.search(line)
        if mark is None:
            if is_inside and chosen is not None:
                chosen.append(line)
        elif name == (mark["name"] or mark["section"]):
            is_inside = not (mark["anchor_end"] or mark["edge"] == "end")
            chosen = [] if chosen is None else chosen
    return chosen


def _markers(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that stand at both ends of a section in HonKit's spelling."""
    counts = Counter(line.strip() for line in lines if _MARKER.fullmatch(line.strip()))
    return frozenset(line for line, count in counts.items() if count > 1)


def _between_markers(lines: list[str], name: str) -> list[str] | None:
    mark = re.compile(rf"(?://|#|--|;|%|/\*|<!--|\*)[/!*]*[ \t]*\[{re.escape(name)}\]")
    at = [number for number, line in enumerate(lines) if mark.search(line)]
    if not at:
        return None
    return lines[at[0] + 1 : at[1] if len(at) > 1 else None]
