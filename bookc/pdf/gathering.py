"""The pages of one document, ready to be bound: how the job of layout hands them to assembly.

A *gathering* is what a layout leaves: PDF objects with numbers of their own, written so that they
go into the file of a book with nothing but their numbers changed. Assembly never reads them as PDF,
so it holds one document at a time and a book of any length takes the same memory.

The file of a gathering has the plain objects first, one a line, numbered from 1, then the
dictionary and the data of each stream. In them `@7;` refers to object 7, `@0;` to what all
documents hang on (the root of the tags), and `~3;` stands for key 3 of the document in the parent
tree of the tags. Strings are in hexadecimal, so nothing else looks like either.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydyf

_REFERENCE = re.compile(rb"(\d+) 0 R")
_STRING = re.compile(rb"\(((?:[^\\()]|\\.)*)\)", re.DOTALL)
_REFERENCE_MARK = re.compile(rb"@(\d+);")
_KEY_MARK = re.compile(rb"~(\d+);")
_LEVEL = 6
"""zlib's. Level 9 takes three times as long and makes the pages of a book 1 % smaller."""


@dataclass(slots=True)
class Gatherer:
    """Collects the objects of a document that WeasyPrint has made."""

    pdf: Any
    """WeasyPrint's."""
    _plain: list[bytes] = field(default_factory=list)
    _streams: list[tuple[bytes, bytes]] = field(default_factory=list)

    def gather(self, roots: Iterable[int], dropped: Iterable[int]) -> tuple[bytes, dict[str, Any]]:
        """Return the file of a gathering and what is to be known of it.

        Args:
            roots: numbers of the objects that the document consists of, with all they refer to.
            dropped: of those that assembly makes, and that nothing may lead into.

        Returns:
            The file, and facts: `plain`, how many objects; `plain_bytes`; `streams`, the lengths of
            dictionary and data of each; `numbers`, which number an object of WeasyPrint's has now.
        """
        data: dict[int, tuple[bytes, bytes | None]] = {}
        waiting = [*roots]
        barred = frozenset(dropped)
        while waiting:
            number = waiting.pop()
            if number in data or number in barred:
                continue
            data[number] = written(self.pdf.objects[number])
            waiting += map(int, _REFERENCE.findall(data[number][0]))
        plain = sorted(number for number, (_, stream) in data.items() if stream is None)
        streams = sorted(number for number, (_, stream) in data.items() if stream is not None)
        numbers = {old: new for new, old in enumerate([*plain, *streams], 1)}
        numbers |= dict.fromkeys(barred, 0)

        def renumbered(body: bytes) -> bytes:
            return _REFERENCE.sub(lambda old: b"@%d;" % numbers[int(old[1])], body)

        lines = b"".join(renumbered(data[number][0]) + b"\n" for number in plain)
        parts = [(renumbered(data[number][0]), data[number][1] or b"") for number in streams]
        facts = {
            "plain": len(plain),
            "plain_bytes": len(lines),
            "streams": [[len(entries), len(content)] for entries, content in parts],
        }
        file = lines + b"".join(entries + content for entries, content in parts)
        return file, facts | {"numbers": numbers}


def written(each: Any) -> tuple[bytes, bytes | None]:
    """Return an object, or the dictionary and the data of a stream."""
    if not isinstance(each, pydyf.Stream):
        return _one_line(each.data), None
    extra = pydyf.Dictionary(dict(each.extra))
    content = b"\n".join(map(pydyf._to_bytes, each.stream))
    if each.compress:
        content = zlib.compress(content, _LEVEL)
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(content)
    return _one_line(extra.data), content


def _one_line(body: bytes) -> bytes:
    """Write the strings of an object in hexadecimal."""
    return _STRING.sub(lambda text: b"<%s>" % _unescaped(text[1]).hex().encode(), body)


def _unescaped(text: bytes) -> bytes:
    return re.sub(rb"\\([\\()])", rb"\1", text)


class Gathering:
    """A gathering that assembly puts into a book."""

    def __init__(self, file: Path, facts: Mapping[str, Any]) -> None:
        """Take what the job of layout has made."""
        data = file.read_bytes()
        self.facts = facts
        self.plain_count: int = facts["plain"]
        self.streams = list(_streams(data, facts["plain_bytes"], facts["streams"]))
        """Dictionary and data of each."""
        self._plain = data[: facts["plain_bytes"]].split(b"\n")[:-1]

    def stream(self, number: int) -> bytes:
        """Return the data of a stream."""
        return self.streams[number - self.plain_count - 1][1]

    def bodies(self, numbers: Sequence[int], first_key: int) -> list[bytes]:
        """Return plain objects, then the dictionaries of streams, with the numbers of the book.

        Args:
            numbers: what each object is called in the book, by its number here; 0 is the root.
            first_key: what key 0 is called.
        """
        bodies = b"\n".join([*self._plain, *(entries for entries, _ in self.streams)])
        return fill(bodies, numbers, first_key).split(b"\n")


def page_contents(data: bytes, facts: Mapping[str, Any]) -> list[bytes]:
    """Return the contents of the pages of a gathering, which are not compressed."""
    streams = list(_streams(data, facts["plain_bytes"], facts["streams"]))
    return [streams[content - facts["plain"] - 1][1] for _, content in facts["sheets"]]


def fill(text: bytes, numbers: Sequence[int], first_key: int) -> bytes:
    """Return a piece of a gathering with the numbers of the book."""
    names = [b"%d 0 R" % number for number in numbers]
    # Split and joined: a quarter million marks in a long book, each in a sixth of a call's time.
    parts = _REFERENCE_MARK.split(text)
    parts[1::2] = [names[int(number)] for number in parts[1::2]]
    parts = _KEY_MARK.split(b"".join(parts))
    parts[1::2] = [b"%d" % (first_key + int(key)) for key in parts[1::2]]
    return b"".join(parts)


def _streams(
    data: bytes, start: int, lengths: Iterable[Sequence[int]]
) -> Iterator[tuple[bytes, bytes]]:
    for entries, content in lengths:
        yield data[start : start + entries], data[start + entries : start + entries + content]
        start += entries + content
