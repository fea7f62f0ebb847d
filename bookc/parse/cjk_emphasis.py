"""A plug-in for markdown-it-py: emphasis that touches Chinese, Japanese or Korean letters.

CommonMark looks for blanks and punctuation around `**` to tell whether it opens or closes. In
`**용어(term)**은` the closing `**` stands between punctuation and a letter, so CommonMark sees no
emphasis and prints the asterisks; but these scripts put no blank there. With this plug-in such a
letter counts as a blank does, on either side of a run of `*` or `~`.

    MarkdownIt().use(cjk_emphasis)

Text without CJK characters is parsed as before, character for character. Nothing here depends on
any other part of bookc.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline, emphasis, strikethrough

InlineRule = Callable[[StateInline, bool], bool]

_CJK = (
    *("\u1100-\u11ff", "\u2e80-\u2fdf", "\u2ff0-\u303f", "\u3041-\u33ff", "\u3400-\u4dbf"),
    *("\u4e00-\u9fff", "\ua960-\ua97f", "\uac00-\ud7ff", "\uf900-\ufaff", "\ufe30-\ufe4f"),
    *("\uff00-\uffee", "\U0001aff0-\U0001b16f", "\U0001f200-\U0001f2ff"),
    "\U00020000-\U0003ffff",
)
"""Hangul, kana, bopomofo and Han with their punctuation and full-width forms. The quotation marks
of U+2018 to U+201F are not among them: European scripts have them too. No pattern: Python goes
through each letter of a range when it compiles one, 3 ms."""


def cjk_emphasis(md: MarkdownIt) -> None:
    """Let emphasis and strikethrough begin and end beside CJK letters."""
    md.inline.ruler.at("emphasis", _beside_cjk(emphasis.tokenize))
    md.inline.ruler.at("strikethrough", _beside_cjk(strikethrough.tokenize))


def _beside_cjk(rule: InlineRule) -> InlineRule:
    """Return a rule that widens what `rule` found: its runs may open or close beside CJK."""

    def widened(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, known = state.pos, len(state.delimiters)
        if not rule(state, silent):
            return False
        if len(state.delimiters) == known or state.src[start] == "_":
            return True
        before = state.src[start - 1] if start > 0 else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        if not (_is_cjk(before) or _is_cjk(after)):
            return True
        for delimiter in state.delimiters[known:]:
            delimiter.open = _may_open(before, after)
            delimiter.close = _may_open(after, before)
        return True

    return widened


def _may_open(outside: str, inside: str) -> bool:
    """Tell whether a run between two characters may open; with them swapped, whether it may close.

    This is CommonMark's rule for a left-flanking run, with a CJK character for a blank on the
    outside, and no CJK character counted as punctuation on the inside.

    Source: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    if isWhiteSpace(ord(inside)):
        return False
    if _is_cjk(inside) or not _is_punctuation(inside):
        return True
    return isWhiteSpace(ord(outside)) or _is_punctuation(outside) or _is_cjk(outside)


def _is_cjk(character: str) -> bool:
    return any(each[0] <= character <= each[-1] for each in _CJK)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
