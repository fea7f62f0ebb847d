"""Markdown to HTML: markdown-it with the rules of this package, each in a file of its own.

A new dialect is one more rule: a function that takes a `MarkdownIt` and changes it, named in
`RULES`; for what Markdown would garble, a function from text to text, named in `SOURCE_RULES`. What
can only be seen in the finished tree is a rule in `post` instead.
"""

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.utils import EnvType

from bookc.model import Rule
from bookc.parse.alerts import alerts
from bookc.parse.backslash_breaks import backslash_breaks
from bookc.parse.bare_links import bare_links
from bookc.parse.cjk_emphasis import cjk_emphasis
from bookc.parse.code_blocks import code_blocks
from bookc.parse.environment import Context, new_environment
from bookc.parse.footnotes import footnotes
from bookc.parse.line_breaks import line_breaks
from bookc.parse.pictures import loose_pictures
from bookc.parse.raw_html import raw_html
from bookc.parse.source_lines import source_lines
from bookc.parse.tables import tables
from bookc.parse.task_lists import task_lists

SOURCE_RULES: tuple[tuple[Callable[[str, EnvType], str], Rule], ...] = ()
"""Rules for what is no Markdown at all, such as template tags. Each turns the text of a post into
text with the same number of lines, and leaves code alone. In the order in which they see a post."""

RULES: tuple[tuple[Callable[[MarkdownIt], None], Rule | None], ...] = (
    (cjk_emphasis, Rule.CJK_EMPHASIS),
    (bare_links, Rule.BARE_LINKS),
    (footnotes, Rule.FOOTNOTES),
    (alerts, Rule.ALERTS),
    (source_lines, None),
    (code_blocks, None),
    (task_lists, Rule.TASK_LISTS),
    (tables, None),
    (raw_html, None),
    (backslash_breaks, None),
    (line_breaks, None),
    (loose_pictures, None),
)
"""Rules for markdown-it, in the order in which they see a post; without a `Rule`, always on."""


def to_html(text: str, context: Context) -> tuple[str, EnvType]:
    """Return a post's text as HTML, and what the rules noted on the way.

    Unless the environment says that there is raw HTML in it, the result is well-formed XHTML.
    """
    env = new_environment(context)
    for rewrite, rule in SOURCE_RULES:
        if rule in context.rules:
            text = rewrite(text, env)
    return str(_parser(context.rules).render(text, env)), env


def words_of(title: str) -> str:
    """Return a title that may hold Markdown or HTML as plain text."""
    tokens = _parser(frozenset(Rule)).parseInline(title)
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
def _parser(rules: frozenset[Rule]) -> MarkdownIt:
    md = _Markdown("commonmark").enable("strikethrough")
    for extend, rule in RULES:
        if rule is None or rule in rules:
            md.use(extend)
    return md
