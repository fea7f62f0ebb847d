"""The words of template languages that bookc knows, by what they mean.

Liquid (Jekyll), Jinja and Nunjucks (Eleventy, Pelican, HonKit), Tera (Zola), Twig, Hexo with its
best known themes, Markdoc and GitBook. Shortcodes of Hugo share what these words mean.
"""

RAW = frozenset({"raw", "verbatim"})
"""What they wrap is shown as it is, in code too."""

HIDDEN = frozenset({"comment", "css", "javascript", "js", "stylesheet"})
"""What they wrap is for no reader."""

CODE = frozenset({"highlight", "codeblock", "code_block", "code", "prism", "syntax"})

MERMAID = frozenset({"mermaid"})

BOXES = {
    "aside": "note",
    "admonition": "note",
    "alert": "note",
    "attention": "warning",
    "callout": "note",
    "caution": "caution",
    "danger": "danger",
    "details": "details",
    "expand": "details",
    "fold": "details",
    "folding": "details",
    "hidetoggle": "details",
    "hint": "info",
    "important": "important",
    "info": "info",
    "note": "note",
    "notice": "note",
    "spoiler": "details",
    "success": "success",
    "tip": "tip",
    "warn": "warning",
    "warning": "warning",
}
"""Tags of boxes, and what kind each is unless its arguments name one."""

KINDS = {
    **{name: name for name in ("abstract", "bug", "caution", "check", "danger", "details")},
    **{name: name for name in ("done", "error", "example", "failure", "faq", "help", "hint")},
    **{name: name for name in ("important", "info", "message", "note", "question", "quote")},
    **{name: name for name in ("success", "summary", "tip", "todo", "warning", "attention")},
    "alert": "danger",
    "default": "note",
    "light": "note",
    "primary": "note",
    "secondary": "note",
    "warn": "warning",
}
"""What arguments call kinds of boxes."""

BOX_MANNERS = frozenset(
    {"no-icon", "icon", "simple", "modern", "flat", "disabled", "open", "closed", "false", "true"}
    | {"blue", "cyan", "green", "grey", "gray", "orange", "pink", "purple", "red", "yellow"}
)
"""Arguments that only say how a box looks."""

QUOTES = frozenset({"blockquote", "quote", "pullquote", "centerquote", "cq"})

LABELLED = frozenset({"tab", "step", "subtab"})
"""What they wrap stands under the label that they give."""

WRAPPERS = frozenset(
    {"api-method", "block", "call", "center", "code-group", "column", "columns", "content-ref"}
    | {"grid", "group", "grouppicture", "gp", "row", "section", "span", "spaceless", "stepper"}
    | {"table", "tabs", "with", "autoescape", "apply", "filter", "grouptab", "card", "cards"}
    | {"div", "container", "rawhtml", "html", "markdown", "paragraph", "tabpane"}
    | {"katex", "math", "latex"}
)
"""Only what they wrap is for readers."""

PICTURES = frozenset(
    {"asset_img", "figure", "image", "image_with_class", "img", "imgcap", "picture"}
    | {"responsive_image", "resize_image", "lazy_image", "zoom_image", "captioned_image"}
)

LINKS_TO_POSTS = frozenset(
    {"link", "post_link", "post_path", "post_url", "asset_link", "asset_path", "ref", "relref"}
    | {"get_url", "url_for"}
)

FIRST_BRANCH = frozenset({"case", "if", "ifchanged", "ifequal", "ifnotequal", "switch", "unless"})
REPEATED = frozenset({"for", "tablerow", "asyncall", "asynceach"})
"""What they wrap stands in the site as often as there are things to show."""

BRANCHES = frozenset({"elif", "else", "elseif", "elseifchanged", "elsif", "empty", "when"})

SILENT = frozenset(
    {"assign", "set", "capture", "break", "continue", "cycle", "increment", "decrement"}
    | {"extends", "from", "import", "load", "macro", "more", "do", "toc", "layout", "trans"}
    | {"feed_meta", "seo", "hit_counter", "endif", "end", "comment", "clear", "linebreak", "br"}
    | {*RAW, *FIRST_BRANCH, *BRANCHES, *WRAPPERS, *LABELLED, *QUOTES, *BOXES, *CODE, *MERMAID}
)
"""They go without a word."""

INCLUDES = frozenset({"include", "include_cached", "include_relative", "render", "includes"})

OBJECTS = frozenset(
    {"book", "collections", "config", "content", "data", "eleventy", "file", "forloop", "gitbook"}
    | {"include", "layout", "loop", "metadata", "page", "paginator", "pagination", "params"}
    | {"pkg", "post", "section", "site", "theme"}
)
"""What values are taken from."""

ROOTS = frozenset(
    {"site.baseurl", "site.base_url", "site.basePath", "site.root", "base_path", "base_url"}
    | {"BASE_PATH", "baseurl", "config.root", "config.base_url", "relative_root", "pathPrefix"}
)
"""Where the site stands on its host. In a book, addresses begin at the site's own root."""

HOSTS = frozenset(
    {"site.url", "site.host", "site.production_url", "config.url", "metadata.url", "SITEURL"}
    | {"site.siteUrl", "siteUrl"}
)
"""The site's host; before a path it is left out, so that the path is looked for in the project."""
