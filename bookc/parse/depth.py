"""How deep raw HTML may nest: bounded before it is parsed.

tinyhtml5 looks through all open elements at every tag, so its time grows with the square of the
depth: 8,000 open `div`s took 1.5 seconds. What is deeper than a book can show loses its tags.
"""

import re
from collections import Counter

DEEPEST = 100
"""Levels of elements; `html` makes plain text of the lowest of them."""
DEEPEST_INLINE = 40
"""Levels at which an inline element may open: many are never closed, and blocks have to fit in."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)")
_ENDS_BY_ITSELF = frozenset(
    {"a", "area", "base", "basefont", "bgsound", "body", "br", "caption", "col", "colgroup", "dd"}
    | {"dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta", "option", "p"}
    | {"optgroup", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"track", "wbr"}
)
"""Elements that hold nothing, or that the next of their kind closes: they cannot pile up alone."""
_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "center", "details", "div", "dl", "figure", "footer"}
    | {"form", "header", "main", "nav", "object", "ol", "section", "table", "ul"}
)
_OF_OTHER_LANGUAGES = ("math", "svg")
"""Elements in which nothing ends by itself but what is written `<path/>`."""


class _Depth:
    """The elements that are open while tags go by."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._too_deep: Counter[str] = Counter()

    def judge(self, tag: re.Match[str]) -> str:
        """Return the start of a tag, or that of a comment if it opens or closes too deep."""
        name = tag[2].lower()
        is_foreign = any(self._counts[each] for each in _OF_OTHER_LANGUAGES)
        if tag[3].endswith("/") if is_foreign else name in _ENDS_BY_ITSELF:
            return tag[0]
        is_kept = self._close(name) if tag[1] else self._begin(name)
        return tag[0] if is_kept else f"<{tag[1]}!{tag[2]}{tag[3]}"

    def _begin(self, name: str) -> bool:
        if len(self._open) >= (DEEPEST if name in _BLOCKS else DEEPEST_INLINE):
            self._too_deep[name] += 1
            return False
        self._open.append(name)
        self._counts[name] += 1
        return True

    def _close(self, name: str) -> bool:
        if self._too_deep[name]:
            self._too_deep[name] -= 1
            return False
        last = ""
        while self._counts[name] and last != name:
            last = self._open.pop()
            self._counts[last] -= 1
        return True


def bound_depth(html: str) -> str:
    """Return HTML in which no tag opens an element deeper than a book can show."""
    return _TAG.sub(_Depth().judge, html)
