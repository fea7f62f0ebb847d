"""Pictures of the post on incident reviews (November)."""

from PIL import Image

from pictures.charts import Axis, Mark, draw_spans
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import RUST, TEAL
from pictures.slides import Slide, draw_slide


def draw_timeline() -> Image.Image:
    """Draw what three parties knew in the course of an incident."""
    rust, pale, teal = "#b8492f", "#f0cdbd", "#2f8583"
    return draw_spans(
        "What each of us could see",
        Axis(0, 60, (*((n, f"14:{n:02d}") for n in range(0, 60, 10)), (60, "15:00")), ""),
        (
            ("customers", ((8, 47, "checkout fails for 1 in 5", rust),)),
            ("dashboards", ((0, 21, "all green (averages)", teal), (21, 50, "p99 alert", pale))),
            ("on call", ((21, 38, "suspects the deploy", pale), (38, 47, "finds the pool", teal))),
            ("support", ((11, 24, "nine tickets", pale), (24, 60, "in the channel", teal))),
        ),
        (Mark(47, "mitigated", TEAL),),
        width=1700,
        label_width=220,
    )


def draw_slide_questions() -> Image.Image:
    """Draw the slide on better questions."""
    return draw_slide(
        Slide(
            "Ask how, not why",
            (
                "What did you see first?",
                "What did you expect to happen?",
                "What made that choice look right?",
                "How did it usually go well?",
            ),
            "Notes for whoever runs the review",
        )
    )


def draw_factors() -> Image.Image:
    """Draw the conditions that met in one incident."""
    nodes = {
        "pool": Node(230, 200, "pool limit 20", width=330, note="set in 2020"),
        "batch": Node(230, 380, "report batch", width=330, note="moved to 14:00"),
        "retry": Node(230, 560, "client retries", width=330, note="no backoff"),
        "wait": Node(790, 290, "pool exhausted", "ochre", 330),
        "storm": Node(790, 560, "load doubled", "ochre", 330),
        "fail": Node(1340, 380, "checkout fails", "rust", 340, note="39 minutes"),
    }
    edges = (
        Edge("pool", "wait"),
        Edge("batch", "wait"),
        Edge("retry", "storm"),
        Edge("wait", "storm", dashed=True, colour=RUST),
        Edge("wait", "fail"),
        Edge("storm", "fail"),
    )
    return draw_graph(nodes, edges, size=(1600, 690), title="No single arrow is the cause")


FOLDER = "2023-11-18-incident-reviews/img"
PICTURES = {
    f"{FOLDER}/timeline.png": draw_timeline,
    f"{FOLDER}/slide-questions.png": draw_slide_questions,
    f"{FOLDER}/factors.png": draw_factors,
}
