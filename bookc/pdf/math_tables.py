"""Formulas set by ziamath, with the lines between the cells of a table, which it leaves out."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from bookc.frozen import frozen
from bookc.pdf.formula_image import EM
from bookc.pdf.math_font import BookMathFont, HLine, Math, Mtable, VLine, loadedfonts


def drawing_of(math: Element, font: BookMathFont) -> Math:
    """Set a formula.

    Args:
        math: a MathML element as `suited` gives it; it is changed.
        font: what it is drawn with.
    """
    loadedfonts["book"] = font
    return Math(math, size=EM, font="book", margin=0)


@frozen
class _Cell:
    """Where a cell is; y grows downwards."""

    left: float
    right: float
    top: float
    bottom: float


class RuledTable(Mtable, tag="mtable"):
    """A table with the lines that `columnlines` and `rowlines` ask for.

    ziamath looks classes up by the name of the element, and the last one that names it counts.
    """

    def _setup(self, **given: Any) -> None:
        super()._setup(**given)
        width = self.font_units_to_points(self.font.math.consts.fractionRuleThickness)
        cells = self._cells()
        top, bottom, right = -self.bbox.ymax, -self.bbox.ymin, self.bbox.xmax
        for column in _lines(self.element.get("columnlines"), len(cells[0]) if cells else 0):
            before = [row[column - 1].right for row in cells if len(row) > column]
            behind = [row[column].left for row in cells if len(row) > column]
            x = (max(before) + min(behind)) / 2
            self.nodes.append(VLine(bottom - top, width, style=self.style))
            self.nodexy.append((x, top))
        for row in _lines(self.element.get("rowlines"), len(cells)):
            y = (max(c.bottom for c in cells[row - 1]) + min(c.top for c in cells[row])) / 2
            self.nodes.append(HLine(right, width, style=self.style))
            self.nodexy.append((0, y))

    def _cells(self) -> list[list[_Cell]]:
        """Return the cells, row by row."""
        placed = iter(zip(self.nodes, self.nodexy, strict=True))
        return [[_cell(*next(placed)) for _ in row] for row in self.element]


def _cell(node: Any, place: tuple[float, float]) -> _Cell:
    (x, y), box = place, node.bbox
    if box.ymax < box.ymin:  # so ziamath measures what is empty
        return _Cell(x, x, y, y)
    return _Cell(x + min(box.xmin, 0), x + box.xmax, y - box.ymax, y - box.ymin)


def _lines(written: str | None, count: int) -> Iterator[int]:
    """Yield the numbers of the columns or rows that have a line before them, counted from 0."""
    for place, line in enumerate((written or "").split()[: max(count - 1, 0)], start=1):
        if line != "none":
            yield place
