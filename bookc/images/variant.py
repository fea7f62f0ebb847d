"""The job: one picture in, one file that fits one medium out.

Measured on one core with 96 pictures of 1,600 x 900 px, in ms for the EPUB (not resized) and for
the PDF (936 px wide): flat slides 11 and 25, grainy photographs 13 and 21. Of that, decoding is 10
for a PNG and 4 for a JPEG. Not decoded are slides that are compact, and photographs that fit and
are not much finer than asked. `compact`, `encoding`, `palette` and `source` say what their choices
cost.
"""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bookc.images.compact import COMPACT_BITS_PER_PIXEL, OVERSIZE, compact_png
from bookc.images.encoding import Coded, encode, is_fine
from bookc.images.profile import Profile, VariantInput
from bookc.images.slices import is_tall, parts_of
from bookc.images.source import Source, UnreadableError, read_jpeg_header, read_source
from bookc.images.stripping import without_metadata
from bookc.images.svg import is_svg, sanitise

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}

WORTHWHILE = 0.9
"""Coding a JPEG again loses detail, so it has to save a tenth."""


def make_variant(variant: VariantInput) -> tuple[bytes, Mapping[str, Any]]:
    """Make the variant of a picture; a job.

    Returns:
        The coded picture, with its media type, its size and the number of its parts; or nothing,
        with the problem.
    """
    data = variant.file.path.read_bytes()
    try:
        with warnings.catch_warnings():  # Pillow warns of broken metadata, which goes anyway
            warnings.simplefilter("ignore")
            coded, parts = _coded(data, variant)
    except UnreadableError as error:
        return b"", {"problem": {"what": error.what, "hint": error.hint}}
    return coded.data, {
        "media_type": coded.media_type,
        "width_px": coded.width_px,
        "height_px": coded.height_px,
        "parts": parts,
    }


def _coded(data: bytes, variant: VariantInput) -> tuple[Coded, int]:
    """Return a picture, or the part of it that is wanted, and the number of its parts."""
    if is_svg(data):
        return _svg(data, variant.profile), 1
    if compact := compact_png(data, variant.profile):
        return Coded(MEDIA_TYPES["PNG"], *compact), 1
    if kept := _kept_jpeg(data, variant.profile):
        return kept, 1
    source = read_source(data, variant.profile)
    if not (variant.profile.splits_tall and is_tall(source.image.size)):
        return _fit(data, source, variant.profile), 1
    parts = parts_of(source.image)
    top, bottom = parts[variant.part]
    part = replace(source, image=source.image.crop((0, top, source.image.width, bottom)))
    return encode(part, variant.profile.jpeg_quality), len(parts)


def _kept_jpeg(data: bytes, profile: Profile) -> Coded | None:
    """Return a JPEG without metadata that can stay as it is, without decoding it.

    That takes 30 ms for a photograph of 1,600 x 900 px. Its file has an end, so it is whole.
    """
    header = read_jpeg_header(data)
    if header is None:
        return None
    (width, height), coding = header
    fits = width <= profile.max_width_px and height <= profile.max_height_px
    is_split = profile.splits_tall and is_tall((width, height))
    if not fits or is_split or is_fine(coding, profile.jpeg_quality):
        return None
    stripped = without_metadata(data, "JPEG")
    return Coded(MEDIA_TYPES["JPEG"], stripped, width, height) if stripped else None


def _svg(data: bytes, profile: Profile) -> Coded:
    def embedded(picture: bytes) -> tuple[str, bytes]:
        within = replace(profile, on_white=False)  # other things in the drawing may lie below it
        coded = _fit(picture, read_source(picture, within), within)
        return coded.media_type, coded.data

    return Coded("image/svg+xml", *sanitise(data, embedded, on_white=profile.on_white))


def _fit(data: bytes, source: Source, profile: Profile) -> Coded:
    original = without_metadata(data, source.format)
    if original is None:
        return encode(source, profile.jpeg_quality)
    if not (source.as_coded and _fits(source, profile)):
        return encode(source, profile.jpeg_quality, limit_bytes=len(original))
    kept = Coded(MEDIA_TYPES[source.format], original, *source.full_size)
    if _needs_no_trial(source, kept, profile):
        return kept
    again = encode(source, profile.jpeg_quality)
    return again if len(again.data) < len(original) * _worth(source) else kept


def _fits(source: Source, profile: Profile) -> bool:
    if source.image.size == source.full_size:
        return True
    width, height = source.full_size
    return (
        profile.bounds_bytes
        and width <= OVERSIZE * profile.max_width_px
        and height <= OVERSIZE * profile.max_height_px
    )


def _needs_no_trial(source: Source, kept: Coded, profile: Profile) -> bool:
    if source.image.size != source.full_size:
        return False
    if source.jpeg:
        return not is_fine(source.jpeg, profile.jpeg_quality)
    return len(kept.data) * 8 <= COMPACT_BITS_PER_PIXEL * kept.width_px * kept.height_px


def _worth(source: Source) -> float:
    """Return the share of its bytes that a picture may have when coded again."""
    return WORTHWHILE if source.jpeg and source.image.size == source.full_size else 1
