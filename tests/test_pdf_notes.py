"""Notes at the foot of the page that their mark is on."""

import random
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from built_books import THEMES
from page_objects import read_pages
from PIL import Image
from test_render_tables import layout_input, table

import bookc
from bookc.pdf.engine import read_document
from bookc.pdf.layout import paint
from bookc.pdf.notes import place_notes

MARK = '<sup class="footnote-ref"><a href="post.xhtml#fn-1" id="fnref-1">1</a></sup>'
PAPERBACK = 'name = "paperback"'
WORDS = " ".join(["Plain words that fill a line of the page."] * 12)


def notes(*paragraphs: str) -> str:
    """Return a section with one note."""
    inside = "".join(f"<p>{each}</p>" for each in paragraphs)
    note = f'<aside class="footnote" id="fn-1">{inside}</aside>'
    return f'<section class="footnotes notes-at-foot">{note}</section>'


def placed(body: str) -> Element:
    """Return the body of a document, its notes placed."""
    root = read_document(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    place_notes(root)
    return root[0]


def shape(element: Element) -> str:
    """Return the elements in an element by name, each with those in it."""
    return " ".join(f"{each.tag}({shape(each)})" if len(each) else each.tag for each in element)


def test_a_note_stands_behind_its_mark_and_no_section_is_left() -> None:
    body = placed(f"<p>Words{MARK} go on.</p>{notes('Said so.')}")
    assert shape(body) == "p(sup(a) aside(p))"
    assert "".join(body.itertext()) == "Words1Said so. go on."


def test_a_note_stands_behind_the_first_of_its_marks() -> None:
    body = placed(f"<p>One{MARK}</p><p>Two{MARK}</p>{notes('Said so.')}")
    assert shape(body) == "p(sup(a) aside(p)) p(sup(a))"


def test_a_note_may_run_over_between_its_paragraphs() -> None:
    body = placed(f"<p>One{MARK}</p>{notes('First.', 'Second.')}")
    assert shape(body) == "p(sup(a) aside(p) aside(p))"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>One{MARK}</p>{notes('Long. ' * 200)}",
        f"<p>One{MARK}</p>{notes(*[WORDS] * 4)}",
        f"<p>One{MARK}</p>{notes('<p>x</p>').replace('<p><p>x</p></p>', '<pre>x</pre>')}",
        f"<table><thead><tr><th>One{MARK}</th></tr></thead></table>{notes('Said so.')}",
        f"<p>No mark</p>{notes('Said so.')}",
    ],
    ids=[
        "a long paragraph",
        "too long for a page",
        "more than paragraphs",
        "in the head of a table",
        "without a mark",
    ],
)
def test_a_note_that_cannot_float_stays_at_the_end(body: str) -> None:
    assert placed(body)[-1].find("aside") is not None


def write_post(post: str, folder: Path, theme: str) -> None:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "post.md").write_text(f"---\ntitle: Post\n---\n{post}", encoding="utf-8")
    (folder / "book.toml").write_text(f'[book]\ntitle = "Book"\n[theme]\n{theme}', encoding="utf-8")


