"""What is kept of a parsed post is all of it."""

import json
from pathlib import PurePosixPath

import pytest

from bookc.model import SourceFile
from bookc.parse.job import parse_source
from bookc.parse.kept import ParseInput, parsed
from bookc.parse.post import parse_post

POSTS = {
    "whole": (
        "---\ntitle: 비\ndate: 2023-05-14T09:00:00+09:00\ntags: [a, b]\n"
        "cover: x.png\n---\n\n## 제목\n\n![x](x.png) **용어(term)**은\n"
    ),
    "without anything": "Text alone.\n",
    "broken": "---\ntitle: [\ndate: 2021-02-30\n---\n\nText\ufffd.\n",
}


@pytest.mark.parametrize("text", POSTS.values(), ids=POSTS)
def test_a_kept_post_is_the_post_that_was_parsed(text: str) -> None:
    fragment, facts = parse_source(ParseInput("a/b.md", text, "ko"))
    kept = parsed(fragment, json.loads(json.dumps(facts)))
    assert kept == parse_post(SourceFile(PurePosixPath("a/b.md"), text), "ko")


def test_dates_come_back_as_they_are_in_the_time_zone_of_the_book() -> None:
    given = ParseInput(
        "a.md", "---\ndate: 2023-05-14T20:00:00Z\n---\nx", "en", timezone="Asia/Seoul"
    )
    post, _ = parsed(*parse_source(given))
    assert post.published is not None
    assert post.published.isoformat() == "2023-05-15T05:00:00+09:00"
