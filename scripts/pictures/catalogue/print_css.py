"""Pictures of the post on CSS for print (April)."""

from PIL import Image

from pictures.canvas import Canvas
from pictures.palette import INK, MIST, OCHRE, PALE_TEAL, RUST, SLATE, TEAL, WHITE
from pictures.slides import Slide, draw_slide


def draw_page_areas() -> Image.Image:
    """Draw a page with its margin boxes and the text block."""
    canvas = Canvas(1000, 1360)
    canvas.text((60, 66), "One page, seventeen boxes", 44, bold=True)
    canvas.box(90, 140, 820, 1160, fill=WHITE, outline=INK)
    canvas.box(240, 310, 520, 820, fill=PALE_TEAL, outline=TEAL)
    canvas.text((500, 690), "page area", 44, bold=True, colour=TEAL, anchor="mm")
    canvas.text((500, 750), "the text block", 34, colour=SLATE, anchor="mm")
    for top, name in ((140, "top"), (1130, "bottom")):
        for column, side in enumerate(("left", "center", "right")):
            canvas.box(240 + column * 173.3, top, 173.3, 170, outline=MIST)
            label = f"{name}\n{side}"
            canvas.text((326 + column * 173.3, top + 85), label, 31, colour=SLATE, anchor="mm")
    for left, name in ((90, "left"), (760, "right")):
        for row, side in enumerate(("top", "middle", "bottom")):
            canvas.box(left, 310 + row * 273.3, 150, 273.3, outline=MIST)
            label = f"{name}\n{side}"
            canvas.text((left + 75, 446 + row * 273.3), label, 31, colour=SLATE, anchor="mm")
    for left, top in ((90, 140), (760, 140), (90, 1130), (760, 1130)):
        canvas.box(left, top, 150, 170, fill="#f5e8c8", outline=OCHRE)
        canvas.text((left + 75, top + 85), "corner", 31, colour=OCHRE, anchor="mm")
    return canvas.finish()


def draw_slide_breaks() -> Image.Image:
    """Draw the slide on what keeps a page together."""
    return draw_slide(
        Slide(
            "Four rules before any styling",
            (
                "h2 { break-after: avoid }",
                "figure { break-inside: avoid }",
                "p { orphans: 2; widows: 2 }",
                "thead { display: table-header-group }",
            ),
            "Web platform day · print track",
        )
    )


def draw_marks() -> Image.Image:
    """Draw the trim marks at one corner of a sheet, on a transparent ground."""
    canvas = Canvas(1200, 700, ground=None)
    canvas.box(330, 210, 800, 460, fill="#f6e0d7")
    canvas.box(380, 260, 750, 410, fill=WHITE, outline=SLATE, stroke=2)
    canvas.line([(380, 60), (380, 170)], colour=INK, stroke=3)
    canvas.line([(180, 260), (290, 260)], colour=INK, stroke=3)
    for radius in (46, 26):
        canvas.dot((150, 105), radius, outline=INK)
    canvas.line([(80, 105), (220, 105)], colour=INK, stroke=2)
    canvas.line([(150, 35), (150, 175)], colour=INK, stroke=2)
    canvas.text((430, 105), "trim mark", 34)
    canvas.text((430, 236), "bleed, 3 mm", 31, colour=RUST)
    canvas.text((755, 465), "trimmed page", 38, colour=SLATE, anchor="mm")
    canvas.text((150, 206), "registration", 31, anchor="mm")
    return canvas.finish()


PICTURES = {
    "2023-04-08-css-for-print/img/page-areas.png": draw_page_areas,
    "2023-04-08-css-for-print/img/slide-breaks.png": draw_slide_breaks,
    "2023-04-08-css-for-print/img/marks.png": draw_marks,
}
