"""Colours that a theme makes from its variables.

A tint is mixed here and not by `opacity`: WeasyPrint paints what is half transparent as a group
that carries no tag, which PDF/UA forbids.
"""


def tint(colour: str, strength: float, on: str = "#ffffff") -> str:
    """Mix a colour with the one it lies on.

    Args:
        colour: `#rgb` or `#rrggbb`.
        strength: from 0, nothing of it is left, to 1.
        on: the colour below, written likewise.
    """
    pairs = zip(_channels(colour), _channels(on), strict=True)
    mixed = (round(over * strength + below * (1 - strength)) for over, below in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> tuple[int, ...]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[start : start + 2], 16) for start in (0, 2, 4))
