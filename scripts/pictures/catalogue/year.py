"""Pictures of the post that looks back on the year (December)."""

from datetime import date, timedelta
from random import Random

from PIL import Image

from pictures.charts import draw_bars, draw_heat_map
from pictures.scenes import paint_skyline

EVENTS = (
    "1-28",
    "2-16",
    "3-18",
    "4-8",
    "5-4",
    "6-8",
    "6-24",
    "7-13",
    "8-19",
    "9-9",
    "9-21",
    "10-21",
    "11-18",
)


def draw_calendar() -> Image.Image:
    """Draw the days of the year: dark for an event, paler for days of writing after it."""
    rng = Random(2023)
    heat: dict[date, float] = {}
    for month, day in (map(int, event.split("-")) for event in EVENTS):
        event = date(2023, month, day)
        heat[event] = 1.0
        for later in range(1, 12):
            if rng.random() < 0.62 - later * 0.045:
                heat[event + timedelta(days=later)] = rng.uniform(0.3, 0.6)
    monday = date(2022, 12, 26)
    names = [""] * 53
    for month in range(1, 13):
        names[(date(2023, month, 1) - monday).days // 7] = f"{month}월"

    def value(row: int, column: int) -> float:
        return heat.get(monday + timedelta(days=row + 7 * column), 0.0)

    return draw_heat_map(
        "2023년의 행사와 기록",
        tuple("월화수목금토일"),
        names,
        value,
        scale=("빈 날", "행사"),
        cell=(30, 38),
        label_width=60,
    )


def draw_topics() -> Image.Image:
    """Draw how many pages of notes each subject took."""
    bars = (
        ("데이터베이스 · 캐시", 46, "46쪽"),
        ("장애와 회복", 39, "39쪽"),
        ("관측성", 31, "31쪽"),
        ("클라우드 비용", 18, "18쪽"),
        ("문자와 조판", 14, "14쪽"),
    )
    return draw_bars("공책에 적은 쪽수", bars, label_width=390)


def draw_dusk() -> Image.Image:
    """Paint the last evening of the year by the river."""
    return paint_skyline(seed=4, late=True)


PICTURES = {
    "2023-12-30-year-in-review/img/calendar.png": draw_calendar,
    "2023-12-30-year-in-review/img/topics.png": draw_topics,
    "2023-12-30-year-in-review/img/dusk.jpg": draw_dusk,
}
