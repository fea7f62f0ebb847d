"""The theme `paperback`: what a press needs, and what paper asks for that a screen does not."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_facts import Facts, facts_of
from pdf_lines import lines_of

import bookc
from bookc.render.colour import in_black_ink
from bookc.render.link_notes import add_link_notes
from bookc.xhtml import parse_fragment, serialise_fragment

ROOT = Path(__file__).parents[1]
MM_PER_PT = 25.4 / 72
POSTS = {
    "rain.md": "---\ntitle: Rain\ndate: 2023-05-14\n---\nIt rained on [the hill](https://example.org/hill).\n",
    "snow.md": "---\ntitle: Snow\ndate: 2023-12-14\n---\nIt snowed.\n",
}


def build(folder: Path, theme: str = "", posts: dict[str, str] = POSTS, **about: str) -> Path:
    """Build a book in this theme and return the folder of its files."""
    (folder / "content").mkdir()
    for name, text in posts.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    about = {"title": "Weather", "language": "en"} | about
    lines = "\n".join(f'{key} = "{value}"' for key, value in about.items())
    (folder / "book.toml").write_text(
        f'[book]\n{lines}\n[pdf]\npage_size = "JIS-B6"\n[output]\nname = "book"\n'
        f'[theme]\nname = "paperback"\n{theme}\n',
        encoding="utf-8",
    )
    bookc.build(folder, output=folder / "out", formats=["pdf"], workers=1, cache=False)
    return folder / "out"


def boxes_mm(page: pikepdf.Page) -> dict[str, list[float]]:
    names = ("MediaBox", "TrimBox", "BleedBox")
    return {
        name: [round(float(side) * MM_PER_PT, 1) for side in page.obj[f"/{name}"]] for name in names
    }


def opening_of(facts: Facts, words: str) -> int:
    """Return on which page of the file, counted from 1, words stand for the last time."""
    return max(number for number, page in enumerate(facts.pages, 1) if words in page.text)


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book for a press: with bleed, marks and a wrap."""
    settings = "bleed = 3\nmarks = true\nwrap = true\npaper_thickness = 0.5"
    more = {
        f"{day}.md": f"---\ntitle: Fog\ndate: 2023-06-{day}\n---\nFog.\n" for day in range(10, 20)
    }
    return build(tmp_path_factory.mktemp("pressed"), settings, POSTS | more)


def test_chapters_open_on_right_hand_pages(pressed: Path) -> None:
    facts = facts_of(pressed / "book.pdf")
    assert [opening_of(facts, words) % 2 for words in ("It rained", "It snowed")] == [1, 1]


def test_chapters_open_anywhere_if_the_author_wants_it(tmp_path: Path) -> None:
    facts = facts_of(build(tmp_path, "opens_on_recto = false") / "book.pdf")
    assert opening_of(facts, "It snowed") == opening_of(facts, "It rained") + 1


