"""Rule: comments and directives leave nothing: `<!-- x -->`, `<!--more-->`, `{/* truncate */}`.

A comment ends at `-->`, whatever blank lines and Markdown stand between; markdown-it sees that only
where one begins its line. One that is never closed is text.
"""

import re
from collections.abc import Iterator

from markdown_it.utils import EnvType

from bookc.parse.code_walk import CodeWalk
from bookc.parse.edits import (
    Edit,
    apply_edits,
    before_on_line,
    is_blank_after,
    is_blank_before,
)
from bookc.parse.environment import remove, report

_OPENING = re.compile(r"<!--|\{/\*[ \t]*(?:truncate|more)[ \t]*\*/\}")
_PREFIX = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+")
_QUOTING = re.compile(r"[ \t]*(?:>[ \t]*)*")
_EMPTY = "<!---->"


def comments(text: str, env: EnvType) -> str:
    """Take the comments out of a post."""
    if "<!--" not in text and "{/*" not in text:
        return text
    return apply_edits(text, list(_edits(text, env)))


def _edits(text: str, env: EnvType) -> Iterator[Edit]:
    walk = CodeWalk(text)
    line, counted, at = 1, 0, 0
    is_closed = True
    for match in _OPENING.finditer(text):
        start = match.start()
        if start < at or walk.is_code(start) or text[start - 1 : start] == "\\":
            continue
        line += text.count("\n", counted, start)
        counted = start
        end = match.end()
        if match[0] == "<!--":
            end = text.find("-->", start + 2) + 3 if is_closed else 2  # `<!-->` is one, too
        if end == 2:
            if is_closed:
                _report_unclosed(line, env)
            is_closed = False
            yield Edit(start, start + 1, "&lt;")
            continue
        at = end
        walk.skip_to(at)
        if text.find("<!--", start + 4, at - 3) >= 0:
            _report_nested(text, start, at, line, env)
        remove(env, "comment", line)
        yield Edit(start, at, _in_place_of(text, start, at))


def _in_place_of(text: str, start: int, end: int) -> str:
    """Return what has as many lines, and no effect but that of a comment."""
    lines = text[start:end].split("\n")
    if is_blank_before(text, start):
        # Alone, it parts lists and paragraphs as a comment does; before words it must not.
        return _EMPTY if is_blank_after(text, end) else "\n" * (len(lines) - 1)
    before = before_on_line(text, start)
    quoting = [_QUOTING.match(line) if ">" in before else None for line in lines[1:]]
    marks = [each[0] if each else "" for each in quoting]
    if len(lines) == 1:
        return ""
    if _PREFIX.fullmatch(before):
        return "\n".join(["", *marks])
    # Inside a paragraph a blank line would part it.
    return "\n".join(["<!--", *(f"{mark}x" for mark in marks[:-1]), f"{marks[-1]}-->"])


def _report_unclosed(line: int, env: EnvType) -> None:
    report(
        env,
        "the comment opened with <!-- is never closed, so it is shown as text",
        line=line,
        hint="write --> where it ends",
    )


def _report_nested(text: str, start: int, end: int, line: int, env: EnvType) -> None:
    """Report a comment that holds another: one of the two was meant to end earlier."""
    if "\n" not in text[start:end]:
        return
    last = line + text.count("\n", start, end)
    what = f"a comment holds another one: all from here to line {last} is left out"
    report(env, what, line=line, hint="write --> where the first one ends")
