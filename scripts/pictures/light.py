"""What a painted photograph is made of: gradients, soft shapes, glows, a lens and film grain.

Everything here takes a picture and returns another one of the same size. Random numbers come from
a seeded generator, so that the same scene is the same picture.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from pictures.canvas import Point

Shape = Sequence[Point]
SIZE = (1600, 1067)


def gradient(stops: Sequence[tuple[float, str]], *, size: tuple[int, int] = SIZE) -> Image.Image:
    """Fill a picture with colours that change from top (0.0) to bottom (1.0)."""
    column = Image.new("RGB", (1, 512))
    for y in range(512):
        column.putpixel((0, y), _colour_at(stops, y / 511))
    return column.resize(size, Image.Resampling.BICUBIC)


def disc(x: float, y: float, radius: float, radius_y: float | None = None) -> list[Point]:
    """Outline a circle, or an ellipse if a second radius is given."""
    turns = [2 * pi * step / 64 for step in range(64)]
    return [(x + radius * cos(t), y + (radius_y or radius) * sin(t)) for t in turns]


def rectangle(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Outline a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def mask(
    shapes: Iterable[Shape], *, blur: float = 0.6, size: tuple[int, int] = SIZE
) -> Image.Image:
    """Turn shapes into a mask with soft edges."""
    large = Image.new("L", (size[0] * 2, size[1] * 2))
    draw = ImageDraw.Draw(large)
    for shape in shapes:
        draw.polygon([(x * 2, y * 2) for x, y in shape], fill=255)
    return large.reduce(2).filter(ImageFilter.GaussianBlur(blur))


def paint(base: Image.Image, where: Image.Image, colour: str, opacity: float = 1) -> Image.Image:
    """Cover the masked part with a colour."""
    layer = Image.new("RGB", base.size, colour)
    return Image.composite(layer, base, where.point(lambda value: value * opacity))


def shine(base: Image.Image, where: Image.Image, colour: str, strength: float = 1) -> Image.Image:
    """Add light of a colour to the masked part."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    channels = [
        where.point(lambda value, part=part: value * strength * part / 255)
        for part in (red, green, blue)
    ]
    return ImageChops.screen(base, Image.merge("RGB", channels))


def glow(
    base: Image.Image, at: Point, radius: tuple[float, float], colour: str, strength: float = 1
) -> Image.Image:
    """Add a round light that fades from its centre."""
    wide, high = (round(r * 2) for r in radius)
    spot = ImageChops.invert(Image.radial_gradient("L")).resize((wide, high))
    spot = spot.point(lambda value: max(value - 74, 0) ** 2 / 128.5)
    where = Image.new("L", base.size)
    where.paste(spot, (round(at[0] - wide / 2), round(at[1] - high / 2)))
    return shine(base, where, colour, strength)


def fade_down(where: Image.Image, start: float, end: float) -> Image.Image:
    """Let a mask fade between two heights, given as shares of the picture from its top."""
    fade = gradient([(0, "#ffffff"), (start, "#ffffff"), (end, "#000000"), (1, "#000000")])
    return ImageChops.multiply(where, fade.convert("L").resize(where.size))


def fade_up(where: Image.Image, start: float, end: float) -> Image.Image:
    """Let a mask appear between two heights, given as shares of the picture from its top."""
    return ImageChops.subtract(where, fade_down(where, start, end))


def soften(base: Image.Image, where: Image.Image, blur: float) -> Image.Image:
    """Take the masked part out of focus."""
    return Image.composite(base.filter(ImageFilter.GaussianBlur(blur)), base, where)


def develop(
    base: Image.Image, *, seed: int, grain: float = 5, vignette: float = 0.4
) -> Image.Image:
    """Darken the corners and add grain, as a lens and a sensor do."""
    edge = Image.radial_gradient("L").resize(base.size)
    edge = edge.point(lambda value: max(value - 90, 0) * vignette)
    dark = paint(base, edge, "#05070c")
    count = base.width * base.height // 4
    noise = Image.frombytes("L", (base.width // 2, base.height // 2), Random(seed).randbytes(count))
    noise = noise.resize(base.size, Image.Resampling.BICUBIC)
    light = noise.point(lambda value: max(value - 128, 0) * grain / 128)
    shadow = noise.point(lambda value: max(128 - value, 0) * grain / 128)
    grained = ImageChops.add(dark, Image.merge("RGB", [light] * 3))
    return ImageChops.subtract(grained, Image.merge("RGB", [shadow] * 3))


def _colour_at(stops: Sequence[tuple[float, str]], place: float) -> tuple[int, int, int]:
    for (start, low), (end, high) in pairwise(stops):
        if start <= place <= end:
            share = (place - start) / (end - start) if end > start else 0
            pairs = zip(ImageColor.getrgb(low), ImageColor.getrgb(high), strict=True)
            red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
            return red, green, blue
    return ImageColor.getrgb(stops[-1][1])[:3]
