"""Rule: a picture alone on its line is a figure, and pictures on adjacent lines are one group.

A figure's caption is the picture's title, or else a line right below it that `captions` knows for
one. A picture in a line of text stays there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from bookc.parse.blanks import is_blank
from bookc.parse.captions import Node, caption_of, is_marked, line_of_caption
from bookc.xhtml import Element, add_element, add_text, drop_line, line_of, new_element, text_of

_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


@dataclass(slots=True)
class _Line:
    """One line of a paragraph."""

    nodes: list[Node] = field(default_factory=list)
    break_before: bool = False
    """True if the author broke the line, and did not just wrap it."""


@dataclass(slots=True)
class _Figure:
    """An `img`, or a link around one, and the caption below it."""

    picture: Element
    caption: Element | None = None


@dataclass(slots=True)
class _Group:
    """Figures on adjacent lines."""

    figures: list[_Figure] = field(default_factory=list)
    caption: Element | None = None
    """Of the figures together; no other can follow it."""


def loose_pictures(md: MarkdownIt) -> None:
    """Let pictures in a tight list have paragraphs, so that they can become figures."""
    md.core.ruler.push("loose_pictures", _show_paragraphs)


def _show_paragraphs(state: StateCore) -> None:
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline" or not any(each.type == "image" for each in token.children or ()):
            continue
        for paragraph in tokens[max(index - 1, 0) : index + 2]:
            paragraph.hidden = False


def make_figures(root: Element, *, with_captions: bool = True) -> None:
    """Turn lines that hold pictures alone into figures; what is around them stays a paragraph.

    Args:
        root: the post.
        with_captions: whether a line right under a picture can be its caption.
    """
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//img") is None:
            continue
        lines = [line for line in _lines(paragraph) if not _is_blank_line(line)]
        if any(_pictures_of(line) for line in lines):
            _replace(paragraph, lines, with_captions=with_captions)
    for figure in root.iter("figure"):  # in raw HTML they have no class
        if figure.find(".//img") is not None:
            figure.set("class", "picture")


def _lines(paragraph: Element) -> Iterator[_Line]:
    line = _Line()
    for node in _nodes(paragraph):
        if isinstance(node, str):
            first, *others = node.split("\n")
            line.nodes.append(first)
            for other in others:
                yield line
                line = _Line([other])
        elif node.tag == "br":
            yield line
            line = _Line(break_before=True)
        else:
            line.nodes.append(node)
    yield line


def _nodes(paragraph: Element) -> Iterator[Node]:
    yield paragraph.text or ""
    for child in paragraph:
        tail = child.tail or ""
        yield child
        # markdown-it writes a newline after each `<br />`, which is no line of its own.
        yield tail.removeprefix("\n") if child.tag == "br" else tail


def _is_blank_line(line: _Line) -> bool:
    return all(isinstance(node, str) and is_blank(node) for node in line.nodes)


def _pictures_of(line: _Line) -> list[Element]:
    """Return the pictures of a line, with the links around them; none if there is anything else."""
    elements = [node for node in line.nodes if not isinstance(node, str)]
    words = [node for node in line.nodes if isinstance(node, str)]
    if all(map(is_blank, words)) and all(map(_is_picture, elements)):
        return elements
    return []


def _is_picture(element: Element) -> bool:
    if element.tag == "a":
        return len(element) > 0 and not text_of(element) and all(map(_is_picture, element))
    return element.tag == "img"


def _replace(paragraph: Element, lines: list[_Line], *, with_captions: bool) -> None:
    """Put figures and paragraphs in the place of a paragraph."""
    read_caption = line_of_caption if is_marked(paragraph) else caption_of
    runs = list(_runs(lines, read_caption if with_captions else None))
    if with_captions and isinstance(runs[-1], _Group):
        _take_caption_below(runs[-1], paragraph)
    line = line_of(paragraph) or 0
    for run in runs:
        if isinstance(run, _Group):
            line = _last_line(run, line) + 1
            block = _group_element(run)
        else:
            block = _paragraph(run, paragraph, line)
            line += len(run)
        if run is runs[0] and (target := paragraph.get("id")):
            block.set("id", target)
        block.tail = "\n"
        paragraph.addprevious(block)
    drop_line(paragraph)


def _runs(
    lines: list[_Line], read_caption: Callable[[list[Node]], Element | None] | None
) -> Iterator[_Group | list[_Line]]:
    """Yield lines of words that belong together, and groups of figures, in their order.

    Args:
        lines: of a paragraph.
        read_caption: returns the caption that a line right under a picture is.
    """
    group, words = _Group(), list[_Line]()
    for line in lines:
        pictures = _pictures_of(line)
        caption = None
        if read_caption and not pictures and _is_open(group):
            caption = read_caption(line.nodes)
        if pictures and words:
            yield words
            words = []
        if pictures and group.caption is not None:
            yield group
            group = _Group()
        if pictures:
            group.figures += map(_Figure, pictures)
        elif caption is not None:
            _take_caption(group, caption)
        else:
            if group.figures:
                yield group
                group = _Group()
            words.append(line)
    yield words or group


def _is_open(group: _Group) -> bool:
    """Tell whether a caption may follow."""
    figures = group.figures
    return bool(figures) and group.caption is None and figures[-1].caption is None


def _take_caption(group: _Group, caption: Element) -> None:
    """Make a line the caption of the picture above it, or of the pictures together."""
    if sum(each.caption is None for each in group.figures) == 1:
        group.figures[-1].caption = caption
    else:
        group.caption = caption


def _take_caption_below(group: _Group, paragraph: Element) -> None:
    """Make the paragraph right below the caption, if it is one."""
    below = paragraph.getnext()
    if below is None or not is_blank(paragraph.tail) or not _is_open(group):
        return
    if below.tag in ("p", "div") and is_marked(below):
        below.tail = None
        _take_caption(group, below)
        return
    if below.tag != "p":
        return
    lines = [line for line in _lines(below) if not _is_blank_line(line)]
    caption = caption_of(lines[0].nodes) if len(lines) == 1 else None
    if caption is not None:
        _take_caption(group, caption)
        drop_line(below)


def _last_line(group: _Group, default: int) -> int:
    lines = [line_of(img) or 0 for each in group.figures for img in each.picture.iter("img")]
    return max([default, *lines])


def _paragraph(lines: list[_Line], origin: Element, line: int) -> Element:
    """Return a paragraph of lines that stood beside a picture in another one."""
    paragraph = new_element("p", {"data-line": str(line)} if line else {})
    if classes := origin.get("class"):
        paragraph.set("class", classes)
    for index, each in enumerate(lines):
        if index and each.break_before:
            add_element(paragraph, "br")
        elif index:
            add_text(paragraph, "\n")
        for node in each.nodes:
            if isinstance(node, str):
                add_text(paragraph, node)
            else:
                _move(node, paragraph)
    return paragraph


def _move(node: Element, parent: Element) -> None:
    """Put an element into another without the text behind it, which is a node of its own here."""
    node.tail = None
    parent.append(node)


def _group_element(group: _Group) -> Element:
    figures = [_figure_element(each) for each in group.figures]
    if len(figures) == 1:
        return figures[0]
    element = new_element("div", {"class": f"pictures pictures-{len(figures)}"})
    element.extend(figures)
    if group.caption is not None:
        group.caption.tag = "p"
        group.caption.set("class", "pictures-caption")
        _move(group.caption, element)
    return element


def _figure_element(figure: _Figure) -> Element:
    picture = next(figure.picture.iter("img"))
    element = new_element("figure", {"class": "picture"})
    if line := picture.get("data-line"):
        element.set("data-line", line)
    _move(figure.picture, element)
    title = picture.attrib.pop("title", "")
    if figure.caption is not None:
        figure.caption.tag = "figcaption"
        figure.caption.attrib.pop("class", "")
        _move(figure.caption, element)
    elif title:
        element.append(_caption_of_title(str(title)))
    return element


def _caption_of_title(title: str) -> Element:
    """Return a caption with the words of a title, in which no Markdown is read but code."""
    caption = new_element("figcaption")
    for place, words in enumerate(_CODE.split(title)):
        if place % 2:
            add_element(caption, "code", text=words)
        else:
            add_text(caption, words)
    return caption
