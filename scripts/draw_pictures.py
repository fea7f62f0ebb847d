"""Draw the pictures of the sample book into `content/`.

Run it from anywhere: `.venv/bin/python scripts/draw_pictures.py`, or with a part of a path to draw
only those pictures: `... draw_pictures.py kafka`. It needs Pillow and the fonts of the theme
`notes`. The same script, Pillow and fonts give the same files, byte for byte.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pictures.catalogue import PICTURES
from PIL import Image

CONTENT = Path(__file__).parents[1] / "content"
JPEG_QUALITY = 82
PNG_COLOURS = 96


def main() -> None:
    """Draw the pictures whose path holds the words given, or all of them."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the sample book.")
    parser.add_argument("part", nargs="?", default="", help="draw only paths that contain this")
    part = parser.parse_args().part
    with ProcessPoolExecutor() as workers:
        sizes = list(workers.map(draw, (name for name in PICTURES if part in name)))
    print(f"{len(sizes)} pictures, {sum(sizes):,} bytes")


def draw(name: str) -> int:
    """Draw one picture and return the size of its file in bytes."""
    path = CONTENT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    save(PICTURES[name](), path)
    return path.stat().st_size


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture: JPEG for painted scenes, PNG with a small palette for flat ones."""
    if path.suffix == ".jpg":
        picture.convert("RGB").save(path, quality=JPEG_QUALITY, optimize=True, progressive=True)
        return
    if picture.getextrema()[-1] == (255, 255):  # the alpha channel: nothing is transparent
        picture = picture.convert("RGB")
    method = (
        Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else Image.Quantize.MEDIANCUT
    )  # the other methods know no transparency
    flat = picture.quantize(PNG_COLOURS, method=method, dither=Image.Dither.NONE)
    flat.save(path, optimize=True)


if __name__ == "__main__":
    main()
