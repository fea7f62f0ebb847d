"""A picture as it is shown: upright, in sRGB, 8 bits a channel, no larger than it has to be.

The type of a picture is what its content says; the ending of its name is never asked.
"""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from bookc.frozen import frozen
from bookc.images.colour import in_srgb, plain
from bookc.images.look import Look, look_of
from bookc.images.profile import Profile
from bookc.images.slices import is_tall

MAX_PIXELS = 200_000_000
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
"""Pillow refuses twice its limit, before it decodes anything. Its own comes to 179 million pixels,
but telephones take pictures of 200 million."""

logging.getLogger("PIL").addHandler(logging.NullHandler())
"""Or what Pillow logs of a damaged TIFF is printed amid our own messages."""

PLUGINS = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
"""Imported here, so that workers have them before they are forked; Pillow would load all of its
plugins at the first AVIF."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO")
"""Tried in this order. Pillow has more, and EPS among them runs a program."""

JPEGS = frozenset({"JPEG", "MPO"})
"""An MPO is a JPEG that is followed by the same photograph for another eye or screen."""

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow's plugins raise for damaged files, found by damaging some."""

HINT = "PNG, JPEG, GIF, WebP, AVIF, BMP, TIFF, ICO and SVG can be read"

DRAFT_SCALE = 1.5
"""A JPEG is decoded at a half, a quarter or an eighth if that leaves so many times the size."""

FILTERS = {
    Look.FLAT: Image.Resampling.HAMMING,
    Look.MIXED: Image.Resampling.LANCZOS,
    Look.PHOTO: Image.Resampling.HAMMING,
}
"""Lanczos draws a faint ring around text on a flat ground. Hamming keeps such edges as sharp and
draws none, and the files are a fifth smaller. Photographs differ from Lanczos by half of one of 255
levels, and by two where every pixel is a detail: less than what a JPEG of quality 82 takes from
them. From 1,600 to 962 px, Lanczos takes 22 ms, the bicubic filter 16 and Hamming 10."""

REDUCING_GAP = 3.0
"""Averaging whole pixels down to three times the size, before Lanczos, cannot be told from
Lanczos alone, says Pillow, and takes a fraction of its time for photographs."""

SUBSAMPLINGS = {0: "4:4:4", 1: "4:2:2", 2: "4:2:0"}

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation in Exif; from 5 on, width and height swap."""

FRAMES = 50
"""How many frames of an animation are looked at for one that is not blank."""


class UnreadableError(Exception):
    """The picture cannot be read; says why, and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


@frozen
class JpegCoding:
    """How a JPEG was coded: coding it again in more detail gives it none."""

    tables: tuple[tuple[int, ...], ...]
    """Quantisation of luminance and colour; larger numbers are coarser."""
    subsampling: str


@frozen
class Source:
    """A picture that was read, and what is known of its file."""

    image: Image.Image
    """Mode L, RGB or RGBA, without any metadata."""
    format: str
    """Pillow's name."""
    look: Look
    full_size: tuple[int, int]
    """As the file has it, before it was made to fit."""
    as_coded: bool
    """True if the file shows just this, but for its size, so that it could stay as it is."""
    jpeg: JpegCoding | None = None


