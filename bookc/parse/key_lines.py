"""`Key: value` lines, read one by one: blocks that no fence holds, and blocks that are broken.

A key is one short word at the start of a line; what stands below it until the next key is the rest
of its value.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from bookc.parse.dates import read_date
from bookc.parse.metadata_keys import CREDITS, DESCRIPTION, KNOWN, PUBLISHED
from bookc.parse.metadata_syntax import LONGEST, UnreadableError, load_block

Value: TypeAlias = str | tuple[str, ...]
"""Text, or a list of texts; what is nested deeper means nothing to a book."""

KEY_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=](?:[ \t]+(.*)|[ \t]*)")


def opening_lines(lines: Sequence[str], first: int) -> int | None:
    """Return the index of the line that ends a block without fences; None if there is no block.

    Args:
        lines: of the whole post.
        first: index of the first that is not blank.
    """
    blank = (n for n, line in enumerate(lines[first:], first) if not line.strip())
    end = next(blank, len(lines))
    keys: dict[str, str] = {}
    for line in lines[first:end]:
        key = KEY_LINE.fullmatch(line)
        if key and key[0][len(key[1]) :].lstrip().startswith(":"):
            keys[key[1].lower()] = key[2] or ""
        elif not keys or not line.startswith((" ", "\t")):
            return None
    dated = any(read_date(keys[key]) for key in PUBLISHED if key in keys)
    is_credit = len(keys) == 1 and any(keys[key].strip() for key in CREDITS & keys.keys())
    return end if dated or is_credit or len(KNOWN & keys.keys()) > 1 else None


def end_of_keys(inside: Sequence[str]) -> int:
    """Return how many lines of a broken block are its own: all, unless text follows its keys.

    That is the case behind a blank line below the last key, if that is no summary, whose paragraphs
    authors forget to indent.
    """
    found = [(number, KEY_LINE.fullmatch(line)) for number, line in enumerate(inside)]
    keys = [(number, key[1].lower()) for number, key in found if key and key[1].lower() in KNOWN]
    if not keys or keys[-1][1] in DESCRIPTION:
        return len(inside)
    blank = (n for n, line in enumerate(inside) if n > keys[-1][0] and not line.strip())
    end = next(blank, len(inside))
    return end if any(map(_is_loose, inside[end:])) else len(inside)


def _is_loose(line: str) -> bool:
    is_words = bool(line.strip()) and not line.startswith((" ", "\t", "#", "- ", "]", "}"))
    return is_words and not KEY_LINE.fullmatch(line)


def has_known_key(inside: Sequence[str]) -> bool:
    """Tell whether some line begins with a key that means something for a post."""
    matches = filter(None, map(KEY_LINE.fullmatch, inside))
    return any(match[1].lower() in KNOWN for match in matches)


def read_chunks(inside: Sequence[str], fence: str) -> tuple[dict[str, Any], bool]:
    """Read each key with the lines below it.

    Args:
        inside: the lines of a block.
        fence: tells YAML from TOML; any other word is for plain text.

    Returns:
        Values by key, and whether every one could be read as what the fence says.
    """
    content: dict[str, Any] = {}
    is_readable = True
    if sum(map(len, inside)) > LONGEST:
        fence = "text"
    for key, chunk in _chunks(inside):
        value = _as_data(key, chunk, fence)
        if value is None:
            is_readable = False
            value = _as_words(chunk)
        content[key] = value
    return content, is_readable


def _chunks(inside: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    key, chunk = "", list[str]()
    for line in inside:
        if match := KEY_LINE.fullmatch(line):
            if key:
                yield key, chunk
            key, chunk = match[1], []
        chunk.append(line)
    if key:
        yield key, chunk


def _as_data(key: str, chunk: Sequence[str], fence: str) -> Any:
    """Return what YAML or TOML make of one key's lines; None if they make nothing of them."""
    if fence == "text":
        return None
    try:
        read = load_block("\n".join(chunk), fence)
    except UnreadableError:
        return None
    return read[key] if isinstance(read, dict) and set(read) == {key} else None


def _as_words(chunk: Sequence[str]) -> str:
    match = KEY_LINE.fullmatch(chunk[0])
    words = [(match[2] if match else None) or "", *chunk[1:]]
    return "\n".join(each.strip() for each in words).strip(" \t\n\"'")


def as_value(value: Any) -> Value:
    """Return what YAML or TOML gave as text, or as a list of texts."""
    if isinstance(value, list):
        return tuple(text for each in value for text in _texts(each) if text)
    return _scalar(value)


def _texts(value: Any) -> Iterator[str]:
    """Yield the text of an item: of a map its name, of a list all that is in it."""
    if isinstance(value, dict):
        yield _scalar(value.get("name") or value.get("title"))
    elif isinstance(value, list):
        yield from map(_scalar, value)
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()
