"""Every example in tests/markdown: a post, and the fragment that it becomes.

An example opens with a fence of eight backticks and `example`, has a line with a single dot between
the post and the fragment, and ends with the fence. `data-line` is left out here; `test_parse.py`
checks it.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from _pytest.mark import ParameterSet

from bookc.model import SourceFile
from bookc.parse import parse_post

FOLDER = Path(__file__).parent / "markdown"
FENCE = "`" * 8
EXAMPLE = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.MULTILINE | re.DOTALL)


def examples() -> Iterator[ParameterSet]:
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for match in EXAMPLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield pytest.param(match[1], match[2], id=f"{file.stem}:{line}")


@pytest.mark.parametrize(("source", "expected"), list(examples()))
def test_example_becomes_its_fragment(source: str, expected: str) -> None:
    post, _ = parse_post(SourceFile(PurePosixPath("post.md"), source), "en")
    assert re.sub(r' data-line="\d+"', "", post.xhtml).strip() == expected.strip()
