"""The style sheet of a cover in HTML, made to say nothing of any other page.

Every rule is for the cover alone, and what it says of `html` and `body` goes for the box that
their content stands in: on the wrap of a printed book the cover is one part of a sheet.
"""

import re
from collections.abc import Iterator

SCOPE = ".cover-page"
URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_MARK = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\([^()]*\)|[{};]""", re.DOTALL)
_ROOT = re.compile(r"(?<![\w.#-])(?:html|body|:root)(?![\w-])", re.IGNORECASE)
_TWICE = re.compile(rf"({re.escape(SCOPE)}\S*)(?:\s*>?\s*{re.escape(SCOPE)})+")
_COMMA = re.compile(r",(?![^(]*\))")
_HOLDS_RULES = ("@media", "@supports", "@layer")


def scope_style(css: str) -> str:
    """Return the rules of a style sheet for the cover alone.

    Rules that begin with `@` are left out, but for those around other rules: the page and its size
    are the book's, and so are the fonts.
    """
    return "".join(_scoped(_COMMENT.sub(" ", css)))


def _scoped(css: str) -> Iterator[str]:
    start, inside = 0, ["rules"]
    for mark in _MARK.finditer(css):
        sign, text = mark[0], css[start : mark.start()]
        if sign not in "{};":
            continue
        start = mark.end()
        if sign == "{":
            kind = _kind_of(text.strip(), inside[-1])
            inside.append(kind)
            if kind == "nothing":
                continue
            yield f"{_selectors(text) if inside[-2:] == ['rules', 'words'] else text}{{"
        elif inside[-1] == "words" or (sign == "}" and inside[-1:] == ["rules"] and inside[1:]):
            yield f"{text}{sign}"
        if sign == "}" and inside[1:]:
            inside.pop()


def _kind_of(prelude: str, around: str) -> str:
    """Return what is in a block: rules, words of one rule, or nothing that counts here."""
    if around != "rules" or not prelude.startswith("@"):
        return around if around == "nothing" else "words"
    return "rules" if prelude.lower().startswith(_HOLDS_RULES) else "nothing"


def _selectors(written: str) -> str:
    return ", ".join(map(_selector, _COMMA.split(written)))


def _selector(written: str) -> str:
    scoped = _TWICE.sub(r"\1", _ROOT.sub(SCOPE, written.strip()))
    return scoped if SCOPE in scoped else f"{SCOPE} {scoped}"
