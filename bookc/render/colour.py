"""Colours that a theme makes from its variables.

A tint is mixed here and not by `opacity`: WeasyPrint paints what is half transparent as a group
that carries no tag, which PDF/UA forbids.
"""

import re

WHITE, BLACK = "#ffffff", "#000000"
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
"""How a theme or a book writes one."""
_IN_SHEET = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?=[\s;,)!}])")
_ENOUGH = 4.5
"""Contrast of text that is not large. https://www.w3.org/TR/WCAG22/#contrast-minimum"""


def tint(colour: str, strength: float, on: str = WHITE) -> str:
    """Mix a colour with the one it lies on.

    Args:
        colour: `#rgb` or `#rrggbb`.
        strength: from 0, nothing of it is left, to 1.
        on: the colour below, written likewise.
    """
    pairs = zip(_channels(colour), _channels(on), strict=True)
    mixed = (round(over * strength + below * (1 - strength)) for over, below in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def text_on(ground: str) -> str:
    """Return white or black, whichever can be read better: on any ground, one of them can."""
    return max((WHITE, BLACK), key=lambda colour: contrast(colour, ground))


def readable(colour: str, on: str = WHITE) -> str:
    """Return a colour, or the nearest to it that can be read as text on a ground."""
    end = text_on(on)
    shades = (tint(end, step / 20, colour) for step in range(21))
    return next((shade for shade in shades if contrast(shade, on) >= _ENOUGH), end)


def in_black_ink(stylesheet: str) -> str:
    """Return a style sheet for a press with black ink.

    Colours that text is set in become black: a press makes a grey of dots, which fray small
    letters. All others become greys, each as light as the colour that it was.
    """
    return _IN_SHEET.sub(lambda colour: _ink(colour[0]), stylesheet)


def _ink(colour: str) -> str:
    light = _luminance(colour)
    if contrast(colour, WHITE) >= _ENOUGH:
        return BLACK
    share = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(share * 255):02x}" * 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, ...]:
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour such as #1f4e79")
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[start : start + 2], 16) for start in (0, 2, 4))
