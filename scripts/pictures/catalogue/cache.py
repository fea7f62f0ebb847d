"""Pictures of the post on caches (January)."""

from collections import Counter
from random import Random

from PIL import Image

from pictures.charts import Axis, Line, draw_lines
from pictures.diagrams import Message, draw_sequence
from pictures.palette import RUST, SLATE, TEAL
from pictures.scenes import StageLight, paint_hall, paint_stage
from pictures.slides import Slide, draw_slide


def draw_hall() -> Image.Image:
    """Paint the hall in the morning."""
    return paint_hall(seed=2, banner="#1c6f70", warm=True)


def draw_stage() -> Image.Image:
    """Paint the stage of the first talk."""
    light = StageLight("#8fd3d6", "#2a8f96", "#dcebe9", (0.3, 0.45, 0.4, 0.6, 0.7, 0.85))
    return paint_stage(light, seed=1)


def draw_slide_ttl() -> Image.Image:
    """Draw the slide on the three numbers of a cached value."""
    return draw_slide(
        Slide(
            "캐시에 적어 두는 세 가지 시각",
            (
                "soft TTL: 이때부터는 낡은 값",
                "hard TTL: 이때부터는 없는 값",
                "delta: 다시 만드는 데 걸린 시간",
            ),
            "겨울 백엔드 컨퍼런스 2023 · 캐시 트랙",
            dark=True,
        )
    )


def draw_stampede() -> Image.Image:
    """Draw a simulation of 4,000 keys that expire together, and of the same keys with jitter."""
    minutes = tuple((second, f"{second // 60}분") for second in range(0, 1501, 300))
    return draw_lines(
        "TTL을 똑같이 줄 때와 흩어 줄 때",
        Axis(0, 1500, minutes, "배포 후 지난 시간"),
        Axis(0, 420, tuple((value, f"{value}") for value in range(0, 401, 100)), "초당 DB 조회 수"),
        (
            Line(_misses(jitter=0), "300초 고정", (332, 385), RUST),
            Line(_misses(jitter=0.2), "300초 ± 20%", (640, 66), TEAL, filled=True),
        ),
    )


def _misses(*, jitter: float, keys: int = 4000, ttl_s: float = 300) -> list[tuple[float, float]]:
    """Count cache misses a second, in bins of ten seconds; all keys are filled at the start."""
    rng = Random(7)
    bins: Counter[int] = Counter()
    for _ in range(keys):
        at = rng.uniform(0, 10)
        while at < 1500:
            bins[int(at // 10)] += 1
            at += ttl_s * rng.uniform(1 - jitter, 1 + jitter)
    return [(number * 10 + 5, bins[number] / 10) for number in range(1, 149)]


def draw_revalidate() -> Image.Image:
    """Draw who waits for whom when a stale value is served while a new one is made."""
    return draw_sequence(
        ("요청 A", "요청 B", "캐시", "데이터베이스"),
        (
            Message(0, 2, "GET user:42"),
            Message(2, 0, "낡은 값 + 갱신 잠금", dashed=True, colour=TEAL),
            Message(0, 3, "SELECT (뒤에서 한 번만)"),
            Message(1, 2, "GET user:42"),
            Message(2, 1, "낡은 값", dashed=True, colour=TEAL),
            Message(3, 0, "새 값", dashed=True, colour=SLATE),
            Message(0, 2, "SET user:42, 잠금 해제"),
        ),
    )


PICTURES = {
    "2023-01-28-winter-backend/img/hall.jpg": draw_hall,
    "2023-01-28-winter-backend/img/stage.jpg": draw_stage,
    "2023-01-28-winter-backend/img/slide-ttl.png": draw_slide_ttl,
    "2023-01-28-winter-backend/img/stampede.png": draw_stampede,
    "2023-01-28-winter-backend/img/revalidate.png": draw_revalidate,
}
