"""Make the pictures of pages that README and documentation show, and many more to look at.

Run `make gallery`; it needs Chromium. The book in `gallery_book/`, with the posts of the sample, is
built in every theme. All its pages go to `dist/gallery`, those of the EPUB as a telephone, a tablet
and a screen show them, by day, by night and on electronic paper. A few of them go side by side to
`docs/gallery`. Pages are found by what they are, not by number, so that an edit of the sample does
not turn them into others.
"""

import argparse
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

import pikepdf
import pypdfium2
from chromium import Chromium, chromium
from PIL import Image

import bookc

ROOT = Path(__file__).parents[1]
BOOK = Path(__file__).with_name("gallery_book")
DOCS = ROOT / "docs" / "gallery"
ALL = ROOT / "dist" / "gallery"
THEMES = ("notes", "paperback", "manual", "large-print")
POST, SPECIMEN = "post-2023-02-16-postgresql-vacuum", "post-2023-11-25-specimen"

PART = "part-tag-workshop"
CODE, FIGURES = f"{SPECIMEN}--code-and-its-lines", f"{SPECIMEN}--figures-in-a-row"
TABLES, CALL_OUTS = f"{SPECIMEN}--tables-and-numbers", f"{SPECIMEN}--call-outs-of-each-kind"

PAGES = {
    "notes": (
        ("cover", "contents", PART, POST, "+1"),
        (SPECIMEN, CODE, FIGURES, CALL_OUTS, "index"),
    ),
    "paperback": (
        ("cover", "titlepage", "contents", PART, POST),
        ("+1", SPECIMEN, CODE, CALL_OUTS, "index"),
    ),
    "manual": (
        ("cover", "contents", PART, POST, "+1"),
        (SPECIMEN, CODE, FIGURES, CALL_OUTS, "index"),
    ),
    "large-print": (
        ("cover", "contents", PART, SPECIMEN, "+1"),
        (CODE, FIGURES, "+1", CALL_OUTS, "index"),
    ),
}
"""The printed pages on the sheet of each theme: destinations, or steps from the one before."""

