"""Pictures of the post on feature flags (September)."""

from PIL import Image, ImageOps

from pictures.charts import draw_bars
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import RUST, TEAL
from pictures.scenes import StageLight, paint_stage
from pictures.slides import Slide, draw_slide


def draw_stage() -> Image.Image:
    """Paint the stage of the talk."""
    light = StageLight("#f0b9a0", "#a8563c", "#f4e7df", (0.2, 0.34, 0.5, 0.52, 0.7, 0.85))
    return ImageOps.mirror(paint_stage(light, seed=31))


def draw_slide_kinds() -> Image.Image:
    """Draw the slide on the four kinds of flag."""
    return draw_slide(
        Slide(
            "Four kinds, four lifetimes",
            (
                "Release: days to weeks",
                "Experiment: weeks",
                "Operations: as long as the risk",
                "Permission: as long as the product",
            ),
            "Delivery conference · September 2023",
            dark=True,
        )
    )


def draw_life() -> Image.Image:
    """Draw the life of a release flag, down to its removal."""
    nodes = {
        "proposed": Node(210, 330, "proposed", width=270, note="owner + date"),
        "dark": Node(600, 330, "dark", width=270, note="0%, deployed"),
        "ramping": Node(990, 330, "ramping", "ochre", 270, note="1% to 50%"),
        "on": Node(1390, 330, "on", "teal", 270, note="100% for a week"),
        "removed": Node(1390, 630, "removed", "teal", 270, note="code deleted"),
        "stale": Node(800, 630, "stale", "rust", 270, note="past its date"),
    }
    edges = (
        Edge("proposed", "dark"),
        Edge("dark", "ramping"),
        Edge("ramping", "on"),
        Edge("on", "removed", "the step most\nteams skip", colour=TEAL),
        Edge("ramping", "dark", "kill switch", via=((990, 190), (600, 190)), colour=RUST),
        Edge("dark", "stale", "forgotten", dashed=True, colour=RUST),
        Edge("ramping", "stale", dashed=True, colour=RUST),
        Edge("stale", "removed", "audit", dashed=True),
    )
    return draw_graph(nodes, edges, size=(1600, 740), title="The life of a release flag")


def draw_ages() -> Image.Image:
    """Draw how old the flags of one code base are."""
    bars = (
        ("under 1 month", 21, "21"),
        ("1 to 3 months", 34, "34"),
        ("3 to 12 months", 47, "47"),
        ("1 to 2 years", 63, "63"),
        ("over 2 years", 38, "38"),
    )
    return draw_bars("Release flags by age, one code base", bars, emphasis=(3, 4), label_width=330)


PICTURES = {
    "2023-09-09-feature-flags/img/stage.jpg": draw_stage,
    "2023-09-09-feature-flags/img/slide-kinds.png": draw_slide_kinds,
    "2023-09-09-feature-flags/img/life.png": draw_life,
    "2023-09-09-feature-flags/img/ages.png": draw_ages,
}
