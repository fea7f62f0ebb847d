"""What was measured, and how it compares with what is required."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.measure import Sample

COLD = "cold, EPUB and PDF"
COLD_PDF = "cold, PDF"
ONE_PASS = "one pass of WeasyPrint and the same pictures in a loop"
PANDOC = "pandoc (EPUB) plus pandoc with typst (PDF)"
PARAGRAPH = "a paragraph added to one post"
POST = "a post added in the middle"
NOTHING = "nothing changed"
COLOURS = "only the theme's colours changed"
CASES = (COLD_PDF, ONE_PASS, COLD, PANDOC, PARAGRAPH, POST, NOTHING, COLOURS)

MEGABYTE = 1_000_000
_PEAK_LIMIT_MB = 300
_TIMES = (
    (COLD_PDF, ONE_PASS, 0.55),
    (COLD, PANDOC, 1.3),
    (PARAGRAPH, COLD, 0.08),
    (PARAGRAPH, PANDOC, 0.2),
    (POST, COLD, 0.1),
    (NOTHING, COLD, 0.02),
    (COLOURS, COLD, 1.0),
)
"""What case against which other, and its share of the other's time at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """One book of text alone, as one tool made its PDF."""

    tool: str
    posts: int
    pages: int
    sample: Sample


@dataclass(slots=True)
class Results:
    """All that one run measured."""

    posts: int = 0
    pages: int = 0
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    """By case, one a round."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of the PDF, by case."""
    points: list[Point] = field(default_factory=list)

    def seconds(self, case: str) -> float:
        """Return the median time of a case."""
        return median(each.seconds for each in self.samples[case])

    def cpu_seconds(self, case: str) -> float:
        """Return the median work of a case."""
        return median(each.cpu_seconds for each in self.samples[case])

    def peak_bytes(self, case: str) -> float:
        """Return the median of what the largest process of a case took."""
        return median(each.peak_bytes for each in self.samples[case])

    def tool(self, name: str) -> list[Point]:
        """Return the points of a tool, from the smallest book to the largest."""
        return sorted((p for p in self.points if p.tool == name), key=lambda point: point.posts)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, and what is required."""

    what: str
    measured: float
    limit: float
    unit: str = "times"

    def is_reached(self) -> bool:
        """Tell whether the requirement is met."""
        return self.measured <= self.limit


def figures(results: Results) -> Iterator[Figure]:
    """Yield every figure that a requirement is about."""
    for case, other, limit in _TIMES:
        ratio = results.seconds(case) / results.seconds(other)
        yield Figure(f"time of {case}, against {other}", ratio, limit)
    size = results.sizes[COLD_PDF] / results.sizes[ONE_PASS]
    yield Figure("size of the PDF, against one pass of WeasyPrint", size, 1.03)
    peak_bytes = max(results.peak_bytes(case) for case in (COLD, COLD_PDF))
    peak = peak_bytes / MEGABYTE
    yield Figure("memory of the largest process, cold", peak, _PEAK_LIMIT_MB, "MB")
    yield from _growth(results, peak_bytes)


def _growth(results: Results, peak_bytes: float) -> Iterator[Figure]:
    """Yield how time and memory grow from a book of the usual size to the largest, of text alone.

    Args:
        results: what was measured.
        peak_bytes: memory of the book of the usual size with its pictures.
    """
    points = results.tool("bookc")
    start = next((each for each in points if each.posts == results.posts), None)
    if start is None or points[-1] == start:
        return
    end = points[-1]
    span = f"from {start.posts} to {end.posts} posts of text alone"
    time = (end.sample.seconds / end.posts) / (start.sample.seconds / start.posts)
    yield Figure(f"time a post, {span}", time, 1.1)
    of_pictures = f"{end.posts} posts of text against {start.posts} with pictures"
    what = "memory of the largest process,"
    yield Figure(f"{what} {of_pictures}", end.sample.peak_bytes / peak_bytes, 1.3)
    yield Figure(f"{what} {span}", end.sample.peak_bytes / start.sample.peak_bytes, 1.3)


def save_results(results: Results, file: Path) -> None:
    """Keep results for a report that is written later."""
    file.write_text(json.dumps(asdict(results), indent=1), encoding="utf-8")


def load_results(file: Path) -> Results:
    """Return what `save_results` kept; nothing if there is no such file."""
    if not file.exists():
        return Results()
    kept = json.loads(file.read_text(encoding="utf-8"))
    samples = {case: [Sample(**each) for each in many] for case, many in kept["samples"].items()}
    points = [Point(**each | {"sample": Sample(**each["sample"])}) for each in kept["points"]]
    return Results(**kept | {"samples": samples, "points": points})
