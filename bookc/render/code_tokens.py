"""What is what in a listing: keywords, strings, comments and so on, as Pygments reads them.

A language that Pygments does not know stays plain: a guess would colour words at random.
"""

import functools
from collections.abc import Iterator, Mapping
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    Token,
    _TokenType,
)
from pygments.util import ClassNotFound

Run = tuple[str, str]
"""A kind, or nothing, and text."""

_KINDS: Mapping[_TokenType, str] = {
    Comment: "comment",
    Comment.Preproc: "keyword",
    Comment.PreprocFile: "string",
    Generic.Deleted: "deleted",
    Generic.Heading: "keyword",
    Generic.Inserted: "inserted",
    Generic.Output: "comment",
    Generic.Prompt: "keyword",
    Generic.Strong: "keyword",
    Generic.Subheading: "comment",
    Generic.Traceback: "comment",
    Keyword: "keyword",
    Keyword.Constant: "number",
    Literal: "number",
    Name.Attribute: "name",
    Name.Class: "name",
    Name.Decorator: "name",
    Name.Function: "name",
    Name.Tag: "name",
    Number: "number",
    Operator.Word: "keyword",
    String: "string",
    String.Doc: "comment",
    Token: "",
}
_SPOKEN: Mapping[str, tuple[str, str]] = {
    "cjs": ("javascript", "JavaScript"),
    "console": ("console", "Console"),
    "golang": ("go", "Go"),
    "html": ("html", "HTML"),
    "json5": ("javascript", "JSON5"),
    "jsonc": ("javascript", "JSON"),
    "jsx": ("javascript", "JSX"),
    "mdx": ("markdown", "MDX"),
    "mjs": ("javascript", "JavaScript"),
    "mts": ("typescript", "TypeScript"),
    "sh": ("bash", "Shell"),
    "shell": ("bash", "Shell"),
    "svelte": ("html", "Svelte"),
    "tsx": ("typescript", "TSX"),
    "vue": ("html", "Vue"),
}
"""Languages that Pygments does not know or calls by another name: its name for them, and ours."""
_PLAIN = frozenset({"", "none", "output", "plain", "plaintext", "raw", "text", "txt"})
_LONGEST = 200_000
_LONGEST_LINE = 5_000
"""Letters; what is longer was written by a program, and some lexers take its square in time."""


def label_of(language: str) -> str:
    """Return what a language is called; nothing for plain text."""
    if language.lower() in _PLAIN:
        return ""
    if language.lower() in _SPOKEN:
        return _SPOKEN[language.lower()][1]
    lexer = _lexer(language.lower())
    return str(lexer.name) if lexer else language


@functools.lru_cache(maxsize=4096)
def runs_of(code: str, language: str) -> tuple[Run, ...]:
    """Return a listing in runs of one kind each; cached, since both media ask for it."""
    plain = (("", code),)
    if language.lower() in _PLAIN or len(code) > _LONGEST:
        return plain
    lexer = _lexer(language.lower())
    if lexer is None or max(map(len, code.split("\n"))) > _LONGEST_LINE:
        return plain
    try:
        runs = tuple(_merged(lexer, code))
    except (LookupError, RecursionError, TypeError, ValueError):  # a slip of one lexer
        return plain
    return runs if "".join(text for _, text in runs) == code else plain


def _merged(lexer: Lexer, code: str) -> Iterator[Run]:
    """Yield runs, neighbours of one kind as one."""
    kinds = ((_kind(token), text) for token, text in lexer.get_tokens(code))
    for kind, tokens in groupby(kinds, key=lambda each: each[0]):
        yield kind, "".join(text for _, text in tokens)


@functools.lru_cache(maxsize=512)
def _kind(token: _TokenType) -> str:
    return next(_KINDS[each] for each in reversed(token.split()) if each in _KINDS)


@functools.lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    name = _SPOKEN.get(language, (language, ""))[0]
    try:
        # Every letter and line end stays: a book loses nothing.
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
