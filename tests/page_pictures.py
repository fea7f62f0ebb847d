"""Small grey pictures of pages, and whether two of them look alike.

A picture has 1.5 pixels a millimetre. Half a pixel around each pixel of the accepted one there are
greys from a darkest to a lightest. A pixel of the new picture between them is no difference: so
letters may be drawn with other edges, or stand a third of a pixel elsewhere. What lies beyond is
averaged over a place, since noise is scattered, and what is gone or has moved is not.

Measured on the pages of the torture book, as the highest average of a page: the same page drawn by
another raster reaches 12 on a small place and 6 on a wide one, moved by 0.3 pixels 20 and 6; moved
by a millimetre, all but pages with a single line have 30 and more on a small one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

PX_PER_MM = 1.5
OVERSAMPLING = 4
"""A page is drawn so many times larger, so that its raster and its hinting do not matter."""
_PX_PER_PT = PX_PER_MM * 25.4 / 72
_LIMITS = ((2, 25), (8, 8))
"""Radius of a place in half pixels, and the average that is too much: something dark on a small
place, such as a line of text, or something pale on a wide one, such as the ground of a call-out."""
_LARGER = 2
"""How much larger than they are pictures are shown to people."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two pictures of a page."""

    worst: float
    """Above 1 it is too much."""
    at_mm: tuple[int, int]
    """Where it is worst, from the left and from the top."""
    picture: Image.Image
    """The darker, the more."""


def draw_pages(pdf: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the label and the picture of each page of a file."""
    with pypdfium2.PdfDocument(pdf) as book:
        for number in range(len(book)):
            yield book.get_page_label(number), draw(book[number])


def draw(page: pypdfium2.PdfPage, *, oversampling: int = OVERSAMPLING) -> Image.Image:
    """Draw a page in grey, as small as it is kept."""
    drawn = page.render(scale=_PX_PER_PT * oversampling, grayscale=True).to_pil()
    picture: Image.Image = drawn.convert("L").reduce(oversampling)
    return picture


def save(picture: Image.Image, path: Path) -> None:
    """Save a picture with a quarter of its greys, which takes 3 kB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.point([min(255, round(grey / 4) * 4) for grey in range(256)]).save(path, optimize=True)


def compare(accepted: Image.Image, now: Image.Image) -> Difference:
    """Tell how much a picture differs from the one that was accepted."""
    if accepted.size != now.size:
        width, height = (min(sides) for sides in zip(accepted.size, now.size, strict=True))
        picture = Image.new("L", now.size)
        return Difference(255, (round(width / PX_PER_MM), round(height / PX_PER_MM)), picture)
    before, after = _doubled(accepted), _doubled(now)
    lightest, darkest = (
        before.filter(ImageFilter.MaxFilter(3)),
        before.filter(ImageFilter.MinFilter(3)),
    )
    beyond = ImageChops.lighter(
        ImageChops.subtract(after, lightest), ImageChops.subtract(darkest, after)
    )
    worst, at_mm = 0.0, (0, 0)
    for radius, limit in _LIMITS:
        averages = beyond.filter(ImageFilter.BoxBlur(radius))
        highest = int(averages.getextrema()[1])  # type: ignore[arg-type]
        if highest / limit > worst:
            worst, at_mm = highest / limit, _place_of(averages, highest)
    return Difference(worst, at_mm, ImageChops.invert(beyond).resize(now.size))


def _doubled(picture: Image.Image) -> Image.Image:
    """Return a picture twice as large, with its edges a little softer."""
    soft = picture.filter(ImageFilter.GaussianBlur(0.5))
    return soft.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)


def _place_of(averages: Image.Image, highest: int) -> tuple[int, int]:
    box = averages.point([255 if grey >= highest else 0 for grey in range(256)]).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return round((left + right) / 4 / PX_PER_MM), round((top + bottom) / 4 / PX_PER_MM)


def side_by_side(*pictures: Image.Image) -> Image.Image:
    """Put pictures next to each other, large enough to look at."""
    gap = 8
    width = sum(each.width * _LARGER + gap for each in pictures) + gap
    sheet = Image.new("L", (width, max(each.height for each in pictures) * _LARGER + 2 * gap), 160)
    left = gap
    for each in pictures:
        larger = each.resize((each.width * _LARGER, each.height * _LARGER))
        sheet.paste(larger, (left, gap))
        left += larger.width + gap
    return sheet
