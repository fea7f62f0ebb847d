"""Markdown to HTML: markdown-it with the rules of this package, each in a file of its own.

A new dialect is one more rule: a function that takes a `MarkdownIt` and changes it, named in
`RULES`; for what Markdown would garble, a function from text to text, named in `SOURCE_RULES`. What
can only be seen in the finished tree is a rule in `post` instead.
"""

import functools
from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.utils import EnvType

from bookc.model import Rule
from bookc.parse.abbreviations import abbreviations
from bookc.parse.admonitions import admonitions
from bookc.parse.alerts import alerts
from bookc.parse.attribute_lists import attribute_lists
from bookc.parse.backslash_breaks import backslash_breaks
from bookc.parse.bare_links import bare_links
from bookc.parse.block_ids import block_ids
from bookc.parse.boxes import labels
from bookc.parse.cjk_emphasis import cjk_emphasis
from bookc.parse.code_blocks import code_blocks
from bookc.parse.code_components import code_components
from bookc.parse.code_includes import code_includes
from bookc.parse.comments import comments
from bookc.parse.components import components
from bookc.parse.containers import containers
from bookc.parse.content_tabs import content_tabs
from bookc.parse.deep_blocks import deep_blocks
from bookc.parse.deep_words import deep_words
from bookc.parse.definition_lists import definition_lists
from bookc.parse.diagram_elements import diagram_elements
from bookc.parse.emoji_names import emoji_names
from bookc.parse.environment import Context, new_environment
from bookc.parse.fenced_boxes import fenced_boxes
from bookc.parse.footnotes import footnotes
from bookc.parse.kept_blanks import kept_blanks
from bookc.parse.kramdown_extensions import kramdown_extensions
from bookc.parse.line_breaks import line_breaks
from bookc.parse.loose_headings import loose_headings
from bookc.parse.loose_lists import loose_lists
from bookc.parse.markdown_in_html import markdown_in_html
from bookc.parse.marks import marks
from bookc.parse.math import formulas, hide_formula_scripts, hide_formulas, show_formulas
from bookc.parse.mdx import read_mdx
from bookc.parse.open_brackets import open_brackets
from bookc.parse.percent_comments import drop_percent_comments
from bookc.parse.picture_addresses import picture_addresses
from bookc.parse.pictures import loose_pictures
from bookc.parse.post_addresses import post_addresses
from bookc.parse.quotes import quotes
from bookc.parse.raw_html import raw_html
from bookc.parse.shortcodes import shortcodes
from bookc.parse.smart_quotes import marks_of, smart_quotes
from bookc.parse.source_lines import source_lines
from bookc.parse.tab_comments import tab_comments
from bookc.parse.tables import tables
from bookc.parse.task_lists import task_lists
from bookc.parse.template_tags.rule import template_tags
from bookc.parse.toc_marks import toc_marks
from bookc.parse.wikilinks import wikilinks

SOURCE_RULES: tuple[tuple[Callable[[str, EnvType], str], Rule | None], ...] = (
    (read_mdx, Rule.MDX),
    (toc_marks, Rule.TOC_MARKS),
    (tab_comments, Rule.TEMPLATE_TAGS),
    (comments, None),
    (shortcodes, Rule.SHORTCODES),
    (template_tags, Rule.TEMPLATE_TAGS),
    (kramdown_extensions, Rule.ATTRIBUTES),
    (hide_formulas, Rule.MATH),
    (hide_formula_scripts, None),
    (drop_percent_comments, Rule.PERCENT_COMMENTS),
)
"""Rules for what is no Markdown at all, such as template tags. Each turns the text of a post into
text with the same number of lines, and leaves code alone. In the order in which they see a post."""

