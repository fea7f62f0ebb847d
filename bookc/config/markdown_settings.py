"""The section that switches dialects of Markdown, which are else found out from the posts."""

from bookc.config.setting import Setting
from bookc.config.values import SWITCH
from bookc.model import ON_DEMAND, Rule

HELP = {
    Rule.ABBREVIATIONS: "Whether `*[HTML]: …` says what an abbreviation stands for.",
    Rule.ADMONITIONS: "Whether `!!! note` and `??? note` open boxes.",
    Rule.ALERTS: "Whether quotes that begin with `[!NOTE]` are boxes.",
    Rule.ATTRIBUTES: "Whether `{:.class}` and `{: #id}` are attributes.",
    Rule.BARE_LINKS: "Whether addresses on the web are links without brackets.",
    Rule.BLOCK_IDS: "Whether `^id` at the end of a block names it.",
    Rule.CAPTIONS: "Whether a line right under a picture can be its caption.",
    Rule.CJK_EMPHASIS: "Whether `**` works beside Chinese, Japanese and Korean letters.",
    Rule.CODE_INCLUDES: "Whether code may come from another file of the project.",
    Rule.CONTAINERS: "Whether `:::note` opens a box.",
    Rule.CONTENT_TABS: 'Whether `=== "Label"` opens a tab.',
    Rule.DEFINITION_LISTS: "Whether `: text` under a line is its definition.",
    Rule.EMOJI: "Whether `:tada:` is an emoji.",
    Rule.FENCED_BOXES: "Whether fences called `smart` or `warn` are boxes.",
    Rule.FOOTNOTES: "Whether `[^1]` is a footnote.",
    Rule.MARKS: "Whether `==text==` is marked.",
    Rule.MATH: "Whether `$…$` and `$$…$$` are formulas.",
    Rule.MDX: "Whether `import`, `export` and components are MDX.",
    Rule.PERCENT_COMMENTS: "Whether `%%…%%` is a comment.",
    Rule.SHORTCODES: "Whether `{{< … >}}` is a shortcode.",
    Rule.SMART_QUOTES: "Whether straight quotation marks become those of the post's language.",
    Rule.TASK_LISTS: "Whether `- [x]` is a task that is done.",
    Rule.TEMPLATE_TAGS: "Whether `{% … %}` and `{{ … }}` are template tags.",
    Rule.TOC_MARKS: "Whether `[TOC]` asks for contents, which the book has anyway.",
    Rule.WIKILINKS: "Whether `[[Title]]` is a link and `![[file]]` shows a file.",
}

MARKDOWN = tuple(
    Setting(
        ("markdown", rule.value),
        SWITCH,
        help=HELP[rule],
        example="true" if rule in ON_DEMAND else "false",
        otherwise="false" if rule in ON_DEMAND else "found out from the posts and the site",
    )
    for rule in Rule
)
