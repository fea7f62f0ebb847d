"""Pictures of the post on Hangul and Unicode (July)."""

from PIL import Image

from pictures.canvas import Canvas
from pictures.charts import draw_bars
from pictures.palette import OCHRE, PALE_OCHRE, PALE_TEAL, SLATE, TEAL
from pictures.slides import Slide, draw_slide


def draw_jamo() -> Image.Image:
    """Draw one syllable as one code point and as three."""
    canvas = Canvas(1600, 760)
    canvas.text((60, 66), "한 글자, 두 가지 표기", 44, bold=True)
    canvas.box(120, 230, 330, 330, fill=PALE_TEAL, outline=TEAL, radius=18)
    canvas.text((285, 395), "한", 200, bold=True, anchor="mm", colour=TEAL)
    canvas.text((285, 606), "U+D55C", 36, anchor="mm", bold=True)
    canvas.text((285, 660), "NFC · 3바이트", 33, anchor="mm", colour=SLATE)
    canvas.arrow([(490, 350), (650, 350)], colour=SLATE, stroke=4)
    canvas.text((570, 312), "NFD", 33, anchor="mm", colour=SLATE, bold=True)
    canvas.arrow([(650, 440), (490, 440)], colour=SLATE, stroke=4)
    canvas.text((570, 482), "NFC", 33, anchor="mm", colour=SLATE, bold=True)
    jamo = (("ㅎ", "U+1112", "첫소리"), ("ㅏ", "U+1161", "가운뎃소리"), ("ㄴ", "U+11AB", "끝소리"))
    for number, (letter, code, name) in enumerate(jamo):
        left = 690 + number * 280
        canvas.box(left, 265, 250, 260, fill=PALE_OCHRE, outline=OCHRE, radius=18)
        canvas.text((left + 125, 395), letter, 140, bold=True, anchor="mm", colour=OCHRE)
        canvas.text((left + 125, 566), code, 36, anchor="mm", bold=True)
        canvas.text((left + 125, 616), name, 33, anchor="mm", colour=SLATE)
    canvas.text((1095, 672), "NFD · 세 코드 포인트, 9바이트", 33, anchor="mm", colour=SLATE)
    return canvas.finish()


def draw_bytes() -> Image.Image:
    """Draw how long the same file name is in both forms."""
    names = ("한글.txt", "회의록.md", "서비스 점검 안내.pdf")
    bars = []
    for name in names:
        letters = sum("가" <= letter <= "힣" for letter in name)
        closed = sum((ord(letter) - 0xAC00) % 28 > 0 for letter in name if "가" <= letter <= "힣")
        rest = len(name) - letters
        short, long = rest + 3 * letters, rest + 3 * (2 * letters + closed)
        bars += [(f"{name} NFC", short, f"{short}바이트"), (f"{name} NFD", long, f"{long}바이트")]
    return draw_bars("UTF-8로 적은 파일 이름의 길이", bars, emphasis=(1, 3, 5), label_width=500)


def draw_slide_same() -> Image.Image:
    """Draw the slide on names that look equal."""
    return draw_slide(
        Slide(
            "눈에는 같고, 기계에는 다르다",
            (
                "== 비교가 거짓이 된다",
                "UNIQUE 제약을 지나간다",
                "길이 제한에 먼저 걸린다",
                "검색 결과가 비어 있다",
            ),
            "한글 처리 밋업 · 2023년 7월",
            figure="6 ≠ 2",
            figure_label="len(NFD), len(NFC): '한글'",
            dark=True,
        )
    )


PICTURES = {
    "images/hangul/jamo.png": draw_jamo,
    "images/hangul/bytes.png": draw_bytes,
    "images/hangul/slide-same.png": draw_slide_same,
}
