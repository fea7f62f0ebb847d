"""The language of a post: what its metadata says, or else the script that most of it is in."""

import re

_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?((?:-[A-Za-z0-9]{1,8})*)"
)
_SCRIPTS = {
    "ko": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "ja": re.compile("[\u3041-\u30ff]"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_CYRILLIC = frozenset({"be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"})
_ARABIC = frozenset({"ar", "fa", "ps", "ug", "ur"})
_DEVANAGARI = frozenset({"hi", "mr", "ne", "sa"})
_OWN_SCRIPT = frozenset({"ko", "ja", "zh", "el", "he", "th"})
_SHARED = {"ru": _CYRILLIC, "ar": _ARABIC, "hi": _DEVANAGARI}

MOST_LATIN = 12
"""Latin letters to one of another script that leave the post in that script: code and product
names are Latin everywhere."""


def language_tag(written: str) -> str:
    """Return a BCP 47 tag as it is usually written, `zh-TW` for `zh_tw`; empty if it is none."""
    match = _TAG.fullmatch(written.strip().replace("_", "-"))
    if not match:
        return ""
    language, script, region, rest = match.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(part for part in parts if part) + rest.lower()


def language_of_text(text: str, book_language: str) -> str:
    """Return the language of a text: the book's, if that is written in the script of the text.

    Args:
        text: a post in Markdown.
        book_language: a BCP 47 tag; empty if the author set none.
    """
    counts = {language: len(script.findall(text)) for language, script in _SCRIPTS.items()}
    if not any(counts.values()):
        return book_language or "en"
    latin = counts.pop("en")
    kana, han = counts["ja"], counts["zh"]
    if kana * 10 > han and kana > counts["ko"]:
        counts["ja"] += han  # Japanese is Han and kana; Chinese quotes a name in kana at most
    likely = max(counts, key=lambda language: counts[language])
    script = likely if counts[likely] * MOST_LATIN > latin else "en"
    return book_language if book_language and _is_written_in(book_language, script) else script


def _is_written_in(language: str, script: str) -> bool:
    primary = language.partition("-")[0]
    if script in _OWN_SCRIPT:
        return primary == script
    if script in _SHARED:
        return primary in _SHARED[script]
    others = _OWN_SCRIPT.union(*_SHARED.values())
    return primary not in others
