"""The elements of HTML: which a book keeps, which it turns into others, and which it leaves out.

What a content document may hold is laid down in https://www.w3.org/TR/epub-33/#sec-xhtml and, for
what may stand in what, in https://html.spec.whatwg.org/multipage/dom.html#content-models.
"""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

BLOCKS = frozenset(
    {*HEADINGS, "aside", "blockquote", "caption", "col", "colgroup", "dd", "div", "dl", "dt"}
    | {"figcaption", "figure", "hr", "li", "ol", "p", "pre", "section", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "ul"}
)
"""Kept elements that may not stand among words."""

INLINES = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"}
    | {"sup", "u", "var", "wbr"}
)
"""Kept elements that stand among words."""

TRANSPARENT = frozenset({"a", "ins", "del"})
"""These hold whatever their parent may hold."""

ONLY_WORDS = frozenset({*HEADINGS, "p", "pre", "dt"}) | (INLINES - TRANSPARENT)
"""Kept elements in which no block may stand."""

RENAMED = {
    "acronym": "abbr",
    "address": "div",
    "amp-anim": "img",
    "amp-img": "img",
    "article": "div",
    "big": "span",
    "center": "div",
    "details": "div",
    "dir": "ul",
    "font": "span",
    "footer": "div",
    "header": "div",
    "hgroup": "div",
    "legend": "p",
    "listing": "pre",
    "main": "div",
    "menu": "ul",
    "nav": "div",
    "strike": "s",
    "summary": "p",
    "tt": "code",
    "xmp": "pre",
}
"""Elements that are out of date, or that a page has and a book has not."""

AMP_PICTURES = ("amp-img", "amp-anim")
"""The pictures of AMP, which hold others for browsers that know none of it."""

UNWRAPPED = frozenset(
    {"body", "button", "data", "dialog", "fieldset", "form", "head", "html", "label", "map"}
    | {"meter", "nobr", "noscript", "output", "picture", "progress", "search", "slot", "time"}
)
"""Only what is in them stays."""

MEDIA = frozenset({"applet", "audio", "embed", "iframe", "object", "video"})
"""Shown by what a page runs: a link to it stands in its place."""

REMOVED = frozenset(
    {"area", "base", "basefont", "bgsound", "canvas", "datalist", "input", "link", "meta"}
    | {"optgroup", "option", "param", "script", "select", "source", "style", "template"}
    | {"textarea", "title", "track"}
)
"""These go with all that is in them."""

KNOWN = frozenset(
    {*BLOCKS, *INLINES, *RENAMED, *UNWRAPPED, *MEDIA, *REMOVED, "math", "svg"} - {"title"}
)
"""All names that are tags. Any other, such as the `T` of `List<T>`, is text."""

PAIRED = frozenset(
    {"applet", "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select"}
    | {"style", "svg", "template", "textarea", "title", "video", "xmp"}
)
"""Left open, one of these would swallow the rest of the post; then it is text, not a tag."""
