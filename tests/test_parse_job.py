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
    _, facts = parse_source(ParseInput("a/b.md", text, "ko"))
    kept = parsed(json.loads(json.dumps(facts)))
    assert kept == parse_post(SourceFile(PurePosixPath("a/b.md"), text), "ko")
