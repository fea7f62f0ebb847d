"""Letters in bold, script, double-struck and the like, as characters of their own.

MathML Core, which browsers and so most reading systems follow, knows no `mathvariant` but `normal`:
it wants U+1D431 for a bold x. https://www.w3.org/TR/mathml-core/#the-mathvariant-attribute
"""

import contextlib
import functools
import unicodedata

_STYLES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "double-struck": "DOUBLE-STRUCK",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC",
    "monospace": "MONOSPACE",
}
_OLDER = {"SCRIPT": "SCRIPT", "FRAKTUR": "BLACK-LETTER", "DOUBLE-STRUCK": "DOUBLE-STRUCK"}
"""Some letters were there before the others, and have a name of another form."""


def in_variant(text: str, variant: str) -> str | None:
    """Return a text in the characters of a variant; None if they are not all there."""
    style = _STYLES.get(variant)
    letters = [_styled(letter, style) for letter in text] if style else []
    return "".join(letters) if letters and all(letters) else None


@functools.cache
def _styled(letter: str, style: str) -> str:
    """Return a letter in a style; empty if Unicode has none."""
    if letter.isspace():
        return letter
    if (letter, style) == ("h", "ITALIC"):
        return "\N{PLANCK CONSTANT}"
    name = unicodedata.name(letter, "")
    name = name.removeprefix("LATIN ").removeprefix("GREEK ").replace(" LETTER ", " ")
    for candidate in (f"MATHEMATICAL {style} {name}", f"{_OLDER.get(style)} {name}"):
        with contextlib.suppress(KeyError):
            return unicodedata.lookup(candidate)
    return ""
