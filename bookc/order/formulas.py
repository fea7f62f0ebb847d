"""Numbers of formulas: those with a label are counted through their chapter, `(3.1)`, `(3.2)`.

In: parts and matter in their order. Out: the same, with the number of each formula at its element,
and as the words of the links that refer to it.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from bookc.model import Chapter, Matter, Part, Section, pack
from bookc.xhtml import parse_fragment, serialise_fragment

_NUMBER = "data-number"
_WITH_BRACKETS = "formula-reference"
_REFERENCES = (_WITH_BRACKETS, "formula-number")


def number_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Number the formulas in all chapters."""
    return tuple(
        replace(part, chapters=tuple(map(_numbered_chapter, part.chapters))) for part in parts
    )


def number_matter(matter: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Number the formulas in front or back matter, each piece from 1 on."""
    return tuple(
        replace(each, section=_numbered(each.section, map(str, itertools.count(1))))
        for each in matter
    )


def _numbered_chapter(chapter: Chapter) -> Chapter:
    label = chapter.label or str(chapter.number)
    numbers = (f"{label}.{number}" for number in itertools.count(1))
    return replace(chapter, sections=tuple(_numbered(each, numbers) for each in chapter.sections))


def _numbered(section: Section, numbers: Iterator[str]) -> Section:
    if _NUMBER not in section.xhtml:
        return section
    root = parse_fragment(section.xhtml)
    known: dict[str, str] = {}
    for formula in root.iter("div"):
        if _NUMBER not in formula.attrib:
            continue
        if not formula.get(_NUMBER):  # else the author gave it a `\tag`
            formula.set(_NUMBER, next(numbers))
        target = str(formula.get("id", "")).removeprefix(f"{section.name}--")
        known[f"#{target}"] = str(formula.get(_NUMBER))
    for link in root.iter("a"):
        number = known.get(str(link.get("href")))
        if number and link.get("class") in _REFERENCES:
            link.text = f"({number})" if link.get("class") == _WITH_BRACKETS else number
    return replace(section, fragment=pack(serialise_fragment(root)))
