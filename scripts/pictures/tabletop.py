"""Things on a table painted like photographs: a badge, a laptop at night."""

from dataclasses import dataclass
from math import sin
from random import Random

from PIL import Image, ImageFilter

from pictures.canvas import Canvas, Point
from pictures.light import (
    SIZE,
    Shape,
    develop,
    disc,
    glow,
    gradient,
    mask,
    paint,
    rectangle,
    shine,
    soften,
)
from pictures.palette import DUSK, NIGHT, SLATE

WIDTH, HEIGHT = SIZE


@dataclass(frozen=True, slots=True)
class Badge:
    """What is printed on a badge."""

    event: str
    place: str
    role: str
    colour: str


def paint_badge(badge: Badge, *, seed: int) -> Image.Image:
    """Paint a badge with its ribbon on a wooden table, beside a cup of coffee."""
    scene = _plank(Random(seed))
    scene = glow(scene, (420, 160), (1300, 900), "#ffe6bd", 0.42)
    scene = _place_cup(scene, (1290, 300))
    scene = _lay_ribbon(scene, badge.colour)
    card = _print_card(badge).rotate(8, resample=Image.Resampling.BICUBIC, expand=True)
    place = (390, 265)
    shadow = Image.new("L", SIZE)
    shadow.paste(card.getchannel("A"), (place[0] + 16, place[1] + 22))
    scene = paint(scene, shadow.filter(ImageFilter.GaussianBlur(17)), "#120a05", 0.62)
    scene.paste(card, place, card)
    scene = _place_pencil(scene)
    corner = mask([[(1050, 0), (WIDTH, 0), (WIDTH, 560)]], blur=90)
    return develop(soften(scene, corner, 6), seed=seed)


def paint_laptop(*, seed: int, glow_colour: str) -> Image.Image:
    """Paint a laptop with code on its screen, on a desk by a window at night."""
    rng = Random(seed)
    scene = gradient(
        [(0, "#0a0f1c"), (0.5, "#17203a"), (0.64, "#1a2036"), (0.66, "#15110f"), (1, "#090706")]
    )
    for _ in range(60):
        at, radius = (rng.uniform(0, WIDTH), rng.triangular(180, 670, 560)), rng.uniform(8, 30)
        light = mask([disc(*at, radius)], blur=3)
        scene = shine(
            scene, light, rng.choice(("#ffb765", "#ffe0b0", "#7fa8b8")), rng.uniform(0.12, 0.42)
        )
    scene = paint(scene, mask([rectangle(220, 0, 240, 700)], blur=3), "#05070b", 0.9)
    scene = paint(scene, mask([rectangle(0, 690, WIDTH, HEIGHT)], blur=2), "#17110e")
    scene = glow(scene, (800, 900), (820, 330), glow_colour, 0.42)
    scene = _open_laptop(scene, rng, glow_colour)
    scene = _place_cup_beside(scene)
    return develop(scene, seed=seed)


def _plank(rng: Random) -> Image.Image:
    """Saw a table top: noise drawn out along the grain, and seams between the boards."""
    noise = Image.frombytes("L", (26, 534), rng.randbytes(26 * 534))
    fine = noise.resize(SIZE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.1))
    broad = noise.crop((0, 0, 6, 60)).resize(SIZE, Image.Resampling.BICUBIC)
    scene = gradient([(0, "#8a5f3c"), (0.5, "#7b5233"), (1, "#65432a")])
    scene = paint(scene, fine, "#5a3a22", 0.34)
    scene = paint(scene, broad.filter(ImageFilter.GaussianBlur(6)), "#a87a50", 0.3)
    seams = [rectangle(0, y, WIDTH, y + 3) for y in (236, 531, 842)]
    return paint(scene, mask(seams, blur=1.3), "#24140a", 0.85)


def _place_cup(scene: Image.Image, at: Point) -> Image.Image:
    x, y = at
    scene = paint(scene, mask([disc(x + 26, y + 34, 236)], blur=26), "#120a05", 0.6)
    scene = paint(scene, mask([disc(x, y, 230)], blur=1), "#e4ddd0")
    scene = paint(scene, mask([disc(x + 6, y + 8, 196)], blur=16), "#c9bfae", 0.8)
    handle = mask([disc(x - 130, y + 120, 62, 40)], blur=1)
    scene = paint(scene, handle, "#efe9de")
    scene = paint(scene, mask([disc(x, y, 152)], blur=1), "#f5f0e6")
    scene = paint(scene, mask([disc(x + 3, y + 5, 136)], blur=1.5), "#4a2a17")
    scene = paint(scene, mask([disc(x + 16, y + 20, 112)], blur=22), "#2d170b", 0.9)
    return shine(scene, mask([disc(x - 50, y - 62, 44, 15)], blur=11), "#ffe9c9", 0.5)


def _lay_ribbon(scene: Image.Image, colour: str) -> Image.Image:
    for sway, start, end in ((70, 330, 640), (-60, 1010, 700)):
        left: list[Point] = []
        right: list[Point] = []
        for step in range(41):
            y = -20 + step * 8.6
            share = step / 40
            x = start + (end - start) * share + sway * sin(share * 3.14)
            left.append((x - 21, y))
            right.insert(0, (x + 21, y))
        band: Shape = [*left, *right]
        shadow: Shape = [(x + 9, y + 13) for x, y in band]
        scene = paint(scene, mask([shadow], blur=9), "#120a05", 0.55)
        scene = paint(scene, mask([band], blur=0.8), colour)
        stitches: Shape = [(x + (6 if n < 41 else -36), y) for n, (x, y) in enumerate(band)]
        scene = paint(scene, mask([stitches], blur=2), "#000000", 0.1)
    return scene


