"""About how wide letters are, where no font says it."""

import functools
import unicodedata


@functools.lru_cache(maxsize=4096)
def letter_em(letter: str) -> float:
    """Return about how wide a letter is in a sans serif, in font sizes."""
    if letter.isascii():
        return 0.68 if letter.isupper() else 0.3 if letter in " ijl.,:;'|!()[]" else 0.56
    return 0.92 if unicodedata.east_asian_width(letter) in "WF" else 0.58
