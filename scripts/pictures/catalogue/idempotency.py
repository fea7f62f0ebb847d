"""Pictures of the post on idempotent requests (June)."""

from PIL import Image

from pictures.canvas import Canvas
from pictures.diagrams import Edge, Message, Node, draw_graph, draw_sequence
from pictures.palette import INK, MIST, PALE_RUST, RUST, SLATE, TEAL, WHITE


def draw_retry() -> Image.Image:
    """Draw a retry that is answered from the record of the first request."""
    return draw_sequence(
        ("앱", "API", "멱등 키 저장소", "결제사"),
        (
            Message(0, 1, "POST 결제, 키 k1"),
            Message(1, 2, "k1 선점 (처리 중)"),
            Message(1, 3, "승인 요청"),
            Message(3, 1, "승인됨", dashed=True, colour=TEAL),
            Message(1, 2, "k1 = 201 + 응답 본문"),
            Message(0, 1, "POST 결제, 키 k1"),
            Message(2, 1, "저장된 응답", dashed=True, colour=TEAL),
            Message(1, 0, "201 (같은 응답)", dashed=True, colour=TEAL),
        ),
        alarms={5: "응답이 오다가 끊김 → 앱이 다시 보냄"},
        row=86,
    )


def draw_key_states() -> Image.Image:
    """Draw what can happen to a key."""
    nodes = {
        "none": Node(220, 240, "없음", "ghost", 230),
        "started": Node(800, 240, "처리 중", "ochre", 290, note="만료 시각이 있음"),
        "done": Node(1370, 240, "끝남", "teal", 270, note="응답을 보관"),
        "unknown": Node(800, 580, "알 수 없음", "rust", 290, note="결제사에 조회"),
    }
    edges = (
        Edge("none", "started", "INSERT 성공"),
        Edge("started", "done", "결과 기록"),
        Edge("started", "unknown", "만료까지\n결과 없음", colour=RUST),
        Edge("unknown", "done", "조회로 확인", via=((1370, 580),)),
    )
    return draw_graph(nodes, edges, size=(1600, 700), title="멱등 키의 일생")


def draw_phone() -> Image.Image:
    """Draw the screen of a payment app that shows the same payment twice."""
    canvas = Canvas(860, 1640, ground=WHITE)
    canvas.box(0, 0, 860, 300, fill="#1f3a4d")
    canvas.text((48, 48), "9:41", 32, bold=True, colour=WHITE)
    canvas.box(752, 34, 56, 28, outline=WHITE, radius=7)
    canvas.box(757, 39, 38, 18, fill=WHITE, radius=3)
    canvas.text((48, 150), "이용 내역", 56, bold=True, colour=WHITE)
    canvas.text((48, 226), "2023년 6월", 34, colour="#c5d3da")
    rows = (
        ("동네 책방", "6월 20일 19:02", "-32,000원", True),
        ("동네 책방", "6월 20일 19:02", "-32,000원", True),
        ("지하철", "6월 20일 18:21", "-1,250원", False),
        ("점심 정식", "6월 20일 12:10", "-9,000원", False),
        ("급여", "6월 20일 09:00", "+2,000,000원", False),
        ("편의점", "6월 19일 22:47", "-4,600원", False),
    )
    for number, (name, when, amount, doubled) in enumerate(rows):
        _draw_payment(canvas, 330 + number * 186, name, when, amount, doubled=doubled)
    canvas.box(0, 1494, 860, 146, fill="#f4f4f1")
    for number, label in enumerate(("홈", "내역", "송금", "설정")):
        ink = TEAL if label == "내역" else SLATE
        canvas.dot((108 + number * 215, 1540), 14, fill=ink)
        canvas.text((108 + number * 215, 1592), label, 30, colour=ink, anchor="mm")
    return canvas.finish()


def _draw_payment(
    canvas: Canvas, top: float, name: str, when: str, amount: str, *, doubled: bool
) -> None:
    if doubled:
        canvas.box(24, top, 812, 170, fill=PALE_RUST, radius=18)
    canvas.dot((96, top + 85), 38, fill=RUST if doubled else MIST)
    initial = WHITE if doubled else SLATE
    canvas.text((96, top + 85), name[0], 36, bold=True, colour=initial, anchor="mm")
    canvas.text((160, top + 62), name, 40, bold=True)
    canvas.text((160, top + 116), when, 30, colour=SLATE)
    ink = TEAL if amount.startswith("+") else INK
    canvas.text((804, top + 85), amount, 40, bold=True, colour=ink, anchor="rm")


PICTURES = {
    "2023-06-24-idempotency/img/retry.png": draw_retry,
    "2023-06-24-idempotency/img/key-states.png": draw_key_states,
    "2023-06-24-idempotency/img/phone.png": draw_phone,
}
