"""Which dialects a collection is written in, and by what evidence.

A rule that no other text could be taken for is always on. Any other is on if the site's generator
brings it, or if the text of some post bears its mark, or if the author says so in `[markdown]`.
What marks a rule may look at one line only and never backtracks: it is searched in all posts. In
code it is no mark: a post may tell of a dialect that it is not written in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from bookc.frozen import frozen
from bookc.model import ON_DEMAND, Collection, Evidence, Location, Rule
from bookc.parse.code_regions import regions_of
from bookc.parse.template_tags.known import MARK as TEMPLATE_TAG

MARKS: Mapping[Rule, re.Pattern[str]] = {
    Rule.ABBREVIATIONS: re.compile(r"^\*\[[^\[\]\n]{1,100}\]:[ \t]*\S", re.MULTILINE),
    Rule.BLOCK_IDS: re.compile(r"\[\[[^\[\]|\n]{0,300}#\^[A-Za-z0-9-]{1,60}\\?[|\]]"),
    Rule.CODE_INCLUDES: re.compile(
        r"\{\{[ \t]{0,3}#(?:(?:rustdoc_)?include|playground|playpen)[ \t]"
        r"|--8<--[ \t]{1,3}[\"']|^[ \t]{0,9}\[[ ]?import[,:\]][^\n]{0,300}\)[ \t]*$",
        re.MULTILINE,
    ),
    Rule.DEFINITION_LISTS: re.compile(r"(?:(?<=\S\n)|(?<=\S\n\n)) {0,3}:[ \t]+\S"),
    Rule.FENCED_BOXES: re.compile(
        r"^[ \t>]{0,9}(?:`{3,}|~{3,})[ \t]?(?:(?:smart|warn)(?=[ \t]*$|[ \t]+header=)"
        r"|quote[ \t]+author=|online[ \t]*$|offline[ \t]*$)",
        re.MULTILINE,
    ),
    Rule.MARKS: re.compile(r"(?<![=0-9A-Za-z])==[^\s=][^=\n]{0,300}==(?![=0-9A-Za-z])"),
    Rule.MDX: re.compile(
        r"^import [^\n'\"]{1,300}['\"][^\n'\"]{1,300}['\"];?[ \t]*$"
        r"|^export (?:const|default|function) |^[ \t]{0,9}\{/\*"
        r"|^[ \t]{0,9}</[A-Z][\w.]{0,60}>[ \t]*$",
        re.MULTILINE,
    ),
    Rule.PERCENT_COMMENTS: re.compile(
        r"(?:(?<=\n)%%[ \t]*\n|(?<![^\s>])%%(?!%)[^%\n]{1,300}%%(?!\S))"
    ),
    Rule.SHORTCODES: re.compile(
        r"\{\{[<%](?:/\*)?[ \t]{0,9}/?[ \t]{0,9}[A-Za-z_][^<>{}\n]{0,300}[>%]\}\}"
        r"|^@\[(?:card|youtube|tweet|gist|codepen|slideshare|speakerdeck|docswell|jsfiddle"
        r"|codesandbox|stackblitz|figma)\]\(\S",
        re.MULTILINE,
    ),
    Rule.TEMPLATE_TAGS: TEMPLATE_TAG,
    Rule.WIKILINKS: re.compile(r"\[\[(?![\s^])[^\[\]\n]{1,300}\]\](?![(\[])"),
}
"""What a post has to hold for a rule to be on; a rule that is not here needs no evidence."""

_SIGNS: Mapping[Rule, tuple[str, ...]] = {
    Rule.ABBREVIATIONS: ("*[",),
    Rule.BLOCK_IDS: ("#^",),
    Rule.CODE_INCLUDES: ("{{", "--8<--", "[import", "[ import"),
    Rule.DEFINITION_LISTS: ("\n:", "\n :", "\n  :", "\n   :"),
    Rule.FENCED_BOXES: ("smart", "warn", "author=", "online", "offline"),
    Rule.MARKS: ("==",),
    Rule.MDX: ("import ", "export ", "{/*", "</"),
    Rule.PERCENT_COMMENTS: ("%%",),
    Rule.SHORTCODES: ("{{<", "{{%", "@["),
    Rule.TEMPLATE_TAGS: ("{%", "{{"),
    Rule.WIKILINKS: ("[[",),
}
"""What stands in every mark of a rule: few texts have any of it, and to look for it takes a
hundredth of the time that the mark itself takes."""

_IN_CODE = frozenset({Rule.CODE_INCLUDES, Rule.FENCED_BOXES})
"""Rules whose marks stand in code, or are what opens it."""

_ENDINGS: Mapping[str, Rule] = {".mdx": Rule.MDX}
"""Endings of files that are written in a dialect by their name."""


@frozen
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
    always = {rule for rule in Rule if rule not in MARKS.keys() | ON_DEMAND}
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
        ending = source.path.suffix.lower()
        if (named := _ENDINGS.get(ending)) in open_rules:
            yield named, Evidence(f"its name ends in {ending}", Location(str(source.path)))
            open_rules.discard(named)
        for rule in sorted(open_rules):
            if found := _mark_of(rule, source.text):
                line = source.text.count("\n", 0, found.start()) + 1
                mark = " ".join(found[0].split())
                yield rule, Evidence(f"{mark!r} stands there", Location(str(source.path), line))
                open_rules.discard(rule)


def _mark_of(rule: Rule, text: str) -> re.Match[str] | None:
    """Return the first mark of a rule in the text of a post."""
    if not any(sign in text for sign in _SIGNS[rule]):
        return None
    mark = MARKS[rule]
    first = mark.search(text)
    if first is None or rule in _IN_CODE:
        return first
    regions = regions_of(text)
    starts = [region.start for region in regions]
    found = mark.finditer(text, first.start())
    at = ((each, regions[bisect_right(starts, each.start()) - 1]) for each in found)
    return next((each for each, region in at if not region.is_code), None)
