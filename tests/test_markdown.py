"""Every example in tests/markdown: a post, and the fragment that it becomes.

An example opens with a fence of eight backticks and `example`, has a line with a single dot between
the post and the fragment, and ends with the fence. `data-line` is left out here; `test_parse.py`
checks it. A post that is not `post.md` is named behind `example`; all may take code from `files`.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from _pytest.mark import ParameterSet

from bookc.model import SourceFile
from bookc.parse.post import parse_post

FOLDER = Path(__file__).parent / "markdown"
FENCE = "`" * 8
FILES = {f"files/{file.name}": file.read_text() for file in (FOLDER / "files").iterdir()}
EXAMPLE = re.compile(
    rf"^{FENCE} example ?(\S*)\n(.*?)^\.\n(.*?)^{FENCE}$", re.MULTILINE | re.DOTALL
)


def examples() -> Iterator[ParameterSet]:
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for match in EXAMPLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            path = match[1] or "post.md"
            yield pytest.param(path, match[2], match[3], id=f"{file.stem}:{line}")


@pytest.mark.parametrize(("path", "source", "expected"), list(examples()))
def test_example_becomes_its_fragment(path: str, source: str, expected: str) -> None:
    post, _ = parse_post(SourceFile(PurePosixPath(path), source), "en", files=FILES)
    assert re.sub(r' data-line="\d+"', "", post.xhtml).strip() == expected.strip()
