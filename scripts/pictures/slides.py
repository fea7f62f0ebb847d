"""Slides as a speaker shows them: a title, a few points, perhaps one large figure."""

from dataclasses import dataclass

from PIL import Image

from pictures.canvas import Canvas
from pictures.palette import DUSK, MIST, NIGHT, PAPER, RUST, SLATE, TEAL, WHITE

WIDTH, HEIGHT, MARGIN = 1600, 900, 120


@dataclass(frozen=True, slots=True)
class Slide:
    """What one slide says."""

    title: str
    points: tuple[str, ...]
    footer: str
    figure: str = ""
    """A number or a word set large at the right; empty for none."""
    figure_label: str = ""
    dark: bool = False


def draw_slide(slide: Slide) -> Image.Image:
    """Draw a slide of 16 to 9."""
    ground, ink, quiet = (NIGHT, WHITE, DUSK) if slide.dark else (PAPER, NIGHT, SLATE)
    accent = "#e08a5b" if slide.dark else RUST
    canvas = Canvas(WIDTH, HEIGHT, ground=ground)
    canvas.box(MARGIN, 124, 88, 10, fill=accent)
    canvas.text((MARGIN, 214), slide.title, 68, bold=True, colour=ink)
    _draw_points(canvas, slide, ink=ink, accent=accent)
    if slide.figure:
        canvas.text((WIDTH - MARGIN, 470), slide.figure, 170, bold=True, colour=accent, anchor="rm")
        canvas.text((WIDTH - MARGIN, 610), slide.figure_label, 38, colour=quiet, anchor="rm")
    canvas.line(
        [(MARGIN, 796), (WIDTH - MARGIN, 796)], colour="#3b4857" if slide.dark else MIST, stroke=2
    )
    canvas.text((MARGIN, 838), slide.footer, 30, colour=quiet)
    return canvas.finish()


def _draw_points(canvas: Canvas, slide: Slide, *, ink: str, accent: str) -> None:
    step = 400 / max(len(slide.points), 3)
    top = 536 - step * (len(slide.points) - 1) / 2
    for number, point in enumerate(slide.points):
        y = top + number * step
        canvas.box(MARGIN, y - 8, 16, 16, fill=accent if slide.dark else TEAL)
        canvas.text((MARGIN + 48, y), point, 46, colour=ink)
