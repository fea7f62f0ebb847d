"""Make the pictures of pages that the README shows, from the sample book.

Run `make gallery`. The pages are found by what they are, not by number, so that an edit of the
sample does not turn them into others.
"""

import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

import bookc

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
WIDTH_PX = 520
GAP_PX = 24
GROUND = "#d9dde2"
SHEETS = {
    "opening": ("cover", "titlepage", "contents"),
    "parts": ("part-tag-conference", "+1", "+5"),
    "text": ("post-2023-02-16-postgresql-vacuum", "+1", "+2"),
}
"""Pictures, and the pages side by side in each: destinations, or steps from the first."""


def main() -> None:
    """Build the sample book and write its gallery."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        manifest = bookc.build(ROOT, formats=["pdf"], output=folder)
        pdf = manifest.outputs[0].path
        numbers = destinations(pdf)
        for name, places in SHEETS.items():
            sheet = side_by_side([page_picture(pdf, each) for each in pages_of(places, numbers)])
            sheet.save(GALLERY / f"{name}.png", optimize=True)
            print(f"docs/gallery/{name}.png")


def destinations(pdf: Path) -> dict[str, int]:
    """Return the page, counted from 0, of every named destination."""
    with pikepdf.open(pdf) as book:
        pages = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        names = pikepdf.NameTree(book.Root.Names.Dests)
        return {str(name): pages[place[0].objgen] for name, place in names.items()}


def pages_of(places: tuple[str, ...], numbers: dict[str, int]) -> list[int]:
    """Return page numbers for destinations and steps."""
    pages: list[int] = []
    for place in places:
        pages.append(pages[0] + int(place) if place.startswith("+") else numbers[place])
    return pages


def page_picture(pdf: Path, number: int) -> Image.Image:
    """Paint one page, WIDTH_PX wide."""
    with pypdfium2.PdfDocument(pdf) as book:
        page = book[number]
        picture: Image.Image = page.render(scale=WIDTH_PX / page.get_width()).to_pil()
        return picture.convert("RGB")


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Lay pages next to each other on a ground."""
    width = sum(each.width for each in pictures) + GAP_PX * (len(pictures) + 1)
    height = max(each.height for each in pictures) + 2 * GAP_PX
    sheet = Image.new("RGB", (width, height), GROUND)
    left = GAP_PX
    for each in pictures:
        sheet.paste(each, (left, GAP_PX))
        left += each.width + GAP_PX
    return sheet


if __name__ == "__main__":
    main()
