"""Raw HTML to the XHTML that a content document may hold: parsed as HTML5, then an allow list.

Owner of tinyhtml5. What runs, frames or asks for input goes; what a browser would have shown by
running something becomes a link to it; the rest keeps its words. In: HTML of a whole post, with
its Markdown already rendered. Out: a tree that `bookc.xhtml` writes.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element as HtmlElement

import tinyhtml5
import tinyhtml5.inputstream
from markdown_it.utils import EnvType

from bookc.blocks import UNSEEN, pieces_of
from bookc.parse.attributes import kept_attributes
from bookc.parse.depth import bound_depth
from bookc.parse.drawings import formula_of, local_name, picture_of, words_of
from bookc.parse.elements import AMP_PICTURES, BLOCKS, INLINES, MEDIA, PAIRED, REMOVED, RENAMED
from bookc.parse.environment import language_of, note_seen, remove, report
from bookc.parse.media import address_of, address_of_script, drop_inner_media, label_of
from bookc.parse.nesting import mend_nesting
from bookc.parse.picture_sizes import SIZES
from bookc.xhtml import Element, add_element, add_text, parse_fragment, wrap_content, xml_text

DEEPEST = 60
"""Levels of elements; below that only the text is kept, so that no post exhausts the stack."""

SUMMARY = "summary"
_CLASSES = {"center": "align-center", "details": "details", "summary": SUMMARY}
_LATE_ADDRESSES = ("data-src", "data-original", "data-lazy-src")
_SAYS_NOTHING = frozenset({"big", "font", "span"})
"""Without attributes that a book keeps, these are only the words in them."""


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """The patterns by which tinyhtml5 reads on to a letter, each made once.

    Version 2.1 files each under the wrong key and makes it anew for every attribute: a third of the
    time of a post of raw HTML.
    """

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        letters, is_opposite = key
        escaped = "".join(map(re.escape, letters))
        self[key] = re.compile(f"[{'' if is_opposite else '^'}{escaped}]+")
        return self[key]


tinyhtml5.inputstream.characters_until_regex = _Patterns()

_CLOSED = re.compile(
    r"<(a|amp-anim|amp-img|b|em|i|span|strong)((?:\s[^<>]{0,1000}[\s\"'])?)/>", re.IGNORECASE
)
"""Inline elements that close themselves, `<a name="x"/>`: HTML5 would leave them open."""
_OPENING = re.compile(rf"<({'|'.join(sorted(PAIRED))})(?=[\s/>])", re.IGNORECASE)


def clean_html(html: str, env: EnvType) -> Element:
    """Return the tree of a post that holds raw HTML, around it a `div`."""
    # Without a body, a script at the start of the post would stand in the head; without a doctype,
    # HTML5 lets a table stand in an open paragraph, which then could hold its words alone.
    html = _CLOSED.sub(r"<\1\2></\1>", _close_pairs(html))
    whole = f"<!DOCTYPE html><body>{bound_depth(html)}"
    document = tinyhtml5.parse(whole, namespace_html_elements=False)
    root = parse_fragment("")
    body = document.find("body")
    if body is not None:
        _read_amp_pictures(body)
        _find_pictures(body)
        note_seen(env, pieces_of(body, UNSEEN | REMOVED | MEDIA))
        _fill(root, body, env, depth=0)
    mend_nesting(root)
    for paragraph in root.iter("p"):
        if paragraph.get("class") == SUMMARY:
            wrap_content(paragraph, "strong")
    return root


def _close_pairs(html: str) -> str:
    """Turn a tag into text if it would swallow the rest of the post for want of its end."""
    lowered = html.lower()
    last_end = {name: lowered.rfind(f"</{name}") for name in PAIRED}
    return _OPENING.sub(
        lambda tag: tag[0] if tag.end() <= last_end[tag[1].lower()] else f"&lt;{tag[1]}", html
    )


def _read_amp_pictures(body: HtmlElement) -> None:
    """Make pictures of AMP those of HTML, without what they hold for want of themselves.

    A page sizes most of them by its width, and then the numbers give their shape alone.
    """
    for picture in body.iter():
        if picture.tag not in AMP_PICTURES:
            continue
        for inner in picture:
            if inner.tag == "noscript" or inner.attrib.keys() & {"fallback", "placeholder"}:
                inner.tag = "template"
        if picture.get("layout", "fixed") not in ("fixed", "intrinsic"):
            for name in SIZES:
                picture.attrib.pop(name, "")
        picture.tag = "img"


def _find_pictures(body: HtmlElement) -> None:
    """Give pictures the address that a script would have given them when a reader came near."""
    for picture in body.iter("img"):
        late = (picture.get(name, "").strip() for name in _LATE_ADDRESSES)
        of_many = picture.get("srcset", "").split(maxsplit=1)
        address = next(filter(None, late), "") or picture.get("src", "").strip()
        picture.set("src", address or next(iter(of_many), "").rstrip(","))


def _fill(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    """Put what a book keeps of an element's content into another element."""
    if depth > DEEPEST:
        add_text(target, xml_text("".join(source.itertext())))
        return
    add_text(target, xml_text(source.text or ""))
    for child in source:
        if isinstance(child.tag, str):  # else it is a comment
            _add(target, child, env, depth)
        add_text(target, xml_text(child.tail or ""))


