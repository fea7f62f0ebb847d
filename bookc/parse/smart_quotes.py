"""Straight quotation marks become those of the post's language, if the author asks for it.

markdown-it tells opening marks from closing ones by the blanks around them. Korean puts a particle
right behind a quote, and Chinese and Japanese have no blanks at all: there, marks take turns.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ENGLISH = ("\u201c", "\u201d", "\u2018", "\u2019")
_GUILLEMETS = ("\u00ab", "\u00bb", "\u201c", "\u201d")
_LOW = ("\u201e", "\u201c", "\u201a", "\u2018")
_CORNERS = ("\u300c", "\u300d", "\u300e", "\u300f")
_MARKS = {
    **dict.fromkeys(("cs", "da", "de", "is", "sk", "sl"), _LOW),
    **dict.fromkeys(("el", "es", "it", "no", "nb", "nn", "pt-PT"), _GUILLEMETS),
    **dict.fromkeys(("ru", "uk", "be", "bg"), ("\u00ab", "\u00bb", "\u201e", "\u201c")),
    **dict.fromkeys(("fi", "sv"), ("\u201d", "\u201d", "\u2019", "\u2019")),
    **dict.fromkeys(("hu", "pl", "ro"), ("\u201e", "\u201d", "\u00bb", "\u00ab")),
    **dict.fromkeys(("ja", "zh-Hant", "zh-TW", "zh-HK"), _CORNERS),
    "fr": ("\u00ab\u00a0", "\u00a0\u00bb", "\u2039\u00a0", "\u00a0\u203a"),
}
"""Outer marks and inner ones, after the delimiters of the CLDR; English has those of all others."""

_BLANK = "\u2005"
"""What stands beside a mark while markdown-it looks at it: a blank that nobody writes."""
_CJK = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]")
_MARK = re.compile("[\"']")


def marks_of(language: str) -> tuple[str, ...]:
    """Return the quotation marks of a language: opening and closing, outer and inner."""
    primary = language.partition("-")[0]
    return _MARKS.get(language) or _MARKS.get(primary) or _ENGLISH


def smart_quotes(md: MarkdownIt) -> None:
    """Replace straight marks in what is neither code nor a formula nor an address."""
    md.options["typographer"] = True  # of which smartquotes alone is on
    md.enable("smartquotes")
    md.core.ruler.before("smartquotes", "cjk_quotes", _part_from_letters)
    md.core.ruler.after("smartquotes", "cjk_quotes_done", _join_letters)


def _part_from_letters(state: StateCore) -> None:
    """Put a blank beside each mark between letters: outside of the quote that it opens or ends."""
    for block in state.tokens:
        if block.type != "inline":
            continue
        tokens = block.children or []
        blanks = _blanks_in("".join(map(_shown, tokens)))
        start = 0
        for token in tokens:
            end = start + len(_shown(token))
            if token.type == "text":
                here = [place - start for place in blanks if start <= place < end]
                token.content = _with_blanks(token.content, here)
            start = end


def _shown(token: Token) -> str:
    """Return the text of a token; marks in code are no quotation marks."""
    if token.type == "text":
        return token.content
    return (
        " " if token.type.endswith("break") else token.content.replace('"', "x").replace("'", "x")
    )


def _blanks_in(text: str) -> list[int]:
    """Return the places before which a blank is to stand, in their order."""
    seen = {'"': 0, "'": 0}
    blanks = []
    for found in _MARK.finditer(text):
        before, mark, after = text[: found.start()][-1:], found[0], text[found.end() :][:1]
        is_cjk = bool(_CJK.match(before) or _CJK.match(after))
        if mark == "'" and before.isalnum() and after.isalnum() and not is_cjk:
            continue  # an apostrophe
        seen[mark] += 1
        if is_cjk and before.strip() and after.strip():
            blanks.append(found.start() + (0 if seen[mark] % 2 else 1))
    return blanks


def _with_blanks(text: str, places: list[int]) -> str:
    for place in reversed(places):
        text = f"{text[:place]}{_BLANK}{text[place:]}"
    return text


def _join_letters(state: StateCore) -> None:
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "text":
                token.content = token.content.replace(_BLANK, "")
