from dataclasses import fields
from datetime import date

import pytest

from bookc.wording import Wording, alert_called, wording, written_day

LANGUAGES = ("en", "ko", "ja", "zh", "zh-Hant", "de", "fr", "es", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_a_language_takes_what_the_english_one_takes(language: str) -> None:
    english, labels = wording("en"), wording(language)
    for name in ("part", "chapter", "page", "made_with", "translated_by", "updated"):
        placeholder = f"{{{getattr(english, name).partition('{')[2].partition('}')[0]}}}"
        assert getattr(labels, name).count(placeholder) == 1
    assert "{minutes}" in labels.reading_time
    assert {"{event}", "{place}"} <= set(labels.event.replace("}", "} ").replace("{", " {").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_a_language_is_empty(language: str) -> None:
    labels = wording(language)
    values = [getattr(labels, field.name) for field in fields(Wording)]
    assert all(values)
    for tables in ("alerts", "media", "matter"):
        assert getattr(labels, tables).keys() == getattr(wording("en"), tables).keys()
        assert all(getattr(labels, tables).values())


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-TW", "zh-HK", "zh_tw", "zh-Hant-HK"])
def test_chinese_of_taiwan_and_hong_kong_has_traditional_letters(tag: str) -> None:
    assert wording(tag).contents == "目錄"


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "zh-Hans-TW"])
def test_other_chinese_has_simplified_letters(tag: str) -> None:
    assert wording(tag).contents == "目录"


def test_language_without_labels_speaks_english() -> None:
    assert wording("fi").contents == "Contents"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", "14. Mai 2023"),
        ("fr", "14 mai 2023"),
        ("es", "14 de mayo de 2023"),
        ("ar", "14 مايو 2023"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    assert written_day(date(2023, 5, 14), language) == written


def test_box_is_known_by_its_title_in_any_language() -> None:
    assert [alert_called(title) for title in ("Hinweis", "Astuce", "Advertencia", "提示")] == [
        "note",
        "tip",
        "warning",
        "tip",
    ]
