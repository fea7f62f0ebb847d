"""Which tag ends which, and where the branches of a choice begin."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookc.parse.template_tags.tags import Mark, Tag
from bookc.parse.template_tags.words import BRANCHES, FIRST_BRANCH


@dataclass(slots=True)
class Pair:
    """A tag with the one that ends it."""

    opening: Tag
    closing: Tag | None = None
    """None for a tag that stands by itself."""
    branches: list[Tag] = field(default_factory=list)
    """The tags that begin another branch of a choice: `else`, `when`."""


def opened_by(name: str) -> str:
    """Return the name of what a tag ends; empty if it ends nothing.

    The bare `end` of Tera and Hugo ends whatever was opened last: it is returned as it is.
    """
    plain = name.lower()
    if plain == "end":
        return plain
    for before in ("/", "end_", "end"):
        if plain.startswith(before):
            return plain.removeprefix(before)
    return ""


def pair_tags(tags: Sequence[Tag]) -> list[Pair]:
    """Return all tags that open something or stand alone, in their order."""
    pairs: list[Pair] = []
    waiting: list[Pair] = []
    names: Counter[str] = Counter()
    choices: list[Pair] = []
    for tag in tags:
        if tag.mark is not Mark.TAG:
            continue
        ends = opened_by(tag.name)
        if ends == "end":
            ends = waiting[-1].opening.name.lower() if waiting else ""
        if ends and names[ends]:
            _close(ends, tag, waiting, names, choices)
        elif tag.name.lower() in BRANCHES and choices:
            choices[-1].branches.append(tag)
        else:
            pair = Pair(tag)
            pairs.append(pair)
            waiting.append(pair)
            names[tag.name.lower()] += 1
            if tag.name.lower() in FIRST_BRANCH:
                choices.append(pair)
    return pairs


def _close(
    name: str, tag: Tag, waiting: list[Pair], names: Counter[str], choices: list[Pair]
) -> None:
    """End the last tag of a name; those that were opened after it stand by themselves."""
    while True:
        pair = waiting.pop()
        opened = pair.opening.name.lower()
        names[opened] -= 1
        if choices and choices[-1] is pair:
            choices.pop()
        if opened == name:
            pair.closing = tag
            return
