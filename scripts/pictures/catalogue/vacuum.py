"""Pictures of the post on PostgreSQL's VACUUM (February)."""

from collections.abc import Callable
from functools import partial

from PIL import Image

from pictures.canvas import Canvas
from pictures.charts import Axis, Line, Mark, draw_lines
from pictures.palette import MIST, PALE_RUST, PALE_TEAL, RUST, SLATE, TEAL, WHITE
from pictures.scenes import paint_meetup

LOOKS = {"live": (PALE_TEAL, TEAL), "dead": (PALE_RUST, RUST), "free": (WHITE, MIST)}


def draw_lights() -> Image.Image:
    """Paint the room of the meetup."""
    return paint_meetup(seed=3)


def draw_page(title: str, rows: tuple[tuple[str, str], ...]) -> Image.Image:
    """Draw one heap page: a header, and what stands in each of its six places.

    Args:
        title: the line above the page.
        rows: text and state (`live`, `dead` or `free`) of each place.
    """
    canvas = Canvas(1400, 640)
    canvas.text((60, 66), title, 44, bold=True)
    canvas.box(60, 124, 1280, 460, fill=WHITE, outline=SLATE, radius=12)
    canvas.box(60, 124, 1280, 70, fill="#e9ebe8", outline=SLATE, radius=12)
    canvas.text((92, 159), "페이지 헤더 + 줄 포인터 1 2 3 4 5 6", 31, colour=SLATE)
    for number, (text, state) in enumerate(rows):
        column, row = number % 2, number // 2
        left, top = 92 + column * 618, 222 + row * 118
        fill, outline = LOOKS[state]
        canvas.box(left, top, 598, 94, fill=fill, outline=outline, radius=8)
        ink = outline if state != "free" else SLATE
        canvas.text((left + 28, top + 47), f"{number + 1}", 34, bold=True, colour=ink)
        canvas.text((left + 80, top + 47), text, 33, colour=ink)
    return canvas.finish()


BEFORE = (
    "UPDATE 전",
    (
        ("id 1 · 잔액 100", "live"),
        ("id 2 · 잔액 250", "live"),
        ("id 3 · 잔액 80", "live"),
        ("빈 공간", "free"),
        ("빈 공간", "free"),
        ("빈 공간", "free"),
    ),
)
AFTER = (
    "UPDATE 두 번 뒤: 옛 버전이 남는다",
    (
        ("id 1 · 잔액 100 (죽음)", "dead"),
        ("id 2 · 잔액 250", "live"),
        ("id 3 · 잔액 80 (죽음)", "dead"),
        ("id 1 · 잔액 130", "live"),
        ("id 3 · 잔액 50", "live"),
        ("빈 공간", "free"),
    ),
)
CLEANED = (
    "VACUUM 뒤: 파일은 그대로, 자리만 비었다",
    (
        ("다시 쓸 수 있는 자리", "free"),
        ("id 2 · 잔액 250", "live"),
        ("다시 쓸 수 있는 자리", "free"),
        ("id 1 · 잔액 130", "live"),
        ("id 3 · 잔액 50", "live"),
        ("빈 공간", "free"),
    ),
)


def draw_dead_tuples() -> Image.Image:
    """Draw how many dead rows a table of ten million collects at 100 updates a second."""
    return draw_lines(
        "죽은 행의 수: 1,000만 행 테이블, 초당 UPDATE 100번",
        Axis(0, 24, tuple((hour, f"{hour}시") for hour in range(0, 25, 4)), "하루"),
        Axis(0, 2.6, tuple((n / 2, f"{n / 2:g}") for n in range(0, 6)), "죽은 행 (백만)"),
        (
            Line(_dead_rows(2.0, held=None), "scale_factor 0.2", (0.4, 2.22), RUST),
            Line(_dead_rows(0.2, held=(12, 18)), "scale_factor 0.02", (18.4, 2.36), TEAL),
        ),
        (Mark(12, "긴 트랜잭션 시작", SLATE), Mark(18, "커밋", SLATE)),
    )


def _dead_rows(limit: float, *, held: tuple[float, float] | None) -> list[tuple[float, float]]:
    """Follow the dead rows, in millions; while `held`, a vacuum can remove none of them."""
    points: list[tuple[float, float]] = []
    dead = 0.0
    for step in range(24 * 60 + 1):
        hour = step / 60
        points.append((hour, dead))
        free = held is None or not held[0] <= hour < held[1]
        if dead >= limit and free:
            dead = 0.0
            points.append((hour, dead))
        dead += 0.36 / 60
    return points


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "2023-02-16-postgresql-vacuum/img/lights.jpg": draw_lights,
    "2023-02-16-postgresql-vacuum/img/page-1.png": partial(draw_page, *BEFORE),
    "2023-02-16-postgresql-vacuum/img/page-2.png": partial(draw_page, *AFTER),
    "2023-02-16-postgresql-vacuum/img/page-3.png": partial(draw_page, *CLEANED),
    "2023-02-16-postgresql-vacuum/img/dead-tuples.png": draw_dead_tuples,
}
