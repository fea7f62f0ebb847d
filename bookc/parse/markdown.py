"""Markdown to HTML: markdown-it with the rules of this package, each in a file of its own.

A new dialect is one more rule: a function that takes a `MarkdownIt` and changes it, named in
`RULES`. What can only be seen in the finished tree is a rule in `post` instead.
"""

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.utils import EnvType

from bookc.parse.alerts import alerts
from bookc.parse.backslash_breaks import backslash_breaks
from bookc.parse.bare_links import bare_links
from bookc.parse.cjk_emphasis import cjk_emphasis
from bookc.parse.code_blocks import code_blocks
from bookc.parse.environment import new_environment
from bookc.parse.footnotes import footnotes
from bookc.parse.line_breaks import line_breaks
from bookc.parse.pictures import loose_pictures
from bookc.parse.raw_html import raw_html
from bookc.parse.source_lines import source_lines
from bookc.parse.tables import tables
from bookc.parse.task_lists import task_lists

RULES: tuple[Callable[[MarkdownIt], None], ...] = (
    cjk_emphasis,
    bare_links,
    footnotes,
    alerts,
    source_lines,
    code_blocks,
    task_lists,
    tables,
    raw_html,
    backslash_breaks,
    line_breaks,
    loose_pictures,
)
"""In the order in which they see a post."""


def to_html(text: str, language: str) -> tuple[str, EnvType]:
    """Return a post's text as HTML, and what the rules noted on the way.

    Unless the environment says that there is raw HTML in it, the result is well-formed XHTML.
    """
    env = new_environment(language)
    return str(_parser().render(text, env)), env


def words_of(title: str) -> str:
    """Return a title that may hold Markdown or HTML as plain text."""
    tokens = _parser().parseInline(title)
    words = "".join(
        token.content if token.type in ("text", "code_inline") else " "
        for inline in tokens
        for token in inline.children or ()
        if token.nesting == 0 and token.type != "html_inline"
    )
    return " ".join(words.split())


class _Markdown(MarkdownIt):
    """markdown-it, but with addresses left as the author wrote them: `links` judges them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Let every address through."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return the address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Return the address as it is."""
        return link


@functools.cache
def _parser() -> MarkdownIt:
    md = _Markdown("commonmark").enable("strikethrough")
    for rule in RULES:
        md.use(rule)
    return md
