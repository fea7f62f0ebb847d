"""The words that a book adds of its own, in the book's language: labels and dates.

Owner of Babel. Anything that a template, an order or an output says in words comes from here, so
that a new language is one more file of labels, and a line below.
"""

from collections.abc import Iterable
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from bookc.wording.ar import ARABIC
from bookc.wording.de import GERMAN
from bookc.wording.en import ENGLISH
from bookc.wording.es import SPANISH
from bookc.wording.fr import FRENCH
from bookc.wording.ja import JAPANESE
from bookc.wording.ko import KOREAN
from bookc.wording.labels import Wording
from bookc.wording.zh import CHINESE
from bookc.wording.zh_hant import CHINESE_TRADITIONAL

_WORDINGS = {
    "en": ENGLISH,
    "ko": KOREAN,
    "ja": JAPANESE,
    "zh": CHINESE,
    "zh-hant": CHINESE_TRADITIONAL,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "ar": ARABIC,
}
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""The script, and the regions that write Chinese in it."""
_ALERTS = {
    title.casefold(): alert
    for labels in reversed(_WORDINGS.values())
    for alert, title in labels.alerts.items()
}
"""What a box is for, by its title."""


def wording(language: str) -> Wording:
    """Return the labels for a BCP 47 tag; English where a language has none yet."""
    name, *others = language.replace("_", "-").lower().split("-")
    if name == "zh" and "hans" not in others and _TRADITIONAL.intersection(others):
        return CHINESE_TRADITIONAL
    return _WORDINGS.get(name, ENGLISH)


def all_wordings() -> Iterable[Wording]:
    """Return the labels of every language that has some."""
    return _WORDINGS.values()


def alert_called(title: str) -> str:
    """Return what a box is for that has a title of one of our languages; empty if none has it."""
    return _ALERTS.get(title.casefold(), "")


def written_day(day: date, language: str) -> str:
    """Write a day in full: `14 May 2023`, `2023년 5월 14일`."""
    return str(format_date(day, format="long", locale=_locale(language)))


def written_month(day: date, language: str) -> str:
    """Write the month of a day with its year: `May 2023`, `2023년 5월`."""
    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


def written_year(day: date, language: str) -> str:
    """Write the year of a day: `2023`, `2023년`."""
    return str(format_skeleton("y", day, locale=_locale(language)))


def is_language(tag: str) -> bool:
    """Tell whether a BCP 47 tag names a language that is known here."""
    try:
        Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def text_direction(language: str) -> str:
    """Return `rtl` for a language whose lines run from right to left, else `ltr`."""
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


__all__ = [
    "Wording",
    "alert_called",
    "all_wordings",
    "is_language",
    "text_direction",
    "wording",
    "written_day",
    "written_month",
    "written_year",
]
