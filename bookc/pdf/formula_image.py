"""What WeasyPrint sees of a formula: a picture that writes its outlines straight into the page."""

from typing import Any

from bookc.frozen import frozen
from bookc.pdf.engine import colour_of

EM = 1000
"""Units of a drawing to the em."""


@frozen
class Drawing:
    """A formula as it is drawn; y grows downwards, and the baseline is at 0."""

    strokes: tuple[tuple[str, bytes], ...]
    """Colours, empty for that of the text, and operators of PDF content (ISO 32000-1, 8.5)."""
    left: float
    top: float
    width: float
    height: float

    @property
    def depth_em(self) -> float:
        """How far it reaches below the line."""
        return (self.top + self.height) / EM


class FormulaImage:
    """A formula as WeasyPrint sees it: a picture without pixels."""

    def __init__(self, drawing: Drawing, mark: bytes) -> None:
        """Take what is to be drawn, and by which mark it can be found in the finished file."""
        self._drawing = drawing
        self._mark = mark
        self.is_drawn = False

    def get_intrinsic_size(
        self, _resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, and their ratio."""
        width, height = self._drawing.width, self._drawing.height
        return width * font_size / EM, height * font_size / EM, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the formula into the page."""
        drawing = self._drawing
        self.is_drawn = True
        across, down = width / drawing.width, height / drawing.height
        stream.stream.append(self._mark)
        stream.transform(across, 0, 0, down, -drawing.left * across, -drawing.top * down)
        for name, operators in drawing.strokes:
            colour = colour_of(name) if name else None
            stream.set_color(colour or style["color"])
            stream.set_color(colour or style["color"], stroke=True)
            stream.stream.append(operators)
