"""What a cover can be drawn from: the posts of a book, each as a ray on the dial of a year.

The facts are the book's own, so each book has a pattern that no other has. What it looks like is
the theme's.
"""

import math
from collections.abc import Iterator

from bookc.frozen import frozen
from bookc.model import Book, Section

_DAYS = 366


@frozen
class Ray:
    """One post."""

    turn: float
    """From 0, the first of January, to 1, the end of December; posts without a date are spread."""
    length: float
    """Of its text, from 0 to 1, which is the longest post of the book."""
    pictures: int
    part: str
    """Name of the part that it stands in."""


def rays(book: Book) -> tuple[Ray, ...]:
    """Return a ray for each post of the body, in reading order."""
    posts = tuple(_posts(book))
    longest = max((_size(section) for section, _ in posts), default=1.0)
    return tuple(
        Ray(
            turn=_turn(section, (place + 0.5) / len(posts)),
            length=_size(section) / longest,
            pictures=section.xhtml.count("<img "),
            part=part,
        )
        for place, (section, part) in enumerate(posts)
    )


def on_circle(degrees: float, radius: float, x: float = 0, y: float = 0) -> str:
    """Return a point on a circle as SVG writes it in a path, such as `12.5,-3`.

    Args:
        degrees: from the top, clockwise.
        radius: of the circle, in units of the drawing, as all that follow.
        x: of its middle.
        y: of its middle.
    """
    angle = math.radians(degrees)
    return f"{x + radius * math.sin(angle):.3f},{y - radius * math.cos(angle):.3f}"


def _posts(book: Book) -> Iterator[tuple[Section, str]]:
    for part in book.parts:
        for chapter in part.chapters:
            yield from ((section, part.name) for section in chapter.sections)


def _size(section: Section) -> float:
    """Return about how long a text is, in steps of 41 %: an edit seldom changes the pattern."""
    return float(2 ** (round(2 * math.log2(len(section.xhtml) or 1)) / 2))


def _turn(section: Section, otherwise: float) -> float:
    """Return where in its year a post was published."""
    published = section.post.published
    return published.timetuple().tm_yday / _DAYS if published else otherwise
