"""Rooms and views painted like photographs: a stage, a hall, a meetup, a city at dusk."""

from dataclasses import dataclass
from math import sin
from random import Random

from PIL import Image, ImageFilter

from pictures.charts import mix
from pictures.light import (
    SIZE,
    Shape,
    develop,
    disc,
    fade_down,
    fade_up,
    glow,
    gradient,
    mask,
    paint,
    rectangle,
    shine,
    soften,
)
from pictures.people import audience, standing

WIDTH, HEIGHT = SIZE


@dataclass(frozen=True, slots=True)
class StageLight:
    """The colours of one stage."""

    beam: str
    wash: str
    screen: str
    bars: tuple[float, ...]
    """Heights of the bars on the screen, from 0 to 1."""


def paint_stage(light: StageLight, *, seed: int) -> Image.Image:
    """Paint a stage with a lit screen and beams of light, seen over the heads of the audience."""
    rng = Random(seed)
    scene = gradient([(0, "#070a12"), (0.5, "#111a2b"), (0.72, "#0e1523"), (1, "#05070c")])
    scene = glow(scene, (800, 430), (1150, 560), light.wash, 0.55)
    scene = _hang_screen(scene, light)
    scene = paint(scene, mask([rectangle(0, 708, WIDTH, 742)], blur=2), "#1b2436")
    scene = shine(scene, mask([rectangle(0, 704, WIDTH, 710)], blur=2), light.wash, 0.7)
    scene = paint(scene, mask([*standing(360, 712, 168, stride=0.04)], blur=1), "#04060a")
    scene = paint(scene, mask([rectangle(392, 620, 452, 712)], blur=1), "#0a0f19")
    scene = _cast_beams(scene, light.beam, rng)
    pit = fade_down(mask([rectangle(0, 738, WIDTH, HEIGHT)], blur=8), 0.72, 1.0)
    scene = shine(scene, pit, light.wash, 0.34)
    for y, head, tint in ((806, 25, 0.24), (872, 37, 0.13), (968, 60, 0.02)):
        people = mask(audience(rng, y=y, head=head, spacing=head * 4.1), blur=head / 24)
        scene = shine(scene, people.filter(ImageFilter.GaussianBlur(head / 3)), light.wash, 0.07)
        scene = paint(scene, people, mix("#05080e", light.wash, tint))
    return develop(scene, seed=seed)


def paint_hall(*, seed: int, banner: str, warm: bool) -> Image.Image:
    """Paint an exhibition hall that runs to a vanishing point, with people and hung banners."""
    rng = Random(seed)
    top, mid, low = ("#cdbfa8", "#efe3cc", "#8b7a63") if warm else ("#9db0ba", "#dfe7e8", "#6b7c86")
    scene = gradient([(0, top), (0.44, mid), (0.46, mid), (1, low)])
    scene = _build_walls(scene, warm=warm)
    scene = glow(scene, (800, 470), (720, 360), "#fff6e2", 0.85)
    scene = _hang_ceiling_lights(scene)
    scene = _hang_banners(scene, banner)
    scene = _reflect_floor(scene)
    scene = _fill_with_people(scene, rng)
    return develop(scene, seed=seed, vignette=0.35)


def paint_meetup(*, seed: int) -> Image.Image:
    """Paint an evening meetup: lights out of focus behind a few heads."""
    rng = Random(seed)
    scene = gradient([(0, "#120d14"), (0.55, "#2d1c1c"), (0.8, "#1d1313"), (1, "#0a0708")])
    scene = glow(scene, (1080, 430), (760, 460), "#c26a2e", 0.6)
    colours = ("#ffb763", "#ff9347", "#ffd9a0", "#7fb6b0", "#f4efe2")
    for _ in range(74):
        radius = rng.uniform(16, 66)
        at = (rng.gauss(880, 420), rng.triangular(40, 700, 330))
        colour, strength = rng.choice(colours), rng.uniform(0.1, 0.5)
        body = mask([disc(*at, radius)], blur=2.2)
        scene = shine(scene, body, colour, strength * 0.72)
        ring = mask([disc(*at, radius)], blur=1.2)
        ring = Image.composite(Image.new("L", SIZE), ring, mask([disc(*at, radius - 5)], blur=1.8))
        scene = shine(scene, ring, colour, strength * 0.5)
    for y, head, blur, shade in ((760, 66, 13, "#150e0f"), (900, 120, 7, "#070506")):
        people = mask(audience(rng, y=y, head=head, spacing=head * 4.4), blur=blur)
        scene = paint(scene, people, shade)
    return develop(scene, seed=seed)


