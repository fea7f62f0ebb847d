"""How a chapter opens and which way it reads, from the metadata block to the page."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image as Picture
from pypdfium2 import PdfDocument, PdfTextPage

import bookc
from bookc.xhtml import Element, parse_document, text_of

XHTML = "{http://www.w3.org/1999/xhtml}"
BOOK = '[book]\ntitle = "Weather"\nlanguage = "en"\nauthors = ["Ada"]\n'


def chapter(folder: Path, post: str, book: str = BOOK) -> Element:
    """Build the EPUB of one post, and return its chapter."""
    (folder / "post.md").write_text(post, encoding="utf-8")
    (folder / "book.toml").write_text(book, encoding="utf-8")
    Picture.new("RGB", (30, 20), "blue").save(folder / "sky.png")
    bookc.build(folder, formats=["epub"], workers=1)
    (epub,) = (folder / "dist").glob("*.epub")
    with zipfile.ZipFile(epub) as container:
        return parse_document(container.read("EPUB/post-post.xhtml"))


def opener(document: Element) -> list[str]:
    (header,) = document.iter(f"{XHTML}header")
    return [text_of(block) for block in header]


def test_an_opener_shows_what_the_post_says_of_itself(tmp_path: Path) -> None:
    post = (
        "---\ntitle: The `map`\nsubtitle: A story\nauthor: Ben\ntranslator: Cem, Dan\n"
        "date: 2023-05-14\nlastmod: 2024-01-02\ntags: [rain]\nsummary: It rains.\n---\nText.\n"
    )
    assert opener(chapter(tmp_path, post)) == [
        "1",
        "The map",
        "A story",
        "Ben\u00a0· Translated by Cem, Dan",
        "May 14, 2023 (updated January 2, 2024)\u00a0· rain",
        "It rains.",
    ]


def test_an_opener_is_silent_on_what_the_book_says_already(tmp_path: Path) -> None:
    post = "---\ntitle: T\nauthor: Ada\ndate: 2023-05-14\nupdated: 2023-05-14 09:00\n---\nText.\n"
    assert opener(chapter(tmp_path, post)) == ["1", "T", "May 14, 2023"]


def test_an_opener_speaks_the_language_of_the_book(tmp_path: Path) -> None:
    post = "---\ntitle: T\ntranslator: Cem\nupdated: 2024-01-02\n---\nText.\n"
    document = chapter(tmp_path, post, BOOK.replace('"en"', '"ko"'))
    assert opener(document) == ["1", "T", "옮긴이 Cem", "2024년 1월 2일 고침"]


def test_a_title_keeps_its_formatting_and_the_head_of_the_document_has_none(
    tmp_path: Path,
) -> None:
    document = chapter(tmp_path, "---\ntitle: The `map` &amp; **me**\n---\nText.\n")
    (heading,) = document.iter(f"{XHTML}h1")
    assert [child.tag.removeprefix(XHTML) for child in heading] == ["code", "strong"]
    assert document.findtext(f".//{XHTML}title") == "The map & me"


def test_a_cover_has_the_words_that_the_block_gives_it(tmp_path: Path) -> None:
    post = "---\ntitle: T\nimage: sky.png\nimage_alt: A sky\nimage_caption: In May\n---\nText.\n"
    document = chapter(tmp_path, post)
    (picture,) = document.iter(f"{XHTML}img")
    (caption,) = document.iter(f"{XHTML}figcaption")
    assert (picture.get("alt"), text_of(caption)) == ("A sky", "In May")


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("It rains.", "en", "ltr"),
        ("היום יורד גשם.", "he", "rtl"),
        ("امروز باران می‌بارد.", "ar", "rtl"),
    ],
)
def test_a_document_says_its_language_and_direction(
    text: str, language: str, direction: str, tmp_path: Path
) -> None:
    document = chapter(tmp_path, f"---\ntitle: T\n---\n{text}\n")
    assert (document.get("lang"), document.get("dir")) == (language, direction)


def test_a_page_that_reads_from_right_to_left_begins_on_the_right(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("---\ntitle: א\n---\nגשם.\n\n```\nx = 1\n```\n")
    (tmp_path / "book.toml").write_text(BOOK, encoding="utf-8")
    bookc.build(tmp_path, formats=["pdf"], workers=1)
    (pdf,) = (tmp_path / "dist").glob("*.pdf")
    with PdfDocument(pdf) as pages:
        page = pages[len(pages) - 1]
        text = page.get_textpage()
        words, code = (_left(text, written) / page.get_width() for written in ("גשם", "x = 1"))
    assert words > 0.7
    assert code < 0.3


def _left(text: PdfTextPage, written: str) -> float:
    left, *_ = text.get_charbox(text.search(written).get_next()[0])
    return float(left)


def test_a_picture_on_the_cover_fills_the_page(tmp_path: Path) -> None:
    Picture.new("RGB", (100, 150), "red").save(tmp_path / "red.png")
    (tmp_path / "a.md").write_text("# A\n\nWords.\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text('[epub]\ncover = "red.png"\n', encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1)
    page = PdfDocument(manifest.outputs[0].path)[0].render(scale=0.2).to_pil()
    assert page.getpixel((page.width // 2, page.height - 5)) == (255, 0, 0)
