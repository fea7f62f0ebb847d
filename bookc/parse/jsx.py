"""The tags of JSX in a text, with their attributes: `<C a="b" c={1} {...props}>`.

A tag is read from its first character with a bound on its length, and a text that is full of what
looks like tags and is none is given up on, so that no text takes longer than its length.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from bookc.frozen import frozen
from bookc.parse.code_regions import regions_of

_LONGEST = 10_000
_MOST_FAILURES = 300
_TAG = re.compile(r"</?(?=[A-Za-z])")
_NAME = re.compile(r"[A-Za-z][\w.-]*")
_BARE = re.compile(r"<(/?)([A-Za-z][\w.-]*)>")
"""Most tags: they have no attributes."""
_BLANKS = re.compile(r"\s+")
_ATTRIBUTE = re.compile(r"([A-Za-z_@:][\w.:-]*)(\s*=\s*)?")
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_IN_BRACES = re.compile(
    r"""[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*""", re.DOTALL
)
_LITERAL = re.compile(
    r"""\s*(?:"([^"\\]*)"|'([^'\\]*)'|`([^`\\$]*)`|(-?\d+(?:\.\d+)?|true|false))\s*"""
)
_CALL = re.compile(r"""\s*[\w.$]+\(\s*(?:"([^"]*)"|'([^']*)')\s*\)(?:\.default)?\s*""")
_WORD = re.compile(r"\s*([A-Za-z_$][\w$]*)(?:\.src)?\s*")


@frozen
class Value:
    """What is written behind an attribute's name."""

    text: str
    is_expression: bool = False
    """True if it stood in braces, which are not part of it."""


@frozen
class Tag:
    """A tag as it stands in a text."""

    start: int
    end: int
    """Behind its last character."""
    name: str
    is_closing: bool = False
    is_whole: bool = False
    """True for `<C />`, which has no closing tag."""
    attributes: Mapping[str, Value] = field(default_factory=dict)


def tags_in(text: str, *, indented: bool = False) -> Iterator[Tag]:
    """Yield the tags of a text that are not in code.

    Args:
        text: Markdown.
        indented: whether what is indented is code, which MDX does not know.
    """
    code = [each for each in regions_of(text, indented=indented) if each.is_code]
    starts = [each.start for each in code]
    at, failures = 0, 0
    while failures < _MOST_FAILURES and (found := _TAG.search(text, at)):
        at = found.end()
        region = bisect_right(starts, found.start()) - 1
        if region >= 0 and code[region].end > found.start():
            at = max(at, code[region].end)
            continue
        tag = read_tag(text, found.start())
        if tag is None:
            failures += 1
            continue
        at = tag.end
        yield tag


def read_tag(text: str, start: int) -> Tag | None:
    """Read the tag that begins at a place; None if there is none."""
    if bare := _BARE.match(text, start):
        return Tag(start, bare.end(), bare[2], bool(bare[1]))
    end = min(len(text), start + _LONGEST)
    is_closing = text.startswith("</", start)
    name = _NAME.match(text, start + 1 + is_closing, end)
    if name is None:
        return None
    attributes: dict[str, Value] = {}
    at = name.end()
    while at < end:
        at = _after_blanks(text, at, end)
        if text.startswith(">", at):
            return Tag(start, at + 1, name[0], is_closing, attributes=attributes)
        if text.startswith("/>", at):
            return Tag(start, at + 2, name[0], is_whole=True, attributes=attributes)
        at = 0 if is_closing else _read_attribute(text, at, end, attributes)
        if not at:
            return None
    return None


def end_of_braces(text: str, start: int, end: int) -> int:
    """Return the place behind the brace that closes the one at a place; 0 if none does."""
    depth, at = 0, start
    while found := _IN_BRACES.search(text, at, end):
        at = found.end()
        if found[0] == "/*":
            at = text.find("*/", at, end) + 2
            if at < 2:
                return 0
        elif found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return at
    return 0


def text_of(value: Value | None, names: Mapping[str, str] | None = None) -> str:
    """Return the text that a value is known to have; empty if only a program could tell.

    Args:
        value: of an attribute; None if it is not there.
        names: what names of the program stand for.
    """
    if value is None:
        return ""
    if not value.is_expression:
        return value.text
    if literal := _LITERAL.fullmatch(value.text) or _CALL.fullmatch(value.text):
        return next((each for each in literal.groups() if each is not None), "")
    word = _WORD.fullmatch(value.text)
    return (names or {}).get(word[1], "") if word else ""


def first_text(tag: Tag, keys: Sequence[str], names: Mapping[str, str] | None = None) -> str:
    """Return the first attribute of a tag that says something."""
    texts = (text_of(tag.attributes.get(key), names).strip() for key in keys)
    return next((text for text in texts if text), "")


def _read_attribute(text: str, at: int, end: int, attributes: dict[str, Value]) -> int:
    """Read an attribute into a dictionary; return the place behind it, 0 if there is none."""
    if text.startswith("{", at):
        return end_of_braces(text, at, end)
    name = _ATTRIBUTE.match(text, at, end)
    if name is None:
        return 0
    if not name[2]:
        attributes[name[1]] = Value("true", is_expression=True)
        return name.end()
    at = name.end()
    if text.startswith("{", at):
        closing = end_of_braces(text, at, end)
        attributes[name[1]] = Value(text[at + 1 : closing - 1], is_expression=True)
        return closing
    string = _STRING.match(text, at, end)
    if string is None:
        return 0
    attributes[name[1]] = Value(next(each for each in string.groups() if each is not None))
    return string.end()


def _after_blanks(text: str, at: int, end: int) -> int:
    blanks = _BLANKS.match(text, at, end)
    return blanks.end() if blanks else at
