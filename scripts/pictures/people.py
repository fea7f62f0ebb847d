"""Silhouettes of people, which make a painted room look used."""

from random import Random

from pictures.canvas import Point
from pictures.light import Shape, disc, rectangle


def audience(
    rng: Random, *, y: float, head: float, spacing: float, width: float = 1600
) -> list[Shape]:
    """Outline a row of people seen from behind, their heads about the height `y`."""
    shapes: list[Shape] = []
    x = rng.uniform(-spacing, 0)
    while x < width + spacing:
        top = y + rng.uniform(-0.35, 0.35) * head
        size = head * rng.uniform(0.9, 1.1)
        shapes += _head_and_shoulders(x, top, size)
        x += spacing * rng.uniform(0.82, 1.25)
    return shapes


def standing(x: float, floor: float, height: float, *, stride: float = 0.1) -> list[Shape]:
    """Outline a person who stands or walks, with both feet on `floor`."""
    head = height * 0.068
    top = floor - height
    hip, shoulder = floor - height * 0.48, top + head * 2.7
    wide = height * 0.115
    step = height * stride
    return [
        disc(x, top + head * 1.1, head * 0.86, head * 1.12),
        rectangle(x - head * 0.4, top + head * 1.8, x + head * 0.4, shoulder),
        _rounded_torso(x, shoulder, hip, wide),
        [
            (x - wide * 0.8, hip - 4),
            (x + wide * 0.1, hip - 4),
            (x - step, floor),
            (x - step - wide * 0.5, floor),
        ],
        [
            (x - wide * 0.1, hip - 4),
            (x + wide * 0.8, hip - 4),
            (x + step + wide * 0.5, floor),
            (x + step, floor),
        ],
    ]


def _head_and_shoulders(x: float, y: float, head: float) -> list[Shape]:
    return [
        disc(x, y, head * 0.78, head),
        rectangle(x - head * 0.38, y, x + head * 0.38, y + head * 2),
        disc(x, y + head * 2.75, head * 1.95, head * 1.5),
        rectangle(x - head * 1.95, y + head * 2.75, x + head * 1.95, y + head * 40),
    ]


def _rounded_torso(x: float, shoulder: float, hip: float, wide: float) -> list[Point]:
    return [
        (x - wide * 0.5, shoulder - wide * 0.25),
        (x + wide * 0.5, shoulder - wide * 0.25),
        (x + wide, shoulder + wide * 0.2),
        (x + wide * 1.12, hip - wide * 0.4),
        (x + wide * 0.8, hip),
        (x - wide * 0.8, hip),
        (x - wide * 1.12, hip - wide * 0.4),
        (x - wide, shoulder + wide * 0.2),
    ]
