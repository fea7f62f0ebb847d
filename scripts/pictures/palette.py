"""The colours and the typeface that all pictures share.

One restrained palette keeps slides, diagrams and charts of one book together. Every colour of
text has a contrast of at least 4.5 to 1 on the ground it is used on.
"""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

INK = "#1f2937"
SLATE = "#5b6675"
MIST = "#dfe3e6"
PAPER = "#fbfaf6"
WHITE = "#ffffff"
TEAL = "#1c6f70"
PALE_TEAL = "#d8e9e6"
RUST = "#b8492f"
PALE_RUST = "#f6e0d7"
OCHRE = "#8a6212"
PALE_OCHRE = "#f5e8c8"
NIGHT = "#17212e"
DUSK = "#9fb4bd"

FONTS = Path(__file__).parents[2] / "themes" / "notes" / "fonts"


@lru_cache
def load_font(size_px: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Load one weight of the theme's sans serif, which is made from Pretendard.

    The basic layout engine is always there; the other one depends on how Pillow was built, and
    the same picture should come out everywhere.
    """
    font = FONTS / f"BookcSans-{'Bold' if bold else 'Regular'}.otf"
    return ImageFont.truetype(font, size_px, layout_engine=ImageFont.Layout.BASIC)
