"""Pictures of the post on observability (October)."""

from math import log10

from PIL import Image

from pictures.charts import Axis, Mark, draw_bars, draw_spans
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import RUST
from pictures.scenes import paint_hall


def draw_hall() -> Image.Image:
    """Paint the lobby between two talks."""
    return paint_hall(seed=41, banner="#8c3f2a", warm=True).crop((60, 0, 860, 1067))


def draw_waterfall() -> Image.Image:
    """Draw one trace: six spans, one of which waits for a connection."""
    teal, pale, rust = "#2f8583", "#a9cdc7", "#b8492f"
    return draw_spans(
        "한 요청의 트레이스",
        Axis(0, 480, tuple((n, f"{n}ms") for n in range(0, 481, 80)), "요청을 받은 뒤 지난 시간"),
        (
            ("gateway", ((0, 470, "GET /orders/42", teal),)),
            ("order-api", ((14, 458, "getOrder", teal),)),
            ("member-api", ((30, 86, "", pale),)),
            ("커넥션 풀 대기", ((92, 371, "279ms 동안 아무 일도 하지 않음", rust),)),
            ("postgres", ((371, 402, "", pale),)),
            ("kafka", ((418, 447, "", pale),)),
        ),
        (Mark(300, "경보 기준 300ms", RUST),),
        width=1700,
        label_width=260,
    )


def draw_cardinality() -> Image.Image:
    """Draw how the number of time series grows with each label; the bars are logarithmic."""
    steps = (
        ("경로 40개", 40),
        ("+ 상태 코드 8개", 320),
        ("+ 인스턴스 30대", 9_600),
        ("+ 배포 버전 5개", 48_000),
        ("+ 고객 5만 명", 2_400_000_000),
    )
    bars = [(label, log10(count), f"{count:,}") for label, count in steps]
    return draw_bars(
        "라벨 하나가 시계열을 몇 배로 늘리는가 (로그 눈금)", bars, emphasis=(4,), label_width=350
    )


def draw_collector() -> Image.Image:
    """Draw the way of telemetry from services to the places that keep it."""
    nodes = {
        "a": Node(220, 220, "주문 서비스", "plain", 270),
        "b": Node(220, 390, "회원 서비스", "plain", 270),
        "c": Node(220, 560, "배치 작업", "plain", 270),
        "agent": Node(680, 390, "에이전트", "teal", 270, note="노드마다 하나"),
        "gateway": Node(1060, 390, "게이트웨이", "teal", 270, note="꼬리 샘플링"),
        "trace": Node(1440, 220, "트레이스", "ochre", 220),
        "metric": Node(1440, 390, "지표", "ochre", 220),
        "log": Node(1440, 560, "로그", "ochre", 220),
    }
    edges = [Edge(name, "agent") for name in ("a", "b", "c")]
    edges += [Edge("agent", "gateway")]
    edges += [Edge("gateway", name) for name in ("trace", "metric", "log")]
    return draw_graph(nodes, edges, size=(1600, 700), title="OpenTelemetry Collector를 두 겹으로")


FOLDER = "2023-10-21-observability-day/img"
PICTURES = {
    f"{FOLDER}/hall.jpg": draw_hall,
    f"{FOLDER}/waterfall.png": draw_waterfall,
    f"{FOLDER}/cardinality.png": draw_cardinality,
    f"{FOLDER}/collector.png": draw_collector,
}
