"""TeX as people write it for MathJax and KaTeX, made into the TeX that latex2mathml reads.

latex2mathml passes over what it does not know, so what is not mapped here to something that it
knows has to be found in its result.
"""

import re
from collections.abc import Iterator

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_DROPPED = re.compile(
    r"\\(?:label|tag\*?)\s*\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaylimits|allowbreak|centering|hfill|bigskip|medskip|smallskip)"
    r"(?![A-Za-z])"
)
_ROW_SPACE = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|px|in)\s*\]")
_ROW_ENDS = re.compile(r"\\\\(?:\\\\)+")
_NOT = re.compile(r"\\not\s*(=|<|>|\\in(?![A-Za-z]))")
_NEGATED = {"=": r"\neq ", "<": r"\nless ", ">": r"\ngtr ", r"\in": r"\notin "}
_EDGE = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}")
_COUNT = re.compile(r"\s*\{\s*\d+\s*\}")
_WORDS = re.compile(r"\\(text(?:rm|bf|it|sf|tt|normal|up|md)?|mbox|hbox)\s*\{")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACES = {ord("{"): None, ord("}"): None}
_ESCAPED = re.compile(r"\\([_%$#& ])")
_SAME = (
    (re.compile(r"\\(?:mathds|mathbbm|Bbb)(?![A-Za-z])"), r"\\mathbb"),
    (re.compile(r"\\(?:pmb|bold)(?![A-Za-z])"), r"\\boldsymbol"),
    (
        re.compile(r"\\operatorname\*?\s*\{\s*arg\\?[,; ]?\s*(max|min)\s*\}(?:\\limits)?"),
        r"\\arg\1 ",
    ),
    (re.compile(r"\\mathop\s*\{\s*\\arg\s*\\?[,;]?\s*\\(max|min)\s*\}(?:\\limits)?"), r"\\arg\1 "),
    (
        re.compile(
            r"\\mathop\s*\{\s*\\(?:rm\s|(?:mathrm|text|operatorname)\s*\{)\s*([A-Za-z]+)\s*\}{1,2}"
            r"(?:\\limits)?"
        ),
        r"\\operatorname*{\1}",
    ),
    (re.compile(r"(\\operatorname\*\{[A-Za-z]+\})\\limits"), r"\1"),
    (re.compile(r"\\(?:html)?href\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\hspace\*"), r"\\hspace"),
    (re.compile(r"\\color\s*(\{[^{}]*\}\s*\{)"), r"\\textcolor\1"),
)
"""Commands that latex2mathml does not have, and what says the same."""

_UNWRAPPED = frozenset({"equation", "equation*", "displaymath", "math"})
_ALIGNED = frozenset({"align", "aligned", "alignat", "alignedat", "flalign", "split", "xalignat"})
_CENTRED = frozenset({"gather", "gathered", "multline", "multlined"})
_KEPT = frozenset(
    {"array", "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"}
    | {"cases", "pmatrix*", "bmatrix*", "Bmatrix*", "vmatrix*", "Vmatrix*", "matrix*"}
)
_COUNTED = frozenset({"alignat", "alignedat", "xalignat"})
"""These have their number of columns behind them."""


class UnknownEnvironmentError(ValueError):
    r"""A formula has a `\begin` of something that cannot be set."""


def plain_tex(tex: str) -> str:
    """Return a formula in the TeX that latex2mathml reads.

    Raises:
        UnknownEnvironmentError: names the environment.
    """
    for entity, sign in _ENTITIES:
        tex = tex.replace(entity, sign)
    tex = _DROPPED.sub(" ", tex)
    tex = _ROW_SPACE.sub(lambda _: "\\\\ ", tex)
    tex = _ROW_ENDS.sub(lambda _: "\\\\ ", tex)
    tex = _NOT.sub(lambda found: _NEGATED[found[1]], tex)
    for pattern, same in _SAME:
        tex = pattern.sub(same, tex)
    return _flat_text(_mapped(tex))


def _mapped(tex: str) -> str:
    """Put environments that latex2mathml has in the place of those that look like them."""
    parts: list[str] = []
    at = 0
    for edge in _EDGE.finditer(tex):
        parts.append(tex[at : edge.start()])
        at = edge.end()
        is_begin, name = edge[1] == "begin", edge[2]
        plain = name.removesuffix("*")
        if is_begin and plain in _COUNTED and (count := _COUNT.match(tex, at)):
            at = count.end()
        parts.append(_edge(name, plain, is_begin=is_begin))
    return "".join([*parts, tex[at:]])


def _edge(name: str, plain: str, *, is_begin: bool) -> str:
    word = "begin" if is_begin else "end"
    if name in _UNWRAPPED:
        return " "
    if plain in _ALIGNED:
        return rf"\{word}{{align*}}"
    if plain in _CENTRED:
        return rf"\{word}{{matrix}}"
    if plain == "eqnarray":
        return r"\begin{array}{rcl}" if is_begin else r"\end{array}"
    if plain in ("dcases", "cases"):
        return rf"\{word}{{cases}}"
    if plain in ("rcases", "drcases"):
        return r"\left.\begin{array}{ll}" if is_begin else r"\end{array}\right\}"
    if name in _KEPT:
        return rf"\{word}{{{name}}}"
    raise UnknownEnvironmentError(name)


def _flat_text(tex: str) -> str:
    r"""Take formulas and braces out of `\text{…}`: latex2mathml reads it to the first brace."""
    parts: list[str] = []
    at = 0
    while opening := _WORDS.search(tex, at):
        end = closing_brace(tex, opening.end())
        parts.append(tex[at : opening.start()])
        parts += _text_parts(opening[1], tex[opening.end() : end])
        at = end + 1
    return "".join([*parts, tex[at:]])


def closing_brace(tex: str, start: int) -> int:
    """Return where the brace closes that was opened before a place; else the end of the text."""
    depth = 1
    for brace in _BRACE.finditer(tex, start):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return brace.start()
    return len(tex)


def _text_parts(command: str, words: str) -> Iterator[str]:
    for place, part in enumerate(re.split(r"(?<!\\)\$", words)):
        if place % 2:
            yield f"{{{part}}}"
        elif part:
            plain = _ESCAPED.sub(r"\1", _WORDS.sub("", part)).translate(_BRACES)
            yield rf"\{command}{{{plain}}}"
