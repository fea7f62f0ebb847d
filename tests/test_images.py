"""Pictures of a book: which are found, what they are called, and what is told of the others."""

import base64
import io
from collections.abc import Collection
from concurrent.futures import Executor, ProcessPoolExecutor
from html import escape
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from bookc.images import process_images
from bookc.jobs import Runner
from bookc.model import (
    Book,
    BookConfig,
    BookMetadata,
    Chapter,
    ContentConfig,
    EpubConfig,
    Image,
    Images,
    ImagesConfig,
    Location,
    Matter,
    Medium,
    OrderConfig,
    OutputConfig,
    Part,
    PdfConfig,
    Post,
    ProblemKind,
    Section,
    ThemeConfig,
    pack,
)
from bookc.store import Store

METADATA = BookMetadata("Rain", "en")


def draw(file: Path, colour: str = "teal", size: tuple[int, int] = (1800, 900)) -> None:
    """Draw a slide; the file's ending says its type."""
    image = Pillow.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((40, 40, size[0] - 40, size[1] - 40), fill=colour)
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file)


def section(*paths: str, cover: str | None = None) -> Section:
    """Return a post that shows these pictures."""
    xhtml = "".join(
        f'<p><img src="{escape("picture:" + path)}" alt="" data-line="{line}"/></p>'
        for line, path in enumerate(paths, 7)
    )
    at = PurePosixPath("rain.md")
    post = Post(at, "Rain", None, (), "en", "", "", False, pack(xhtml), (), Location(str(at), 1))
    return Section("rain", post, pack(xhtml), (), PurePosixPath(cover) if cover else None)


def book_of(*sections: Section, cover: str | None = None, front: tuple[Matter, ...] = ()) -> Book:
    chapter = Chapter("rain", 1, "Rain", sections, gathers=False)
    parts = (Part("part", 1, "", (chapter,)),)
    return Book(METADATA, front, parts, (), cover=PurePosixPath(cover) if cover else None)


def config_of(project: Path) -> BookConfig:
    return BookConfig(
        project=project,
        source=Location("book.toml"),
        book=METADATA,
        content=ContentConfig((PurePosixPath("."),)),
        order=OrderConfig(),
        theme=ThemeConfig(),
        images=ImagesConfig(epub_max_px=1600, pdf_ppi=254),
        epub=EpubConfig(),
        pdf=PdfConfig(),
        output=OutputConfig("rain"),
    )


def process(
    book: Book,
    project: Path,
    media: Collection[Medium] = tuple(Medium),
    runner: Runner | None = None,
) -> Images:
    """Process the pictures of a book whose pages are 100 mm wide between the margins."""
    runner = runner or Runner(Store(project / ".bookc"))
    return process_images(book, config_of(project), media, runner, measure_mm=100)


def files_of(images: Images) -> list[tuple[Medium, PurePosixPath, str, bytes]]:
    return [(*key, image.name, image.file.read_bytes()) for key, image in images.variants.items()]


def only(images: Images) -> Image:
    (image,) = images.variants.values()
    return image


def test_every_picture_is_found_wherever_it_stands(tmp_path: Path) -> None:
    names = ["book.png", "preface.png", "post.png", "first.png", "second.png"]
    for name in names:
        draw(tmp_path / name)
    preface = Matter("preface", section("preface.png"))
    post = section("first.png", "second.png", cover="post.png")
    images = process(book_of(post, cover="book.png", front=(preface,)), tmp_path)
    assert {path.name for _, path in images.variants} == set(names)
    assert {medium for medium, _ in images.variants} == set(Medium)
    assert images.problems == ()


def test_a_name_with_blanks_ampersands_and_hangul_is_found(tmp_path: Path) -> None:
    path = "content/a b/그림 & <1>.png"
    draw(tmp_path / path)
    images = process(book_of(section(path)), tmp_path, {Medium.PAGED})
    assert list(images.variants) == [(Medium.PAGED, PurePosixPath(path))]


