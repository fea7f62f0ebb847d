"""By what a post shows that it was written with template tags: a word that they know."""

import re

from bookc.parse.template_tags.media import ADDRESSES, SPELLINGS
from bookc.parse.template_tags.words import (
    BRANCHES,
    INCLUDES,
    LINKS_TO_POSTS,
    OBJECTS,
    PICTURES,
    REPEATED,
    SILENT,
)

_TAGS = frozenset(
    {*SILENT, *BRANCHES, *INCLUDES, *LINKS_TO_POSTS, *PICTURES, *REPEATED, *ADDRESSES, *SPELLINGS}
)


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words)))


MARK = re.compile(
    rf"\{{%[-+~]?[ \t]{{0,9}}(?:{_any_of(_TAGS)})(?![\w.])[^{{}}%\n]{{0,300}}%\}}"
    rf"|(?<![$={{])\{{\{{-?[ \t]{{0,9}}(?:(?:{_any_of(OBJECTS)})\.\w"
    rf"|(?:{_any_of(frozenset({*ADDRESSES, *PICTURES}))})\([^(){{}}\n]{{0,300}}\)[ \t]{{0,9}}\}}\}}"
    r"|(?:\"[^\"{}\n]{1,300}\"|'[^'{}\n]{1,300}')[ \t]{0,9}\|)"
)
"""A tag, a value of the site or of the post, a shortcode of Zola, or a text with a filter."""
