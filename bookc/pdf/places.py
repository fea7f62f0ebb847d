"""Where anchors and bookmarks of a document are on its pages, in points from the lower left."""

from collections.abc import Iterator
from typing import Any

from bookc.pdf.autospace import as_written

PT_PER_PX = 0.75


def anchors_of(document: Any) -> Iterator[tuple[str, list[float]]]:
    """Yield the ids of a document, each with its page, counted from 0, and its place there."""
    seen = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, _, _) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield name, [number, round(x * PT_PER_PX, 2), _from_bottom(page, y)]


def bookmarks_of(document: Any) -> Iterator[list[Any]]:
    """Yield level, label, page and place of each bookmark."""
    for number, page in enumerate(document.pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield [level, as_written(label), number, round(x * PT_PER_PX, 2), _from_bottom(page, y)]


def _from_bottom(page: Any, y_px: float) -> float:
    return round(float(page.height - y_px) * PT_PER_PX, 2)
