"""Parts of paths that name a language, as sites with translations have them."""

import re
from collections.abc import Iterable

_CODES = frozenset(
    {"ar", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi"}
    | {"fr", "gl", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "lt"}
    | {"lv", "mn", "mr", "ms", "my", "nb", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl"}
    | {"sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh"}
)
"""Of ISO 639-1, those in which people write; `js` and `go` are none."""

_TAG = re.compile(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|[0-9]{3}))?", re.IGNORECASE)
_BEFORE = re.compile(r"([a-z]{2})[-_](?=[a-z]{3})", re.IGNORECASE)
_BEHIND = re.compile(r"(?<=[a-z]{3})[-_.]([a-z]{2})\Z", re.IGNORECASE)


def is_language(part: str) -> bool:
    """Tell whether a part of a path names a language: `ko`, `zh_tw`, `pt-BR`."""
    tag = _TAG.fullmatch(part)
    return tag is not None and tag[1].lower() in _CODES


def without_languages(folders: Iterable[str]) -> tuple[str, ...]:
    """Return what folders of an original and of its translations share.

    `ko/slug` and `en/slug` share `slug`; `en-posts/slug` and `posts/slug` share `posts/slug`.
    """
    return tuple(bare for each in folders if (bare := _without_language(each)))


def _without_language(folder: str) -> str:
    if is_language(folder):
        return ""
    for pattern in (_BEFORE, _BEHIND):
        code = pattern.search(folder)
        if code and code[1].lower() in _CODES and (pattern is _BEHIND or code.start() == 0):
            return folder[: code.start()] + folder[code.end() :]
    return folder