def test_pictures_fit_their_medium(tmp_path: Path) -> None:
    draw(tmp_path / "rain.bmp")
    images = process(book_of(section("rain.bmp")), tmp_path)
    sizes = {
        medium: (image.width_px, image.height_px) for (medium, _), image in images.variants.items()
    }
    assert sizes == {Medium.REFLOWABLE: (1600, 800), Medium.PAGED: (1000, 500)}


def test_the_cover_may_be_as_wide_as_the_page(tmp_path: Path) -> None:
    draw(tmp_path / "cover.bmp")
    images = process(book_of(section(), cover="cover.bmp"), tmp_path, {Medium.PAGED})
    assert only(images).width_px == 1500


def test_the_facts_are_those_of_the_file(tmp_path: Path) -> None:
    draw(tmp_path / "rain.jpg")
    image = only(process(book_of(section("rain.jpg")), tmp_path, {Medium.PAGED}))
    with Pillow.open(io.BytesIO(image.file.read_bytes())) as made:
        assert made.get_format_mimetype() == image.media_type
        assert made.size == (image.width_px, image.height_px)
    assert image.name.startswith(image.digest[:16])


def test_identical_pictures_have_one_name(tmp_path: Path) -> None:
    draw(tmp_path / "a.tiff")
    draw(tmp_path / "b.bmp")
    draw(tmp_path / "other.png", "red")
    images = process(book_of(section("a.tiff", "b.bmp", "other.png")), tmp_path, {Medium.PAGED})
    names = [image.name for image in images.variants.values()]
    assert names[0] == names[1] != names[2]