def paint_skyline(*, seed: int, late: bool) -> Image.Image:
    """Paint a city across a river at dusk; `late` is after sunset, with more windows lit."""
    rng = Random(seed)
    top, high, middle, low = (
        ("#101b38", "#3b4674", "#a06f86", "#f0a070")
        if late
        else ("#38588a", "#8fa3bd", "#e9c9b0", "#f8c08c")
    )
    scene = gradient([(0, top), (0.3, high), (0.54, middle), (0.69, low), (1, low)])
    scene = glow(scene, (1090, 735), (760, 300), "#ffb070", 0.75)
    scene = paint(scene, mask([_ridge(rng, 610, 42)], blur=2.4), mix(middle, "#4c4a6e", 0.55), 0.85)
    scene = paint(scene, mask([_ridge(rng, 662, 26)], blur=1.6), mix(middle, "#3c3f62", 0.8), 0.9)
    shades = ("#75607f", "#4a4768", "#232a45") if late else ("#a3949f", "#6d7289", "#39435d")
    for depth, (shade, tallest) in enumerate(zip(shades, (210, 330, 190), strict=True)):
        towers = _towers(rng, tallest=tallest, narrow=20 + 9 * depth)
        scene = paint(scene, mask(towers, blur=1.7 - 0.5 * depth), shade)
        haze = fade_up(mask(towers, blur=2), 0.52, 0.72)
        scene = shine(scene, haze, low, 0.2)
        windows = mask(_windows(rng, towers, share=(0.16 if late else 0.06) * depth), blur=0.6)
        scene = shine(scene, windows, "#ffdca6", 0.42 * depth)
    lamps: list[Shape] = [disc(x, 741, 2.4) for x in range(14, WIDTH, 46)]
    scene = shine(scene, mask(lamps, blur=5), "#ffc98c", 1)
    scene = shine(scene, mask(lamps, blur=0.8), "#ffe7c4", 1)
    return develop(_mirror_river(scene, rng), seed=seed, vignette=0.2)


def _hang_screen(scene: Image.Image, light: StageLight) -> Image.Image:
    frame = rectangle(470, 170, 1290, 600)
    scene = shine(scene, mask([frame], blur=46), light.screen, 0.5)
    scene = paint(scene, mask([frame], blur=1), light.screen)
    scene = paint(scene, mask([rectangle(520, 222, 800, 244)], blur=1), "#223047", 0.85)
    scene = paint(scene, mask([rectangle(520, 262, 690, 274)], blur=1), "#223047", 0.4)
    step = 720 / len(light.bars)
    bars: list[Shape] = [
        rectangle(520 + step * n, 552 - 230 * size, 520 + step * (n + 0.66), 552)
        for n, size in enumerate(light.bars)
    ]
    return paint(scene, mask(bars, blur=1), light.wash, 0.9)


def _cast_beams(scene: Image.Image, colour: str, rng: Random) -> Image.Image:
    for x in (150, 400, 640, 960, 1200, 1450):
        foot = x + (800 - x) * rng.uniform(-0.15, 0.55) + rng.uniform(-70, 70)
        for spread, blur, strength in ((150, 22, 0.17), (64, 10, 0.2)):
            beam = mask(
                [[(x - 7, 46), (x + 7, 46), (foot + spread, 780), (foot - spread, 780)]], blur=blur
            )
            scene = shine(scene, fade_down(beam, 0.12, 0.72), colour, strength)
        scene = glow(scene, (x, 48), (70, 60), colour, 0.9)
        scene = shine(scene, mask([disc(x, 48, 11, 8)], blur=2), "#ffffff")
    truss = [rectangle(0, 20, WIDTH, 26), rectangle(0, 38, WIDTH, 43)]
    struts: list[Shape] = [
        [(x, 22), (x + 4, 22), (x + 24, 42), (x + 20, 42)] for x in range(0, WIDTH, 40)
    ]
    return paint(scene, mask([*truss, *struts], blur=1), "#05080f", 0.8)


