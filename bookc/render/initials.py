"""The letters that an index is divided by, and the order of what stands in it."""

import unicodedata
from typing import TypeAlias

SYMBOLS = "#"
"""Over what begins with no letter."""
_SYLLABLES = range(0xAC00, 0xD7A4)
_IN_A_CONSONANT = 588
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The first consonants of syllables in their order; doubled ones stand with the single ones."""
_KANA = range(0x3041, 0x3097)
_KATAKANA = range(0x30A1, 0x30F7)
_ROWS = "あかさたなはまやらわ"
_ROW_STARTS = "ぁかさたなはまゃらゎ"
_SCRIPTS = {"ko": "hangul", "ja": "kana", "zh": "han"}

Order: TypeAlias = tuple[int, str, str, str]


def initial_of(term: str) -> str:
    """Return the letter that a term stands under; empty for Chinese characters, which have none."""
    first = _first_letter(term)
    match _script(first):
        case "symbol":
            return SYMBOLS
        case "hangul":
            return _CONSONANTS[(ord(first) - _SYLLABLES.start) // _IN_A_CONSONANT]
        case "kana":
            hiragana = chr(ord(first) - 0x60) if ord(first) in _KATAKANA else first
            return _ROWS[sum(hiragana >= start for start in _ROW_STARTS) - 1]
        case "han":
            return ""
    return first.upper()[:1]


def order_of(term: str, language: str) -> Order:
    """Return where a term stands: symbols, then the script of the book's language, then others."""
    script = _script(_first_letter(term))
    own = _SCRIPTS.get(language.partition("-")[0].lower(), "letter")
    rank = 0 if script == "symbol" else 1 if script == own else 2
    return rank, initial_of(term), _folded(term), term


def _first_letter(term: str) -> str:
    """Return the letter that counts: without its accent, and whatever quotes stand before it."""
    for letter in unicodedata.normalize("NFKC", term):
        if letter.isalnum():
            plain = unicodedata.normalize("NFD", letter)[0]
            return letter if ord(letter) in _SYLLABLES or ord(letter) in _KANA else plain
    return ""


def _script(letter: str) -> str:
    if not letter or not letter.isalpha():
        return "symbol"
    if ord(letter) in _SYLLABLES:
        return "hangul"
    if ord(letter) in _KANA or ord(letter) in _KATAKANA:
        return "kana"
    return "han" if unicodedata.name(letter, "").startswith("CJK") else "letter"


def _folded(term: str) -> str:
    """Return a term as it is compared: without case, accents and marks."""
    marked = unicodedata.normalize("NFKD", term.casefold())
    plain = "".join(each for each in marked if not unicodedata.combining(each))
    return "".join(each for each in unicodedata.normalize("NFC", plain) if each.isalnum())
