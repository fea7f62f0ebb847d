"""The language of a post, and which way it reads."""

from pathlib import PurePosixPath

import pytest

from bookc.model import Post, SourceFile
from bookc.parse.post import parse_post

ENGLISH = "This is the text of a post that is written in English, and it is about the weather."
GERMAN = "Heute regnet es schon wieder, und niemand hat einen Schirm dabei."


def parse(text: str, path: str = "post.md", language: str = "") -> Post:
    return parse_post(SourceFile(PurePosixPath(path), text), language)[0]


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("content/ko/a.md", "비가 온다. `rain()`", "ko"),
        ("zh_tw/a.md", "今天下雨。", "zh-TW"),
        ("docs/zh-Hans/a.md", "今天下雨。", "zh-Hans"),
        ("ja/a.md", "今日雨天。", "ja"),
        ("en-posts/a.md", ENGLISH, "en"),
        ("de/a.md", GERMAN, "de"),
        ("fa/a.md", "امروز باران می‌بارد.", "fa"),
        ("posts/a.ko.md", "비가 온다.", "ko"),
        ("i18n/pt-BR/docs/a.md", "Hoje chove outra vez.", "pt-BR"),
    ],
)
def test_a_folder_may_name_the_language(path: str, text: str, language: str) -> None:
    assert parse(text, path).language == language


@pytest.mark.parametrize(
    ("path", "text", "book", "language"),
    [
        ("it/a.md", ENGLISH, "en", "en"),
        ("it/a.md", GERMAN, "de", "de"),
        ("cs/a.md", "컴퓨터 과학 이야기", "ko", "ko"),
        ("ml/a.md", "기계 학습 이야기", "ko", "ko"),
        ("src/a.md", GERMAN, "de", "de"),
        ("go/a.md", ENGLISH, "", "en"),
        ("ko/a.md", ENGLISH, "ko", "en"),
        ("v1.md/a.md", ENGLISH, "", "en"),
    ],
)
def test_a_folder_of_another_sense_does_not(path: str, text: str, book: str, language: str) -> None:
    assert parse(text, path, book).language == language


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("امروز باران می‌بارد.", "rtl"),
        ("היום יורד גשם, `npm install`.", "rtl"),
        ("---\nlang: en\n---\nגשם זה מים.", "rtl"),
        ("---\nlang: ar\n---\n", "rtl"),
        ("---\ndir: ltr\n---\nגשם זה מים.", "ltr"),
        (f"{ENGLISH} One word is גשם.", "ltr"),
        ("비가 온다.", "ltr"),
    ],
)
def test_a_post_reads_as_its_letters_do(text: str, direction: str) -> None:
    assert parse(text).direction == direction
