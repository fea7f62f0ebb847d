"""A cover that the author wrote in HTML: on the page, in the EPUB, and on the wrap."""

import io
import zipfile
from pathlib import Path

import pytest
from page_objects import PageObjects, read_pages
from PIL import Image

import bookc
from bookc.config import load_config
from bookc.errors import OutputError
from bookc.model import CoverPage, Problem
from bookc.parse.cover_page import read_cover_page
from bookc.parse.cover_style import scope_style

COVER = """\
<!doctype html>
<title>Cover</title>
<link rel="stylesheet" href="cover.css">
<style>
body { background: #13293d url("img/rain.png") no-repeat; color: #fff; background-size: 50vw }
h1, p { margin: 0; font-size: 10vw; color: #ffd166 }
</style>
<body class="wet" onload="start()">
<h1>Rain <svg viewBox="0 0 9 9" style="width: 1em"><circle r="4" onclick="start()"/></svg></h1>
<img src="img/rain.png">
<img src="https://example.org/hill.png" alt="A hill">
<p style="background: url(img/none.png)">Nobody <a href="https://example.org">at all</a>
<script>start()</script>
"""
WATER, GOLD = (0x13, 0x29, 0x3D), (0xFF, 0xD1, 0x66)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# Rain\n\nIt rained.", "utf-8")
    (tmp_path / "front" / "img").mkdir(parents=True)
    Image.new("RGB", (40, 20), "#0000ff").save(tmp_path / "front" / "img" / "rain.png")
    (tmp_path / "front" / "cover.html").write_text(COVER, "utf-8")
    settings = (
        '[book]\ntitle = "Hill"\ndescription = "Behind."\n[epub]\ncover = "front/cover.html"\n'
    )
    (tmp_path / "book.toml").write_text(settings, "utf-8")
    return tmp_path


def cover_of(project: Path) -> tuple[CoverPage, tuple[Problem, ...]]:
    config = load_config(project)
    assert config.epub.cover
    page, problems = read_cover_page(config.epub.cover, config)
    return page, problems


def built(project: Path, theme: str = "") -> dict[str, Path]:
    with (project / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write(theme)
    made = bookc.build(project, workers=1, cache=False)
    return {each.path.name: each.path for each in made.outputs}


def middle_of(page: PageObjects) -> object:
    return page.beneath.getpixel((page.beneath.width // 2, page.beneath.height * 9 // 10))


@pytest.mark.parametrize(
    ("css", "scoped"),
    [
        ("h1, .by > b { color: red }", ".cover-page h1, .cover-page .by > b{ color: red }"),
        ("body { margin: 0 }", ".cover-page{ margin: 0 }"),
        ("html > body.wet p{}", ".cover-page.wet p{}"),
        (":root { --a: 1 }", ".cover-page{ --a: 1 }"),
        (".body, #html, my-body {}", ".cover-page .body, .cover-page #html, .cover-page my-body{}"),
        ("p:not(.a, .b) {}", ".cover-page p:not(.a, .b){}"),
        (
            "@media print { p { top: 0 } b {} }",
            "@media print {.cover-page p{ top: 0 }.cover-page b{} }",
        ),
        ('/* } */ p { content: "}" }', '.cover-page p{ content: "}" }'),
        ("@import 'a.css'; @page { size: A3 } p {}", ".cover-page p{}"),
        (
            "p { b & { top: 0 } left: 0 } i {}",
            ".cover-page p{ b & { top: 0 } left: 0 }.cover-page i{}",
        ),
        ("p { color: red", ".cover-page p{"),
    ],
)
def test_a_rule_of_a_cover_is_for_the_cover_alone(css: str, scoped: str) -> None:
    assert scope_style(css) == scoped


def test_nothing_on_a_cover_runs_or_leads_away(project: Path) -> None:
    page, _ = cover_of(project)
    assert all(word not in page.xhtml for word in ("start()", "https://", "script"))


def test_pictures_of_a_cover_are_named_from_its_folder(project: Path) -> None:
    page, _ = cover_of(project)
    assert [(str(path), at.line) for path, at in page.pictures] == [
        ("front/img/rain.png", 10),
        ("front/img/none.png", 12),
        ("front/img/rain.png", None),
    ]


def test_what_a_cover_cannot_have_is_told_with_its_line(project: Path) -> None:
    assert [(each.at.line, each.what) for each in cover_of(project)[1]] == [
        (3, "<link> of a cover is left out"),
        (
            11,
            "picture is on the web, and a build opens no connection: https://example.org/hill.png",
        ),
        (13, "<script> of a cover is left out"),
    ]


def test_a_cover_in_html_is_the_cover_of_both_files(project: Path) -> None:
    files = built(project)
    cover, *others = read_pages(files["Hill.pdf"])
    assert [each.text for each in cover.words] == ["Rain", "Nobody", "atall"]
    assert {each.colour for each in cover.words} == {GOLD}
    assert middle_of(cover) == WATER
    assert all(middle_of(each) == (255, 255, 255) for each in others)
    with zipfile.ZipFile(files["Hill.epub"]) as epub:
        (name,) = (each for each in epub.namelist() if each.endswith("cover.jpg"))
        picture = Image.open(io.BytesIO(epub.read(name)))
    near = zip(picture.getpixel((800, 2400)), WATER, strict=True)  # type: ignore[arg-type]
    assert all(abs(one - other) < 4 for one, other in near)


def test_lengths_of_a_cover_are_those_of_the_page_it_fills(project: Path) -> None:
    theme = '[theme]\nname = "paperback"\nwrap = true\n[pdf]\npage_size = "100mm 160mm"\n'
    (wrap,) = read_pages(built(project, theme)["Hill-wrap.pdf"])
    sizes = {each.text: round(each.size_pt, 1) for each in wrap.words}
    assert sizes["Rain"] == round(100 * 0.1 * 72 / 25.4, 1)


def test_the_back_of_a_wrap_is_not_painted_by_the_cover(project: Path) -> None:
    (wrap,) = read_pages(
        built(project, '[theme]\nname = "paperback"\nwrap = true\n')["Hill-wrap.pdf"]
    )
    assert next(each.colour for each in wrap.words if each.text == "Behind.") != GOLD
    left, right = (
        wrap.beneath.getpixel((round(wrap.beneath.width * place), wrap.beneath.height * 9 // 10))
        for place in (0.25, 0.75)
    )
    assert right == WATER
    assert left != WATER


@pytest.mark.parametrize("style", ["margin-top: 150vh", "width: 300vw"])
def test_a_picture_that_is_not_on_the_cover_is_told_as_its_author_named_it(
    style: str, project: Path
) -> None:
    cover = f'<body>\n<h1>Rain</h1>\n<img src="img/rain.png" style="{style}">\n'
    (project / "front" / "cover.html").write_text(cover, "utf-8")
    with pytest.raises(OutputError) as told:
        bookc.build(project, formats=["pdf"], workers=1, cache=False)
    assert str(told.value).splitlines() == [
        "front/cover.html:3: lost on the way into the PDF: picture 'front/img/rain.png'",
        "  hint: it stands outside of the page, or is higher than what is left of it; "
        "nothing was written",
    ]


def test_a_picture_that_a_cover_lacks_is_told(project: Path) -> None:
    problems = bookc.build(project, formats=["pdf"], workers=1, cache=False).problems
    told = [str(each) for each in problems if "none.png" in each.what]
    assert told == ["front/cover.html:12: picture not found: front/img/none.png"]
