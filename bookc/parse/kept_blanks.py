"""Rule: emphasis may begin and end beside a blank that is written `&#x20;`.

GitBook writes `**bold&#x20;**word` for bold words with a blank behind them. CommonMark sees the
semicolon, finds no end of the bold words there, and prints the asterisks.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

_BLANK = "&#x20;"


def kept_blanks(md: MarkdownIt) -> None:
    """Let runs of delimiters open before such a blank, and close behind one."""
    md.inline.ruler2.before("balance_pairs", "kept_blanks", _widen)


def _widen(state: StateInline) -> None:
    if _BLANK not in state.src:
        return
    _widen_runs(state.delimiters, state.tokens)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _widen_runs(meta["delimiters"], state.tokens)


def _widen_runs(delimiters: Sequence[Delimiter], tokens: Sequence[Token]) -> None:
    """Widen what each run may do; the delimiters of one stand in tokens side by side."""
    first = 0
    for index, delimiter in enumerate(delimiters):
        following = delimiters[index + 1] if index + 1 < len(delimiters) else None
        if following and following.token == delimiter.token + 1:
            continue
        run = delimiters[first : index + 1]
        first = index + 1
        is_behind = _is_blank(tokens, run[0].token - 1)
        is_before = _is_blank(tokens, run[-1].token + 1)
        for each in run if is_behind != is_before else ():
            each.open, each.close = each.open or is_before, each.close or is_behind


def _is_blank(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].markup == _BLANK
