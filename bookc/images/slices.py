"""A screenshot too tall for a page, in parts that follow each other.

Made to fit one page, a picture of 500 x 8,000 px would be a line that nobody can read.
"""

from collections.abc import Iterator

from PIL import Image

TALL = 4
"""Times as high as wide; what is less tall can be read on one page."""

LONGEST = 0.45
"""Times as high as wide that a part may be: three of them fill a page of the usual shapes, and what
is left of a page that has begun takes one."""

SHORTEST = 0.3
"""A part is cut below this, where the picture is calmest: not through a line of text. Of places
that are as calm it is the highest: what is left of a page then takes another part."""


def is_tall(size: tuple[int, int]) -> bool:
    """Tell whether a picture of a width and height is to be split."""
    return size[1] > TALL * size[0]


def parts_of(image: Image.Image) -> tuple[tuple[int, int], ...]:
    """Return the top and bottom of each part of a picture, from the first row to the last."""
    return tuple(_parts(image.convert("L")))


def _parts(grey: Image.Image) -> Iterator[tuple[int, int]]:
    longest = max(1, round(grey.width * LONGEST))
    top = 0
    while grey.height - top > longest:
        highest = max(top, top + round(grey.width * SHORTEST)) + 1
        candidates = range(min(highest, top + longest), top + longest + 1)
        bottom = min(candidates, key=lambda row: _unrest(grey, row))  # the highest of the calmest
        yield top, bottom
        top = bottom
    yield top, grey.height


def _unrest(grey: Image.Image, row: int) -> int:
    """Return by how much the pixels of the row above a cut differ from each other."""
    darkest, lightest = grey.crop((0, row - 1, grey.width, row)).getextrema()
    assert isinstance(darkest, int | float)
    assert isinstance(lightest, int | float)
    return int(lightest - darkest)