RULES: tuple[tuple[Callable[[MarkdownIt], None], Rule | None], ...] = (
    (deep_blocks, None),
    (cjk_emphasis, Rule.CJK_EMPHASIS),
    (kept_blanks, None),
    (open_brackets, None),
    (bare_links, Rule.BARE_LINKS),
    (wikilinks, Rule.WIKILINKS),
    (marks, Rule.MARKS),
    (loose_headings, None),
    (loose_lists, None),
    (quotes, None),
    (definition_lists, Rule.DEFINITION_LISTS),
    (abbreviations, Rule.ABBREVIATIONS),
    (emoji_names, Rule.EMOJI),
    (footnotes, Rule.FOOTNOTES),
    (block_ids, Rule.BLOCK_IDS),
    (attribute_lists, Rule.ATTRIBUTES),
    (alerts, Rule.ALERTS),
    (admonitions, Rule.ADMONITIONS),
    (containers, Rule.CONTAINERS),
    (content_tabs, Rule.CONTENT_TABS),
    (fenced_boxes, Rule.FENCED_BOXES),
    (code_includes, Rule.CODE_INCLUDES),
    (diagram_elements, None),
    (code_components, Rule.MDX),
    (components, Rule.MDX),
    (labels, None),
    (formulas, Rule.MATH),
    (markdown_in_html, None),
    (deep_words, None),
    (source_lines, None),
    (code_blocks, None),
    (task_lists, Rule.TASK_LISTS),
    (tables, None),
    (smart_quotes, Rule.SMART_QUOTES),
    (raw_html, None),
    (backslash_breaks, None),
    (line_breaks, None),
    (picture_addresses, None),
    (post_addresses, None),
    (loose_pictures, None),
)
"""Rules for markdown-it, in the order in which they see a post; without a `Rule`, always on."""

_OF_BOXES = (":::", "!!!", "???", '=== "', '===! "', '===+ "')
_OF_CODE = ("```", "~~~", "{{#", "--8<--", "import")
_OF_TAGS = ("<",)
_SIGNS: Mapping[Callable[[MarkdownIt], None], tuple[str, ...]] = {
    **dict.fromkeys((admonitions, containers, content_tabs), _OF_BOXES),
    **dict.fromkeys((fenced_boxes, code_includes), _OF_CODE),
    **dict.fromkeys((components, code_components, diagram_elements, markdown_in_html), _OF_TAGS),
}
"""Rules that look at the start of every line, and one of the signs without which they find nothing.
In a post that has none of them, they are left out: they take a fifth of the time of a long list."""


def to_html(text: str, context: Context) -> tuple[str, EnvType]:
    """Return a post's text as HTML, and what the rules noted on the way.

    Unless the environment says that there is raw HTML in it, the result is well-formed XHTML.
    """
    env = new_environment(context)
    text = _rewritten(text, env, context)
    return show_formulas(str(_parser_of(text, context).render(text, env)), env), env


def title_to_html(title: str, context: Context) -> tuple[str, EnvType]:
    """Return a title that may hold Markdown as HTML, and what the rules noted on the way."""
    env = new_environment(context)
    title = _rewritten(title, env, context)
    return show_formulas(str(_parser_of(title, context).renderInline(title, env)), env), env


def _rewritten(text: str, env: EnvType, context: Context) -> str:
    for rewrite, rule in SOURCE_RULES:
        if rule is None or rule in context.rules:
            text = rewrite(text, env)
    return text


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


def _parser_of(text: str, context: Context) -> MarkdownIt:
    is_smart = Rule.SMART_QUOTES in context.rules
    texts = (text, *context.files.values())
    extensions = tuple(
        extend
        for extend, rule in RULES
        if (rule is None or rule in context.rules) and _may_find(extend, texts)
    )
    return _parser(extensions, marks_of(context.language) if is_smart else ())


def _may_find(extend: Callable[[MarkdownIt], None], texts: Sequence[str]) -> bool:
    """Tell whether a rule may find something in a post, or in the files that it takes text from."""
    signs = _SIGNS.get(extend, ())
    return not signs or any(sign in text for text in texts for sign in signs)


@functools.cache
def _parser(
    extensions: tuple[Callable[[MarkdownIt], None], ...], marks: tuple[str, ...]
) -> MarkdownIt:
    md = _Markdown("commonmark", {"quotes": marks}).enable("strikethrough")
    for extend in extensions:
        md.use(extend)
    return md
