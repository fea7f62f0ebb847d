"""The job that parts a style sheet: one for the text of pages, and those for their margins."""

from itertools import pairwise

import tinycss2

from bookc.pdf.inputs import SheetInput
from bookc.pdf.margins import ONLY_MARGINS, PERIOD
from bookc.store import Facts

_OPENING = tinycss2.parse_component_value_list(f"nth({PERIOD}n+1)")


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
    return str(tinycss2.serialize(rules))


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
    return str(tinycss2.serialize(rules))
