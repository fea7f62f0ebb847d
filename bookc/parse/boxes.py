"""Boxes: what a callout becomes, however it is spelled, with a title in the language of the post.

A box is `<div class="alert alert-KIND" role="note">` with a title `<p class="alert-title">`. Kinds
are few, because a reader has to tell them apart; a word that names none of them is a box of the
kind `other`, with the word as its title.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.environment import language_of
from bookc.wording import alert_called, wording

_SYNONYMS = {
    "abstract": "summary",
    "alert": "warning",
    "attention": "warning",
    "check": "success",
    "cite": "quote",
    "default": "note",
    "done": "success",
    "error": "danger",
    "fail": "failure",
    "faq": "question",
    "help": "question",
    "hint": "tip",
    "information": "info",
    "memo": "note",
    "message": "note",
    "missing": "failure",
    "notice": "note",
    "positive": "tip",
    "primary": "note",
    "secondary": "note",
    "seealso": "note",
    "snippet": "example",
    "tldr": "summary",
    "tl;dr": "summary",
    "to do": "todo",
    "warn": "warning",
}
"""What else is written for the words that `wording` has titles for."""
_LOOKS = {
    "info": "note",
    "summary": "note",
    "todo": "note",
    "success": "tip",
    "danger": "caution",
    "failure": "caution",
    "bug": "caution",
}
"""Which kind a word looks like, if it is none itself."""
KINDS = ("note", "tip", "important", "warning", "caution", "example", "question", "quote", "other")


def labels(md: MarkdownIt) -> None:
    """Put the words of labels into the elements that they stand in."""
    md.core.ruler.after("inline", "labels", _wrap_labels)


def is_box_word(word: str) -> bool:
    """Tell whether a word is one that boxes are commonly called by."""
    return bool(_named(word))


def attributes_of_box(word: str) -> dict[str, str | int | float]:
    """Return the attributes of a box's element.

    Args:
        word: what the author called the box.
    """
    named = _named(word)
    return {"class": f"alert alert-{_LOOKS.get(named, named) or 'other'}", "role": "note"}


def open_box(state: StateBlock, word: str, title: str | None, lines: tuple[int, int]) -> None:
    """Write the beginning of a box.

    Args:
        state: of the block parser.
        word: what the author called the box.
        title: in Markdown, None if the author gave none, empty if there is to be none.
        lines: the first line of the box, and the first behind it.
    """
    token = state.push("box_open", "div", 1)
    token.attrs = attributes_of_box(word)
    token.map = list(lines)
    push_box_title(state, word, title, lines[0])


def close_box(state: StateBlock) -> None:
    """Write the end of a box."""
    state.push("box_close", "div", -1)


def push_box_title(state: StateBlock, word: str, title: str | None, line: int) -> None:
    """Write the title of a box: the author's own, or else what the box is called."""
    title = _title_for(word, language_of(state.env)) if title is None else title
    if title:
        push_line(state, title, line).attrSet("class", "alert-title")


def push_label(state: StateBlock, label: str, line: int) -> None:
    """Write a label in bold above what it belongs to, which it stays with."""
    push_line(state, label, line, around="strong").attrSet("class", "bold-heading")


def push_line(state: StateBlock, words: str, line: int, *, around: str = "") -> Token:
    """Write a paragraph of Markdown that is no line of the post as it stands.

    Args:
        state: of the block parser.
        words: in Markdown.
        line: that it comes from, counted from 0.
        around: the element to put around all of it.

    Returns:
        The token that opens the paragraph.
    """
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    state.push("paragraph_close", "p", -1)
    inline.content, inline.children = words, []
    inline.meta = {"around": around} if around else {}
    opening.map, inline.map = [line, line + 1], [line, line + 1]
    return opening


def parse_inside(state: StateBlock, first: int, end: int, *, indent: int | None = None) -> None:
    """Parse lines as blocks of their own, which nothing behind them belongs to.

    Args:
        state: of the block parser.
        first: the first line.
        end: the first line behind them, which becomes the next to be parsed.
        indent: of the lines; that of the block that they stand in if it is None.
    """
    saved = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax = "root", end
    if indent is not None:
        state.blkIndent = indent
    state.md.block.tokenize(state, first, end)
    state.parentType, state.lineMax, state.blkIndent = saved
    state.line = end


def indented_body(state: StateBlock, line: int, end: int) -> int:
    """Return the first line that is not below another by an indent of four.

    Args:
        state: of the block parser.
        line: the one that the others are below.
        end: where to stop.

    Returns:
        A line with words, or the first of the blank lines before it; `line + 1` for no body.
    """
    needed = state.sCount[line] + 4
    last = line
    for below in range(line + 1, end):
        if state.isEmpty(below):
            continue
        if state.sCount[below] < needed:
            break
        last = below
    return last + 1


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without the blanks around it."""
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]).rstrip()


def _wrap_labels(state: StateCore) -> None:
    for token in state.tokens:
        if tag := token.meta.get("around") if token.type == "inline" else None:
            opening, closing = Token(f"{tag}_open", tag, 1), Token(f"{tag}_close", tag, -1)
            token.children = [opening, *(token.children or ()), closing]


def _named(word: str) -> str:
    """Return the word that `wording` has a title for; empty if there is none."""
    word = word.casefold()
    word = _SYNONYMS.get(word, word)
    return word if word in wording("en").alerts else alert_called(word)


def _title_for(word: str, language: str) -> str:
    named = _named(word)
    if named:
        return wording(language).alerts[named]
    words = word.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
