"""Notes at the foot of the page that their mark is on."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest

import bookc
from bookc.pdf.engine import read_document
from bookc.pdf.notes import place_notes

MARK = '<sup class="footnote-ref"><a href="post.xhtml#fn-1" id="fnref-1">1</a></sup>'
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


def pages_of(post: str, folder: Path, theme: str = "") -> list[str]:
    """Return the text of each page of a post in the theme `notes`."""
    (folder / "content").mkdir()
    (folder / "content" / "post.md").write_text(f"---\ntitle: Post\n---\n{post}", encoding="utf-8")
    (folder / "book.toml").write_text(f'[book]\ntitle = "Book"\n[theme]\n{theme}', encoding="utf-8")
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
