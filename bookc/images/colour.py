"""Every picture in sRGB, which is what a reading system and a printer's driver both expect."""

import io

from PIL import Image, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

SAME = 3
"""Levels out of 255 by which two profiles may differ and still count as one."""

COLOUR_SPACES = {"L": "GRAY", "RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK"}
"""The colour space that a profile has to have, by mode, padded to four letters in the profile."""

PROBE = bytes(
    level
    for r in range(0, 256, 51)
    for g in range(0, 256, 51)
    for b in range(0, 256, 51)
    for level in (r, g, b)
)
"""216 colours, to see what a profile does."""


def plain(image: Image.Image) -> Image.Image:
    """Return a picture in mode L, RGB, RGBA or CMYK, itself if it is in one of them."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in COLOUR_SPACES:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I"):
        # Pillow cuts 16 bits off at 255 instead of scaling them.
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        return _converted(image, ImageCms.ImageCmsProfile(lab), "RGB")
    return image.convert("L" if image.mode in ("F", "LA", "La") else "RGB")


def in_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Convert a picture from its embedded profile; itself if it is in sRGB already.

    Args:
        image: mode L, RGB, RGBA or CMYK.
        icc: the profile; one that is broken, or of another colour space, is passed over.

    Returns:
        Mode L, RGB or RGBA.
    """
    untagged = image.convert("RGB") if image.mode == "CMYK" else image
    if not icc:
        return untagged
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if profile.profile.xcolor_space.strip() != COLOUR_SPACES[image.mode]:
            return untagged
        if image.mode in ("RGB", "RGBA") and _is_srgb(profile):
            return image
        return _converted(image, profile, "RGBA" if image.mode == "RGBA" else "RGB")
    except (ImageCms.PyCMSError, OSError):
        return untagged


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    transform = ImageCms.buildTransform(profile, SRGB, image.mode, mode, intent, flags)
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:  # only if it was told to work in place
        raise AssertionError
    return converted.convert("L") if image.mode == "L" else converted


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    """Say whether a profile changes no colour, whatever it calls itself."""
    probe = Image.frombytes("RGB", (len(PROBE) // 3, 1), PROBE)
    shown = _converted(probe, profile, "RGB").tobytes()
    return all(abs(before - after) <= SAME for before, after in zip(PROBE, shown, strict=True))
