"""Rule: what stands between `%%` and `%%` is a comment, within a line or over several."""

import re

from markdown_it.utils import EnvType

from bookc.parse.code_regions import regions_of
from bookc.parse.environment import remove

_IN_A_LINE = re.compile(r"(?<![%0-9A-Za-z])%%(?!%)[^\n]{1,2000}?(?<!%)%%(?!%)")
_OPENING = re.compile(r"^ {0,3}%%(?!%)", re.MULTILINE)
_CLOSING = re.compile(r"%%[ \t]*$", re.MULTILINE)


def drop_percent_comments(text: str, env: EnvType) -> str:
    """Take comments out; the lines on which they stood stay."""
    pieces: list[str] = []
    line = 1
    for region in regions_of(text):
        words = text[region.start : region.end]
        pieces.append(words if region.is_code else _without_comments(words, line, env))
        line += words.count("\n")
    return "".join(pieces)


def _without_comments(text: str, line: int, env: EnvType) -> str:
    if "%%" not in text:
        return text
    for comment in _IN_A_LINE.finditer(text):
        remove(env, "comment", line + text.count("\n", 0, comment.start()))
    return _without_blocks(_IN_A_LINE.sub("", text), line, env)


def _without_blocks(text: str, line: int, env: EnvType) -> str:
    """Take out comments that open at the start of a line and close at the end of another."""
    kept: list[str] = []
    at = 0
    while opening := _OPENING.search(text, at):
        closing = _CLOSING.search(text, opening.end())
        if not closing:
            break
        first = line + text.count("\n", 0, opening.start())
        lines = text.count("\n", opening.start(), closing.end())
        for each in range(first, first + lines + 1):
            remove(env, "comment", each)
        kept += [text[at : opening.start()], "\n" * lines]
        at = closing.end()
    return "".join([*kept, text[at:]])
