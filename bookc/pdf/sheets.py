"""The jobs that make a style sheet smaller: for text alone, for margins, or for one document."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import tinycss2

from bookc.pdf.inputs import CutInput, SheetInput
from bookc.pdf.margins import ONLY_MARGINS, PERIOD
from bookc.store import Facts

_OPENING = tinycss2.parse_component_value_list(f"nth({PERIOD}n+1)")

OF_LAYOUT = frozenset(
    {"aside", "div", "img", ".footnote", ".formula", ".page-note", ".pictures", ".tight"}
)
"""Elements and classes that the layout brings into a document."""


def part_sheet(given: SheetInput) -> tuple[bytes, Facts]:
    """Part a style sheet.

    Returns:
        Facts: `text`, the style sheet of the text. What follows it where margins are laid out:
        `margins`, for all pages of a document; `patterns`, for the pages that stand for all.
    """
    margins = f"{pages_alone(given.stylesheet)}\n{ONLY_MARGINS}"
    return b"", {
        "text": without_margins(given.stylesheet),
        "margins": margins,
        "patterns": with_openings(margins),
    }


def without_margins(stylesheet: str) -> str:
    """Return a style sheet without the margin boxes of its pages: the text alone.

    WeasyPrint lays out even those that show nothing, on every page, in a twentieth of its time.
    """
    rules = tinycss2.parse_stylesheet(stylesheet)
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page" and rule.content:
            inner = tinycss2.parse_blocks_contents(rule.content)
            rule.content = [each for each in inner if not _is_margin_box(each)]
    return _serialized(rules)


def pages_alone(stylesheet: str) -> str:
    """Return the rules of a style sheet for pages, with what stands around them.

    All else is in the text's sheet, which comes before: no rule for text is read twice.
    """
    rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    return "\n".join(each.serialize() for each in rules if _is_of_pages(each))


def _is_of_pages(rule: tinycss2.ast.Node) -> bool:
    if rule.type != "at-rule":
        return False
    return bool(rule.lower_at_keyword == "page" or "@page" in rule.serialize().lower())


def _is_margin_box(rule: tinycss2.ast.Node) -> bool:
    """Tell a margin box from `@footnote`, which holds notes of the text."""
    return bool(rule.type == "at-rule" and rule.lower_at_keyword != "footnote")


def with_openings(stylesheet: str) -> str:
    """Return a style sheet in which every third page is a first one: `:first` is `:nth(3n+1)`.

    Both have the same weight. Pages take sides in turn, so openings are on either.
    """
    rules = tinycss2.parse_stylesheet(stylesheet)
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            for before, token in pairwise(list(rule.prelude)):
                if before == ":" and token.type == "ident" and token.lower_value == "first":
                    place = rule.prelude.index(token)
                    rule.prelude[place : place + 1] = _OPENING
    return _serialized(rules)


def _serialized(rules: Iterable[tinycss2.ast.Node]) -> str:
    """Return rules as CSS, without what is none: WeasyPrint has nothing to do with it, either."""
    return str(tinycss2.serialize([each for each in rules if each.type != "error"]))


def cut_sheet(given: CutInput) -> tuple[bytes, Facts]:
    """Leave out the rules of a style sheet that no element of a document can match.

    Returns:
        Facts: `text`, the style sheet of the rest.
    """
    names = OF_LAYOUT.union(given.names)
    rules = tinycss2.parse_stylesheet(given.stylesheet, skip_comments=True, skip_whitespace=True)
    kept = (each for each in rules if each.type != "error" and _may_match(each, names))
    return b"", {"text": "\n".join(each.serialize() for each in kept)}


def _may_match(rule: tinycss2.ast.Node, names: frozenset[str]) -> bool:
    """Tell whether a rule is none for elements, or has a selector all of whose names are there.

    What stands in brackets, as in `:not(.a)`, may ask for anything, and so may a namespace.
    """
    if rule.type != "qualified-rule" or "|" in rule.prelude:
        return True
    return any(names.issuperset(wanted) for wanted in _names_wanted(rule.prelude))


def _names_wanted(selectors: Iterable[tinycss2.ast.Node]) -> Iterator[set[str]]:
    """Yield the names of elements and classes that each of a list of selectors asks for."""
    wanted: set[str] = set()
    before = None
    for token in selectors:
        if token == ",":
            yield wanted
            wanted = set()
        elif token.type == "ident" and before != ":":
            wanted.add(f".{token.value}" if before == "." else token.lower_value)
        before = token
    yield wanted
