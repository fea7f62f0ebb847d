"""Rule: `:tada:` is the character of that name, if it is on GitHub's list and no word is beside.

Owner of emoji.
"""

import functools
import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_BESIDE = "0-9A-Za-z_:/\u00c0-\u024f\u0370-\u052f"
_NAMES = re.compile(f"(?<![{_BESIDE}])(?::[a-z0-9_+-]{{1,60}}:)+(?![{_BESIDE}])")
_NAME = re.compile(":([a-z0-9_+-]+):")


def emoji_names(md: MarkdownIt) -> None:
    """Turn names of emoji into emoji."""
    md.core.ruler.push("emoji_names", _replace_names)


def _replace_names(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text" and ":" in child.content:
                child.content = _NAMES.sub(_characters, child.content)


def _characters(match: re.Match[str]) -> str:
    known = _known_names()
    return _NAME.sub(lambda name: known.get(name[1], name[0]), match[0])


@functools.cache
def _known_names() -> Mapping[str, str]:
    """Return the characters by their names, without colons."""
    import emoji  # its list is long, and most posts name none

    return {
        name.strip(":"): character
        for character, facts in emoji.EMOJI_DATA.items()
        if facts["status"] <= emoji.STATUS["fully_qualified"]
        for name in (facts["en"], *facts.get("alias", ()))
    }
