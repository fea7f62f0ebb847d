"""Which dialects a collection is written in, and by what evidence.

A rule that no other text could be taken for is always on. Any other is on if the site's generator
brings it, or if the text of some post bears its mark, or if the author says so in `[markdown]`.
What marks a rule may look at one line only and never backtracks: it is searched in all posts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookc.model import Collection, Evidence, Location, Rule

MARKS: Mapping[Rule, re.Pattern[str]] = {}
"""What a post has to hold for a rule to be on; a rule that is not here needs no evidence."""


@dataclass(frozen=True, slots=True)
class Dialects:
    """The rules that are on, and why."""

    rules: frozenset[Rule]
    evidence: Mapping[Rule, Evidence]
    """For those that the posts or the generator gave a reason for."""


def find_dialects(collection: Collection, switches: Mapping[Rule, bool]) -> Dialects:
    """Find out in which dialects the posts of a collection are written.

    Args:
        collection: the posts, and the site that they were written for.
        switches: what the author says in book.toml.
    """
    evidence = {rule: found for rule, found in _evidence(collection) if rule not in switches}
    always = {rule for rule in Rule if rule not in MARKS}
    forced = {rule for rule, is_on in switches.items() if is_on}
    off = {rule for rule, is_on in switches.items() if not is_on}
    return Dialects(frozenset((always | forced | evidence.keys()) - off), evidence)


def _evidence(collection: Collection) -> Iterator[tuple[Rule, Evidence]]:
    site = collection.site
    open_rules = set(MARKS)
    for rule in sorted(site.rules):
        at = site.evidence[0].at if site.evidence else Location(".")
        yield rule, Evidence(f"{site.generator} brings it", at)
        open_rules.discard(rule)
    for source in (*collection.posts, *collection.front, *collection.back):
        for rule in sorted(open_rules):
            if found := MARKS[rule].search(source.text):
                line = source.text.count("\n", 0, found.start()) + 1
                mark = " ".join(found[0].split())
                yield rule, Evidence(f"{mark!r} stands there", Location(str(source.path), line))
                open_rules.discard(rule)