DOCUMENTS = (
    *("cover", "titlepage", "colophon", "nav"),
    *("front-dedication", "front-epigraph", "front-preface"),
    *("figures", "part-tag-workshop", POST, SPECIMEN, "back-afterword", "index"),
)
"""Of the EPUB, to look at."""
WIDTHS_PX = (360, 768, 1200)
SHADES = ("light", "dark", "grey")
MATH_FONT = Path(str(files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"))
READER_CSS = f"""
:root {{ color-scheme: light dark }}
body {{ max-width: 40rem; margin: 0 auto !important; padding: 1rem !important }}
@font-face {{ font-family: formulas; src: url("{MATH_FONT.as_uri()}") }}
math {{ font-family: formulas }}
"""
"""What a reading system adds: room around the text, the ground of the day or of the night, and a
font with the signs of formulas."""


PHONE_PX, TABLET_PX, DESK_PX = (360, 640), (768, 1024), (1200, 800)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a device shows of the EPUB."""

    document: str
    place: str = ""
    """An id; empty for the head of the document."""
    shade: str = "light"
    size_px: tuple[int, int] = PHONE_PX


SCREENS = (
    (
        Screen(SPECIMEN),
        Screen(SPECIMEN, CODE),
        Screen(SPECIMEN, TABLES),
        Screen(SPECIMEN, FIGURES, "dark"),
        Screen(SPECIMEN, CALL_OUTS, "grey"),
    ),
    (
        Screen(POST, size_px=TABLET_PX),
        Screen("nav", shade="dark", size_px=TABLET_PX),
        Screen(SPECIMEN, CODE, size_px=DESK_PX),
    ),
)
"""The screens on the sheet of each theme, in rows."""

ROW_HEIGHT_PX, GAP_PX, GROUND = 360, 16, "#d9dde2"


def main() -> None:
    """Build the book in every theme, and picture it."""
    parser = argparse.ArgumentParser(description="Make pictures of pages in every theme.")
    parser.add_argument("themes", nargs="*", default=THEMES, help="of these themes only")
    DOCS.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for theme in parser.parse_args().themes:
            with tempfile.TemporaryDirectory() as folder:
                picture_theme(theme, Path(folder), browser)


def picture_theme(theme: str, folder: Path, browser: Chromium) -> None:
    """Make all pictures of one theme."""
    epub, pdf = build(theme, folder)
    shutil.rmtree(ALL / theme, ignore_errors=True)
    (ALL / theme).mkdir(parents=True)
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
    content = folder / "EPUB"
    pages = [page_picture(pdf, number) for number in range(page_count(pdf))]
    for number, page in enumerate(pages, start=1):
        page.save(ALL / theme / f"pdf-{number:03}.png")
    for name, screen in screens(content, browser):
        screen.save(ALL / theme / f"epub-{name}.png")
    with Image.open(content / "images" / "cover.jpg") as cover:
        cover.save(ALL / theme / "epub-cover.jpg")
        cover.resize((100, 160)).save(ALL / theme / "epub-cover-100.png")
    chosen = pages_of(list(chain(*PAGES[theme])), destinations(pdf))
    in_rows = iter([pages[number] for number in chosen])
    save_sheet([list(islice(in_rows, len(row))) for row in PAGES[theme]], f"{theme}-pdf")
    if theme != "manual":  # whose EPUB is that of `notes`
        seen = [[screen_picture(content, each, browser) for each in row] for row in SCREENS]
        save_sheet(seen, f"{theme}-epub")


def build(theme: str, folder: Path) -> tuple[Path, Path]:
    """Build the book of the gallery, and return its EPUB and its PDF."""
    project = folder / "project"
    shutil.copytree(ROOT / "content", project / "content")
    shutil.copytree(BOOK, project, dirs_exist_ok=True)
    with (project / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[theme]\nname = "{theme}"\n')
    bookc.build(project, output=folder)
    return folder / "book.epub", folder / "book.pdf"


def page_count(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as book:
        return len(book)


def page_picture(pdf: Path, number: int) -> Image.Image:
    """Paint one page at 96 pixels an inch."""
    with pypdfium2.PdfDocument(pdf) as book:
        picture: Image.Image = book[number].render(scale=96 / 72).to_pil()
        return picture.convert("RGB")


def destinations(pdf: Path) -> dict[str, int]:
    """Return the page, counted from 0, of every named destination."""
    with pikepdf.open(pdf) as book:
        pages = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        names = pikepdf.NameTree(book.Root.Names.Dests)
        return {str(name): pages[place[0].objgen] for name, place in names.items()}


def pages_of(places: Sequence[str], numbers: dict[str, int]) -> list[int]:
    """Return page numbers for destinations and steps."""
    pages: list[int] = []
    for place in places:
        pages.append(pages[-1] + int(place) if place.startswith("+") else numbers[place])
    return pages


def screens(content: Path, browser: Chromium) -> Iterator[tuple[str, Image.Image]]:
    """Yield every document of the EPUB from head to foot, in each width and shade, with a name.

    A document that is wider than its window is told: nobody would find what is out of sight.
    """
    for document in DOCUMENTS:
        for width_px in WIDTHS_PX:
            for shade in SHADES:
                page = content / f"{document}.xhtml"
                open_page(page, browser, width_px, 800, shade)
                if wider_px := browser.overflow_px():
                    print(f"{document} is {wider_px} px wider than a window of {width_px} px")
                size = {"width_px": width_px, "height_px": browser.height_px()}
                name = f"{document}-{width_px}-{shade}"
                yield name, browser.picture("", **size, is_grey=shade == "grey")


def screen_picture(content: Path, screen: Screen, browser: Chromium) -> Image.Image:
    """Return what a device shows of the EPUB."""
    width_px, height_px = screen.size_px
    open_page(content / f"{screen.document}.xhtml", browser, width_px, height_px, screen.shade)
    size = {"width_px": width_px, "height_px": height_px}
    return browser.picture(screen.place, **size, is_grey=screen.shade == "grey")


def open_page(page: Path, browser: Chromium, width_px: int, height_px: int, shade: str) -> None:
    """Open a document of the EPUB as a reading system does."""
    is_dark = shade == "dark"
    browser.open(page, width_px=width_px, height_px=height_px, is_dark=is_dark, css=READER_CSS)


def save_sheet(rows: Sequence[Sequence[Image.Image]], name: str) -> None:
    """Save rows of pictures, all of a height, for the documentation."""
    shown = [
        [each.resize(scaled(each.size), Image.Resampling.LANCZOS) for each in row] for row in rows
    ]
    widths = [sum(each.width + GAP_PX for each in row) + GAP_PX for row in shown]
    height = (ROW_HEIGHT_PX + GAP_PX) * len(shown) + GAP_PX
    sheet = Image.new("RGB", (max(widths), height), GROUND)
    for number, (row, width) in enumerate(zip(shown, widths, strict=True)):
        left = (max(widths) - width) // 2 + GAP_PX
        for each in row:
            sheet.paste(each, (left, GAP_PX + number * (ROW_HEIGHT_PX + GAP_PX)))
            left += each.width + GAP_PX
    file = DOCS / f"{name}.png"
    sheet.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size:,} bytes")


def scaled(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a picture on a sheet."""
    width, height = size
    return round(width * ROW_HEIGHT_PX / height), ROW_HEIGHT_PX


if __name__ == "__main__":
    main()
