"""PNG files that stay as they are, and those that have to be looked at."""

import io
from collections.abc import Mapping

import pytest
from PIL import Image, PngImagePlugin

from bookc.images.compact import compact_png
from bookc.images.profile import Profile

PRINT = Profile(max_width_px=900, max_height_px=1400, jpeg_quality=82, bounds_bytes=True)
SCREEN = Profile(max_width_px=1600, max_height_px=1600, jpeg_quality=82)


def png(image: Image.Image, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG", **options)
    return data.getvalue()


def slide(mode: str = "RGB", size: tuple[int, int] = (1600, 900)) -> Image.Image:
    return Image.new(mode, size, 1)


def test_a_compact_slide_stays_as_it_is() -> None:
    data = png(slide())
    assert compact_png(data, PRINT) == (data, 1600, 900)
    assert compact_png(data, SCREEN) == (data, 1600, 900)


def test_its_metadata_goes() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Ada")
    assert compact_png(png(slide(), pnginfo=said), PRINT) == (png(slide()), 1600, 900)


NOISE = Image.effect_noise((800, 450), 90)
LOOKED_AT: Mapping[str, bytes] = {
    "no png": b"GIF89a",
    "grainy": png(NOISE),
    "too large for print at twice its size": png(slide(size=(1801, 900))),
    "transparent": png(slide("RGBA")),
    "turned": png(slide(), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
    "with a colour profile": png(slide(), icc_profile=b"profile"),
    "of sixteen bits": png(slide("I;16")),
    "moving": png(slide(), save_all=True, append_images=[slide("RGB").rotate(90), NOISE]),
    "cut short": png(slide())[:-12],
    "damaged": png(slide())[:-20] + b"x" + png(slide())[-19:],
    "only a signature": png(slide())[:8],
}


@pytest.mark.parametrize("data", LOOKED_AT.values(), ids=LOOKED_AT)
def test_any_other_picture_is_looked_at(data: bytes) -> None:
    assert compact_png(data, PRINT) is None
