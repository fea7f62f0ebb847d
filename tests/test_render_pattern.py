"""What a theme draws patterns with."""

import pytest

from bookc.render.pattern import on_circle


@pytest.mark.parametrize(
    ("degrees", "point"),
    [(0, "7.000,-6.000"), (90, "17.000,4.000"), (-90, "-3.000,4.000"), (180, "7.000,14.000")],
)
def test_a_point_on_a_circle_is_told_clockwise_from_the_top(degrees: float, point: str) -> None:
    assert on_circle(degrees, 10, 7, 4) == point
