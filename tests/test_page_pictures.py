"""Pages of the torture book look as they did when somebody looked at them and found them right.

`pytest --update-pages tests/test_page_pictures.py` accepts how they look now. Look first: what
differs is put side by side in `dist/page-pictures`, as it was, as it is, and what has changed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from built_books import THEMES, BuiltBooks
from page_pictures import PX_PER_MM, compare, draw, draw_pages, save, side_by_side
from PIL import Image, ImageChops, ImageFilter

TESTS = Path(__file__).parent
ACCEPTED = TESTS / "page_pictures"
LOOK = TESTS.parent / "dist" / "page-pictures"
TEXT, PATH, IMAGE, FORM = (
    *(pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH),
    *(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM),
)
PAGES = ("제목에서 온 설명", "장화를 신는다", "Monday", "So it is said", "이 책에는")


@pytest.mark.parametrize("theme", THEMES)
def test_pages_look_as_they_were_accepted(
    books: BuiltBooks, theme: str, update_pages: bool
) -> None:
    now = dict(draw_pages(books.torture(theme).pdf))
    folder = ACCEPTED / theme
    accepted = {each.stem: each for each in folder.glob("*.png")}
    if update_pages:
        accept(now, accepted, folder)
        accepted = {each.stem: each for each in folder.glob("*.png")}
    assert sorted(now.keys() ^ accepted.keys()) == []
    assert "\n".join(filter(None, (changed(accepted[each], now[each]) for each in now))) == ""


def accept(now: dict[str, Image.Image], accepted: dict[str, Path], folder: Path) -> None:
    """Keep the pictures of pages that have changed, and those of no others."""
    for label in accepted.keys() - now.keys():
        accepted[label].unlink()
    for label, page in now.items():
        if label not in accepted or changed(accepted[label], page):
            save(page, folder / f"{label}.png")


def changed(accepted: Path, now: Image.Image) -> str:
    """Say where a page differs from its picture, and show it; say nothing if it does not."""
    before = Image.open(accepted)
    difference = compare(before, now)
    if difference.worst <= 1:
        return ""
    shown = LOOK / accepted.parent.name / accepted.name
    shown.parent.mkdir(parents=True, exist_ok=True)
    side_by_side(before, now, difference.picture).save(shown)
    left, top = difference.at_mm
    return f"{shown}: most {left} mm from the left and {top} mm from the top"


@pytest.fixture
def book(books: BuiltBooks) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(books.torture("notes").pdf) as pdf:
        yield pdf


def page_with(words: str, book: pypdfium2.PdfDocument) -> pypdfium2.PdfPage:
    """Return the last page with some words: they may be in the contents, too."""
    return [page for page in book if words in page.get_textpage().get_text_range()][-1]


def without(
    page: pypdfium2.PdfPage, is_meant: Callable[[pypdfium2.PdfObject], bool]
) -> Image.Image:
    """Draw a page without some of what is on it."""
    meant = [each for each in page.get_objects(max_depth=1) if is_meant(each)]
    assert meant
    for each in meant:
        page.remove_obj(each)
    return draw(page)


def moved(page: pypdfium2.PdfPage, right_mm: float, down_mm: float) -> Image.Image:
    """Draw a page with all that is on it somewhere else."""
    left, bottom, right, top = page.get_mediabox()
    across, down = right_mm * 72 / 25.4, down_mm * 72 / 25.4
    page.set_mediabox(left - across, bottom + down, right - across, top + down)
    return draw(page)


def worst(accepted: Image.Image, now: Image.Image) -> float:
    return compare(accepted, now).worst


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize(("right_mm", "down_mm"), [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_a_margin_that_has_moved_by_a_millimetre_is_seen(
    book: pypdfium2.PdfDocument, words: str, right_mm: float, down_mm: float
) -> None:
    page = page_with(words, book)
    assert worst(draw(page), moved(page, right_mm, down_mm)) > 1


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize(("right_px", "down_px"), [(0.3, 0), (-0.3, 0), (0, 0.3), (0.3, -0.3)])
def test_a_page_that_stands_a_third_of_a_pixel_elsewhere_is_the_same(
    book: pypdfium2.PdfDocument, words: str, right_px: float, down_px: float
) -> None:
    page = page_with(words, book)
    assert worst(draw(page), moved(page, right_px / PX_PER_MM, down_px / PX_PER_MM)) < 1


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize("oversampling", [3, 6])
def test_a_page_drawn_by_another_raster_is_the_same(
    book: pypdfium2.PdfDocument, words: str, oversampling: int
) -> None:
    page = page_with(words, book)
    assert worst(draw(page), draw(page, oversampling=oversampling)) < 1


@pytest.mark.parametrize("words", PAGES)
@pytest.mark.parametrize("weight", [ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3)])
def test_letters_a_little_bolder_or_thinner_are_the_same(
    book: pypdfium2.PdfDocument, words: str, weight: ImageFilter.Filter
) -> None:
    page = draw(page_with(words, book))
    assert worst(page, Image.blend(page, page.filter(weight), 0.15)) < 1


@pytest.mark.parametrize("words", PAGES)
def test_scattered_noise_is_no_difference(book: pypdfium2.PdfDocument, words: str) -> None:
    page = draw(page_with(words, book))
    noise = Image.effect_noise(page.size, 6)
    assert worst(page, ImageChops.add(page, noise, offset=-128)) < 1


def test_a_picture_that_is_gone_is_seen(book: pypdfium2.PdfDocument) -> None:
    page = page_with("제목에서 온 설명", book)
    assert worst(draw(page), without(page, lambda each: each.type == IMAGE)) > 1


def test_a_ground_that_is_gone_is_seen(book: pypdfium2.PdfDocument) -> None:
    page = page_with("장화를 신는다", book)
    assert worst(draw(page), without(page, lambda each: each.type == PATH)) > 1


def test_a_line_that_is_gone_is_seen(book: pypdfium2.PdfDocument) -> None:
    page = page_with("Monday", book)
    lowest = min(each.get_bounds()[1] for each in page.get_objects([TEXT], max_depth=1))

    def is_on_last_line(each: pypdfium2.PdfObject) -> bool:
        return bool(each.type == TEXT and each.get_bounds()[1] < lowest + 3)

    assert worst(draw(page), without(page, is_on_last_line)) > 1


def test_a_folio_that_is_gone_is_seen(book: pypdfium2.PdfDocument) -> None:
    page = page_with("Monday", book)
    assert worst(draw(page), without(page, lambda each: each.type == FORM)) > 1


def test_a_page_of_another_size_differs() -> None:
    assert worst(Image.new("L", (222, 315), 255), Image.new("L", (315, 222), 255)) > 1
