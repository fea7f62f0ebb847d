"""Pictures of the post on tail latency (June)."""

from collections import Counter
from math import exp
from random import Random

from PIL import Image

from pictures.charts import Axis, Line, Mark, draw_heat_map, draw_histogram, draw_lines
from pictures.diagrams import Message, draw_sequence
from pictures.palette import OCHRE, RUST, SLATE, TEAL
from pictures.scenes import paint_skyline


def draw_river() -> Image.Image:
    """Paint the view from the window before the meetup."""
    return paint_skyline(seed=8, late=False)


def draw_latencies() -> Image.Image:
    """Draw the latencies of 20,000 requests, of which a few meet a pause."""
    samples = _latencies(20_000)
    bins = Counter(int(value // 5) * 5 for value in samples)
    counts = [(left, float(bins[left])) for left in range(0, 300, 5)]
    ranks = (("p50", 0.5, TEAL, 0.98), ("p95", 0.95, OCHRE, 0.72), ("p99", 0.99, RUST, 0.46))
    marks = [
        Mark(samples[int(rank * len(samples))], name, colour, height)
        for name, rank, colour, height in ranks
    ]
    return draw_histogram(
        "20,000 requests to one service",
        Axis(0, 300, tuple((n, f"{n}") for n in range(0, 301, 50)), "latency (ms)"),
        Axis(0, 4000, tuple((n, f"{n:,}") for n in range(0, 4001, 1000)), "requests"),
        counts,
        marks,
    )


def _latencies(count: int) -> list[float]:
    rng = Random(99)
    samples = []
    for _ in range(count):
        pause = rng.uniform(110, 220) if rng.random() < 0.016 else 0
        samples.append(rng.lognormvariate(3.3, 0.42) + pause)
    return sorted(samples)


def draw_fan_out() -> Image.Image:
    """Draw the chance that at least one of n calls is among the slowest."""
    shares = ((0.01, "slow 1 in 100", (52, 36), RUST), (0.001, "slow 1 in 1,000", (62, 12.5), TEAL))
    lines = [
        Line([(n, 100 * (1 - (1 - share) ** n)) for n in range(1, 101)], name, at, colour)
        for share, name, at, colour in shares
    ]
    return draw_lines(
        "How often a page waits for a slow call",
        Axis(0, 100, tuple((n, f"{n}") for n in range(0, 101, 20)), "calls behind one page"),
        Axis(0, 70, tuple((n, f"{n}%") for n in range(0, 71, 10)), "pages that meet at least one"),
        lines,
    )


def draw_heat() -> Image.Image:
    """Draw latency over an hour: a steady band, and a second one every ten minutes."""
    rng = Random(12)
    bands = ("320+", "160", "80", "40", "20", "10", "5")
    noise = [[rng.uniform(-0.06, 0.06) for _ in range(30)] for _ in bands]

    def heat(row: int, column: int) -> float:
        steady = exp(-(((row - 4.1) / 1.05) ** 2)) * 0.92
        burst = 0.46 * exp(-(((row - 1.1) / 0.8) ** 2)) if column % 5 == 3 else 0.0
        return max(steady + burst + noise[row][column] * (0.3 + steady), 0)

    return draw_heat_map(
        "One hour, as a heat map",
        [f"{band} ms" for band in bands],
        [f":{minute:02d}" for minute in range(0, 60, 2)],
        heat,
        scale=("few requests", "many"),
        cell=(46, 64),
        every=5,
    )


def draw_hedge() -> Image.Image:
    """Draw a hedged request: a second copy is sent when the first is late."""
    return draw_sequence(
        ("client", "replica A", "replica B"),
        (
            Message(0, 1, "GET /price (t = 0 ms)"),
            Message(1, 1, "garbage collection"),
            Message(0, 2, "GET /price (t = 60 ms)"),
            Message(2, 0, "200 OK (t = 85 ms)", dashed=True, colour=TEAL),
            Message(0, 1, "cancel", colour=SLATE),
        ),
        alarms={2: "p95 has passed: send the hedge"},
    )


PICTURES = {
    "2023-06-10-tail-latency/img/river.jpg": draw_river,
    "2023-06-10-tail-latency/img/latencies.png": draw_latencies,
    "2023-06-10-tail-latency/img/fan-out.png": draw_fan_out,
    "2023-06-10-tail-latency/img/heat.png": draw_heat,
    "2023-06-10-tail-latency/img/hedge.png": draw_hedge,
}
