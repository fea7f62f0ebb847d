"""Markdown to HTML: markdown-it with the rules of this package, each in a file of its own.

A new dialect is one more rule: a function that takes a `MarkdownIt` and changes it, named in
`RULES`; for what Markdown would garble, a function from text to text, named in `SOURCE_RULES`. What
can only be seen in the finished tree is a rule in `post` instead.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.utils import EnvType

from bookc.model import Rule
from bookc.parse.alerts import alerts
from bookc.parse.backslash_breaks import backslash_breaks
from bookc.parse.bare_links import bare_links
from bookc.parse.boxes import labels
from bookc.parse.cjk_emphasis import cjk_emphasis
from bookc.parse.code_blocks import code_blocks
from bookc.parse.comments import comments
from bookc.parse.deep_blocks import deep_blocks
from bookc.parse.deep_words import deep_words
from bookc.parse.diagram_elements import diagram_elements
from bookc.parse.environment import Context, new_environment
from bookc.parse.footnotes import footnotes
from bookc.parse.kept_blanks import kept_blanks
from bookc.parse.line_breaks import line_breaks
from bookc.parse.loose_headings import loose_headings
from bookc.parse.loose_lists import loose_lists
from bookc.parse.markdown_in_html import markdown_in_html
from bookc.parse.math import formulas, hide_formula_scripts, hide_formulas, show_formulas
from bookc.parse.open_brackets import open_brackets
from bookc.parse.picture_addresses import picture_addresses
from bookc.parse.pictures import loose_pictures
from bookc.parse.post_addresses import post_addresses
from bookc.parse.quotes import quotes
from bookc.parse.raw_html import raw_html
from bookc.parse.source_lines import source_lines
from bookc.parse.tables import tables
from bookc.parse.task_lists import task_lists

_OfText: TypeAlias = Callable[[str, EnvType], str]
_OfParser: TypeAlias = Callable[[MarkdownIt], None]


def _later(module: str, name: str = "") -> Callable[..., Any]:
    """Return a rule of this package that is imported when it is used: most dialects are not.

    Args:
        module: the file of the rule.
        name: what it is called there, if that is another name.
    """

    def rule(*given: Any) -> Any:
        return getattr(import_module(f"bookc.parse.{module}"), name or module)(*given)

    return rule


_admonitions: _OfParser = _later("admonitions")
_code_components: _OfParser = _later("code_components")
_code_includes: _OfParser = _later("code_includes")
_components: _OfParser = _later("components")
_containers: _OfParser = _later("containers")
_content_tabs: _OfParser = _later("content_tabs")
_fenced_boxes: _OfParser = _later("fenced_boxes")
_marks_of: Callable[[str], tuple[str, ...]] = _later("smart_quotes", "marks_of")

SOURCE_RULES: tuple[tuple[_OfText, Rule | None], ...] = (
    (_later("mdx", "read_mdx"), Rule.MDX),
    (_later("toc_marks"), Rule.TOC_MARKS),
    (_later("tab_comments"), Rule.TEMPLATE_TAGS),
    (comments, None),
    (_later("shortcodes"), Rule.SHORTCODES),
    (_later("template_tags.rule", "template_tags"), Rule.TEMPLATE_TAGS),
    (_later("kramdown_extensions"), Rule.ATTRIBUTES),
    (hide_formulas, Rule.MATH),
    (hide_formula_scripts, None),
    (_later("percent_comments", "drop_percent_comments"), Rule.PERCENT_COMMENTS),
)
"""Rules for what is no Markdown at all, such as template tags. Each turns the text of a post into
text with the same number of lines, and leaves code alone. In the order in which they see a post."""

RULES: tuple[tuple[_OfParser, Rule | None], ...] = (
    (deep_blocks, None),
    (cjk_emphasis, Rule.CJK_EMPHASIS),
    (kept_blanks, None),
    (open_brackets, None),
    (bare_links, Rule.BARE_LINKS),
    (_later("wikilinks"), Rule.WIKILINKS),
    (_later("marks"), Rule.MARKS),
    (loose_headings, None),
    (loose_lists, None),
    (quotes, None),
    (_later("definition_lists"), Rule.DEFINITION_LISTS),
    (_later("abbreviations"), Rule.ABBREVIATIONS),
    (_later("emoji_names"), Rule.EMOJI),
    (footnotes, Rule.FOOTNOTES),
    (_later("block_ids"), Rule.BLOCK_IDS),
    (_later("attribute_lists"), Rule.ATTRIBUTES),
    (alerts, Rule.ALERTS),
    (_admonitions, Rule.ADMONITIONS),
    (_containers, Rule.CONTAINERS),
    (_content_tabs, Rule.CONTENT_TABS),
    (_fenced_boxes, Rule.FENCED_BOXES),
    (_code_includes, Rule.CODE_INCLUDES),
    (diagram_elements, None),
    (_code_components, Rule.MDX),
    (_components, Rule.MDX),
    (labels, None),
    (formulas, Rule.MATH),
    (markdown_in_html, None),
    (deep_words, None),
    (source_lines, None),
    (code_blocks, None),
    (task_lists, Rule.TASK_LISTS),
    (tables, None),
    (_later("smart_quotes"), Rule.SMART_QUOTES),
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
_SIGNS: Mapping[_OfParser, tuple[str, ...]] = {
    **dict.fromkeys((_admonitions, _containers, _content_tabs), _OF_BOXES),
    **dict.fromkeys((_fenced_boxes, _code_includes), _OF_CODE),
    **dict.fromkeys((_components, _code_components, diagram_elements, markdown_in_html), _OF_TAGS),
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
    return _parser(extensions, _marks_of(context.language) if is_smart else ())


def _may_find(extend: _OfParser, texts: Sequence[str]) -> bool:
    """Tell whether a rule may find something in a post, or in the files that it takes text from."""
    signs = _SIGNS.get(extend, ())
    return not signs or any(sign in text for text in texts for sign in signs)


@functools.cache
def _parser(extensions: tuple[_OfParser, ...], marks: tuple[str, ...]) -> MarkdownIt:
    md = _Markdown("commonmark", {"quotes": marks}).enable("strikethrough")
    for extend in extensions:
        md.use(extend)
    return md
