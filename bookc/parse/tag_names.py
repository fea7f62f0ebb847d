"""Which `<name` in a post is a tag: HTML's names are, `List<T>` and `<your-name>` are text."""

import re
from collections import Counter
from collections.abc import Iterable

from bookc.parse.elements import INLINES, KNOWN

TAG = re.compile(r'<(/?)([A-Za-z][A-Za-z0-9:-]*)( data-line="\d+")?')
"""How a tag begins; the line that it is on is no part of what the author wrote."""
OF_OFFICE = re.compile(r"(?:[omvw]|st1):[a-z]\w*")
"""Elements that word processors put around nothing, `<o:p>&nbsp;</o:p>`, and around words."""
_OF_OTHER_LANGUAGES = frozenset({"math", "svg"})
"""Elements in which names count that HTML does not know."""
_HEAD = "head"
_WORDS_ALONE = re.compile(r"((?:\s+[A-Za-z]{1,30}){1,9})\s*>")
_NAME_BEFORE = re.compile(r"\w\Z|#include \Z")
_SWITCHES = frozenset({"disabled", "download", "hidden", "inert", "ismap", "itemscope", "markdown"})
"""Attributes of inline elements that need no value. `a<b and c>d` has none: it compares."""


class TagNames:
    """Tells tags from text; has to be asked of each tag of a post once, in their order."""

    def __init__(self, raw: Iterable[str]) -> None:
        """Take all raw HTML of a post: what is never closed may be text."""
        written = [tag[2] for html in raw for tag in TAG.finditer(html) if tag[1]]
        self._ends = Counter(name.lower() for name in written)
        self._ends_as_written = frozenset(written)
        self._open: Counter[str] = Counter()

    def is_tag(self, tag: re.Match[str], before: str) -> bool:
        """Tell whether a match of `TAG` is a tag.

        Args:
            tag: the match.
            before: what stands before it.
        """
        name = tag[2].lower()
        if tag[1]:
            return self._is_end(name)
        if not self._is_start(name) or (name in INLINES and _is_comparison(tag)):
            return False
        is_single = len(name) == 1 and tag[2] not in self._ends_as_written
        if is_single and _is_parameter(tag, before):
            return False
        if self._ends[name]:
            self._open[name] += 1
        return True

    def is_never_closed(self, name: str) -> bool:
        """Tell whether none of the tags that are still to come ends an element."""
        return not self._ends[name]

    def _is_start(self, name: str) -> bool:
        if self._is_known(name):
            return True
        # A page has its title in its head; anywhere else the word stands for itself.
        may_be = "-" in name or (name == "title" and self._open[_HEAD] > 0)
        return may_be and self._ends[name] > 0

    def _is_end(self, name: str) -> bool:
        self._ends[name] -= 1
        was_open = self._open[name] > 0
        if was_open:
            self._open[name] -= 1
        return was_open or self._is_known(name)

    def _is_known(self, name: str) -> bool:
        is_of_html = name in KNOWN or OF_OFFICE.fullmatch(name) is not None
        return is_of_html or any(self._open[each] for each in _OF_OTHER_LANGUAGES)


def _is_parameter(tag: re.Match[str], before: str) -> bool:
    """Tell whether a tag is the parameter of a type, as in `List<S>`, or a file, as in C."""
    return tag.string.startswith(">", tag.end()) and _NAME_BEFORE.search(before) is not None


def _is_comparison(tag: re.Match[str]) -> bool:
    """Tell whether nothing but words that are no attributes follows the name in a tag."""
    words = _WORDS_ALONE.match(tag.string, tag.end())
    return words is not None and _SWITCHES.isdisjoint(words[1].lower().split())
