"""Text of one post that another shows in place: `![[Note]]`, `![[Note#Heading]]`, `![[Note#^id]]`.

Runs after every link and picture is resolved, so that a copy leads where the text leads that it was
made of.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookc.links.copies import HEADINGS, NOTES, Host, adapt_copies, title_of
from bookc.links.targets import Target
from bookc.model import Heading, Location, Problem, ProblemKind, Section, pack
from bookc.xhtml import (
    Element,
    drop,
    drop_line,
    ids_in,
    line_of,
    new_element,
    parse_fragment,
    serialise_fragment,
    text_of,
)

SHOWN = "data-shown"
"""Marks a link in whose place the text is to stand that it leads to; says what was written."""

DEEPEST = 12
"""Texts within texts."""
MOST_ELEMENTS = 20_000
"""That one post may show of others: each may show others again, and twice."""

_QUOTING = ("blockquote", "aside", "figure", "table")
_BLOCKS = ("p", "pre", "table", "blockquote", "figure", "ul", "ol", "dl", "div", *HEADINGS)
_HOLDERS = frozenset({"blockquote", "dd", "div", "li", "p", "td", *HEADINGS})


class _Trees(dict[str, Element]):
    """The trees of sections by name, each parsed when it is asked for: few show or are shown."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self._sections = sections

    def __missing__(self, name: str) -> Element:
        self[name] = parse_fragment(self._sections[name].xhtml)
        return self[name]


@dataclass(slots=True)
class _Work:
    """The posts of a book while texts are put in place."""

    trees: _Trees
    sections: Mapping[str, Section]
    targets: Mapping[str, Target]
    """By name of the section."""
    done: set[str] = field(default_factory=set)
    shortened: set[str] = field(default_factory=set)
    """Ids of headings that a text stood in."""
    problems: list[Problem] = field(default_factory=list)


def show_in_place(
    sections: Mapping[str, Section], targets: Sequence[Target]
) -> tuple[dict[str, Section], tuple[Problem, ...]]:
    """Put the texts in place that posts show of others.

    Args:
        sections: all those of the book by name, resolved.
        targets: of all sections.

    Returns:
        The sections that have others in them now, by name, and what went wrong.
    """
    hosts = [name for name, each in sections.items() if f'{SHOWN}="' in each.xhtml]
    work = _Work(
        trees=_Trees(sections),
        sections=sections,
        targets={target.name: target for target in targets},
    )
    for name in hosts:
        _fill(name, (), work)
    shown = {
        name: replace(
            sections[name],
            fragment=pack(serialise_fragment(work.trees[name])),
            headings=_headings_of(work.trees[name], sections[name], work),
        )
        for name in hosts
    }
    return shown, tuple(work.problems)


def _links(root: Element) -> Iterator[Element]:
    return (link for link in root.iter("a") if link.get(SHOWN))


def _fill(name: str, above: tuple[str, ...], work: _Work) -> None:
    """Put the texts in place that one post shows; first, those that they show in turn."""
    if name in work.done:
        return
    work.done.add(name)
    room = MOST_ELEMENTS
    for link in list(_links(work.trees[name])):
        written = str(link.attrib.pop(SHOWN))
        source, target_id = _source_of(str(link.get("href")), work)
        obstacle = _obstacle(link, source, (*above, name), room)
        if not source or obstacle:
            if obstacle:
                _report(written, obstacle, link, name, work)
            continue
        _fill(source, (*above, name), work)
        blocks = [copy.deepcopy(each) for each in _part(work.trees[source], target_id)]
        room -= sum(1 for block in blocks for _ in block.iter())
        if blocks and room >= 0:
            level = _level_at(link, work.trees[name], work.sections[name])
            host = Host(name, work.targets[name].document, work.trees[name], level)
            adapt_copies(blocks, work.trees[source], host)
            _note_heading(link, work)
            _place(blocks, link)


def _note_heading(link: Element, work: _Work) -> None:
    parent = link.getparent()
    if parent is not None and parent.tag in HEADINGS:
        work.shortened.add(str(parent.get("id")))


def _source_of(href: str, work: _Work) -> tuple[str, str]:
    """Return the section that a link leads to, and the id in it; both empty if it leads to none."""
    document, _, target_id = href.partition("#")
    name = target_id.partition("--")[0]
    if name in work.sections and work.targets[name].document == document:
        return name, "" if target_id == name else target_id
    starts = (each.name for each in work.targets.values() if each.start == href)
    return next(starts, ""), ""


