"""Themes: where they are found, what `[theme]` may set, and what is said of a broken one."""

import shutil
from pathlib import Path, PurePosixPath

import pytest

import bookc
from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.errors import ThemeError
from bookc.jobs import Runner
from bookc.model import Image, Medium
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.render import load_theme, render_early
from bookc.render.fragments import finish_fragment
from bookc.render.picture_rows import TextBlock
from bookc.store import Store

TESTS = Path(__file__).parent
BLOCK = TextBlock(width_mm=112, height_mm=167)


def project(folder: Path, theme: str = "") -> Path:
    (folder / "post.md").write_text("---\ntitle: Rain\ndate: 2023-05-14\n---\nIt rained.\n")
    (folder / "book.toml").write_text(f"[theme]\n{theme}\n", encoding="utf-8")
    return folder


def own_theme(folder: Path, name: str = "plain") -> Path:
    """Put the plain theme into a project, and return its folder."""
    theme = shutil.copytree(TESTS / "themes" / "plain", folder / "themes" / name)
    (theme / "fonts").symlink_to(TESTS.parent / "themes" / "notes" / "fonts")
    return theme


def said_of(folder: Path) -> str:
    """Return what loading the theme of a project complains of."""
    with pytest.raises(ThemeError) as caught:
        load_theme(load_config(folder))
    return str(caught.value)


def test_a_theme_of_the_project_comes_before_one_that_ships(tmp_path: Path) -> None:
    folder = own_theme(project(tmp_path), "notes")
    assert load_theme(load_config(tmp_path)).folder == folder


def test_an_unknown_theme_is_an_error_that_names_the_one_meant(tmp_path: Path) -> None:
    said = said_of(project(tmp_path, 'name = "nots"'))
    assert "no theme is called 'nots'" in said
    assert "did you mean notes?" in said


def test_an_unknown_variable_is_an_error_with_its_line_and_the_one_meant(tmp_path: Path) -> None:
    said = said_of(project(tmp_path, 'acent = "#123456"'))
    assert said.startswith("book.toml:2: theme 'notes' has no variable 'acent'")
    assert "did you mean accent?" in said


@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        ('accent = "teal"', "a colour such as #1f4e79"),
        ("accent = 5", "a colour such as #1f4e79"),
        ('font_size = "large"', "a number"),
        ("font_size = true", "a number"),
        ("font_size = 99", "between 7 and 14"),
        ('justify = "yes"', "true or false"),
    ],
)
def test_a_wrong_value_is_an_error_that_says_what_is_allowed(
    tmp_path: Path, setting: str, allowed: str
) -> None:
    said = said_of(project(tmp_path, setting))
    assert said.startswith("book.toml:2: ")
    assert allowed in said


def test_all_mistakes_in_variables_are_told_at_once(tmp_path: Path) -> None:
    said = said_of(project(tmp_path, 'accent = "teal"\nfont_size = 99'))
    assert ["book.toml:2" in said, "book.toml:3" in said] == [True, True]


def test_a_font_that_is_not_there_is_named(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    (theme / "fonts.css").write_text('@font-face { font-family: A; src: url("fonts/none.ttf") }')
    assert "font not found: fonts/none.ttf" in said_of(tmp_path)


def test_a_theme_without_fonts_is_an_error(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    (theme / "fonts.css").write_text("")
    assert "the theme brings no font" in said_of(tmp_path)


def test_a_slip_in_a_template_is_named_with_file_and_line(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    (theme / "templates" / "part.xhtml.j2").write_text("\n")
    (theme / "templates" / "chapter.xhtml.j2").write_text("<p>\n{% if %}\n")
    with pytest.raises(ThemeError, match=r"^themes/plain/templates/chapter\.xhtml\.j2:2: "):
        bookc.build(tmp_path, formats=["epub"], workers=1, cache=False)


def test_an_unknown_name_in_a_template_is_named_with_its_file(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    (theme / "templates" / "chapter.xhtml.j2").write_text("<p>\n{{ chaptr.title }}</p>\n")
    with pytest.raises(ThemeError, match=r"chapter\.xhtml\.j2.*'chaptr' is undefined"):
        bookc.build(tmp_path, formats=["epub"], workers=1, cache=False)


def test_a_day_that_is_not_there_is_an_error_and_not_today(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    (theme / "templates" / "chapter.xhtml.j2").write_text("<p>{{ day(sections[0].updated) }}</p>")
    with pytest.raises(ThemeError, match=r"chapter\.xhtml\.j2:1: .*given None"):
        bookc.build(tmp_path, formats=["epub"], workers=1, cache=False)


def test_what_a_post_says_is_escaped_in_a_template(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "post.md").write_text('---\ntitle: "<b>&"\ndate: 2023-05-14\n---\nIt rained.\n')
    assert bookc.build(tmp_path, formats=["epub"], workers=1, cache=False).chapters == 1


def finished(xhtml: str, *known: Image, medium: Medium = Medium.REFLOWABLE) -> str:
    variants = {(medium, PurePosixPath(f"img/{image.name}")): image for image in known}
    return finish_fragment(xhtml, "post.xhtml", variants, medium, "en", BLOCK)[0]


def test_a_picture_gets_the_address_and_the_size_of_its_variant() -> None:
    dot = Image("dot.png", "image/png", 3, 2, Path("dot.png"), "")
    xhtml = finished('<p><img src="picture:img/dot.png" alt="A dot"/></p>', dot)
    assert xhtml == '<p><img src="images/dot.png" alt="A dot" width="3" height="2"/></p>'


@pytest.mark.parametrize("shown", ["A dot", "dot.png"])
def test_a_picture_that_cannot_be_read_leaves_words(shown: str) -> None:
    alt = shown if shown == "A dot" else ""
    xhtml = finished(f'<p><img src="picture:img/dot.png" alt="{alt}"/></p>')
    assert "<img" not in xhtml
    assert shown in xhtml


def test_what_only_bookc_reads_is_taken_out() -> None:
    assert finished('<p data-line="3">Rain</p>') == "<p>Rain</p>"


def test_a_style_sheet_is_filled_in_anew_when_a_file_of_the_theme_changes(tmp_path: Path) -> None:
    theme = own_theme(project(tmp_path, 'name = "plain"'))
    partials = tmp_path / "partials"
    partials.mkdir()
    (theme / "partials").symlink_to(partials)
    (theme / "circle").symlink_to(theme)
    sheet = theme / "paged.css"
    sheet.write_text(f'{sheet.read_text("utf-8")}\n{{% include "partials/ink.css" %}}\n', "utf-8")
    sheets = []
    for ink in ("navy", "teal", "navy"):
        (partials / "ink.css").write_text(f"p {{ color: {ink} }}", encoding="utf-8")
        config, runner = load_config(tmp_path), Runner(Store(tmp_path / "store"))
        book = order_chapters(parse_posts(collect_posts(config), config, runner), config)
        theme_now = load_theme(config)
        early = render_early(book, theme_now, config, runner)
        sheets.append(early.stylesheet)
        assert f"color: {ink}" in early.stylesheet
    assert sheets[0] == sheets[2] != sheets[1]
