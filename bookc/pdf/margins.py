"""Running heads and folios: the margins of pages whose text is laid out.

A theme writes them as CSS has them, in the margin boxes of `@page`. They depend on the numbers of
pages and nothing else does, so they are laid out apart, on empty pages, and put over the text at
assembly: a chapter that moves by ten pages is not laid out again.
"""

import tinycss2

from bookc.pdf.numbering import PlacedDocument

ONLY_MARGINS = "@page { background: none !important } body * { visibility: hidden }"
"""Added to a style sheet: the margins alone."""


def without_margins(stylesheet: str) -> str:
    """Return a style sheet without the margin boxes of its pages: the text alone.

    WeasyPrint lays out even those that show nothing, on every page, in a twentieth of its time.
    """
    rules = tinycss2.parse_stylesheet(stylesheet)
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page" and rule.content:
            inner = tinycss2.parse_blocks_contents(rule.content)
            rule.content = [each for each in inner if each.type != "at-rule"]
    return str(tinycss2.serialize(rules))


def margins_xhtml(placed: PlacedDocument) -> str:
    """Return a document of empty pages, as many as a document has, with its running strings.

    The root and the body keep their attributes, so that the theme's selectors and page names hold.
    """
    head, _, rest = placed.document.xhtml.partition("<body")
    attributes, _, _ = rest.partition(">")
    strings = ", ".join(f"{name} {_quoted(text)}" for name, text in placed.document.running)
    first = f'<p style="string-set: {strings}; margin: 0"></p>'
    others = '<p style="break-before: page; margin: 0"></p>' * (placed.pages - 1)
    style = f"<style>@page:first {{ counter-reset: page {placed.first_number} }}</style>"
    head = head.replace("</head>", f"{style}</head>")
    return f"{head}<body{attributes}>{first}{others}</body></html>"


def _quoted(text: str) -> str:
    """Write a text as a CSS string inside an XML attribute."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f"'{escaped}'"