def _build_walls(scene: Image.Image, *, warm: bool) -> Image.Image:
    shade = "#6d5c49" if warm else "#536570"
    for side in (-1, 1):
        for step in range(1, 9):
            near, far = 900 / 1.42 ** (step - 1), 900 / 1.42 ** (step - 0.55)
            pillar: Shape = [
                (800 + side * near, 470 - near * 0.62),
                (800 + side * far, 470 - far * 0.62),
                (800 + side * far, 470 + far * 0.4),
                (800 + side * near, 470 + near * 0.4),
            ]
            scene = paint(scene, mask([pillar], blur=1), shade, 0.62 - 0.06 * step)
    return scene


def _hang_ceiling_lights(scene: Image.Image) -> Image.Image:
    for lane in (-0.55, -0.2, 0.2, 0.55):
        for step in range(9):
            near, far = 1000 / 1.38**step, 1000 / 1.38 ** (step + 0.62)
            strip: Shape = [
                (800 + lane * near - near * 0.025, 470 - near * 0.66),
                (800 + lane * near + near * 0.025, 470 - near * 0.66),
                (800 + lane * far + far * 0.025, 470 - far * 0.66),
                (800 + lane * far - far * 0.025, 470 - far * 0.66),
            ]
            scene = shine(scene, mask([strip], blur=14), "#fff3d8", 0.5)
            scene = shine(scene, mask([strip], blur=1.4), "#ffffff", 0.95)
    return scene


def _hang_banners(scene: Image.Image, colour: str) -> Image.Image:
    for distance in (150, 235, 370, 590):
        for side in (-1, 1):
            x, wide = 800 + side * distance, distance * 0.15
            top, bottom = 470 - distance * 0.5, 470 - distance * 0.03
            cloth = rectangle(x - wide, top, x + wide, bottom)
            scene = paint(scene, mask([cloth], blur=1.2), colour, 0.9)
            lines = [
                rectangle(x - wide * 0.7, top + wide * 0.5, x + wide * 0.5, top + wide * 0.72),
                rectangle(x - wide * 0.7, top + wide * 0.95, x + wide * 0.2, top + wide * 1.08),
                disc(x, bottom - wide * 0.9, wide * 0.42),
            ]
            scene = paint(scene, mask(lines, blur=1), "#f7f2e6", 0.75)
    return scene


def _reflect_floor(scene: Image.Image) -> Image.Image:
    """Turn the lower part into a polished floor that mirrors the upper part."""
    horizon = 590
    mirror = Image.new("RGB", SIZE)
    upper = scene.crop((0, 2 * horizon - HEIGHT, WIDTH, horizon))
    mirror.paste(upper.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, horizon))
    mirror = mirror.filter(ImageFilter.GaussianBlur(13))
    floor = fade_down(mask([rectangle(0, horizon, WIDTH, HEIGHT)], blur=14), 0.62, 1.15)
    return Image.composite(mirror, scene, floor.point(lambda value: value * 0.55))


