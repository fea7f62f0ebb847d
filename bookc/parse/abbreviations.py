"""Rule: `*[HTML]: what it stands for` says it once, and every `HTML` of the post is an `abbr`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookc.parse.environment import remove

_DEFINITION = re.compile(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*(\S[^\n]*)")
_KEY = "abbreviations"


def abbreviations(md: MarkdownIt) -> None:
    """Read abbreviations, and mark them in the text."""
    md.block.ruler.before(
        "reference", "abbreviation", _read_definition, {"alt": ["paragraph", "reference"]}
    )
    md.core.ruler.push("abbreviations", _mark)


def _read_definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    match = _DEFINITION.fullmatch(state.src, at, state.eMarks[start])
    if not match:
        return False
    if not silent:
        state.env.setdefault(_KEY, {})[match[1].strip()] = match[2].strip()
        remove(state.env, "definition of an abbreviation", start + 1)
        state.line = start + 1
    return True


def _mark(state: StateCore) -> None:
    meanings: Mapping[str, str] = state.env.get(_KEY, {})
    if not meanings:
        return
    terms = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    pattern = re.compile(f"(?<![0-9A-Za-z_])({terms})(?![0-9A-Za-z_])")
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_marked(token.children or (), pattern, meanings))


def _marked(
    tokens: Sequence[Token], pattern: re.Pattern[str], meanings: Mapping[str, str]
) -> Iterator[Token]:
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        for index, part in enumerate(pattern.split(token.content)):
            text = Token("text", "", 0, content=part, level=token.level)
            if index % 2:
                yield Token("abbr_open", "abbr", 1, attrs={"title": meanings[part]})
                yield text
                yield Token("abbr_close", "abbr", -1)
            elif part:
                yield text
