"""Made-up posts: whatever is written, a post becomes a fragment that parses, and loses nothing.

`make fuzz` tries ten thousand of them instead of three hundred.
"""

import os
import re
from pathlib import PurePosixPath

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.blog import examples
from bookc.model import SourceFile
from bookc.parse.post import parse_post
from bookc.xhtml import ids_in, parse_fragment

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
SIGNS = (
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        ">",
        "* ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "---\n",
        "===\n",
        "***\n",
    ),
    *(
        "```\n",
        "~~~\n",
        "````",
        "`",
        "``",
        "**",
        "*",
        "_",
        "~~",
        "==",
        "~",
        "^",
        "\\",
        "|",
        "|-|-|\n",
    ),
    *("[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[[", "]]", "![[", "#^a", " ^a\n", "%%"),
    *(
        "<",
        ">",
        "<p>",
        "</p>",
        "<div>",
        "<b>",
        "<td>",
        "<!--",
        "-->",
        "<br>",
        "<svg>",
        "<math>",
        "<T>",
    ),
    *(
        "{%",
        "%}",
        "{{",
        "}}",
        "{% raw %}",
        "{% endraw %}",
        "{% if x %}",
        "{: .a}",
        "{:",
        "{#a}",
        "{{<",
    ),
    *(
        ":::note\n",
        ":::\n",
        "!!! note\n",
        "??? a\n",
        '=== "a"\n',
        "> [!tip]\n",
        ": a\n",
        "*[A]: b\n",
    ),
    *(
        "$",
        "$$",
        "\\(",
        "x^2",
        "\\frac{1}{2}",
        "\\begin{a}",
        "\\end{a}",
        ":tada:",
        "[TOC]",
        "&nbsp;",
    ),
    *("import a from 'b'\n", "export const a = 1\n", "{/* a */}", "<Tabs>", "</Tabs>", "<C a={1}>"),
    *(
        "한글",
        "漢字",
        "かな",
        "עברית",
        "عربي",
        "\u200b",
        "\u00a0",
        "\ufeff",
        "\x08",
        "\ufffd",
        "é",
        "👍",
    ),
    *(
        "---\ntitle: a\n",
        "+++\na = 1\n+++\n",
        "title: a\ndate: 2023-01-01\n\n",
        "a.png",
        "http://a.b/c",
    ),
)
POSTS = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(tuple(examples())), st.text(max_size=4)),
    max_size=24,
).map("".join)
OFTEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@OFTEN
@given(POSTS)
def test_every_post_becomes_a_fragment_that_parses_and_has_lost_nothing(text: str) -> None:
    post, problems = parse_post(SourceFile(PurePosixPath("a.md"), text), "en")
    root = parse_fragment(post.xhtml)
    ids = ids_in(root)
    assert len(ids) == len(set(ids))
    lines = len(re.split(r"\r\n?|\n", text))  # a carriage return alone ends one, too
    assert all((problem.at.line or 1) <= lines for problem in problems)
    assert post.tally.lost == ()
