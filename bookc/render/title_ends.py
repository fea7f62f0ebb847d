"""The end of a title in print: a short last word does not stand on a line of its own.

A browser has `text-wrap: balance` for that; WeasyPrint has not.
"""

from markupsafe import Markup, escape

_SHORT, _LONGEST = 4, 12
"""Letters of a last word that looks lost alone, and of what is kept together."""


def with_end_kept(title: str) -> Markup:
    """Return a title, escaped or Markup, whose last two words stay on one line.

    Those whose end has markup in it, or of two words in all, stay as they are.
    """
    xhtml = str(escape(title))
    at = xhtml.rfind(">") + 1
    before, _, last = xhtml.rpartition(" ")
    start = before.rfind(" ") + 1
    if not at < start or len(last) > _SHORT or len(xhtml) - start > _LONGEST:
        return Markup(xhtml)
    return Markup(f'{xhtml[:start]}<span class="title-end">{xhtml[start:]}</span>')
