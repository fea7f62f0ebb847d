"""The themes that are shipped, and the page that describes them."""

import re
import tomllib
import zipfile
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from built_books import BuiltBooks
from pdf_facts import facts_of
from PIL import Image

import bookc

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "themes" / "notes"
PAGE = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
VARIABLES = tomllib.loads((NOTES / "theme.toml").read_text(encoding="utf-8"))["variables"]
SHIPPED = ("notes", "paperback", "manual", "large-print")
SHEETS = ("paged.css", "reflowable.css")
CLASSES = (
    *("alert", "alert-title", "align-center", "align-left", "align-right", "bold-heading"),
    *("contains-task-list", "details", "footnote", "footnote-number", "footnote-ref", "footnotes"),
    *("missing-picture", "pictures", "pictures-caption", "summary", "task-list-item"),
    *("alert-tip", "alert-important", "alert-warning", "alert-caution"),
    *("opener", "chapter-number", "about", "description", "part-number", "part-chapters"),
)
"""What posts and templates give to a style sheet; `alert-note` looks like any alert."""


def style_sheet_of(epub: Path) -> str:
    """Return the style sheet of an EPUB, with its comments."""
    with zipfile.ZipFile(epub) as book:
        return book.read("EPUB/style.css").decode()


def takes(about: dict[str, object]) -> str:
    """Return what the page says a variable takes."""
    match about["type"]:
        case "color":
            return "a colour"
        case "boolean":
            return "true or false"
        case "choice":
            return ", ".join(map(str, about["choices"]))  # type: ignore[call-overload]
        case kind:
            return f"{about['min']} to {about['max']}{' mm' if kind == 'length' else ''}"


def test_page_has_every_variable_once_and_no_other_in_the_order_of_the_theme() -> None:
    section = PAGE.partition("## Variables")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_page_says_what_a_variable_is_takes_and_defaults_to(name: str) -> None:
    about = VARIABLES[name]
    default = str(about["default"]).lower()
    assert f"| `{name}` | {takes(about)} | `{default}` | {about['help']} |" in PAGE