def _fill_with_people(scene: Image.Image, rng: Random) -> Image.Image:
    for nearness in sorted(rng.random() ** 2.2 for _ in range(64)):
        height = 58 + 190 * nearness
        floor = 470 + height * 1.02
        x = 800 + rng.uniform(-1, 1) * (230 + 560 * nearness)
        shade = rng.choice(("#2b2f38", "#5b4a3c", "#3a4450", "#6d6a66", "#262a31", "#7a4a3a"))
        person = standing(
            x, floor, height * rng.uniform(0.93, 1.05), stride=rng.uniform(0.01, 0.09)
        )
        shadow = mask([disc(x, floor, height * 0.2, height * 0.025)], blur=4)
        scene = paint(scene, shadow, "#2a2522", 0.4)
        walked = rng.choice((0, 0, 5, 12, 20)) * (0.4 + nearness)
        for share in (-1, -0.5, 0, 0.5, 1) if walked else (0,):
            moved = [[(px + walked * share, py) for px, py in part] for part in person]
            opacity = 0.3 if walked else 0.66 + 0.2 * nearness
            scene = paint(scene, mask(moved, blur=0.9 + nearness + walked / 8), shade, opacity)
    return soften(scene, mask([rectangle(0, 0, WIDTH, 120)], blur=80), 3)


def _ridge(rng: Random, height: float, relief: float) -> Shape:
    """Outline hills: slopes of random steepness that turn back before they leave the range."""
    points = [(-10.0, 760.0)]
    y, slope = height, 0.0
    for x in range(-10, WIDTH + 30, 20):
        slope = 0.86 * slope + rng.gauss(0, 2.6) - (y - height) * 0.012
        y = min(y + slope, height + relief)
        points.append((x, y))
    return [*points, (WIDTH + 30.0, 760.0)]


def _towers(rng: Random, *, tallest: float, narrow: float) -> list[Shape]:
    towers: list[Shape] = []
    x = -20.0
    while x < WIDTH:
        wide = rng.uniform(narrow, narrow * 2.1)
        cluster = 0.45 + 0.55 * max(sin(x / 190) * sin(x / 83 + 1), 0)
        high = tallest * rng.uniform(0.25, 1.0) * cluster
        towers.append(rectangle(x, 730 - high, x + wide, 745))
        if rng.random() < 0.35:
            inset = wide * rng.uniform(0.14, 0.3)
            towers.append(rectangle(x + inset, 730 - high * 1.12, x + wide - inset, 745))
        if rng.random() < 0.12:
            towers.append(rectangle(x + wide * 0.47, 730 - high * 1.34, x + wide * 0.53, 745))
        x += wide + rng.choice((0, 1, 2, 9))
    return towers


def _windows(rng: Random, towers: list[Shape], *, share: float) -> list[Shape]:
    windows: list[Shape] = []
    for tower in towers:
        (left, top), (right, _) = tower[0], tower[1]
        if right - left < 12:
            continue
        for y in range(round(top) + 7, 730, 8):
            row = [x for x in range(round(left) + 4, round(right) - 5, 7) if rng.random() < share]
            windows += [rectangle(x, y, x + 3, y + 3) for x in row]
    return windows


def _mirror_river(scene: Image.Image, rng: Random) -> Image.Image:
    """Flip the city into the water below it, drawn out and broken by ripples."""
    bank = 745
    water = scene.crop((0, 2 * bank - HEIGHT, WIDTH, bank)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    tall = water.resize((WIDTH, 12), Image.Resampling.BOX).resize(
        water.size, Image.Resampling.BICUBIC
    )
    water = Image.blend(water.filter(ImageFilter.GaussianBlur(5)), tall, 0.4)
    water = Image.blend(water, Image.new("RGB", water.size, "#16203a"), 0.34)
    rippled = scene.copy()
    for y in range(water.height):
        sway = round(rng.gauss(0, 1 + 7 * y / water.height))
        rippled.paste(water.crop((0, y, WIDTH, y + 1)), (sway, bank + y))
        edge = water.crop((0, y, abs(sway) + 1, y + 1))
        rippled.paste(edge, (0 if sway > 0 else WIDTH - abs(sway) - 1, bank + y))
    calm = Image.composite(
        rippled.filter(ImageFilter.GaussianBlur(1.4)),
        rippled,
        mask([rectangle(0, bank, WIDTH, HEIGHT)]),
    )
    return paint(calm, mask([rectangle(0, 740, WIDTH, 747)], blur=1.5), "#1a2033", 0.9)
