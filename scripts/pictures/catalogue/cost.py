"""Pictures of the post on the price of the cloud (September)."""

from PIL import Image

from pictures.charts import Axis, Line, Mark, draw_bars, draw_lines
from pictures.diagrams import Edge, Node, draw_graph
from pictures.palette import OCHRE, RUST, SLATE, TEAL


def draw_bill() -> Image.Image:
    """Draw the parts of one month's bill."""
    bars = (
        ("컴퓨트", 41, "41%"),
        ("데이터베이스", 22, "22%"),
        ("데이터 전송 · NAT", 16, "16%"),
        ("로그 · 지표", 11, "11%"),
        ("오브젝트 스토리지", 7, "7%"),
        ("그 밖", 3, "3%"),
    )
    return draw_bars("한 달 청구서를 여섯 줄로 줄이면", bars, emphasis=(2,), label_width=390)


def draw_break_even() -> Image.Image:
    """Draw the price of a gigabyte in three storage classes, by how much of it is read a month.

    Storage and retrieval only, us-east-1, 2023: Standard 0.023, Standard-IA 0.0125 + 0.01 a GB
    read, Glacier Instant Retrieval 0.004 + 0.03 a GB read (US dollars).
    """
    shares = [n / 100 for n in range(0, 141, 2)]
    return draw_lines(
        "얼마나 읽으면 싼 클래스가 비싸지는가",
        Axis(0, 1.4, tuple((n / 5, f"{n * 20}%") for n in range(8)), "한 달에 읽는 비율"),
        Axis(0, 5, tuple((n, f"{n}") for n in range(6)), "GB당 월 비용 (센트): 보관 + 검색"),
        (
            Line([(s, 2.3) for s in shares], "Standard", (0.02, 2.56), SLATE),
            Line([(s, 1.25 + s) for s in shares], "Standard-IA", (0.02, 1.8), TEAL),
            Line([(s, 0.4 + 3 * s) for s in shares], "Glacier Instant Retrieval", (0.6, 4.1), RUST),
        ),
        (Mark(0.425, "42.5%", OCHRE, 0.62), Mark(1.05, "105%", OCHRE, 0.5)),
    )


def draw_network() -> Image.Image:
    """Draw the ways of a byte that cost money, and the one that does not."""
    nodes = {
        "a": Node(360, 300, "API 서버", "teal", 260),
        "b": Node(360, 560, "NAT 게이트웨이", "rust", 300, note="시간당 + GB당"),
        "db": Node(900, 300, "DB 대기 서버", "plain", 280),
        "end": Node(900, 560, "게이트웨이\n엔드포인트", "plain", 280),
        "s3": Node(1420, 430, "S3", "ochre", 200),
    }
    edges = (
        Edge("a", "db", "양쪽에\n과금", colour=RUST),
        Edge("a", "b", "기본 경로", colour=RUST),
        Edge("b", "s3", via=((360, 690), (1420, 690)), colour=RUST),
        Edge("a", "end", "무료", colour=TEAL),
        Edge("end", "s3", colour=TEAL),
    )
    zones = ((150, 140, 420, 520, "가용 영역 A"), (690, 140, 420, 270, "가용 영역 B"))
    return draw_graph(nodes, edges, size=(1600, 760), zones=zones, title="같은 1GB, 다른 길")


PICTURES = {
    "images/cost/bill.png": draw_bill,
    "images/cost/break-even.png": draw_break_even,
    "images/cost/network.png": draw_network,
}