def _print_card(badge: Badge) -> Image.Image:
    canvas = Canvas(560, 700, ground=None)
    canvas.box(0, 0, 560, 700, fill="#f8f5ee", radius=28)
    canvas.box(0, 0, 560, 210, fill=badge.colour, radius=28)
    canvas.box(0, 150, 560, 70, fill=badge.colour)
    canvas.box(220, 26, 120, 22, fill="#3a2a1c", radius=11)
    canvas.text((48, 110), badge.event, 44, bold=True, colour="#ffffff")
    canvas.text((48, 172), badge.place, 28, colour="#ffffff")
    canvas.text((48, 350), badge.role, 66, bold=True, colour=NIGHT)
    canvas.text((48, 428), "BACKEND", 32, colour=SLATE)
    canvas.line([(48, 500), (512, 500)], colour=DUSK, stroke=2)
    rng = Random(badge.event)
    for row in range(8):
        for column in range(8):
            if rng.random() < 0.52:
                canvas.box(400 + column * 14, 540 + row * 14, 14, 14, fill=NIGHT)
    canvas.text((48, 594), "2023", 40, bold=True, colour=badge.colour)
    return canvas.finish()


def _place_pencil(scene: Image.Image) -> Image.Image:
    body: Shape = [(1120, 962), (1506, 800), (1517, 826), (1131, 988)]
    tip: Shape = [(1120, 962), (1131, 988), (1066, 1000)]
    scene = paint(
        scene, mask([[(x + 10, y + 15) for x, y in (*body, tip[2])]], blur=8), "#120a05", 0.5
    )
    scene = paint(scene, mask([body], blur=0.8), "#2f5d62")
    scene = shine(
        scene, mask([[(1123, 967), (1509, 805), (1512, 812), (1126, 974)]], blur=2), "#bfe0dc", 0.5
    )
    scene = paint(scene, mask([tip], blur=0.8), "#d9b98b")
    return paint(scene, mask([[(1084, 987), (1088, 996), (1066, 1000)]], blur=0.6), "#26211d")


def _open_laptop(scene: Image.Image, rng: Random, glow_colour: str) -> Image.Image:
    lid: Shape = [(476, 300), (1124, 300), (1150, 760), (450, 760)]
    screen: Shape = [(494, 318), (1106, 318), (1129, 740), (471, 740)]
    scene = shine(scene, mask([lid], blur=80), glow_colour, 0.35)
    scene = paint(scene, mask([lid], blur=1), "#0b0d12")
    scene = paint(scene, mask([screen], blur=1), "#16222e")
    scene = glow(scene, (800, 520), (420, 260), "#2c4a58", 0.5)
    for row in range(17):
        y = 344 + row * 22.6
        left = 522 - row * 1.1
        x = left + rng.choice((0, 28, 28, 56, 56, 84))
        for _ in range(rng.choice((1, 2, 3, 3, 4)) if row not in (5, 11) else 0):
            wide = rng.uniform(34, 128)
            if x + wide < 1080:
                word = mask([rectangle(x, y, x + wide, y + 9)], blur=0.8)
                scene = paint(
                    scene, word, rng.choice(("#8fc7bd", "#e3b36a", "#c9d2d8", "#d98a6a")), 0.9
                )
            x += wide + 14
    base: Shape = [(450, 762), (1150, 762), (1262, 930), (338, 930)]
    keys: Shape = [(478, 776), (1122, 776), (1178, 866), (422, 866)]
    scene = paint(scene, mask([[(x, y + 18) for x, y in base]], blur=18), "#020202", 0.8)
    scene = paint(scene, mask([base, rectangle(338, 928, 1262, 942)], blur=1), "#2b313b")
    scene = paint(scene, mask([keys], blur=1), "#12161d")
    scene = paint(scene, mask(list(_keys()), blur=0.7), "#2a323d")
    return shine(
        scene,
        mask([[(452, 764), (1148, 764), (1170, 800), (430, 800)]], blur=14),
        glow_colour,
        0.28,
    )


def _keys() -> list[Shape]:
    keys: list[Shape] = []
    for row in range(5):
        top, bottom = 780 + row * 17, 793 + row * 17
        half = 316 + row * 10.5
        for column in range(15):
            left = 800 - half + column * 2 * half / 15
            keys.append(rectangle(left + 2, top, left + 2 * half / 15 - 3, bottom))
    return keys


def _place_cup_beside(scene: Image.Image) -> Image.Image:
    scene = paint(scene, mask([disc(1385, 862, 92, 18)], blur=10), "#020202", 0.8)
    body: Shape = [(1312, 690), (1458, 690), (1444, 860), (1326, 860)]
    scene = paint(scene, mask([body, disc(1385, 860, 59, 13)], blur=1.2), "#3a3733")
    scene = paint(scene, mask([disc(1385, 690, 73, 15)], blur=1.2), "#57524b")
    scene = paint(scene, mask([disc(1385, 692, 64, 11)], blur=1.2), "#1a100a")
    return shine(scene, mask([rectangle(1318, 706, 1334, 850)], blur=8), "#9fd0cf", 0.4)
