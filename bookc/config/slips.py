"""What the author most likely meant: for hints, never to go on with."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def nearest(written: str, options: Iterable[str]) -> str:
    """Return the option that a word is a slip of; empty if none is near.

    Case, and dashes for underscores, do not count; the beginning of a single option is near.
    """
    by_form = {_form(option): option for option in options}
    form = _form(written)
    if form in by_form:
        return by_form[form]
    begun = [option for each, option in by_form.items() if len(form) > 1 and each.startswith(form)]
    if len(begun) == 1:
        return begun[0]
    close = get_close_matches(form, by_form, n=1, cutoff=0.65)
    return by_form[close[0]] if close else ""


def listed(words: Sequence[str], last: str = "or") -> str:
    """Return words as a sentence lists them: `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _form(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
