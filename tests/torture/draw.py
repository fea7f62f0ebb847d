"""Draws a diagram of one line: `cloud -> rain` is two boxes and an arrow from one to the other."""

import sys
from collections.abc import Iterator
from xml.sax.saxutils import escape

WIDTH, GAP, HEIGHT = 110, 40, 44
MIDDLE = HEIGHT / 2
STYLE = """
text { font-size: 14px; text-anchor: middle }
rect { fill: #e8f0f2; stroke: #0b5c6b }
path { fill: none; stroke: #17202b }
"""


def drawn(names: list[str]) -> Iterator[str]:
    """Yield the lines of an SVG."""
    right = len(names) * (WIDTH + GAP) - GAP
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {right + 2} {HEIGHT + 2}">'
    yield f"<style>{STYLE}</style>"
    for left, name in zip(range(0, right, WIDTH + GAP), names, strict=True):
        yield f'<rect x="{left}" width="{WIDTH}" height="{HEIGHT}"/>'
        yield f'<text x="{left + WIDTH / 2}" y="{MIDDLE + 5}">{escape(name)}</text>'
        if left:
            yield f'<path d="M{left - GAP + 4} {MIDDLE}h32m-7 -5l7 5l-7 5"/>'
    yield "</svg>"


sys.stdout.write("\n".join(drawn([each.strip() for each in sys.stdin.read().split("->")])))
