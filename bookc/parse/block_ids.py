"""Rule: `^id` that ends a block, or stands alone under it, names the block and is not printed.

Links write `#^id`; the id is what `safe_id` makes of that, so that they find it as any other.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.environment import remove
from bookc.slug import safe_id

# Three letters or five digits at least: ` ^2` and ` ^n` are powers.
_MARK = re.compile(r"(?:^|\s)(\^(?:(?=[0-9-]{0,60}[A-Za-z])[A-Za-z0-9-]{3,60}|[0-9]{5,60}))\s*\Z")
_LONGEST = 160
_NAMED = ("paragraph_open", "heading_open")
_BREAKS = ("softbreak", "hardbreak")


def block_ids(md: MarkdownIt) -> None:
    """Turn marks of blocks into ids."""
    md.core.ruler.push("block_ids", _name_blocks)


def _name_blocks(state: StateCore) -> None:
    gone: set[int] = set()
    for index, token in enumerate(state.tokens):
        if index == 0 or state.tokens[index - 1].type not in _NAMED or not token.children:
            continue
        mark = _mark_of(token.children)
        if not mark:
            continue
        is_alone = len(token.children) == 1 and not token.children[0].content[: mark.start()]
        is_alone = is_alone and len(mark[0]) == len(token.children[0].content)
        named = _block_above(state.tokens, index - 1) if is_alone else None
        if is_alone and named is None:
            continue
        named = named or _block_around(state.tokens, index - 1)
        if named.attrGet("id"):
            continue
        named.attrSet("id", safe_id(mark[1]))
        remove(state.env, "block id", (token.map[1] if token.map else 1))
        if is_alone:
            gone.update(range(index - 1, index + 2))
        else:
            _take_off(token.children, mark)
    state.tokens = [each for index, each in enumerate(state.tokens) if index not in gone]


def _mark_of(children: list[Token]) -> re.Match[str] | None:
    """Return the mark that ends a paragraph; behind anything but a line's start it has a blank."""
    last = children[-1]
    mark = _MARK.search(last.content[-_LONGEST:]) if last.type == "text" else None
    begins_line = len(children) == 1 or children[-2].type in _BREAKS
    return mark if mark and (begins_line or mark[0][0].isspace()) else None


def _take_off(children: list[Token], mark: re.Match[str]) -> None:
    children[-1].content = children[-1].content[: -len(mark[0])]
    if not children[-1].content and len(children) > 1 and children[-2].type in _BREAKS:
        del children[-2:]


def _block_around(tokens: list[Token], paragraph: int) -> Token:
    """Return a paragraph, or the item that shows its words without one."""
    if not tokens[paragraph].hidden:
        return tokens[paragraph]
    level = tokens[paragraph].level - 1
    above = (tokens[index] for index in range(paragraph - 1, -1, -1))
    return next((each for each in above if each.level == level and each.nesting == 1), tokens[0])


def _block_above(tokens: list[Token], paragraph: int) -> Token | None:
    """Return the block right before a paragraph; None if the paragraph is the first."""
    level = tokens[paragraph].level
    above = tokens[paragraph - 1] if paragraph else None
    if above is None or above.level != level or above.nesting == 1:
        return None
    if above.nesting == 0:
        return above if above.type in ("fence", "code_block", "hr") else None
    before = (tokens[index] for index in range(paragraph - 1, -1, -1))
    return next((each for each in before if each.level == level and each.nesting == 1), None)