def read_source(data: bytes, profile: Profile) -> Source:
    """Read a picture and fit it to a profile.

    Raises:
        UnreadableError: if it is no picture, is damaged, or is too large.
    """
    try:
        with _whole_pictures_only(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            return _read(opened, profile)
    except UnidentifiedImageError as error:
        raise UnreadableError("picture is of an unknown type or damaged", HINT) from error
    except Image.DecompressionBombError as error:
        hint = f"at most {MAX_PIXELS:,} pixels can be read"
        raise UnreadableError("picture is too large", hint) from error
    except UNREADABLE as error:
        raise UnreadableError(
            "picture is damaged or cut short", "open it in a viewer and save it again"
        ) from error


def read_jpeg_header(data: bytes) -> tuple[tuple[int, int], JpegCoding] | None:
    """Return size and coding of a JPEG that shows its pixels as they are, upright and in sRGB."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
            is_plain = opened.format == "JPEG" and not opened.info.get("icc_profile")
            coding = _jpeg_coding(opened)
            if coding and is_plain and _orientation(opened) == 1:
                return opened.size, coding
    except (Image.DecompressionBombError, *UNREADABLE):  # the one who decodes it says why
        pass
    return None


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Have Pillow refuse a picture that is cut short, as it does unless WeasyPrint is loaded.

    WeasyPrint changes this for the whole process, so a picture would be whole or damaged depending
    on who reads it.
    """
    tolerated = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerated


def _read(opened: ImageFile.ImageFile, profile: Profile) -> Source:
    first = _seek_shown_frame(opened)
    if opened.format not in JPEGS:
        opened.load()  # a TIFF is turned by this; a JPEG has to be drafted before
    orientation = _orientation(opened)
    limits = (profile.max_width_px, profile.max_height_px)
    full_size = opened.size
    upright_size = full_size[::-1] if orientation >= 5 else full_size
    if profile.splits_tall and is_tall(upright_size):
        limits = (profile.max_width_px, upright_size[1])
    if orientation >= 5:
        limits = limits[::-1]
    target = fitted(full_size, limits)
    opened.draft(None, (int(target[0] * DRAFT_SCALE), int(target[1] * DRAFT_SCALE)))

    decoded = plain(opened)
    look = look_of(decoded)
    shown = decoded
    if decoded.size != target:
        # Pillow resizes RGBA premultiplied, so that what is transparent colours no edge.
        shown = decoded.resize(target, FILTERS[look], reducing_gap=REDUCING_GAP)
    coloured = in_srgb(shown, opened.info.get("icc_profile"))
    upright = _turned(coloured, orientation)
    if profile.on_white and upright.mode == "RGBA":
        upright = _on_white(upright)
    upright.info.clear()  # or Pillow writes comments and profiles into the variant
    return Source(
        image=upright,
        format="JPEG" if opened.format in JPEGS else str(opened.format),
        look=look,
        full_size=full_size,
        as_coded=first and upright is shown,
        jpeg=_jpeg_coding(opened),
    )


def _on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")


def fitted(size: tuple[int, int], limits: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the same shape within limits, and never a larger one."""
    scale = min(1.0, limits[0] / size[0], limits[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _jpeg_coding(opened: ImageFile.ImageFile) -> JpegCoding | None:
    if not isinstance(opened, JpegImagePlugin.JpegImageFile) or opened.mode == "CMYK":
        return None
    tables = tuple(tuple(table) for _, table in sorted(opened.quantization.items()))
    sampling = JpegImagePlugin.get_sampling(opened)
    return JpegCoding(tables[:2], SUBSAMPLINGS.get(sampling, "4:2:0"))


def _orientation(opened: ImageFile.ImageFile) -> int:
    try:
        orientation = opened.getexif().get(ExifTags.Base.Orientation, 1)
    except UNREADABLE:  # the pixels may be good though the Exif block is not
        return 1
    return orientation if orientation in TURNS else 1


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    turn = TURNS[orientation]
    return image if turn is None else image.transpose(turn)


def _seek_shown_frame(opened: ImageFile.ImageFile) -> bool:
    """Go to the first frame that shows something; return whether it is the first of all."""
    frames = 1 if opened.format in JPEGS else getattr(opened, "n_frames", 1)
    if frames == 1:
        return True
    for frame in range(min(frames, FRAMES)):
        opened.seek(frame)
        if not _is_blank(plain(opened)):
            return frame == 0
    opened.seek(0)
    return True


def _is_blank(image: Image.Image) -> bool:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (0, 0):
        return True
    return all(len(set(band.getextrema())) == 1 for band in image.split())
