"""What source rules may touch: everything but code."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookc.parse.code_regions import regions_of


def masked(text: str, *, fenced_boxes: bool = False) -> str:
    """Return a text with a dot for every letter that is not code."""
    regions = regions_of(text, fenced_boxes=fenced_boxes)
    parts = [(text[each.start : each.end], each.is_code) for each in regions]
    return "".join(part if is_code else re.sub("[^\n]", ".", part) for part, is_code in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "..`b`.."),
        ("a ``b`c`` d", "..``b`c``.."),
        ("a `b\n\nc` d", "....\n\n...."),
        (r"a \`b` c", "........"),
        ("```py\nx\n```\na", "```py\nx\n```\n."),
        ("~~~\n```\n~~~\na", "~~~\n```\n~~~\n."),
        ("````\n```\n````\na", "````\n```\n````\n."),
        ("- ```\n  x\n  ```\na", "- ```\n  x\n  ```\n."),
        ("> ```\n> x\n> ```\na", "> ```\n> x\n> ```\n."),
        ("```\nnever closed", "```\nnever closed"),
        ("``` a`b ```", "``` a`b ```"),
        ("a\n\n    code\n\nb", ".\n\n    code\n\n."),
        ("- a\n\n    text of the item\n", "...\n\n....................\n"),
        (
            "!!! note\n    a\n\n        code\n\n    b\n",
            "........\n.....\n\n        code\n\n.....\n",
        ),
        (
            "!!! note\n\n    ```\n    x\n    ```\n\n    a\n",
            "........\n\n    ```\n    x\n    ```\n\n.....\n",
        ),
        ("- a\n\n    ```\n    x\n    ```\n\n    b\n", "...\n\n    ```\n    x\n    ```\n\n.....\n"),
        ("[^1]: a\n\n        code\n", ".......\n\n        code\n"),
        ("- a\n\n      code\n\n  b\n", "...\n\n      code\n\n...\n"),
        ("1. a\n\n      b\n", "....\n\n.......\n"),
        ("1. a\n\n       code\n", "....\n\n       code\n"),
        ("- - a\n\n      b\n\n        code\n", ".....\n\n.......\n\n        code\n"),
        ("-\n  a\n\n      code\n", ".\n...\n\n      code\n"),
        ("-     a\n\n      code\n", ".......\n\n      code\n"),
        ("- a\n  - b\n\n        code\n", "...\n.....\n\n        code\n"),
        ("> a\n>\n>     code\n\nb", "...\n.\n>     code\n\n."),
        ("> - a\n>\n>     b\n>\n>       code\n", ".....\n.\n.......\n.\n>       code\n"),
        ("- > a\n  >\n  >     code\n", ".....\n...\n  >     code\n"),
        ("- !!! note\n\nb\n\n    code\n", "..........\n\n.\n\n    code\n"),
        ("a <pre>b</pre> c", "..<pre>b</pre>.."),
        ("a <code>b c", "..........."),
    ],
)
def test_code_is_left_alone(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```smart\n$a$\n```\nb", "```.....\n...\n```\n."),
        ("````warn\na\n```js\nx\n```\nb\n````\nc", "````....\n.\n```js\nx\n```\n.\n````\n."),
        ("```smart\n```js\nx\n```\nb", "```.....\n```js\nx\n```\n."),
        ("```smarty\nx\n```\nb", "```smarty\nx\n```\n."),
    ],
)
def test_in_fenced_boxes_only_code_is_left_alone(text: str, expected: str) -> None:
    assert masked(text, fenced_boxes=True) == expected


@given(st.text("a`~ \n\t>-<pre/>\\1.", max_size=60))
def test_regions_are_the_whole_text(text: str) -> None:
    assert "".join(text[each.start : each.end] for each in regions_of(text)) == text


@pytest.mark.parametrize(
    "piece", ["`", "``a`", "<pre>", "<code>x", "- ```\n", "~~~a ", "    a\n\n"]
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    started = time.process_time()
    regions_of(piece * (300_000 // len(piece)))
    assert time.process_time() - started < 5
