"""What switches on the dialects of boxes, of code from files and of MDX, and what does not."""

from pathlib import PurePosixPath

import pytest

from bookc.model import Collection, Rule, SourceFile
from bookc.parse import find_dialects


def rules_of(text: str, path: str = "post.md") -> frozenset[Rule]:
    source = SourceFile(PurePosixPath(path), text)
    collection = Collection(posts=(source,), front=(), back=(), files={})
    return find_dialects(collection, {}).rules


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule.CODE_INCLUDES, "```rust\n{{#include ../a.rs:here}}\n```\n"),
        (Rule.CODE_INCLUDES, "{{#playground a.rs editable}}\n"),
        (Rule.CODE_INCLUDES, '--8<-- "docs/a.cpp:core"\n'),
        (Rule.CODE_INCLUDES, 'Words.\n\n[import, title:"T"](a.js)\n'),
        (Rule.FENCED_BOXES, '```smart header="T"\nWords.\n```\n'),
        (Rule.FENCED_BOXES, "````warn\nWords.\n````\n"),
        (Rule.MDX, "import Tabs from '@theme/Tabs';\n"),
        (Rule.MDX, "Words.\n\n{/* truncate */}\n"),
        (Rule.MDX, "<Tabs>\n</Tabs>\n"),
    ],
)
def test_a_mark_switches_a_dialect_on(rule: Rule, text: str) -> None:
    assert rule in rules_of(text)


def test_a_file_that_is_mdx_by_its_name_switches_mdx_on() -> None:
    assert Rule.MDX in rules_of("Words.\n", "post.mdx")


@pytest.mark.parametrize(
    "text",
    [
        "Words about [import](a.md) and {{ include }} and `--8<--`.\n",
        "```smarty\n{$x}\n```\n",
        "import numpy as np\n\nWords about List<String> and </p>.\n",
    ],
)
def test_other_text_switches_none_of_them_on(text: str) -> None:
    assert not rules_of(text) & {Rule.CODE_INCLUDES, Rule.FENCED_BOXES, Rule.MDX}
