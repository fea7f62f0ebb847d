"""What the info string of a fence says: language, caption, and lines to look at.

Site generators agree on the first word alone. Known are `js {3,5-7}`, `tsx title="a.tsx"`,
`js:a.js`, `js:title=a.js`, `yml _c.yml`, `sh [npm]`, `{.python title="a.py"}` and their mixtures;
what else there is, is for web sites.
"""

import re
from collections.abc import Mapping

from bookc.frozen import frozen

LONGEST = 1000
"""Letters that are looked at."""

_LANGUAGE = re.compile(r"[^\s,:{}=\[\"']+(?![^\s,:{]*=)")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])([\w-]+)[ ]?=[ ]?(?:\\?"([^"\\]*)\\?"|'([^']*)'|\[([^\]]*)\]|([^\s"',{}\[\]]+))"""
)
_CAPTIONS = ("title", "filename", "file", "name", "caption", "header")
_HIGHLIGHTS = ("hl_lines", "highlight", "hl")
_LINES = re.compile(r"\{([0-9][0-9,\s-]*)\}")
_BRACES = re.compile(r"\{[^{}]*\}")
_BRACKETS = re.compile(r"(?<!\S)\[([^\[\]]+)\](?!\S)")
_CLASS = re.compile(r"\.([\w+#-]+)")
_FILE = re.compile(r"[^={}\"'\[\]]*[./][A-Za-z_][^={}\"'\[\]]*")
_PREFIX = re.compile(r"^\w+:(?!/)")
"""In `diff js:a.js`, the language of what is compared."""
_NUMBERS = re.compile(r"\d+(?:\s*-\s*\d+)?")
_NO_FILE = re.compile(r"(?:no-)?line-?numbers.*|no-.*|disable-.*|playground.*", re.IGNORECASE)


@frozen
class CodeInfo:
    """What an info string says."""

    language: str = ""
    caption: str = ""
    """Plain text."""
    highlight: str = ""
    """Lines to look at, such as `3,5-7`."""


def read_info(info: str) -> CodeInfo:
    """Read an info string."""
    info = info.strip()[:LONGEST]
    attributes = {
        name.lower(): (double or single or listed or bare).strip()
        for name, double, single, listed, bare in _ATTRIBUTE.findall(info)
    }
    return CodeInfo(_language(info), _caption(info, attributes), _highlight(info, attributes))


def _language(info: str) -> str:
    if info.startswith("{"):
        inside = info[1:].partition("}")[0].strip()
        if named := _CLASS.match(inside):
            return named[1]
        info = inside if inside[:1].isalpha() else ""
    word = _LANGUAGE.match(info)
    return word[0].strip(".") if word else ""


def _caption(info: str, attributes: Mapping[str, str]) -> str:
    for name in _CAPTIONS:
        if attributes.get(name):
            return attributes[name]
    rest = _BRACES.sub(" ", _ATTRIBUTE.sub(" ", info))
    if label := _BRACKETS.search(rest):
        return label[1].strip()
    first, *others = rest.split() or [""]
    file = first.partition(":")[2] if not info.startswith("{") else ""
    if file and not _NO_FILE.fullmatch(file):
        return file
    word = next((word for word in others if _FILE.fullmatch(word)), "")
    return _PREFIX.sub("", word)


def _highlight(info: str, attributes: Mapping[str, str]) -> str:
    written = next((attributes[name] for name in _HIGHLIGHTS if attributes.get(name)), "")
    if not written and (braces := _LINES.search(info)):
        written = braces[1]
    return ",".join("".join(each.split()) for each in _NUMBERS.findall(written))
