"""The language of a post: what its metadata says, or its folder, or the script it is written in."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from bookc.wording import is_language, text_direction

_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?((?:-[A-Za-z0-9]{1,8})*)"
)
_SCRIPTS = {
    "ko": (("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\uac00", "\ud7a3")),
    "ja": (("\u3041", "\u30ff"),),
    "zh": (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff")),
    "en": (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f")),
    "ru": (("\u0400", "\u04ff"),),
    "el": (("\u0370", "\u03ff"),),
    "ar": (("\u0600", "\u06ff"),),
    "he": (("\u05d0", "\u05ea"),),
    "hi": (("\u0900", "\u097f"),),
    "bn": (("\u0980", "\u09ff"),),
    "ta": (("\u0b80", "\u0bff"),),
    "te": (("\u0c00", "\u0c7f"),),
    "ml": (("\u0d00", "\u0d7f"),),
    "th": (("\u0e00", "\u0e7f"),),
}
"""The first and the last letter of each stretch of a script, by a language that has it."""
_CYRILLIC = frozenset({"be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"})
_ARABIC = frozenset({"ar", "ckb", "fa", "ps", "sd", "ug", "ur"})
_DEVANAGARI = frozenset({"hi", "mr", "ne", "sa"})
_BENGALI = frozenset({"as", "bn"})
_HEBREW = frozenset({"he", "iw", "yi"})
_OWN_SCRIPT = frozenset({"ko", "ja", "zh", "el", "ml", "ta", "te", "th"})
_SHARED = {
    "ar": _ARABIC,
    "bn": _BENGALI,
    "he": _HEBREW,
    "hi": _DEVANAGARI,
    "ru": _CYRILLIC,
}

_FOLDER = re.compile(
    r"([a-z]{2})((?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?)"
    r"(?:[-_](?:articles?|blog|content|docs|pages|posts?))?",
    re.IGNORECASE,
)
_OF_OTHER_SENSE = frozenset(
    {"as", "cs", "id", "is", "it", "my", "no", "or", "os", "so", "to", "ts"}
)
"""Names of folders that seldom stand for a language."""
_ENGLISH_WORD = re.compile(r"\b(?:the|and|of|to|is|in|that|for|with|this)\b", re.IGNORECASE)
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")

_SYLLABIC = frozenset({"ja", "ko", "zh"})
MOST_LATIN, MOST_LATIN_TO_ALPHABET = 12, 4
"""Latin letters to one of another script that leave the post in that script: code and product
names are Latin everywhere. One letter of Chinese, Japanese or Korean says as much as three."""


def language_tag(written: str) -> str:
    """Return a BCP 47 tag as it is usually written, `zh-TW` for `zh_tw`; empty if it is none."""
    match = _TAG.fullmatch(written.strip().replace("_", "-"))
    if not match:
        return ""
    language, script, region, rest = match.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(part for part in parts if part) + rest.lower()


def language_of_post(text: str, path: PurePosixPath, book_language: str) -> str:
    """Return the language of a post that does not name it.

    That of a folder such as `ko`, `zh_tw` or `en-posts`, if the text is written in its script: `ml`
    may be about machine learning, and `it` about computers. Else that of the script.

    Args:
        text: a post in Markdown.
        path: of the post.
        book_language: a BCP 47 tag; empty if the author set none.
    """
    script = script_of(text)
    for tag in _languages_in(path):
        if tag in _OF_OTHER_SENSE and book_language.partition("-")[0] not in ("", tag):
            continue
        if not script or _may_be(tag, script, text):
            return tag
    return _language_of_script(script, book_language)


def direction_of(language: str, text: str) -> str:
    """Return which way a post reads, `ltr` or `rtl`: its letters know better than a wrong tag."""
    return "rtl" if script_of(text) in ("ar", "he") else text_direction(language)


@functools.lru_cache(maxsize=1)  # language and direction of a post are asked for one by one
def script_of(text: str) -> str:
    """Return a language that has the script of most letters in a text; empty without letters."""
    letters = Counter(text)
    distinct = sorted(letters)
    counts = {
        language: sum(
            letters[letter]
            for first, last in stretches
            for letter in distinct[bisect_left(distinct, first) : bisect_right(distinct, last)]
        )
        for language, stretches in _SCRIPTS.items()
    }
    if not any(counts.values()):
        return ""
    latin = counts.pop("en")
    kana, han = counts["ja"], counts["zh"]
    if kana * 10 > han and kana > counts["ko"]:
        counts["ja"] += han  # Japanese is Han and kana; Chinese quotes a name in kana at most
    likely = max(counts, key=lambda language: counts[language])
    most = MOST_LATIN if likely in _SYLLABIC else MOST_LATIN_TO_ALPHABET
    return likely if counts[likely] * most > latin else "en"


def _language_of_script(script: str, book_language: str) -> str:
    if not script:
        return book_language or "en"
    return book_language if book_language and _is_written_in(book_language, script) else script


def _languages_in(path: PurePosixPath) -> Iterator[str]:
    """Yield the languages that the name of a post or its folders may stand for, the nearest first.

    `post.ko.md` is how Hugo names a translation.
    """
    _, dot, ending = path.stem.rpartition(".")
    names = [*([ending] if dot else []), *reversed(path.parent.parts)]
    for name in names:
        match = _FOLDER.fullmatch(name)
        tag = language_tag(match[1] + match[2]) if match else ""
        if tag and is_language(tag):
            yield tag


def _may_be(language: str, script: str, text: str) -> bool:
    if language.startswith("ja") and script == "zh":  # a short text may have no kana
        return True
    if not _is_written_in(language, script):
        return False
    return script != "en" or language.startswith("en") or not _is_english(text)


def _is_english(text: str) -> bool:
    """Tell whether every twelfth word in Latin letters is one of English's most frequent."""
    return len(_ENGLISH_WORD.findall(text)) * 12 > len(_LATIN_WORD.findall(text))


def _is_written_in(language: str, script: str) -> bool:
    primary = language.partition("-")[0]
    if script in _OWN_SCRIPT:
        return primary == script
    if script in _SHARED:
        return primary in _SHARED[script]
    others = _OWN_SCRIPT.union(*_SHARED.values())
    return primary not in others
