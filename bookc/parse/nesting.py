"""Repairs to a tree of raw HTML: what may not stand where it does moves or loses its tags.

A browser shows a list item without a list, or a `div` in a heading; a content document that holds
one is not valid. No word is lost here.
"""

import re
from collections.abc import Callable, Iterable

from bookc.parse.blanks import is_blank
from bookc.parse.elements import BLOCKS, HEADINGS, ONLY_WORDS
from bookc.parse.raw_html import BLANK_LINE
from bookc.xhtml import Element, add_text, drop, line_of, new_element, unwrap

HOLDERS = frozenset({"aside", "blockquote", "div", "section"})
"""Elements in which loose words become paragraphs, as they do at the top level of a post."""

_HOMES = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "rt": ("ruby",),
    "rp": ("ruby",),
}
_PARTS = {
    "ul": ("li",),
    "ol": ("li",),
    "thead": ("tr",),
    "tbody": ("tr",),
    "tfoot": ("tr",),
    "tr": ("td", "th"),
}
"""What may stand in elements that hold no words; the first is made for words that stand there."""
_TABLE_PARTS = ("caption", "colgroup", "thead", "tbody", "tfoot")
_NO_BLOCKS = frozenset({*HEADINGS, "p", "pre", "dt"})


def mend_nesting(root: Element) -> None:
    """Make the content of every element what HTML allows there."""
    for tags, mend in _REPAIRS:
        for element in list(root.iter(*tags)):
            if element is not root:
                mend(element)
    for element in [root, *root.iterdescendants(*HOLDERS)]:
        _wrap_loose_words(element)


def _free_block(block: Element) -> None:
    """Take a block out of words: the words' tags go, unless they are a paragraph's or the like."""
    above = list(block.iterancestors())
    if any(each.tag in _NO_BLOCKS for each in above):
        block.text = f" {block.text or ''}"
        block.tail = f" {block.tail or ''}"
        unwrap(block)
        return
    for each in above:
        if each.tag in ONLY_WORDS:
            unwrap(each)


def _find_home(element: Element) -> None:
    """Rename a part of a list, figure or ruby that does not stand in one."""
    parent = element.getparent()
    if parent is None or parent.tag not in _HOMES[str(element.tag)]:
        element.tag = "span" if element.tag in ("rt", "rp") else "div"


def _keep_only_parts(whole: Element) -> None:
    """Put what stands loose among items, rows or cells into the one before, or into a new one."""
    names = _PARTS[str(whole.tag)]
    part: Element | None = None
    children = list(whole)
    if not is_blank(whole.text):
        part = new_element(names[0])
        part.text = whole.text
        whole.insert(0, part)
    whole.text = "\n"
    for child in children:
        if child.tag in names:
            part = child
            loose, child.tail = child.tail or "", "\n"
            add_text(part, "" if is_blank(loose) else loose)
            continue
        if part is None:
            part = new_element(names[0])
            whole.insert(whole.index(child), part)
        part.append(child)


def _check_figure(figure: Element) -> None:
    """Put the caption of a figure last; a second one is a block of its own."""
    captions = list(figure.iterchildren("figcaption"))
    for other in captions[1:]:
        other.tag = "div"
    for caption in captions[:1]:
        if figure.get("class") == "listing":  # what code is called stands above it
            break
        drop(caption)
        figure.append(caption)


def _check_definitions(definitions: Element) -> None:
    """Turn a `dl` into plain blocks unless each run of terms has its definitions."""
    tags = "".join("t" if child.tag == "dt" else "d" for child in definitions)
    has_words = not all(map(is_blank, [definitions.text, *(each.tail for each in definitions)]))
    only_parts = all(child.tag in ("dt", "dd") for child in definitions)
    if only_parts and not has_words and re.fullmatch("(t+d+)+", tags):
        return
    definitions.tag = "div"
    for child in definitions:
        child.tag = {"dt": "p", "dd": "div"}.get(str(child.tag), child.tag)


def _order_table(table: Element) -> None:
    """Put the parts of a table in their order; a second caption, head or foot has its own place."""
    for name, other in (("caption", "div"), ("thead", "tbody"), ("tfoot", "tbody")):
        for part in list(table.iterchildren(name))[1:]:
            part.tag = other
    for loose in [part for part in table if part.tag not in _TABLE_PARTS]:
        loose.tail = None
        table.addprevious(loose)
    table[:] = sorted(table, key=lambda part: _TABLE_PARTS.index(str(part.tag)))


def _check_inline(element: Element) -> None:
    """Take out tags that say nothing without a part or an attribute that is not there."""
    if element.tag == "a" and not (element.get("href") or element.get("data-wiki")):
        element.tag = "span"
    is_bare_span = element.tag == "span" and not element.attrib
    if is_bare_span or (element.tag == "bdo" and not element.get("dir")):
        unwrap(element)


def _check_ruby(ruby: Element) -> None:
    """Take ruby apart unless it has words and ends with their reading."""
    readings = list(ruby.iterchildren("rt", "rp"))
    has_words = not is_blank(ruby.text) or (len(ruby) > 0 and ruby[0] not in readings)
    if (
        has_words
        and ruby.find("rt") is not None
        and ruby[-1] in readings
        and is_blank(ruby[-1].tail)
    ):
        return
    for each in [*readings, ruby]:
        unwrap(each)


def _wrapped_text(holder: Element) -> Element | None:
    """Make a paragraph of the words that an element begins with, if there are any."""
    if not (holder.text or "").strip():
        return None
    paragraph = new_element("p")
    paragraph.text, holder.text = holder.text, None
    holder.insert(0, paragraph)
    return paragraph


def _wrapped_tail(child: Element) -> Element | None:
    """Make a paragraph of the words behind a block, if there are any."""
    if not (child.tail or "").strip():
        return None
    paragraph = new_element("p")
    paragraph.text, child.tail = child.tail, None
    child.addnext(paragraph)
    return paragraph


def _wrap_loose_words(holder: Element) -> None:
    """Make paragraphs of words that stand between blocks, and of pictures and links there."""
    if holder.get("class") == "math":  # its text is TeX
        return
    children = list(holder)
    paragraph = _wrapped_text(holder)
    for child in children:
        if _is_block(child):
            paragraph = _wrapped_tail(child)
            continue
        if paragraph is None or _ends_with_blank_line(paragraph):
            paragraph = new_element("p")
            child.addprevious(paragraph)
        paragraph.append(child)
    for each in holder.iterchildren("p"):
        each.tail = each.tail or "\n"
        lines = [line for inner in each.iter() if (line := line_of(inner))]
        if lines:
            each.set("data-line", str(lines[0]))


def _ends_with_blank_line(paragraph: Element) -> bool:
    """Tell whether the words in a paragraph so far are all of a block of raw HTML."""
    words = paragraph[-1].tail if len(paragraph) else paragraph.text
    return (words or "").endswith(BLANK_LINE)


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or next(element.iter(*BLOCKS), None) is not None


_REPAIRS: tuple[tuple[Iterable[str], Callable[[Element], None]], ...] = (
    (BLOCKS, _free_block),
    (_HOMES, _find_home),
    (("thead", "tbody", "tfoot"), _keep_only_parts),
    (("ul", "ol", "tr"), _keep_only_parts),
    (("figure",), _check_figure),
    (("dl",), _check_definitions),
    (("table",), _order_table),
    (("ruby",), _check_ruby),
    (("a", "bdo", "span"), _check_inline),
)
"""In this order: a later one relies on those before."""
