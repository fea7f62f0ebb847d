"""Pictures of the post on Kafka's rebalancing (March)."""

from PIL import Image

from pictures.charts import Axis, Line, Mark, draw_lines, draw_spans
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import PALE_RUST, RUST, SLATE, TEAL
from pictures.tabletop import Badge, paint_badge

NEW, OLD, STOPPED = "#2f8583", "#a9cdc7", PALE_RUST
SECONDS = Axis(
    0, 12, tuple((n, f"{n}초") for n in range(0, 13, 2)), "C3가 그룹에 들어온 시각은 4초"
)


def draw_badge() -> Image.Image:
    """Paint the badge of the workshop."""
    return paint_badge(Badge("KAFKA WORKSHOP", "서울 · 3월 18일", "참가자", "#b8492f"), seed=5)


def draw_eager() -> Image.Image:
    """Draw a rebalance in which all consumers stop."""
    stop = (4, 7, "멈춤", STOPPED)
    return draw_spans(
        "eager: 모두 내려놓고 다시 나눈다",
        SECONDS,
        (
            ("C1", ((0, 4, "P0 P1 P2", OLD), stop, (7, 12, "P0 P1", NEW))),
            ("C2", ((0, 4, "P3 P4 P5", OLD), stop, (7, 12, "P3 P4", NEW))),
            ("C3", (stop, (7, 12, "P2 P5", NEW))),
        ),
        label_width=120,
    )


def draw_cooperative() -> Image.Image:
    """Draw the same rebalance when only two partitions move."""
    return draw_spans(
        "cooperative: 옮길 것만 내려놓는다",
        SECONDS,
        (
            ("C1", ((0, 5, "P0 P1 P2", OLD), (5, 12, "P0 P1 (쉬지 않음)", NEW))),
            ("C2", ((0, 5, "P3 P4 P5", OLD), (5, 12, "P3 P4 (쉬지 않음)", NEW))),
            ("C3", ((4, 7, "대기", STOPPED), (7, 12, "P2 P5", NEW))),
        ),
        label_width=120,
    )


def draw_states() -> Image.Image:
    """Draw the states of a consumer group as its coordinator sees them."""
    nodes = {
        "empty": Node(230, 210, "Empty", note="멤버 없음"),
        "preparing": Node(800, 210, "Preparing", "ochre", 340, note="JoinGroup을 기다림"),
        "completing": Node(1330, 210, "Completing", "ochre", 340, note="배정표를 기다림"),
        "stable": Node(1330, 600, "Stable", "teal", note="처리 중"),
        "dead": Node(230, 600, "Dead", "ghost", note="그룹 삭제"),
    }
    edges = (
        Edge("empty", "preparing", "가입"),
        Edge("preparing", "completing", "모두\n가입"),
        Edge("completing", "stable", "SyncGroup"),
        Edge("stable", "preparing", "가입 · 탈퇴 ·\n심장박동 끊김", via=((800, 600),), colour=RUST),
        Edge("empty", "dead", "오프셋 만료", dashed=True),
    )
    return draw_graph(nodes, edges, size=(1600, 740), title="컨슈머 그룹의 상태")


def draw_lag() -> Image.Image:
    """Draw the lag of a rolling deployment of four instances, under two settings."""
    return draw_lines(
        "인스턴스 4대를 차례로 배포할 때의 지연",
        Axis(0, 10, tuple((n, f"{n}분") for n in range(0, 11, 2)), "배포 시작 후"),
        Axis(0, 30, tuple((n, f"{n}") for n in range(0, 31, 10)), "밀린 메시지 (천 건)"),
        (
            Line(_lag(pause=0.4, rounds=2), "eager", (7.9, 22), RUST),
            Line(_lag(pause=0.16, rounds=1), "cooperative + 정적 멤버십", (5.0, 5.2), TEAL),
        ),
        (Mark(1, "첫 대 재시작", SLATE, 0.92),),
    )


def _lag(*, pause: float, rounds: int) -> list[tuple[float, float]]:
    """Follow the lag, in thousands; each restart stops the work for `rounds` pauses (minutes)."""
    stops = [1 + 1.8 * n + 0.8 * part for n in range(4) for part in range(rounds)]
    points: list[tuple[float, float]] = []
    lag = 0.6
    for step in range(501):
        minute = step / 50
        stopped = any(start <= minute < start + pause for start in stops)
        lag = max(lag + (16 if stopped else -9) / 50, 0.6)
        points.append((minute, lag))
    return points


PICTURES = {
    "2023-03-18-kafka-rebalancing/img/badge.jpg": draw_badge,
    "2023-03-18-kafka-rebalancing/img/eager.png": draw_eager,
    "2023-03-18-kafka-rebalancing/img/cooperative.png": draw_cooperative,
    "2023-03-18-kafka-rebalancing/img/states.png": draw_states,
    "2023-03-18-kafka-rebalancing/img/lag.png": draw_lag,
}
