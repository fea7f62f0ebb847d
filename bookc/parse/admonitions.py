"""Rule: `!!! note "Title"` opens a box with what is indented below it, as in MkDocs.

`???` can be folded on a page and is open in a book. A paragraph that happens to begin with `!!!`
is none: a box has a body, or a title in quotes, or is called by one word that boxes are called by.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookc.frozen import frozen
from bookc.parse.boxes import (
    close_box,
    indented_body,
    is_box_word,
    line_text,
    open_box,
    parse_inside,
)

_MARKS = ("???+", "???", "!!!")
_WORD = re.compile(r"[\w-]+")
_PLACES = frozenset({"inline", "end"})
"""Words that say where on a page the box is to be."""


@frozen
class _Opening:
    word: str
    title: str | None
    needs_body: bool


def admonitions(md: MarkdownIt) -> None:
    """Read admonitions."""
    md.block.ruler.before(
        "fence",
        "admonition",
        _read_admonition,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _read_admonition(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(line) or not (opening := _opening(line_text(state, line))):
        return False
    body_end = indented_body(state, line, end)
    if opening.needs_body and body_end == line + 1:
        return False
    if not silent:
        open_box(state, opening.word, opening.title, (line, body_end))
        parse_inside(state, line + 1, body_end, indent=state.sCount[line] + 4)
        close_box(state)
    return True


def _opening(text: str) -> _Opening | None:
    mark = next((each for each in _MARKS if text.startswith(each)), "")
    if not mark:
        return None
    before, quote, title = text.removeprefix(mark).partition('"')
    # `??? "Title"` names no kind; MkDocs shows it as it shows notes.
    words = before.split() or (["note"] if quote and mark != "!!!" else [])
    if not words or not _WORD.fullmatch(words[0]) or (quote and not title.endswith('"')):
        return None
    if quote:
        return _Opening(words[0], title[:-1].strip(), needs_body=False)
    others = " ".join(each for each in words[1:] if each not in _PLACES)
    is_known = len(words) == 1 and is_box_word(words[0])
    return _Opening(words[0], others or None, needs_body=not is_known)