def _add(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    written = local_name(source)
    name = RENAMED.get(written, written)
    if name in MEDIA or name == "script":
        _add_link(target, source, env, depth)
    elif name in ("svg", "math"):
        _add_drawing(target, source, env)
    elif name == "canvas":
        report(env, "<canvas> in raw HTML is left out", line=_line_of(source, target))
        _fill(target, source, env, depth + 1)
    elif name in REMOVED or (name == "img" and not (source.get("src") or source.get("alt"))):
        remove(env, f"<{written}>", _line_of(source, target))
    elif name in BLOCKS or name in INLINES:
        written_attributes = {key: xml_text(value) for key, value in source.attrib.items()}
        attributes = kept_attributes(name, written_attributes)
        if written in _SAYS_NOTHING and not attributes:
            _fill(target, source, env, depth)
            return
        element = add_element(target, name, attributes)
        if written in _CLASSES:
            element.set("class", _CLASSES[written])
        # A picture of AMP that is never closed holds what follows.
        _fill(target if name == "img" else element, source, env, depth + 1)
    else:
        _fill(target, source, env, depth + 1)


def _add_link(target: Element, source: HtmlElement, env: EnvType, depth: int) -> None:
    """Put a link in the place of what a page would have shown by running it."""
    is_script = source.tag == "script"
    address = xml_text(address_of_script(source) if is_script else address_of(source))
    line = _line_of(source, target)
    if address:
        label = xml_text(label_of(source, address, language_of(env)))
        add_element(target, "a", {"href": address, "data-line": str(line)}, label)
    elif not is_script:
        report(
            env,
            f"<{source.tag}> is left out: it names no address",
            line=line,
            hint="a book can only link to what it would play or frame",
        )
    else:
        remove(env, "<script>", line)
    drop_inner_media(source)
    if any(each.tag in BLOCKS for each in source.iter()):  # more than 'your browser cannot ...'
        _fill(target, source, env, depth + 1)


def _add_drawing(target: Element, source: HtmlElement, env: EnvType) -> None:
    """Put a picture in the place of a drawing, and a formula in that of a formula; else words."""
    name = local_name(source)
    line = _line_of(source, target)
    formula = formula_of(source) if name == "math" else None
    if formula is not None:
        target.append(formula)
        return
    picture = picture_of(source) if name == "svg" else None
    if picture is not None:
        add_element(target, "img", {**picture, "data-line": str(line)})
        return
    words = words_of(source)
    add_text(target, words)
    left = f"only its words are kept: {words[:40]}" if words else "it is left out"
    report(env, f"<{name}> in raw HTML cannot be shown, {left}", line=line)
    remove(env, f"<{name}>", line)


def _line_of(source: HtmlElement, target: Element) -> int:
    """Return the line of an element of raw HTML, or else of the nearest one before it."""
    for lined in (source.get("data-line"), target.get("data-line")):
        if lined and lined.isdecimal():
            return int(lined)
    return 1
