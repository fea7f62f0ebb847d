"""Quotation marks by language, where the author asks for them."""

from pathlib import PurePosixPath

import pytest

from bookc.model import Collection, Rule, SourceFile
from bookc.parse.dialects import find_dialects
from bookc.parse.post import parse_post
from bookc.xhtml import parse_fragment, text_of


def words(text: str, language: str, rules: frozenset[Rule] = frozenset(Rule)) -> str:
    source = SourceFile(PurePosixPath("a.md"), f"---\ntitle: T\nlang: {language}\n---\n{text}\n")
    post, _ = parse_post(source, language, rules=rules)
    return text_of(parse_fragment(post.xhtml))


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "\u201crain \u2018and\u2019 snow\u201d"),
        ("ko", "\u201crain \u2018and\u2019 snow\u201d"),
        ("de-AT", "\u201erain \u201aand\u2018 snow\u201c"),
        ("fr", "\u00ab\u00a0rain \u2039\u00a0and\u00a0\u203a snow\u00a0\u00bb"),
        ("ja", "\u300crain \u300eand\u300f snow\u300d"),
        ("zh-Hant", "\u300crain \u300eand\u300f snow\u300d"),
        ("zh-Hans", "\u201crain \u2018and\u2019 snow\u201d"),
    ],
)
def test_marks_are_those_of_the_language(language: str, shown: str) -> None:
    assert words("\"rain 'and' snow\"", language) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('그는 "비가 온다"라고 했다.', "그는 \u201c비가 온다\u201d라고 했다."),
        ("'열림'으로 바꾸었다.", "\u2018열림\u2019으로 바꾸었다."),
        ('"비", "눈"이라고', "\u201c비\u201d, \u201c눈\u201d이라고"),
        ('그는 "**비**"라고', "그는 \u201c비\u201d라고"),
        ('don\'t "stop"이라고', "don\u2019t \u201cstop\u201d이라고"),
        ('그는"비"와"눈"을', "그는\u201c비\u201d와\u201c눈\u201d을"),
    ],
)
def test_a_mark_beside_letters_without_a_blank_opens_or_ends_a_quote(
    written: str, shown: str
) -> None:
    assert words(written, "ko") == shown


def test_code_keeps_its_marks() -> None:
    assert words('`a = "b"` and `f\'`', "en") == 'a = "b" and f\''


def test_marks_stay_as_they_are_written_unless_the_author_asks() -> None:
    posts = (SourceFile(PurePosixPath("a.md"), '"rain"'),)
    collection = Collection(posts=posts, front=(), back=(), files={})
    assert Rule.SMART_QUOTES not in find_dialects(collection, {}).rules
    assert Rule.SMART_QUOTES in find_dialects(collection, {Rule.SMART_QUOTES: True}).rules
    assert words('"rain"', "en", find_dialects(collection, {}).rules) == '"rain"'