def _obstacle(link: Element, source: str, above: tuple[str, ...], room: int) -> str:
    """Return why a link has to stay one; empty if nothing is in the way."""
    parent = link.getparent()
    if source in above:
        return "the text would show itself"
    if len(above) > DEEPEST:
        return f"texts stand more than {DEEPEST} deep in each other"
    if room <= 0:
        return "the post shows too much of others"
    if parent is None or parent.tag not in _HOLDERS:
        return "only a paragraph, an item or a heading has room for the text"
    return ""


def _report(written: str, obstacle: str, link: Element, name: str, work: _Work) -> None:
    at = Location(work.sections[name].post.path.as_posix(), line_of(link))
    what = f"{written} is a link in the book: {obstacle}"
    work.problems.append(Problem(what, at, kind=ProblemKind.LINK))


def _part(root: Element, target_id: str) -> list[Element]:
    """Return the blocks that an id names: those below a heading, or one; without id, all."""
    if not target_id:
        return [each for each in root if each.get("class") != NOTES]
    named = next((each for each in root.iter() if each.get("id") == target_id), None)
    if named is None:
        return []
    item = next(_with_ancestors(named, ("li",)), None)
    if item is not None and next(_with_ancestors(named, _BLOCKS), item) in (*_above(item), item):
        return [_list_of(item)]
    block = next(_with_ancestors(named, _BLOCKS), None)
    if block is None:
        return []
    return [block, *_below_heading(block)] if block.tag in HEADINGS else [block]


def _with_ancestors(element: Element, tags: Sequence[str]) -> Iterator[Element]:
    if element.tag in tags:
        yield element
    yield from element.iterancestors(*tags)


def _above(element: Element) -> list[Element]:
    return list(element.iterancestors())


def _list_of(item: Element) -> Element:
    """Return a list that holds one item alone."""
    parent = item.getparent()
    alone = new_element("ul" if parent is None else str(parent.tag))
    alone.append(copy.deepcopy(item))
    alone[0].tail = None
    return alone


def _below_heading(heading: Element) -> Iterator[Element]:
    for block in heading.itersiblings():
        if block.get("class") == NOTES or (block.tag in HEADINGS and block.tag <= heading.tag):
            return
        yield block


def _level_at(link: Element, root: Element, section: Section) -> int:
    """Return the level of the heading that a link stands under, or else of the title."""
    level = min((heading.level for heading in section.headings), default=2) - 1
    for element in root.iter("a", *HEADINGS):
        if element is link:
            break
        if element.tag in HEADINGS:
            level = int(str(element.tag)[1])
    return level


def _place(blocks: Sequence[Element], link: Element) -> None:
    """Put blocks in the place of a link; the paragraph around it is parted."""
    parent = link.getparent()
    if parent is None:
        return
    if parent.tag in HEADINGS:
        _place_below(blocks, link, parent)
        return
    if parent.tag != "p":
        rest, link.tail = link.tail, None
        for block in blocks:
            link.addprevious(block)
        blocks[-1].tail = rest
        drop(link)
        return
    kept = {str(key): str(value) for key, value in parent.attrib.items() if key != "id"}
    after = new_element("p", kept)
    after.text, link.tail = (link.tail or "").lstrip(), None
    after.extend(list(link.itersiblings()))
    for block in blocks:
        parent.addprevious(block)
        block.tail = "\n"
    drop(link)
    _put_before(parent, blocks[0])
    if after.text or len(after):
        blocks[-1].addnext(after)
        after.tail = "\n"


def _place_below(blocks: Sequence[Element], link: Element, heading: Element) -> None:
    """Put blocks below the heading that a link stands in; one without other words goes."""
    drop(link)
    for block in reversed(blocks):
        heading.addnext(block)
        block.tail = "\n"
    if text_of(heading):
        _strip_end(heading)
    else:
        _put_before(heading, blocks[0])


def _put_before(paragraph: Element, block: Element) -> None:
    """Move what is left of a paragraph to before a block; nothing if nothing is left."""
    _strip_end(paragraph)
    if not text_of(paragraph) and paragraph.find(".//img") is None:
        for element in ids_in(paragraph)[:1]:
            if not block.get("id"):
                block.set("id", element)
        drop_line(paragraph)
    else:
        block.addprevious(paragraph)
        paragraph.tail = "\n"


def _strip_end(paragraph: Element) -> None:
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        drop(paragraph[-1])
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()


def _headings_of(root: Element, section: Section, work: _Work) -> tuple[Heading, ...]:
    kept = (heading for heading in section.headings if heading.id not in work.shortened)
    known = {heading.id: heading for heading in kept}
    found = []
    for element in root.iter(*HEADINGS):
        name = str(element.get("id") or "")
        if name and next(element.iterancestors(*_QUOTING), None) is None:
            level = int(str(element.tag)[1])
            found.append(known.get(name) or Heading(level, name, title_of(element)))
    return tuple(found)