def pages_of(post: str, folder: Path, theme: str = "") -> list[str]:
    """Return the text of each page of a post in the theme `notes`."""
    write_post(post, folder, theme)
    manifest = bookc.build(folder, formats=["pdf"], output=folder / "out")
    with pypdfium2.PdfDocument(manifest.outputs[0].path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


LONG_POST = f"First[^a] mark.\n\n{WORDS}\n\n{WORDS}\n\n{WORDS}\n\n{WORDS}\n\n[^a]: Said at once.\n"


def test_a_note_is_on_the_page_of_its_mark(tmp_path: Path) -> None:
    (page,) = (text for text in pages_of(LONG_POST, tmp_path) if "Said at once" in text)
    assert "mark." in page


def test_notes_stand_at_the_end_of_the_chapter_when_the_book_says_so(tmp_path: Path) -> None:
    pages = pages_of(LONG_POST, tmp_path, 'notes = "end"')
    assert "Said at once" in pages[-1]
    assert "mark." not in pages[-1]


def test_nothing_is_lost_of_notes_in_headings_tables_lists_and_boxes(tmp_path: Path) -> None:
    post = (
        f"## Heading[^h]\n\n{WORDS}\n\n| A | B |\n|---|---|\n| cell[^t] | 2 |\n\n{WORDS}\n\n"
        f"- item[^i] {WORDS}\n\n> [!NOTE]\n> box[^b] {WORDS}\n\n{WORDS}\n\n"
        "[^h]: Of the heading.\n[^t]: Of the table.\n[^i]: Of the item.\n[^b]: Of the box.\n"
    )
    text = " ".join(pages_of(post, tmp_path))
    assert all(text.count(f"Of the {where}.") == 1 for where in ("heading", "table", "item", "box"))


@pytest.mark.parametrize("theme", ["paperback", "large-print"])
def test_a_line_does_not_wait_for_room_for_all_paragraphs_of_its_note(
    theme: str, tmp_path: Path
) -> None:
    paragraphs = "\n\n    ".join(f"Paragraph {number}. {WORDS}" for number in range(3))
    pages = pages_of(f"Marked.[^1]\n\n[^1]: {paragraphs}\n", tmp_path, f'name = "{theme}"')
    feet = [[n for n in range(3) if f"Paragraph {n}." in page] for page in pages]
    opening = next(number for number, page in enumerate(pages) if "Marked." in page)
    assert feet[opening][0] == 0
    assert [each for foot in feet[opening:] for each in foot] == list(range(3))
    assert len([foot for foot in feet if foot]) > 1


TEXT = (
    "rain falls on the hill and the valley while a gauge of glass measures what clouds have given "
    "since morning and the keeper writes numbers into an old book without haste"
)
NUMBERS = range(1, 9)
PARTS = ("First", "Second", "Third")


def words(seed: str, count: int) -> str:
    """Return words in an order of their own, so that no two paragraphs are alike."""
    return " ".join(random.Random(seed).choices(TEXT.split(), k=count)) + "."


def marked(number: int, before: int, after: int) -> str:
    return (
        f"{words(f'before {number}', before)} Mark{number}.[^{number}] {words(f'{number}', after)}"
    )


HEAVY_POSTS = {
    "in paragraphs": "\n\n".join(marked(number, 60, 40) for number in NUMBERS),
    "in one paragraph": " ".join(marked(number, 9, 1) for number in NUMBERS),
    "in a list": "\n".join(f"- {marked(number, 15, 20)}" for number in NUMBERS),
}


def heavy_notes(paragraphs: int) -> str:
    """Return eight notes of so many paragraphs of 70 words."""
    return "\n\n".join(
        f"[^{number}]: "
        + "\n\n    ".join(
            f"{part}{number}. {words(f'{part} {number}', 70)}" for part in PARTS[:paragraphs]
        )
        for number in NUMBERS
    )


@pytest.mark.parametrize(
    ("theme", "paragraphs"),
    [*((theme, 2) for theme in THEMES), ("paperback", 3), ("large-print", 3)],
)
@pytest.mark.parametrize("where", HEAVY_POSTS)
def test_of_more_notes_than_pages_hold_none_is_lost_late_or_out_of_order(
    where: str, theme: str, paragraphs: int, tmp_path: Path
) -> None:
    post = f"{HEAVY_POSTS[where]}\n\n{words('end', 300)}\n\n{heavy_notes(paragraphs)}\n"
    size = '\n[pdf]\npage_size = "B6"' if theme == "paperback" else ""
    pages = pages_of(post, tmp_path, f'name = "{theme}"{size}')
    found = [
        (word, page)
        for page, text in enumerate(pages)
        for word in re.findall(r"(?:Mark|First|Second|Third)\d", text)
    ]
    places = dict(found)
    last = max(places[f"Mark{number}"] for number in NUMBERS)
    for number in NUMBERS:
        parts = [f"{part}{number}" for part in PARTS[:paragraphs]]
        assert [word for word, _ in found if word in parts] == parts
        end = places[parts[-1]]
        assert end <= places[f"Mark{number}"] + 1 or end >= last


def test_a_note_may_run_over_to_the_last_page(tmp_path: Path) -> None:
    paragraphs = "\n\n    ".join(f"Paragraph {number}. {WORDS}" for number in range(3))
    post = f"Marked.[^1]\n\n{words('text', 100)} Last words.\n\n[^1]: {paragraphs}\n"
    opening, last = pages_of(post, tmp_path, PAPERBACK)[-2:]
    assert opening.index("Marked") < opening.index("Paragraph 0")
    assert last.index("Last words") < last.index("Paragraph 1")


def test_a_picture_at_the_head_of_a_page_stands_on_no_note(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    Image.new("RGB", (400, 900)).save(tmp_path / "content" / "tall.png")
    paragraphs = "\n\n    ".join(f"Paragraph {number}. {WORDS}" for number in range(3))
    pictures = "![.](tall.png)\n\n## Heading\n\n![.](tall.png)"
    write_post(
        f"Marked.[^1]\n\n{pictures}\n\n{WORDS}\n\n[^1]: {paragraphs}\n",
        tmp_path,
        'name = "paperback"',
    )
    built = bookc.build(tmp_path, formats=["pdf"], output=tmp_path / "out")
    pages = list(read_pages(built.outputs[0].path))
    assert sum(len(page.images) for page in pages) >= 2
    for page in pages:
        feet = [each.box.top for each in page.words if each.text.startswith("Paragraph")]
        assert all(top <= image.bottom for image in page.images for top in feet)


def test_a_table_at_the_head_of_a_page_keeps_its_head_above_notes() -> None:
    note = "<br/>".join(["note"] * 7)
    before = "<p>line</p>" * 7 + f'<p>marked<span class="n">{note}</span></p>'
    page = layout_input(before + table("Head<br/>head|b", "c<br/>c|d", "e<br/>e|f"))
    rules = "p, td, th { margin: 0; line-height: 16pt } .n { float: footnote }"
    pdf = pypdfium2.PdfDocument(paint(replace(page, stylesheet=page.stylesheet + rules)))
    texts = [each.get_textpage().get_text_bounded() for each in pdf]
    assert texts[1].startswith("Head")
    assert "note" in texts[2]