def left_of_text_mm(path: Path, words: str) -> float:
    """Return how far from the left edge the page with these words has its first letter."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            if text.search(words).get_next():
                place, _ = text.search(words).get_next()
                return float(round(text.get_charbox(place)[0] * MM_PER_PT))
    raise AssertionError(words)


def test_the_wider_margin_is_at_the_spine_on_whatever_side_a_chapter_opens(tmp_path: Path) -> None:
    out = build(tmp_path, "opens_on_recto = false\nmargin_inner = 30\nmargin_outer = 10")
    sides = {left_of_text_mm(out / "book.pdf", words) for words in ("It rained", "It snowed")}
    assert sides == {30, 10}


def test_every_page_has_a_trim_box_within_its_bleed_and_paper_for_marks(pressed: Path) -> None:
    with pikepdf.open(pressed / "book.pdf") as pdf:
        found = [boxes_mm(page) for page in pdf.pages]
    assert all(each == found[0] for each in found)  # blank ones too
    assert found[0]["TrimBox"] == [0, 0, 128, 182]
    assert found[0]["BleedBox"][0] <= -3
    assert found[0]["MediaBox"] == [-10, -10, 138, 192]


def test_a_book_without_bleed_has_pages_of_its_own_size(tmp_path: Path) -> None:
    with pikepdf.open(build(tmp_path) / "book.pdf") as pdf:
        assert boxes_mm(pdf.pages[0])["MediaBox"] == [0, 0, 128, 182]


def test_the_wrap_is_two_covers_and_a_spine_as_thick_as_the_paper(pressed: Path) -> None:
    pages = len(facts_of(pressed / "book.pdf").pages)
    spine_mm = (pages + 1) // 2 * 0.5
    with pikepdf.open(pressed / "book-wrap.pdf") as pdf:
        (page,) = pdf.pages
        assert boxes_mm(page)["TrimBox"] == [0, 0, 256 + spine_mm, 182]


def test_the_wrap_has_the_title_on_spine_and_covers_and_the_book_has_no_cover(
    pressed: Path,
) -> None:
    (wrap,) = facts_of(pressed / "book-wrap.pdf").pages
    first = facts_of(pressed / "book.pdf").pages[0]
    assert (wrap.text.count("Weather"), first.text) == (3, "Weather")  # the half title


def test_manifest_and_sums_list_the_wrap(pressed: Path) -> None:
    told = json.loads((pressed / "book.manifest.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in told["outputs"]] == ["book-wrap.pdf", "book.pdf"]
    assert "  book-wrap.pdf\n" in (pressed / "SHA256SUMS").read_text(encoding="utf-8")


def test_a_spine_too_thin_for_letters_has_none(tmp_path: Path) -> None:
    (wrap,) = facts_of(build(tmp_path, "wrap = true") / "book-wrap.pdf").pages
    assert wrap.text.count("Weather") == 2


def test_a_book_has_no_wrap_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert not (build(tmp_path) / "book-wrap.pdf").exists()


def test_the_address_of_a_link_stands_on_its_page(pressed: Path) -> None:
    facts = facts_of(pressed / "book.pdf")
    assert "https://example.org/hill" in facts.pages[opening_of(facts, "It rained") - 1].text


def noted(xhtml: str) -> str:
    root = parse_fragment(xhtml)
    add_link_notes(root)
    return serialise_fragment(root)


def test_an_address_is_noted_behind_its_first_link_alone() -> None:
    link = '<a href="https://example.org/a">a</a>'
    xhtml = noted(f"<p>{link} and {link}.</p>")
    assert xhtml.count("link-note") == 1
    assert '</a><span class="link-note">https://example.org/a</span> and' in xhtml


@pytest.mark.parametrize(
    "xhtml",
    [
        '<p><a href="https://example.org/">https://example.org</a></p>',
        '<p><a href="https://www.example.org/">example.org</a></p>',
        '<p><a href="https://example.org/"><img src="a.png" alt="A"/></a></p>',
        '<h2><a href="https://example.org/">a</a></h2>',
        '<p><a href="other.xhtml">a</a></p>',
        '<p><a href="mailto:a@example.org">a</a></p>',
    ],
)
def test_what_shows_its_address_or_has_none_on_the_web_has_no_note(xhtml: str) -> None:
    assert "link-note" not in noted(xhtml)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/%ED%95%9C%EA%B8%80", "https://example.org/한글"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/%FF", "https://example.org/%FF"),
    ],
)
def test_an_address_is_noted_in_letters_if_it_stays_whole(address: str, shown: str) -> None:
    assert f">{shown}</span>" in noted(f'<p><a href="{address}">a</a></p>')


def test_black_ink_is_the_only_one_in_the_pages(pressed: Path) -> None:
    with pikepdf.open(pressed / "book.pdf") as pdf:
        content = b""
        for page in pdf.pages:
            if "/Contents" in page.obj:
                page.contents_coalesce()
                content += page.Contents.read_bytes() + b"\n"
    assert not re.findall(rb"[\d.]+ (?:rg|RG|k|K|scn|SCN)\b", content)
    assert re.search(rb"(?<![\d.])0 g\b", content)


def test_text_is_black_and_a_ground_as_light_as_the_colour_that_it_was() -> None:
    assert in_black_ink("a { color: #1f3f8f; background: #00ff00; border-color: #fff }") == (
        "a { color: #000000; background: #dcdcdc; border-color: #ffffff }"
    )


def test_a_blank_page_behind_a_turned_table_stands_upright(tmp_path: Path) -> None:
    cells = "|".join(["representation"] * 9)
    table = "\n".join([f"|{cells}|", f"|{'---|' * 9}", *[f"|{cells}|"] * 12])
    posts = POSTS | {"rain.md": f"---\ntitle: Rain\ndate: 2023-05-14\n---\nIt rained.\n\n{table}\n"}
    with pikepdf.open(build(tmp_path, posts=posts) / "book.pdf") as pdf:
        *_, turned, blank, _ = pdf.pages
        assert "/Contents" not in blank.obj
        assert list(blank.mediabox) == list(turned.mediabox)[:2] + list(turned.mediabox)[:1:-1]


def test_the_epub_is_in_the_readers_own_serif(tmp_path: Path) -> None:
    out = build(tmp_path)
    bookc.build(tmp_path, output=out, formats=["epub"], workers=1, cache=False)
    with zipfile.ZipFile(out / "book.epub") as epub:
        (sheet,) = (name for name in epub.namelist() if name.endswith("style.css"))
        assert "body { font-family: serif; }" in epub.read(sheet).decode()


def test_page_has_every_variable_that_the_theme_adds() -> None:
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    section = page.partition("## `paperback`")[2].partition("\n## ")[0]
    declared = tomllib.loads((ROOT / "themes/paperback/theme.toml").read_text(encoding="utf-8"))
    added = {name: about for name, about in declared["variables"].items() if "type" in about}
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(added)
    assert all(about["help"] in section for about in added.values())


def test_lines_of_text_stand_at_the_same_heights_on_every_page(tmp_path: Path) -> None:
    words = "It rained by the river, and `drops` fell. "
    part = (
        f"## The river\n\n{words * 9}\n\n### The bank\n\n{words}[^1]\n\n{words * 3}\n\n"
        f"- {words * 2}\n  - {words}\n\n1. {words}\n\n2. {words}\n\n"
        f"> {words * 3}\n\n{words * 2}\n\n"
        f"> [!TIP]\n> {words * 2}\n>\n> {words}\n>\n> - {words}\n\n{words}\n\n"
        f"> [!EXAMPLE]\n> {words}\n\n{words * 2}\n\n> [!RAINY]\n> {words}\n\n{words}\n\n"
    )
    posts = {"rain.md": f"# A title of two lines about rain\n\n{part * 6}\n[^1]: {words}\n"}
    folder = build(tmp_path, "baseline_grid = true", posts)
    text = [line for line in lines_of(folder / "book.pdf") if "river" in line.text]
    on_pages = [line for line in text if line.kind.endswith(("Sect/P", "LBody", "BlockQuote/P"))]
    first, leading = on_pages[0].baseline, 9.4 * 1.62
    off = [abs((line.baseline - first + leading / 2) % leading - leading / 2) for line in on_pages]
    assert len({line.page for line in on_pages}) > 6
    assert max(off) < 0.3


def test_on_a_grid_a_heading_comes_out_of_the_pdf_before_its_text(tmp_path: Path) -> None:
    folder = build(tmp_path, "baseline_grid = true", {"rain.md": "# Rain\n\n## River\n\nWater."})
    last = facts_of(folder / "book.pdf").pages[-1].text
    assert -1 < last.find("River") < last.find("Water")
