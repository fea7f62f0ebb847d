"""Pictures on adjacent lines: rows across the measure in which all are equally high.

Only here are both the shapes of the pictures and the page known. Widths are in per cent, so that a
row in a list is as well made as one in the text. In an EPUB two stand side by side where the screen
has room for them, so their widths are classes that the style sheet knows.
"""

from collections.abc import Iterator, Mapping, Sequence

from bookc.frozen import frozen
from bookc.model import Image
from bookc.xhtml import Element, new_element

GROUP, ROW, TALL = "pictures", "pictures-row", "picture-tall"
SHARE = "share-"
"""What a class begins with that says how much of a pair is one picture, in per cent."""
_LEAST_SHARE = 20
"""What is narrower can be no more than seen, so its neighbour is higher."""
GAP = 2.6
"""Between two pictures, in per cent of the measure; the style sheet of a theme keeps to it."""
_LOWEST_MM = 20.0
"""A row that would be lower is broken in two: nobody can read a slide the size of a stamp."""
_HIGHEST = 0.5
"""Of the text block."""
_TALL = 2.2
"""Times as high as wide: a screenshot of a whole page, which may take more of the text block."""
_UNKNOWN_SHAPE = 4 / 3
_MM_PER_PX = 25.4 / 96


@frozen
class TextBlock:
    """The room for text on a page."""

    width_mm: float
    height_mm: float
    columns: int = 40
    """Letters of code on a line, wherever it is indented."""
    table_em_mm: float = 8 / 72 * 25.4
    """The size of the text of tables."""
    text_em_mm: float = 9.6 / 72 * 25.4
    """The size of all other text."""


@frozen
class _Cell:
    """A picture of a group, or what stands in for it."""

    figure: Element
    shape: float
    """Width by height."""
    height_mm: float
    """At its natural size: a picture is never enlarged."""


def set_pictures(root: Element, shown: Mapping[str, Image], block: TextBlock) -> None:
    """Set the pictures of a fragment for print.

    Args:
        root: the fragment, its pictures at `images/NAME`.
        shown: those pictures, by NAME.
        block: the room there is for them.
    """
    for figure in root.iter("figure"):
        if 1 / _cell(figure, shown).shape > _TALL:
            _add_class(figure, TALL)
    for group in root.iter("div"):
        if GROUP in group.get("class", "").split():
            _set_in_rows(group, shown, block)


def set_pairs(root: Element, shown: Mapping[str, Image]) -> None:
    """Tell how the pictures of a fragment share the measure of a screen, two by two.

    Args:
        root: the fragment, its pictures at `images/NAME`.
        shown: those pictures, by NAME.
    """
    for group in root.iter("div"):
        if GROUP in group.get("class", "").split():
            cells = [_cell(figure, shown) for figure in group.findall("figure")]
            for first, second in zip(cells[::2], cells[1::2], strict=False):
                share = round(100 * first.shape / (first.shape + second.shape))
                share = min(max(share, _LEAST_SHARE), 100 - _LEAST_SHARE)
                if share != 50:  # the usual
                    _add_class(first.figure, f"{SHARE}{share}")
                    _add_class(second.figure, f"{SHARE}{100 - share}")


def _add_class(figure: Element, name: str) -> None:
    figure.set("class", f"{figure.get('class', '')} {name}".strip())


def _set_in_rows(group: Element, shown: Mapping[str, Image], block: TextBlock) -> None:
    cells = [_cell(figure, shown) for figure in group.findall("figure")]
    height_mm = _HIGHEST * block.height_mm
    for place, row in enumerate(_rows(cells, block.width_mm)):
        height_mm = min(height_mm, _row_height_mm(row, block.width_mm))
        box = new_element("div", {"class": ROW})
        group.insert(place, box)
        for cell in row:
            width = 100 * height_mm * cell.shape / block.width_mm
            cell.figure.set("style", f"width: {width - 0.005:.2f}%")
            cell.figure.tail = None  # a blank between two would make the row too wide
            box.append(cell.figure)


def _rows(cells: Sequence[_Cell], width_mm: float) -> Iterator[Sequence[_Cell]]:
    """Yield as few rows as hold all pictures at a size at which they can be read."""
    if not cells:
        return
    for count in range(1, len(cells) + 1):
        each = -(-len(cells) // count)
        rows = [cells[start : start + each] for start in range(0, len(cells), each)]
        if each == 1 or min(_full_height_mm(row, width_mm) for row in rows) >= _LOWEST_MM:
            yield from rows
            return


def _full_height_mm(row: Sequence[_Cell], width_mm: float) -> float:
    """Return how high a row is that takes the whole measure."""
    room = 100 - GAP * (len(row) - 1)
    return width_mm * room / 100 / sum(cell.shape for cell in row)


def _row_height_mm(row: Sequence[_Cell], width_mm: float) -> float:
    return min(_full_height_mm(row, width_mm), *(cell.height_mm for cell in row))


def _cell(figure: Element, shown: Mapping[str, Image]) -> _Cell:
    img = figure.find(".//img")
    name = "" if img is None else img.get("src", "").rpartition("/")[2]
    image = shown.get(name)
    if image is None:
        return _Cell(figure, _UNKNOWN_SHAPE, float("inf"))
    return _Cell(figure, image.width_px / image.height_px, image.height_px * _MM_PER_PX)
