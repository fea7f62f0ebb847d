"""The pages of one document, ready to be bound: how the job of layout hands them to assembly.

A *gathering* is what a layout leaves: PDF objects with numbers of their own, written so that they
go into the file of a book with nothing but their numbers changed. Assembly never reads them as PDF,
so it holds one document at a time and a book of any length takes the same memory.

The file of a gathering begins with a line on the fonts of the document and a line on its objects:
what only assembly reads, for one document at a time. Then come the plain objects, one a line and
numbered from 1, and the dictionary and the data of each stream. In them `@7;` refers to object 7,
`@0;` to what all documents hang on (the root of the tags), and `~3;` stands for key 3 of the
document in the parent tree of the tags. Strings are in hexadecimal, so nothing else looks like
either.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydyf

from bookc.pdf.shifts import Slack

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
"""With its bounds it is found 15 times as fast: the strings of links are long runs of digits."""
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


_OBJECT_FACTS = (
    *("plain", "plain_bytes", "streams", "sheets", "boxes", "resources", "drawings"),
    *("font_list", "parents", "references"),
)


def sealed(objects: bytes, facts: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """Return the file of a gathering, and what a whole book has to know of it.

    Args:
        objects: as `Gatherer.gather` returns them.
        facts: all that is known of the document.

    Returns:
        The file, and the other facts with `objects`, how many there are; `page_numbers`, the number
        of each page; `opening`, the boxes of the first; `targets`, what numbers that are set later
        are of, and `figure_fonts`, the fonts they are set in.
    """
    about = {key: facts[key] for key in _OBJECT_FACTS}
    head = json.dumps(facts["fonts"]) + "\n" + json.dumps(about) + "\n"
    kept = {key: fact for key, fact in facts.items() if key not in {*_OBJECT_FACTS, "fonts"}}
    return head.encode() + objects, kept | {
        "objects": facts["plain"] + len(facts["streams"]),
        "page_numbers": [page for page, _ in facts["sheets"]],
        "opening": facts["boxes"][0],
        "targets": [target for _, _, target, _ in facts["references"]],
        "figure_fonts": sorted({place[2] for _, place, _, _ in facts["references"]}),
    }


def fonts_of(file: Path) -> dict[str, dict[str, Any]]:
    """Return what a gathering says of its fonts, by their names in the PDF."""
    with file.open("rb") as lines:
        fonts: dict[str, dict[str, Any]] = json.loads(next(lines))
        return fonts


class Gathering:
    """A gathering that is read to be bound."""

    def __init__(self, data: bytes) -> None:
        """Take the file that the job of layout has made."""
        self._data = data
        fonts_end = data.index(b"\n") + 1
        start = data.index(b"\n", fonts_end) + 1
        self.facts: Mapping[str, Any] = json.loads(data[fonts_end:start])
        for number in self.facts["references"]:
            number[3] = Slack(*number[3]) if number[3] else None
        """Those of `Gatherer.gather` and `gather_document`, and `references`."""
        self.plain_count: int = self.facts["plain"]
        end = start + self.facts["plain_bytes"]
        self._plain = data[start:end].split(b"\n")[:-1]
        self._streams = list(_stretches(end, self.facts["streams"]))

    @property
    def fonts(self) -> Mapping[str, Any]:
        """What assembly embeds, by name in the PDF."""
        fonts: Mapping[str, Any] = json.loads(self._data[: self._data.index(b"\n")])
        return fonts

    @property
    def count(self) -> int:
        """How many objects there are."""
        return self.plain_count + len(self._streams)

    def stretch(self, number: int) -> tuple[int, int]:
        """Return where in the file the data of a stream begin, and their length."""
        _, start, end = self._streams[number - self.plain_count - 1]
        return start, end - start

    def stream(self, number: int) -> bytes:
        """Return the data of a stream."""
        start, length = self.stretch(number)
        return self._data[start : start + length]

    def page_contents(self) -> list[bytes]:
        """Return the contents of its pages, if they are not compressed."""
        return [self.stream(content) for _, content in self.facts["sheets"]]

    def bodies(self, numbers: Sequence[int], first_key: int) -> list[bytes]:
        """Return plain objects, then the dictionaries of streams, with the numbers of the book.

        Args:
            numbers: what each object is called in the book, by its number here; 0 is the root.
            first_key: what key 0 is called.
        """
        entries = (self._data[start:data] for start, data, _ in self._streams)
        return fill(b"\n".join([*self._plain, *entries]), numbers, first_key).split(b"\n")


def fill(text: bytes, numbers: Sequence[int], first_key: int) -> bytes:
    """Return a piece of a gathering with the numbers of the book."""
    names = [b"%d 0 R" % number for number in numbers]
    # Split and joined: a quarter million marks in a long book, each in a sixth of a call's time.
    parts = _REFERENCE_MARK.split(text)
    parts[1::2] = [names[int(number)] for number in parts[1::2]]
    parts = _KEY_MARK.split(b"".join(parts))
    parts[1::2] = [b"%d" % (first_key + int(key)) for key in parts[1::2]]
    return b"".join(parts)


def _stretches(start: int, lengths: Iterable[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield for each stream where its dictionary begins, where its data do, and where they end."""
    for entries, content in lengths:
        yield start, start + entries, start + entries + content
        start += entries + content
