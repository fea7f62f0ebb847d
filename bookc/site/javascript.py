"""What a configuration written in JavaScript or TypeScript says, without running it.

Only literals count: texts, numbers, true and false. What a program would work out is not known, and
bookc gets along without it.
"""

import re
from collections.abc import Iterator

from bookc.site.settings import DEEPEST, Value

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*)"
    r"|(?P<text>[\"'`])"
    r"|(?P<word>[\w$.@-]+)"
    r"|(?P<ignored>=>|[=!<>]=+)"
    r"|(?P<sign>[{}\[\]():,;=])"
)
_INSIDE = {
    '"': re.compile(r"(?:[^\"\\\n]|\\.)*", re.DOTALL),
    "'": re.compile(r"(?:[^'\\\n]|\\.)*", re.DOTALL),
    "`": re.compile(r"(?:[^`\\]|\\.)*", re.DOTALL),
}
"""What stands between two quotes."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LITERAL = re.compile(r"true|false|-?\d[\d.]*")
_NO_CALL = frozenset({"for", "function", "if", "import", "require", "return", "switch", "while"})


def javascript_values(text: str) -> Iterator[Value]:
    """Yield what is said by literals, with the keys and the names of calls that they stand in."""
    above: list[str] = []
    key, word, sign = "", "", ""
    for kind, token, line, is_key in javascript_tokens(text):
        if kind != "sign":
            word = token
            is_value = not is_key and (kind == "text" or _LITERAL.fullmatch(token))
            if is_value and len(above) <= DEEPEST:
                yield Value(tuple(filter(None, (*above, key))), token, line)
            continue
        if token in "{[(":
            above.append(key or (word if token == "(" and word not in _NO_CALL else ""))
            key = ""
        else:
            if token in "}])":
                del above[-1:]
            key = _key_before(token, key, word, sign)
        word, sign = "", token


def _key_before(sign: str, key: str, word: str, last_sign: str) -> str:
    """Return the key of what follows a sign; empty if it has none of its own."""
    if sign == "=" and last_sign == ":" and key:
        return key  # `name: Type = value`
    return word if sign in (":", "=") else ""


def javascript_tokens(text: str) -> Iterator[tuple[str, str, int, bool]]:
    """Yield kind, text and line of each token, and whether a colon stands behind it."""
    at, line, counted_to = 0, 1, 0
    while match := _TOKEN.search(text, at):
        at, kind, token = match.end(), match.lastgroup or "", match[0]
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        if token == "/*":
            end = text.find("*/", at)
            at = len(text) if end < 0 else end + 2
        elif kind == "text":
            inside = _INSIDE[token].match(text, at)
            at = inside.end() if inside else at
            if inside and text[at : at + 1] == token:
                at += 1
                is_key = text[at : at + 20].lstrip()[:1] == ":"
                yield kind, _ESCAPE.sub(r"\1", inside[0]), line, is_key
        elif kind in ("word", "sign"):
            yield kind, token, line, False
