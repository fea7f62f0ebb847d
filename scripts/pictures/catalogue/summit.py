"""Pictures of the post on the AWS Summit Seoul (May)."""

from collections.abc import Callable
from functools import partial

from PIL import Image

from pictures.diagrams import Edge, Message, Node, draw_graph, draw_sequence
from pictures.palette import RUST, SLATE, TEAL
from pictures.scenes import StageLight, paint_hall, paint_stage
from pictures.slides import Slide, draw_slide


def draw_coex() -> Image.Image:
    """Paint the exhibition hall."""
    return paint_hall(seed=23, banner="#23405e", warm=False)


def draw_keynote() -> Image.Image:
    """Paint the stage of the opening."""
    light = StageLight("#ffd9a0", "#c9823a", "#f3ead9", (0.5, 0.35, 0.62, 0.48, 0.9))
    return paint_stage(light, seed=11).crop((0, 60, 1600, 960))


def draw_slide_storage() -> Image.Image:
    """Draw the slide on choosing storage."""
    return draw_slide(
        Slide(
            "저장소를 고르기 전에 묻는 네 가지",
            (
                "누가 읽는가: 한 대인가, 여러 대인가",
                "얼마나 자주 읽는가",
                "얼마나 빨리 나와야 하는가",
                "얼마나 오래 두어야 하는가",
            ),
            "2023년 5월 4일 · 스토리지 세션 메모",
        )
    )


def draw_lifecycle() -> Image.Image:
    """Draw a life cycle rule as the way of an object through the storage classes."""
    nodes = {
        "standard": Node(190, 230, "Standard", "teal", 300, 130, "자주 읽음"),
        "ia": Node(650, 230, "Standard-IA", "plain", 300, 130, "가끔 읽음"),
        "instant": Node(1110, 230, "Glacier IR", "plain", 300, 130, "분기에 한 번"),
        "deep": Node(1570, 230, "Deep Archive", "ochre", 300, 130, "거의 읽지 않음"),
    }
    edges = (
        Edge("standard", "ia", "30일"),
        Edge("ia", "instant", "90일"),
        Edge("instant", "deep", "365일"),
    )
    return draw_graph(nodes, edges, size=(1760, 350), title="수명 주기 규칙 하나가 하는 일")


def draw_strangler(title: str, moved: tuple[str, ...]) -> Image.Image:
    """Draw one step of a move from an old system to services.

    Args:
        title: the line above the diagram.
        moved: which of the parts already live in a service of their own.
    """
    parts = {"order": "주문", "pay": "결제", "member": "회원"}
    nodes = {"proxy": Node(230, 330, "프록시", "teal", 260)}
    edges = []
    for row, (name, label) in enumerate(parts.items()):
        y = 190 + row * 140
        done = name in moved
        nodes[f"old {name}"] = Node(800, y, label, "ghost" if done else "plain", 260, 96)
        nodes[f"new {name}"] = Node(
            1290, y, f"{label} 서비스", "teal" if done else "ghost", 300, 96
        )
        target = f"{'new' if done else 'old'} {name}"
        colour = TEAL if done else SLATE
        lane = ((560, y + 68), (1050, y + 68)) if done else ()
        edges.append(Edge("proxy", target, via=lane, colour=colour))
    zones = ((630, 60, 340, 500, "옛 시스템"), (1110, 60, 360, 500, "새 서비스"))
    kept = {name: node for name, node in nodes.items() if node.tone != "ghost" or "old" in name}
    return draw_graph(kept, edges, size=(1600, 620), zones=zones, title=title)


def draw_saga() -> Image.Image:
    """Draw a saga whose payment fails and whose earlier step is undone."""
    return draw_sequence(
        ("주문", "재고", "결제"),
        (
            Message(0, 1, "재고 예약"),
            Message(1, 0, "예약됨", dashed=True, colour=TEAL),
            Message(0, 2, "결제 요청"),
            Message(2, 0, "한도 초과", dashed=True, colour=RUST),
            Message(0, 1, "예약 취소 (보상)"),
            Message(1, 0, "취소됨", dashed=True, colour=TEAL),
            Message(0, 0, "주문을 '실패'로 닫음"),
        ),
        alarms={3: "여기부터는 되돌아가는 길"},
    )


FOLDER = "2023-05-08-aws-summit-seoul/img"
PICTURES: dict[str, Callable[[], Image.Image]] = {
    f"{FOLDER}/coex.jpg": draw_coex,
    f"{FOLDER}/keynote.jpg": draw_keynote,
    f"{FOLDER}/slide-storage.png": draw_slide_storage,
    f"{FOLDER}/lifecycle.png": draw_lifecycle,
    f"{FOLDER}/strangler-1.png": partial(draw_strangler, "1단계", ()),
    f"{FOLDER}/strangler-2.png": partial(draw_strangler, "2단계", ("order",)),
    f"{FOLDER}/strangler-3.png": partial(draw_strangler, "3단계", ("order", "pay", "member")),
    f"{FOLDER}/saga.png": draw_saga,
}
