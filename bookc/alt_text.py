"""What counts as a description of a picture: words, but not the name that an editor gave a file."""

import re
from pathlib import PurePosixPath

PICTURE_ENDINGS = frozenset(
    {".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff"}
    | {".webp"}
)
"""In lower case. What a file holds is told by its content; this is for what people write."""

_ADDRESS = re.compile(r"(?:https?:|data:|//|www\.)\S*")
_UNTITLED = re.compile(
    r"(?:figure|image|img|photo|picture|screen ?shot|untitled|그림|사진|이미지|図|画像|图片)?"
    r"[\s_-]*\(?\d*\)?"
)
_MOST_WORDS = 3
"""`my first chart.png` is the name of a file; a sentence may end with one."""


def describes(alt: str) -> bool:
    """Tell whether a text says what a picture shows: no file name, address or `image (1)`."""
    text = alt.strip().lower()
    if _ADDRESS.fullmatch(text) or _UNTITLED.fullmatch(text):
        return False
    return PurePosixPath(text).suffix not in PICTURE_ENDINGS or len(text.split()) > _MOST_WORDS
