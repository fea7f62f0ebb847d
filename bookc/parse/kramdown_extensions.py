"""Rule: kramdown's extensions leave what they wrap: `{::nomarkdown}`, `{::options x="y" /}`.

What `{::comment}` wraps goes. A line with `^` alone ends a block.
"""

import re
from collections.abc import Iterator

from markdown_it.utils import EnvType

from bookc.parse.code_walk import CodeWalk
from bookc.parse.edits import Edit, apply_edits, line_at
from bookc.parse.environment import remove

_TAG = re.compile(
    r"\{::(comment|nomarkdown|options)(?:[ \t][^{}\n]*)?\}|\{:/(?:comment|nomarkdown)?\}"
    r"|^\^[ \t]*$",
    re.MULTILINE,
)
_END_OF_BLOCK = "<!---->"
"""What ends lists and paragraphs in Markdown, and is not seen."""
_END_OF_COMMENT = re.compile(r"\{:/(?:comment)?\}")


def kramdown_extensions(text: str, env: EnvType) -> str:
    """Take the tags of extensions out of a post."""
    if not any(sign in text for sign in ("{::", "{:/", "\n^")):
        return text
    return apply_edits(text, list(_edits(text, env)))


def _edits(text: str, env: EnvType) -> Iterator[Edit]:
    walk = CodeWalk(text)
    at = 0
    last_end = max(text.rfind("{:/}"), text.rfind("{:/comment}"))
    for tag in _TAG.finditer(text):
        if tag.start() < at or walk.is_code(tag.start()):
            continue
        at = tag.end()
        if tag[1] == "comment" and at <= last_end:
            end = _END_OF_COMMENT.search(text, at)
            at = end.end() if end else at
            walk.skip_to(at)
            remove(env, "comment", line_at(text, tag.start()))
        yield Edit(tag.start(), at, _END_OF_BLOCK if tag[0][0] == "^" else "")