def test_a_drawing_in_svg_stays_one_in_all_media(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40"/>')
    images = process(book_of(section("plan.png")), tmp_path)
    assert len(images.variants) == len(Medium)
    (media_type,) = {image.media_type for image in images.variants.values()}
    assert media_type == "image/svg+xml"


def test_a_picture_that_cannot_be_read_is_told_where_it_stands_and_has_no_variant(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.png").write_bytes(b"<html>404</html>")
    draw(tmp_path / "rain.png")
    images = process(book_of(section("rain.png", "notes.png")), tmp_path)
    assert {path.name for _, path in images.variants} == {"rain.png"}
    (problem,) = images.problems
    assert str(problem.at) == "rain.md:8"
    assert problem.what == "picture is of an unknown type or damaged: notes.png"
    assert problem.kind is ProblemKind.PICTURE
    assert "PNG, JPEG" in problem.hint


def test_each_place_with_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.png").write_bytes(b"no picture")
    images = process(book_of(section("notes.png", "notes.png", cover="notes.png")), tmp_path)
    assert [str(problem.at) for problem in images.problems] == [
        "rain.md:1",
        "rain.md:7",
        "rain.md:8",
    ]


def test_a_picture_that_is_written_into_the_post_is_made_to_fit(tmp_path: Path) -> None:
    data = io.BytesIO()
    Pillow.new("RGB", (4000, 4000), "teal").save(data, "PNG")
    address = f"data:{base64.urlsafe_b64encode(data.getvalue()).decode()}"
    image = only(process(book_of(section(address)), tmp_path, {Medium.REFLOWABLE}))
    assert (image.media_type, image.width_px) == ("image/png", 1600)


def test_what_is_written_into_the_post_and_is_no_picture_is_told(tmp_path: Path) -> None:
    (problem,) = process(book_of(section("data:AAAA")), tmp_path).problems
    assert str(problem.at) == "rain.md:7"
    assert problem.what.endswith("written into the post")


def test_a_screenshot_taller_than_four_widths_comes_in_parts_that_are_all_of_it(
    tmp_path: Path,
) -> None:
    draw(tmp_path / "page.png", size=(300, 2000))
    images = process(book_of(section("page.png")), tmp_path)
    for first in images.variants.values():
        parts = (first, *first.rest)
        assert {part.width_px for part in parts} == {300}
        assert sum(part.height_px for part in parts) == 2000
        assert max(part.height_px for part in parts) <= 135


def test_a_screenshot_is_not_cut_through_what_is_written_in_it(tmp_path: Path) -> None:
    page = Pillow.new("RGB", (300, 2000), "white")
    for top in range(0, 2000, 40):
        ImageDraw.Draw(page).rectangle((20, top, 280, top + 25), fill="black")
    page.save(tmp_path / "page.png")
    first = only(process(book_of(section("page.png")), tmp_path, {Medium.PAGED}))
    for part in (first, *first.rest)[:-1]:
        with Pillow.open(part.file) as drawn:
            bottom = drawn.convert("L").crop((0, part.height_px - 1, 300, part.height_px))
            assert bottom.getextrema() == (255, 255)


def test_of_places_that_are_as_calm_a_screenshot_is_cut_at_the_highest(tmp_path: Path) -> None:
    Pillow.new("RGB", (300, 1500), "white").save(tmp_path / "page.png")
    first = only(process(book_of(section("page.png")), tmp_path, {Medium.PAGED}))
    assert first.height_px == 91


def test_a_picture_that_fits_the_page_stays_whole(tmp_path: Path) -> None:
    draw(tmp_path / "page.png", size=(300, 1200))
    images = process(book_of(section("page.png")), tmp_path)
    assert [image.rest for image in images.variants.values()] == [(), ()]


def test_a_cover_is_never_split(tmp_path: Path) -> None:
    draw(tmp_path / "page.png", size=(300, 2000))
    image = only(process(book_of(section(cover="page.png")), tmp_path, {Medium.PAGED}))
    assert image.rest == ()


@pytest.mark.parametrize("address", ["../outside.png", "link.png", "gone.png", "folder", "a\tb"])
def test_nothing_but_a_file_of_the_project_is_read(address: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "folder").mkdir(parents=True)
    draw(tmp_path / "outside.png")
    (project / "link.png").symlink_to(tmp_path / "outside.png")
    images = process(book_of(section(address)), project)
    assert not images.variants
    assert len(images.problems) == 1
    assert str(tmp_path) not in str(images.problems[0])


def test_the_same_book_has_the_same_pictures_in_process_in_a_pool_and_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookc.images._FEW_BYTES", -1)
    runs = []
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as executor:
        for name, pool in (("first", None), ("second", None), ("third", executor)):
            for number, colour in enumerate(("teal", "navy", "olive")):
                draw(tmp_path / name / f"{number}.png", colour)
                draw(tmp_path / name / f"{number}.jpg", colour)
            book = book_of(section(*(f"{n}.{end}" for n in range(3) for end in ("png", "jpg"))))
            runner = Runner(Store(tmp_path / name / ".bookc"), pool)
            runs.append(files_of(process(book, tmp_path / name, runner=runner)))
    assert runs[0] == runs[1] == runs[2]


class NoWorkers(Executor):
    """Notes that somebody wants a worker."""

    def submit(self, *call: Any, **named: Any) -> NoReturn:
        raise RuntimeError("a worker is wanted")


def test_small_pictures_wait_for_no_worker_and_large_ones_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path / "rain.png")
    size = (tmp_path / "rain.png").stat().st_size
    book = book_of(section("rain.png"))
    monkeypatch.setattr("bookc.images._FEW_BYTES", 2 * size - 1)  # it is made for two media
    with pytest.raises(RuntimeError, match="a worker is wanted"):
        process(book, tmp_path, runner=Runner(Store(tmp_path / ".bookc"), NoWorkers()))
    monkeypatch.setattr("bookc.images._FEW_BYTES", 2 * size)
    runner = Runner(Store(tmp_path / ".bookc"), NoWorkers())
    assert len(process(book, tmp_path, runner=runner).variants) == 2
    monkeypatch.setattr("bookc.images._FEW", 1)
    with pytest.raises(RuntimeError, match="a worker is wanted"):
        process(book, tmp_path, runner=Runner(Store(tmp_path / "again"), NoWorkers()))


def test_a_second_build_makes_no_picture(tmp_path: Path) -> None:
    draw(tmp_path / "rain.png")
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        told.clear()
        runner = Runner(Store(tmp_path / ".bookc"), None, lambda *each: told.append(each))
        process(book_of(section("rain.png")), tmp_path, runner=runner)
    assert told == [("pictures", 2, 2)]
