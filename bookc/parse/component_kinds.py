"""What the components of MDX are for, as far as their names and attributes tell."""

import re
from collections.abc import Mapping

from bookc.frozen import frozen
from bookc.parse.boxes import is_box_word
from bookc.parse.jsx import Tag, first_text

_TABS = frozenset({"TabItem", "Tab", "Tabs.Tab", "TabPanel", "CodeTab", "TabsContent"})
_BOXES = frozenset(
    {"Admonition", "Alert", "Aside", "Banner", "Callout", "Hint", "Message", "Notice"}
)
"""Boxes that say in an attribute what they are for."""
_BOX_WORDS = frozenset({"Details", "Example", "Quote", "Question", "Summary"})
"""Components that a box may be called by, and that show something else as often."""
_OBJECT = re.compile(r"\{[^{}]{1,500}\}")
_PROPERTY = re.compile(r"\b(label|value)\s{0,9}:\s{0,9}([\"'`])([^\"'`\n]{1,200})\2")
_KIND_KEYS = ("type", "kind", "variant", "status", "intent", "severity", "level")
_TITLE_KEYS = ("title", "label", "heading", "header", "summary")
_SOURCE_KEYS = ("src", "url", "href", "image", "source")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".apng", ".bmp")
_YOUTUBE = "https://www.youtube.com/watch?v="
_MARKUP = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>{}$~=^&|!#"})


@frozen
class Kind:
    """What a component is."""

    box: str = ""
    """What a box is called by; empty for what is none."""
    title: str = ""
    """Of a box, as plain text made Markdown."""
    is_tab: bool = False


def kind_of(tag: Tag) -> Kind:
    """Return what a component is."""
    if tag.name in _TABS:
        return Kind(is_tab=True)
    title = _as_markdown(first_text(tag, _TITLE_KEYS))
    if tag.name in _BOXES:
        return Kind(first_text(tag, _KIND_KEYS) or "note", title)
    if tag.name not in _BOX_WORDS and is_box_word(tag.name):
        return Kind(tag.name, title)
    return Kind()


def label_of(tag: Tag, kind: Kind, labels: Mapping[str, str]) -> str:
    """Return what stands above the children of a component, in Markdown; empty for nothing.

    Args:
        tag: of the component.
        kind: what it is.
        labels: what tabs are called by their values, as far as an element around them says.
    """
    if not kind.is_tab:
        return _as_markdown(first_text(tag, _TITLE_KEYS))
    value = first_text(tag, ("value",))
    return _as_markdown(first_text(tag, ("label", "title", "name")) or labels.get(value, value))


def labels_of_tabs(tag: Tag) -> dict[str, str]:
    """Return what tabs are called by their values: `values={[{label: "C", value: "c"}]}`."""
    written = tag.attributes.get("values")
    objects = _OBJECT.findall(written.text) if written else []
    said = [{each[0]: each[2] for each in _PROPERTY.findall(text)} for text in objects]
    return {each["value"]: each["label"] for each in said if {"label", "value"} <= each.keys()}


def caption_of(tag: Tag) -> str:
    """Return what stands below the children of a component, in Markdown; empty for nothing."""
    return _as_markdown(first_text(tag, ("caption",)))


def picture_of(tag: Tag, names: Mapping[str, str]) -> str:
    """Return the picture that a component without children shows, in Markdown; empty for none.

    Args:
        tag: of the component.
        names: the files that names of the program stand for.
    """
    address = first_text(tag, _SOURCE_KEYS, names)
    if not address.partition("?")[0].lower().endswith(_PICTURES):
        return ""
    alt = _as_markdown(first_text(tag, ("alt",)))
    caption = first_text(tag, ("caption", "title")).replace("\\", "\\\\").replace('"', '\\"')
    title = f' "{caption}"' if caption else ""
    width = first_text(tag, ("width",))
    size = f"{{width={width}}}" if width.isdecimal() else ""
    return f"![{alt}]({_as_address(address)}{title}){size}"


def link_of(tag: Tag) -> str:
    """Return a link to what a component without children would play or frame; empty for none."""
    address = first_text(tag, _SOURCE_KEYS)
    if not address.startswith(("https://", "http://")):
        key = first_text(tag, ("id", "videoId", "videoid", "youTubeId", "youtubeId"))
        is_video = key and "youtube" in tag.name.lower()
        address = f"{_YOUTUBE}{key}" if is_video else ""
    label = _as_markdown(first_text(tag, _TITLE_KEYS)) or _as_markdown(address)
    return f"[{label}]({_as_address(address)})" if address else ""


def _as_address(address: str) -> str:
    """Return an address as Markdown takes one, whatever blanks are in it."""
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"


def _as_markdown(words: str) -> str:
    """Return plain text as Markdown that shows it."""
    return " ".join(words.split()).translate(_MARKUP)
