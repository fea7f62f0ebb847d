"""The report: a table for the terminal, docs/performance.md and its plot."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.plot import Panel, Series, draw
from benchmarks.results import CASES, COLD, MEGABYTE, Figure, Results, figures

TOOLS = ("bookc", "WeasyPrint", "pandoc and typst")

_OPENING = """\
# Performance

`make bench` writes this page and its plot. It installs the peers from PyPI into `.bench/`, makes
the corpora, and runs all cases in turns, so that a machine that is busy is busy for all. What
counts is the ratio of two cases of one run; seconds are those of the machine it ran on.
"""
_HOW = """\
## How it is measured

- The book: posts as a GitBook export leaves them, in Korean, with twelve pictures each of
  1,600 x 900 pixels, a third of them photographs. `benchmarks/corpus.py` makes it.
- Cold: a fresh copy of the book, nothing in the store. Edits follow one another on that copy,
  three of each kind: they are over in two seconds, and swing by more than what takes longer.
- WeasyPrint alone gets the same book as one HTML file: same text, styles, fonts and pictures, also
  tagged (PDF/UA-1), with running heads and page numbers. The work on its pictures is bookc's own,
  one after the other. Reading the posts and making the HTML is not counted; page numbers in its
  contents are zeros.
- pandoc reads the posts in the order of their dates and writes an EPUB, and a Typst file from
  which typst makes an A5 PDF. Neither makes pictures fit: they go in as they are.
- bookc and WeasyPrint run on the Python that `make setup` has found, or on another one:
  `rm -rf .venv; PYTHON=/usr/bin/python3 make setup`. Those of distributions, of images for
  containers and of CI are compiled with profile-guided optimisation; one that is not, as pyenv
  makes them unless told otherwise, takes an eighth longer.
- Memory is the peak of the largest process of a tool, as the kernel counts it (VmHWM).
- Sizes: the PDF of WeasyPrint is packed with object streams first, as bookc's is.
- Between an edit and a build lie 2.5 seconds. bookc distrusts the times of files that changed in
  the two seconds before a build; it makes such a build all the same, but the next one does not
  know that nothing has changed.
"""


def write_performance(results: Results, folder: Path, *, cores: int, python: str) -> None:
    """Write `performance.md` and `performance.svg` into a folder."""
    parts = [_OPENING]
    if results.samples:
        parts += [_figures(results, cores, python), _samples(results)]
    if results.points:
        parts.append(_growth(results))
        (folder / "performance.svg").write_text(_plot(results), encoding="utf-8")
    parts.append(_HOW)
    (folder / "performance.md").write_text("\n".join(parts), encoding="utf-8")


def table(results: Results) -> str:
    """Return the figures as lines for a terminal."""
    if not results.samples:
        return "nothing measured with pictures yet"
    return "\n".join(
        f"{'reached' if each.is_reached() else 'MISSED ':<8} {_measured(each):>8}  "
        f"(at most {_limit(each)})  {each.what}"
        for each in figures(results)
    )


def _figures(results: Results, cores: int, python: str) -> str:
    head = (
        f"## Against what is required\n\n{results.posts} posts, {results.pages:,} pages, "
        f"{cores} cores, Python {python}; medians of {len(results.samples[COLD])} rounds.\n"
    )
    rows = (
        f"| {each.what} | {_measured(each)} | {_limit(each)} | "
        f"{'yes' if each.is_reached() else '**no**'} |"
        for each in figures(results)
    )
    return _rows(head, "| Figure | Measured | At most | Reached |", "|---|---:|---:|---|", rows)


def _samples(results: Results) -> str:
    rows = (
        f"| {case} | {results.seconds(case):.2f} | {results.cpu_seconds(case):.2f} | "
        f"{results.peak_bytes(case) / MEGABYTE:.0f} |"
        for case in CASES
    )
    titles = "| Case | Seconds | Seconds of work, all cores | MB |"
    return _rows("## What was measured\n", titles, "|---|---:|---:|---:|", rows)


def _growth(results: Results) -> str:
    head = (
        "## From small books to large ones\n\nPDFs of text alone, cold, measured once each.\n\n"
        "![Seconds and memory by number of pages](performance.svg)\n"
    )
    rows = (
        f"| {point.posts:,} | {point.tool} | {point.pages:,} | {point.sample.seconds:.1f} | "
        f"{point.sample.peak_bytes / MEGABYTE:.0f} |"
        for point in sorted(results.points, key=lambda p: (p.posts, TOOLS.index(p.tool)))
    )
    return _rows(head, "| Posts | Tool | Pages | Seconds | MB |", "|---:|---|---:|---:|---:|", rows)


def _rows(head: str, titles: str, rule: str, rows: Iterator[str]) -> str:
    return "\n".join([head, titles, rule, *rows, ""])


def _measured(figure: Figure) -> str:
    return _written(figure, figure.measured)


def _limit(figure: Figure) -> str:
    return _written(figure, figure.limit)


def _written(figure: Figure, value: float) -> str:
    return f"{value:.0f} MB" if figure.unit == "MB" else f"{value:.3f}".rstrip("0").rstrip(".")


def _plot(results: Results) -> str:
    seconds, memory = [], []
    for tool in TOOLS:
        points = results.tool(tool)
        seconds.append(Series(tool, tuple((p.pages, p.sample.seconds) for p in points)))
        memory.append(Series(tool, tuple((p.pages, p.sample.peak_bytes / 1e6) for p in points)))
    return draw(Panel("Seconds", tuple(seconds)), Panel("MB of the largest process", tuple(memory)))
