"""Pictures of the post on circuit breakers (August)."""

from PIL import Image

from pictures.charts import Axis, Line, Mark, draw_lines
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import OCHRE, RUST, SLATE, TEAL
from pictures.tabletop import paint_laptop


def draw_laptop() -> Image.Image:
    """Paint the desk after the workshop."""
    return paint_laptop(seed=6, glow_colour="#7fb9c4")


def draw_states() -> Image.Image:
    """Draw the three states of a breaker."""
    nodes = {
        "closed": Node(300, 260, "닫힘", "teal", 330, 130, "요청을 보낸다"),
        "open": Node(1300, 260, "열림", "rust", 330, 130, "바로 실패한다"),
        "half": Node(800, 620, "반쯤 열림", "ochre", 360, 130, "몇 개만 보내 본다"),
    }
    edges = (
        Edge("closed", "open", "실패율이 기준을 넘음", colour=RUST),
        Edge("open", "half", "대기 시간이 지남", via=((1300, 620),), label_at=(1300, 460)),
        Edge(
            "half", "closed", "시험 요청 성공", via=((300, 620),), label_at=(300, 460), colour=TEAL
        ),
        Edge("half", "open", "하나라도 실패", colour=RUST, dashed=True),
    )
    return draw_graph(nodes, edges, size=(1600, 740), title="회로 차단기의 세 상태")


def draw_threads() -> Image.Image:
    """Draw how many threads wait for a slow dependency, with and without a breaker."""
    return draw_lines(
        "외부 API가 30초씩 멈출 때 묶이는 스레드",
        Axis(0, 60, tuple((n, f"{n}초") for n in range(0, 61, 10)), "시간"),
        Axis(0, 220, tuple((n, f"{n}") for n in range(0, 201, 50)), "사용 중인 스레드 (최대 200)"),
        (
            Line(_threads(breaker=False), "차단기 없음", (30, 186), RUST),
            Line(_threads(breaker=True), "차단기 있음", (30, 58), TEAL),
            Line([(0, 200), (60, 200)], "스레드 풀 한도", (0.8, 212), OCHRE, dashed=True),
        ),
        (Mark(10, "장애 시작", SLATE, 0.8),),
    )


def _threads(*, breaker: bool) -> list[tuple[float, float]]:
    """Follow the busy threads at 20 requests a second; the breaker opens after 4 seconds."""
    points: list[tuple[float, float]] = []
    for step in range(601):
        second = step / 10
        waiting = 20 * max(min(second - 10, 30), 0)
        if breaker and second > 14:
            waiting = 80 if second < 40 else max(80 - 20 * (second - 40), 0)
        points.append((second, min(6 + waiting, 200)))
    return points


PICTURES = {
    "2023-08-19-circuit-breaker/img/laptop.jpg": draw_laptop,
    "2023-08-19-circuit-breaker/img/states.png": draw_states,
    "2023-08-19-circuit-breaker/img/threads.png": draw_threads,
}
