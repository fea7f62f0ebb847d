"""A picture as PNG or JPEG, by what is in it.

Measured on one core. JPEG of a grainy photograph of 1,600 x 900 px takes 8 ms with optimised
tables; progressive it takes 17 ms and is 3 % smaller, so it is not. PNG of a slide of 936 x 526 px
in a palette takes 1.6 ms at level 6, 3.1 ms at level 8 and 5.7 ms at level 9; level 8 is 5 to 17 %
smaller than 6, level 9 another 1 %. In true colour the same slide is two to three times as large.
"""

import functools
import io
from collections.abc import Iterator

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from bookc.frozen import frozen
from bookc.images.look import Look
from bookc.images.palette import INVISIBLE, TOLERABLE, Tolerance, in_palette
from bookc.images.source import JpegCoding, Source

PALETTE_LEVEL = 8
TRUE_COLOUR_LEVEL = 6
"""zlib levels. In true colour, level 9 takes two to three times as long for 3 to 5 %."""


@frozen
class Coded:
    """A picture, coded."""

    media_type: str
    data: bytes
    width_px: int
    height_px: int


@frozen
class Effort:
    """How much detail may be given up for bytes."""

    coarseness: float
    """Times the quantisation of a JPEG."""
    colours: int
    tolerance: Tolerance
    progressive: bool = True


FULL = Effort(1, 256, INVISIBLE, progressive=False)
REDUCED = (
    Effort(1, 128, TOLERABLE),
    Effort(1.2, 64, TOLERABLE),
    Effort(1.5, 16, TOLERABLE),
    Effort(2, 4, TOLERABLE),
)


def encode(source: Source, quality: int, limit_bytes: int | None = None) -> Coded:
    """Code a picture in the way that suits it.

    Args:
        source: what was read.
        quality: of a JPEG, 0 to 95.
        limit_bytes: what it should not exceed, since its file did not; detail is given up for
            that, but never so much that the picture suffers. None means no limit.
    """
    image = _without_idle_alpha(source.image)
    coded = _smallest(image, source, quality, FULL)
    for effort in REDUCED:
        if limit_bytes is None or len(coded.data) <= limit_bytes:
            break
        smaller = _smallest(image, source, quality, effort)
        coded = min(coded, smaller, key=lambda each: len(each.data))
    return coded


def is_coarser(coding: JpegCoding, quality: int) -> bool:
    """Say whether a JPEG's quantisation is as coarse as that of a quality, or more."""
    return sum(coding.tables[0]) >= sum(_tables(quality)[0])


def is_fine(coding: JpegCoding, quality: int) -> bool:
    """Say whether a JPEG holds so much more detail than a quality that it is worth coding again.

    At quality 90 or less, for 82, a photograph would lose a quarter of its bytes, and some detail
    for good; at 95 it would lose half.
    """
    return sum(coding.tables[0]) * 2 < sum(_tables(quality)[0])


@functools.cache
def _tables(quality: int) -> tuple[tuple[int, ...], ...]:
    """Return libjpeg's quantisation tables for a quality."""
    sample = io.BytesIO()
    Image.new("RGB", (8, 8)).save(sample, "JPEG", quality=quality)
    with Image.open(sample) as coded:
        assert isinstance(coded, JpegImageFile)
        return tuple(tuple(coded.quantization[number]) for number in (0, 1))


def _smallest(image: Image.Image, source: Source, quality: int, effort: Effort) -> Coded:
    candidates = _candidates(image, source, quality, effort)
    return min(candidates, key=lambda each: len(each.data))


def _candidates(
    image: Image.Image, source: Source, quality: int, effort: Effort
) -> Iterator[Coded]:
    if source.look is Look.PHOTO and image.mode != "RGBA":
        yield _jpeg(image, source.jpeg, quality, effort, "4:2:0")
        return
    palette = _palette(image, effort)
    if palette is not None:
        yield _png(palette, PALETTE_LEVEL)
    elif source.jpeg is None:  # in true colour, what JPEG did to it takes more than a JPEG
        yield _png(image, TRUE_COLOUR_LEVEL)
    flat = source.look is Look.FLAT and (palette is not None or image.mode == "L")
    if image.mode != "RGBA" and (source.jpeg or not flat):
        # Halved colour frays coloured text.
        yield _jpeg(image, source.jpeg, quality, effort, "4:4:4")


def _palette(image: Image.Image, effort: Effort) -> Image.Image | None:
    if image.mode != "L":
        return in_palette(image, effort.colours, effort.tolerance)
    if effort is FULL and image.getcolors(16) is None:
        return None  # 256 greys need no palette; 16 take half the bits
    return in_palette(image.convert("RGB"), min(effort.colours, 16), effort.tolerance)


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    """Drop an alpha channel that hides nothing, and the colours that it hides."""
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return image.convert("RGB")
    visible = alpha.point(lambda level: 255 if level else 0)
    return Image.composite(image, Image.new("RGBA", image.size), visible)


def _png(image: Image.Image, level: int) -> Coded:
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=level)
    return Coded("image/png", data.getvalue(), *image.size)


def _jpeg(
    image: Image.Image,
    before: JpegCoding | None,
    quality: int,
    effort: Effort,
    subsampling: str,
) -> Coded:
    """Code a JPEG; one that was a JPEG before, in no more detail than it had then."""
    tables = _tables(quality)
    if before:
        subsampling = before.subsampling
        if is_coarser(before, quality):
            tables = before.tables
        tables = tuple(
            tuple(min(255, round(step * effort.coarseness)) for step in table) for table in tables
        )
    data = io.BytesIO()
    image.save(
        data,
        "JPEG",
        qtables=tables,
        subsampling=subsampling,
        optimize=True,
        progressive=effort.progressive,
    )
    return Coded("image/jpeg", data.getvalue(), *image.size)
