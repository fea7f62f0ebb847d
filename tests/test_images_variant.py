"""Variants of pictures, which are drawn here by Pillow: what they are and are not."""

import hashlib
import io
import itertools
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from bookc.images.profile import Profile, VariantInput
from bookc.images.variant import make_variant
from bookc.jobs import FileInput

PAGE = Profile(390, 390, 82, bounds_bytes=True)
SMALL = Profile(max_width_px=200, max_height_px=200, jpeg_quality=82)
LARGE = Profile(max_width_px=1600, max_height_px=1600, jpeg_quality=82)

GPS = b"51 deg 30 N"


def slide(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Draw a flat slide: a white ground, two boxes, a line of text."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 9, height // 4, width // 2, height * 4 // 5), fill="#2255aa")
    draw.ellipse((width // 2, height // 4, width - 9, height - 9), fill="#cc3311")
    draw.text((20, 20), "Figure 1", fill="black")
    return image.convert(mode)


def photo(width: int = 400, height: int = 300) -> Image.Image:
    """Draw what a camera makes: soft colours under grain."""
    soft = Image.radial_gradient("L").resize((width, height))
    grain = Image.effect_noise((width, height), 40)
    bands = [Image.blend(soft, grain, share) for share in (0.2, 0.3, 0.4)]
    return Image.merge("RGB", bands)


def coded(image: Image.Image, format: str = "PNG", **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def variant(data: bytes, folder: Path, profile: Profile = LARGE) -> bytes:
    """Return the variant of a picture that can be read."""
    made, facts = make_variant(variant_input(data, folder, profile))
    assert "problem" not in facts
    return made


def variant_input(data: bytes, folder: Path, profile: Profile = LARGE) -> VariantInput:
    digest = hashlib.sha256(data).hexdigest()
    file = folder / f"{digest}.bin"
    file.write_bytes(data)
    return VariantInput(FileInput(file, digest), profile)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return red, green, blue and opacity."""
    return tuple(image.convert("RGBA").crop((x, y, x + 1, y + 1)).tobytes())


def exif(orientation: int) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = GPS.decode()
    block.get_ifd(0x8825)[1] = "N"
    return block


def swapped_profile() -> bytes:
    """Return a profile in which red and blue are swapped."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(132, 132 + 12 * struct.unpack(">I", data[128:132])[0], 12):
        tag = bytes(data[entry : entry + 4])
        swapped = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}
        data[entry : entry + 4] = swapped.get(tag, tag)
    return bytes(data)


# --- what is shown ---------------------------------------------------------------------------


UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that is turned stores its picture, by the orientation that it writes."""


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_pictures_stand_upright(format: str, orientation: int, tmp_path: Path) -> None:
    corner = Image.new("RGB", (80, 48), "white")
    corner.paste("black", (0, 0, 40, 24))
    stored = corner.transpose(UNDO[orientation]) if orientation > 1 else corner
    shown = opened(variant(coded(stored, format, exif=exif(orientation)), tmp_path))
    assert shown.size == (80, 48)
    places = [(20, 12), (60, 12), (20, 36), (60, 36)]
    assert [pixel(shown, *place)[0] < 128 for place in places] == [True, False, False, False]


def test_limits_hold_for_the_upright_picture(tmp_path: Path) -> None:
    data = coded(photo(800, 400), "JPEG", exif=exif(6))
    assert opened(variant(data, tmp_path, Profile(1000, 200, 82))).size == (100, 200)


@pytest.mark.parametrize("orientation", [1, 6])
def test_no_metadata_is_left_in_a_jpeg(orientation: int, tmp_path: Path) -> None:
    data = coded(
        photo(),
        "JPEG",
        quality=70,
        exif=exif(orientation),
        comment=b"at " + GPS,
        xmp=b"<x>" + GPS + b"</x>",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    made = variant(data + b"trailer " + GPS, tmp_path)
    assert GPS in data
    assert GPS not in made
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("width", [400, 3000])
def test_no_metadata_is_left_in_a_png(width: int, tmp_path: Path) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", GPS.decode())
    text.add_itxt("XML:com.adobe.xmp", GPS.decode())
    data = coded(slide(width), pnginfo=text, exif=exif(1), dpi=(72, 72))
    made = variant(data + GPS, tmp_path)
    assert data.count(GPS) == 3
    assert GPS not in made
    assert not opened(made).info.keys() - {"transparency"}


def test_embedded_profiles_are_converted_to_srgb(tmp_path: Path) -> None:
    red = Image.new("RGB", (64, 64), (255, 0, 0))
    shown = opened(variant(coded(red, icc_profile=swapped_profile()), tmp_path))
    assert pixel(shown, 5, 5) == (0, 0, 255, 255)


def test_an_srgb_profile_changes_no_pixel_and_is_dropped(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = coded(photo(), "JPEG", quality=60, icc_profile=srgb)
    made = opened(variant(data, tmp_path))
    assert made.tobytes() == opened(data).tobytes()
    assert "icc_profile" not in made.info


def test_a_broken_profile_is_passed_over(tmp_path: Path) -> None:
    data = coded(slide(), icc_profile=b"no profile" * 20)
    assert opened(variant(data, tmp_path)).convert("RGB").tobytes() == slide().tobytes()


def test_cmyk_becomes_srgb(tmp_path: Path) -> None:
    data = coded(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG")
    red, green, blue, _ = pixel(opened(variant(data, tmp_path)), 5, 5)
    assert red > 240
    assert max(green, blue) < 15


def test_16_bits_become_8(tmp_path: Path) -> None:
    deep = Image.new("I;16", (64, 64), 0x8000)
    made = opened(variant(coded(deep), tmp_path))
    assert made.mode != "I;16"
    assert pixel(made, 5, 5)[0] in (127, 128)


def test_transparency_is_kept_and_hidden_colours_do_not_bleed(tmp_path: Path) -> None:
    image = Image.new("RGBA", (800, 800), (0, 255, 0, 0))  # green that nobody sees
    ImageDraw.Draw(image).ellipse((100, 100, 700, 700), fill=(255, 0, 0, 255))
    made = opened(variant(coded(image), tmp_path, SMALL))
    assert pixel(made, 0, 0) == (0, 0, 0, 0)
    assert pixel(made, 100, 100) == (255, 0, 0, 255)
    row = [pixel(made, x, 60) for x in range(200)]
    assert {green for _, green, _, opacity in row if opacity > 8} == {0}


def test_black_lines_without_a_ground_get_a_white_one_for_a_reading_system(
    tmp_path: Path,
) -> None:
    drawing = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    drawing.paste((0, 0, 0, 255), (30, 30, 50, 50))
    made = opened(variant(coded(drawing), tmp_path, replace(LARGE, on_white=True)))
    assert pixel(made, 5, 5) == (255, 255, 255, 255)
    assert pixel(made, 40, 40) == (0, 0, 0, 255)


def test_an_animation_shows_its_first_frame_that_is_not_blank(tmp_path: Path) -> None:
    blank, shown, later = (
        Image.new("RGB", (64, 64), colour) for colour in ("white", "red", "blue")
    )
    shown.paste("black", (0, 0, 32, 64))
    later.paste("black", (0, 0, 32, 64))
    for format in ("GIF", "PNG", "WEBP"):
        data = coded(blank, format, save_all=True, append_images=[shown, later], lossless=True)
        made = opened(variant(data, tmp_path))
        assert pixel(made, 60, 32) == (255, 0, 0, 255)
        assert getattr(made, "n_frames", 1) == 1


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO"])
@pytest.mark.parametrize("ending", ["png", "jpg", "txt"])
def test_the_type_is_what_the_content_says(format: str, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"picture.{ending}"
    file.write_bytes(coded(slide(64, 64), format))
    made, facts = make_variant(VariantInput(FileInput(file, ""), LARGE))
    assert facts["media_type"] == Image.MIME[opened(made).format or ""]


# --- how it is coded -------------------------------------------------------------------------


@pytest.mark.parametrize("profile", [SMALL, LARGE])
def test_a_slide_becomes_a_png_with_a_palette(profile: Profile, tmp_path: Path) -> None:
    made = opened(variant(coded(slide(800, 600), "BMP"), tmp_path, profile))
    assert (made.format, made.mode) == ("PNG", "P")


def test_a_palette_keeps_the_colours_of_areas_exactly(tmp_path: Path) -> None:
    made = opened(variant(coded(slide(800, 600)), tmp_path, SMALL))
    shown = [pixel(made, *place)[:3] for place in ((199, 149), (50, 80), (150, 90))]
    assert shown == [(255, 255, 255), (0x22, 0x55, 0xAA), (0xCC, 0x33, 0x11)]


def test_a_photograph_becomes_a_jpeg(tmp_path: Path) -> None:
    made = variant(coded(photo()), tmp_path)
    assert opened(made).format == "JPEG"


def test_a_gradient_gets_no_palette_that_shows_bands(tmp_path: Path) -> None:
    bands = Image.linear_gradient("L"), Image.radial_gradient("L"), Image.new("L", (256, 256), 90)
    gradient = Image.merge("RGB", bands).resize((800, 800))
    made = opened(variant(coded(gradient), tmp_path, Profile(700, 700, 82)))
    assert made.mode == "RGB"


@pytest.mark.parametrize("profile", [SMALL, LARGE])
@pytest.mark.parametrize("size", [(60, 30), (401, 3), (1, 1)])
def test_nothing_is_enlarged(size: tuple[int, int], profile: Profile, tmp_path: Path) -> None:
    made = opened(variant(coded(photo(*size)), tmp_path, profile))
    assert made.size <= size


def test_the_shape_stays_and_no_side_vanishes(tmp_path: Path) -> None:
    sizes = [
        opened(variant(coded(photo(*size)), tmp_path, SMALL)).size
        for size in [(800, 400), (400, 800), (5000, 2)]
    ]
    assert sizes == [(200, 100), (100, 200), (200, 1)]


@pytest.mark.parametrize("profile", [SMALL, PAGE, LARGE])
@pytest.mark.parametrize("quality", [20, 60, 95])
def test_a_jpeg_never_grows(quality: int, profile: Profile, tmp_path: Path) -> None:
    for image, orientation in itertools.product((slide(), photo()), (1, 6)):
        data = coded(image, "JPEG", quality=quality, optimize=True, exif=exif(orientation))
        assert len(variant(data, tmp_path, profile)) <= len(data)


@pytest.mark.parametrize("profile", [SMALL, PAGE, LARGE])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_a_png_never_grows(mode: str, profile: Profile, tmp_path: Path) -> None:
    data = coded(slide(mode=mode), optimize=True)
    assert len(variant(data, tmp_path, profile)) <= len(data)


def test_a_jpeg_that_is_coarse_enough_keeps_its_coded_pixels(tmp_path: Path) -> None:
    data = coded(photo(), "JPEG", quality=75, progressive=True, exif=exif(1))
    made = variant(data, tmp_path)
    assert opened(made).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(("quality", "stays"), [(90, True), (96, False)])
def test_a_jpeg_is_coded_again_if_it_is_much_finer_than_asked(
    quality: int, stays: bool, tmp_path: Path
) -> None:
    data = coded(photo(), "JPEG", quality=quality)
    made = variant(data, tmp_path)
    same = opened(made).tobytes() == opened(data).tobytes()
    assert same is stays
    assert stays or len(made) < 0.8 * len(data)


def test_a_page_keeps_a_drawing_whose_greys_would_be_larger(tmp_path: Path) -> None:
    data = coded(photo().convert("1"), optimize=True)
    made = opened(variant(data, tmp_path, PAGE))
    assert (made.mode, made.size) == ("1", (400, 300))


def test_the_limit_of_a_reading_system_holds_whatever_it_takes(tmp_path: Path) -> None:
    data = coded(photo().convert("1"), optimize=True)
    assert opened(variant(data, tmp_path, Profile(390, 390, 82))).size == (390, 292)


# --- what cannot be read ---------------------------------------------------------------------


def cut_short(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def huge_png() -> bytes:
    """Return the head of a PNG of 400 million pixels."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + crc + coded(slide())[33:]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "unknown type"),
        (b"<html>not found</html>", "unknown type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "unknown type"),
        (cut_short(coded(photo(), "JPEG")), "damaged or cut short"),
        (cut_short(coded(photo())), "damaged or cut short"),
        (cut_short(coded(photo(), "WEBP")), "damaged"),
        (huge_png(), "too large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "not well-formed"),
    ],
)
def test_a_picture_that_cannot_be_read_says_why(data: bytes, what: str, tmp_path: Path) -> None:
    made, facts = make_variant(variant_input(data, tmp_path))
    assert made == b""
    assert what in facts["problem"]["what"]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO"])
def test_damage_anywhere_raises_nothing(format: str, tmp_path: Path) -> None:
    whole = coded(slide(64, 64), format)
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        make_variant(variant_input(bytes(damaged), tmp_path))
