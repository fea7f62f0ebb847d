"""What the words around a picture say of where it stands, and which of them may stand before it."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from bookc.pdf.autospace import as_written

_PASSABLE = frozenset({"p", "ul", "ol", "dl", "blockquote"})

_POINTS_DOWN = re.compile(
    r"[:\uff1a]$|다음|아래|이렇게|이러했|below|following|next (?:figure|picture)|"
    r"下図|次の|以下|下面|如下|"
    r"folgend|unten|suivant|ci-dessous|siguiente|abajo|a continuación",
    re.IGNORECASE,
)
"""In the last sentence before a picture: it stands right below."""
_POINTS_UP = re.compile(
    r"위(?:의|에서|와 같| 그림| 사진| 화면)|앞의 그림|이 그림|"
    r"above|this (?:figure|picture|diagram|chart|screenshot)|"
    r"上図|上の|この図|上面|上图|上圖|如上|此图|obige|oben|ci-dessus|de arriba|anterior",
    re.IGNORECASE,
)
"""In a paragraph behind a picture: it stands right above."""
_SENTENCE_END = re.compile(r"[.!?\u3002\uff01\uff1f]\s+(?=\S)")


def is_introduced(picture: Element, parents: Mapping[Element, Element]) -> bool:
    """Tell whether the words before a picture say that it stands right below."""
    parent = parents[picture]
    siblings = list(parent)
    place = siblings.index(picture)
    before = siblings[place - 1] if place else None
    words = parent.text if before is None else _words(before) + (before.tail or "")
    return bool(_POINTS_DOWN.search(_SENTENCE_END.split((words or "").strip())[-1]))


def followers(picture: Element, parents: Mapping[Element, Element]) -> Iterator[Element]:
    """Yield what follows a picture and may stand before it."""
    siblings = list(parents[picture])
    if (picture.tail or "").strip():
        return
    for each in siblings[siblings.index(picture) + 1 :]:
        if each.tag not in _PASSABLE or each.find(".//img") is not None:
            return
        if _POINTS_UP.search(_words(each)):
            return
        yield each


def _words(element: Element) -> str:
    return as_written("".join(element.itertext()))
