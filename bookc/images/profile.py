"""What the variant of a picture depends on; known without Pillow."""

from bookc.frozen import frozen
from bookc.jobs import FileInput


@frozen
class Profile:
    """What a medium asks of its pictures."""

    max_width_px: int
    max_height_px: int
    jpeg_quality: int
    """0 to 95, as libjpeg counts."""
    bounds_bytes: bool = False
    """True if a file may stay up to twice as wide and high as asked when that takes fewer bytes: a
    drawing of two colours is smaller than the greys it would be scaled to, and prints sharper."""
    splits_tall: bool = False
    """True if a picture much higher than wide is made to fit in width alone, and comes in parts."""
    on_white: bool = False
    """True if what is transparent becomes white: black lines are lost on the page of a reading
    system at night, whatever a style sheet says."""


@frozen
class VariantInput:
    """The picture, and what it has to fit."""

    file: FileInput
    profile: Profile
    part: int = 0
    """Which part of a picture that is split; the first of them says how many there are."""