def test_page_has_every_template_of_the_theme_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(\w+\.xhtml\.j2)`", PAGE, re.MULTILINE))
    assert documented == {file.name for file in (NOTES / "templates").iterdir()}


def test_the_theme_that_the_page_makes_step_by_step_makes_a_book(tmp_path: Path) -> None:
    files = re.findall(r"^`(themes/mine/[^`]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(files) == 4
    for name, text in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "rain.md").write_text("---\ntitle: Rain\n---\nIt rained.\n", encoding="utf-8")
    toml = '[theme]\nname = "mine"\ntone = "loud"\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    made = bookc.build(tmp_path, workers=1, cache=False)
    (pdf,) = [each.path for each in made.outputs if each.path.suffix == ".pdf"]
    assert "* * *" in facts_of(pdf).pages[-1].text


@pytest.mark.parametrize(("sheet", "name"), [*product(SHEETS, CLASSES)])
def test_every_class_has_a_rule_in_both_style_sheets(sheet: str, name: str) -> None:
    # Kinds of alerts are written by a loop over their names.
    css = (NOTES / sheet).read_text(encoding="utf-8")
    for kind in re.findall(r'^  \("(\w+)", "#', css, re.MULTILINE):
        css += f".alert-{kind} {{}}"
    assert re.search(rf"\.{name}(?![\w-])", css)


@pytest.mark.parametrize("theme", SHIPPED)
def test_the_style_sheet_of_an_epub_leaves_size_and_colour_to_the_reader(
    books: BuiltBooks, theme: str
) -> None:
    css = style_sheet_of(books.torture(theme).epub)
    # Colours of code can be read on white and on black: test_render_code.py sees to that.
    css = re.sub(r"(\.code-\w+ \{) color: #\w{6};", r"\1", css)
    assert re.findall(r"#[0-9a-fA-F]{3}|rgb|hsl|background-color", css) == []
    assert set(re.findall(r"[{;]\s*color:\s*([^;}]+)", css)) <= {"inherit"}
    fixed = re.findall(r"([\w-]+):[^;{}]*[\d.](?:px|pt|pc|mm|cm|in)\b", css)
    assert {each for each in fixed if not each.startswith("border")} == set()


@pytest.mark.parametrize("theme", SHIPPED)
def test_lengths_in_the_style_sheet_of_an_epub_are_round(books: BuiltBooks, theme: str) -> None:
    assert re.findall(r"[\w.]*\.\d{3,}\w*", style_sheet_of(books.torture(theme).epub)) == []


@pytest.mark.parametrize("theme", SHIPPED)
def test_the_rest_of_a_broken_line_of_code_hangs_deeper_than_the_line(
    books: BuiltBooks, theme: str
) -> None:
    css = style_sheet_of(books.torture(theme).epub)
    hung = re.findall(r"^\.code-depth-(\d+) \{.*padding-left: (\d+)ch;", css, re.MULTILINE)
    assert [int(room) - int(depth) for depth, room in hung] == [2] * 16


@pytest.mark.parametrize("theme", SHIPPED)
def test_a_rule_of_an_epub_is_seen_by_night(books: BuiltBooks, theme: str) -> None:
    # Browsers give it a grey of their own.
    css = style_sheet_of(books.torture(theme).epub)
    assert "inherit" in re.findall(r"^hr \{.* color: (\w+);", css, re.MULTILINE)


@pytest.mark.parametrize("theme", SHIPPED)
def test_contents_of_an_epub_break_korean_titles_between_words(
    books: BuiltBooks, theme: str
) -> None:
    css = style_sheet_of(books.torture(theme).epub)
    whole = re.findall(r"([^{}]+)\{ word-break: keep-all; \}", css)
    assert any(each.strip() == '[lang|="ko"]' or '[lang|="ko"] nav' in each for each in whole)


@pytest.mark.parametrize("theme", SHIPPED)
def test_the_style_sheet_of_an_epub_has_nothing_that_old_reading_systems_choke_on(
    books: BuiltBooks, theme: str
) -> None:
    css = style_sheet_of(books.torture(theme).epub)
    choking = r"--|(?:calc|url|var)\(|@import|@supports|opacity"
    choking += r"|position:\s*fixed|display:\s*(?:flex|grid)"
    assert re.findall(choking, css) == []
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("theme", SHIPPED)
def test_a_picture_of_the_shape_of_the_page_fills_the_cover(theme: str, tmp_path: Path) -> None:
    corners = {pixel for pixel in corners_of(cover_of(tmp_path, theme, (1000, 1500)))}
    assert corners == {(255, 0, 0)}


@pytest.mark.parametrize("theme", SHIPPED)
def test_a_broad_picture_stands_whole_on_the_cover(theme: str, tmp_path: Path) -> None:
    cover = cover_of(tmp_path, theme, (1500, 1000))
    middle = [cover.getpixel((x, cover.height // 2)) for x in (3, cover.width - 3)]
    assert middle == [(255, 0, 0)] * 2
    assert (255, 0, 0) not in corners_of(cover)


def cover_of(project: Path, theme: str, size: tuple[int, int]) -> Image.Image:
    """Make a book with a red picture as its cover, and paint the first page of its PDF."""
    (project / "rain.md").write_text("---\ntitle: Rain\n---\nIt rained.\n", encoding="utf-8")
    Image.new("RGB", size, "#ff0000").save(project / "red.png")
    toml = f'[epub]\ncover = "red.png"\n[theme]\nname = "{theme}"\n[pdf]\npage_size = "6in 9in"\n'
    (project / "book.toml").write_text(toml, encoding="utf-8")
    made = bookc.build(project, formats=["pdf"], workers=1, cache=False)
    with pypdfium2.PdfDocument(made.outputs[0].path) as pdf:
        painted: Image.Image = pdf[0].render(scale=0.5).to_pil()
        return painted.convert("RGB")


def corners_of(picture: Image.Image) -> list[object]:
    right, bottom = picture.width - 3, picture.height - 3
    return [picture.getpixel(place) for place in product((3, right), (3, bottom))]


@pytest.mark.parametrize("theme", SHIPPED)
def test_the_cover_of_the_epub_has_at_most_300_kb_however_busy_the_year_was(
    theme: str, tmp_path: Path
) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "dot.png")
    for number in range(120):
        day = f"2023-{1 + number % 12:02}-{1 + number % 28:02}"
        text = "![A dot](dot.png)\n\n" * (number % 9) + "rain " * (7 * number)
        (tmp_path / f"{number}.md").write_text(f"---\ndate: {day}\n---\n{text}", encoding="utf-8")
    long = "A title that goes on and on, with words such as Internationalization, to the end"
    toml = f'[book]\ntitle = "{long}"\nsubtitle = "{long}"\n[theme]\nname = "{theme}"\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    made = bookc.build(tmp_path, formats=["epub"], workers=1, cache=False)
    with zipfile.ZipFile(made.outputs[0].path) as epub:
        (name,) = (each for each in epub.namelist() if each.endswith("cover.jpg"))
        assert epub.getinfo(name).file_size <= 300_000
