"""A palette of at most 256 colours for pictures in which nobody sees the difference.

Measured on slides of 935 x 526 px with 2,500 colours: an octree takes 3 ms, median cut 15 ms, and
the octree's file is a fifth smaller. It answers with averages, so white paper can turn into a
near-white: `_with_common_colours` gives every entry the colour that most of its pixels have, which
takes 2 ms and makes the mean error 0.08 instead of 0.4 of 255 levels.
"""

from PIL import Image, ImageChops

from bookc.frozen import frozen

MAX_DISTINCT = 1 << 17
"""A picture with more colours than this is no slide."""


@frozen
class Tolerance:
    """How far a palette may be from the picture, in levels out of 255."""

    mean: float
    farthest: int
    """Of any channel of any pixel; a small thing in a colour of its own must not vanish."""


INVISIBLE = Tolerance(mean=0.25, farthest=80)
"""Slides and screenshots have 0.02 to 0.1 and, in single pixels of soft edges, up to 63. A gradient
that would show bands has over 0.5, a photograph 2 to 4."""

TOLERABLE = Tolerance(mean=1.5, farthest=160)
"""Seen side by side only; for pictures that would else take more bytes than their source."""


def in_palette(image: Image.Image, colours: int, tolerance: Tolerance) -> Image.Image | None:
    """Return a picture in mode P, or None if its palette would be seen.

    Args:
        image: mode RGB or RGBA.
        colours: 2 to 256.
        tolerance: how far it may be from the picture.
    """
    reduced = image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    fitting = _with_common_colours(image, reduced)
    if fitting is None or not _is_close(image, fitting, tolerance):
        return None
    return fitting


def _with_common_colours(image: Image.Image, reduced: Image.Image) -> Image.Image | None:
    """Give each entry of the palette the colour that most of its pixels have.

    Without dithering, the same palette for the same pixels, and areas keep their exact colour.
    """
    entries = Image.frombytes("L", reduced.size, reduced.tobytes())
    bands = image.split()
    palette = _most_common(Image.merge("RGBA", (entries, *bands[:3])))
    if palette is None:
        return None
    if len(bands) == 4:
        alphas = _most_common(Image.merge("LA", (entries, bands[3]))) or {}
        palette = {entry: (*palette[entry], *alphas[entry]) for entry in palette}
    unused = (0,) * len(bands)
    levels = [level for entry in range(max(palette) + 1) for level in palette.get(entry, unused)]
    fitting = reduced.copy()
    fitting.putpalette(levels, image.mode)
    return fitting


def _most_common(joint: Image.Image) -> dict[int, tuple[int, ...]] | None:
    """Return the most frequent value of the other bands for each value of the first."""
    counted = joint.getcolors(MAX_DISTINCT)
    if counted is None:
        return None
    best: dict[int, tuple[int, ...]] = {}
    for _, value in sorted(counted):  # rising, so the last one stays; equal counts have one answer
        assert isinstance(value, tuple)
        best[value[0]] = value[1:]
    return best


def _is_close(image: Image.Image, fitting: Image.Image, tolerance: Tolerance) -> bool:
    shown = fitting.convert(image.mode)
    if image.mode == "RGBA":  # a colour counts as much as it is opaque
        image, shown = image.convert("RGBa"), shown.convert("RGBa")
    counts = ImageChops.difference(image, shown).histogram()
    total = sum(counts)
    error = sum((place % 256) * count for place, count in enumerate(counts))
    farthest = max(place % 256 for place, count in enumerate(counts) if count)
    return error <= tolerance.mean * total and farthest <= tolerance.farthest
