"""The sample book at the root of the repository: what a reader of it would notice."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built_books import BuiltBooks
from epubcheck import mistakes
from pdf_facts import Facts, facts_of

import bookc

ROOT = Path(__file__).parents[1]
LEFTOVERS = ("\u2060", "**", ":::", "{:", "[[", "&#x20;", "headerid_", "\ufffd")
"""Marks of Markdown, and letters that are there for the layout alone: no reader should see them."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Sample:
    manifest: bookc.BuildManifest
    epub: Path
    facts: Facts


@pytest.fixture(scope="module")
def sample(books: BuiltBooks) -> Sample:
    book = books.sample()
    return Sample(book.manifest, book.epub, facts_of(book.pdf))


def titles_of_posts() -> set[str]:
    files = [*(ROOT / "content").glob("*/index.md"), *(ROOT / "content").glob("20*.md")]
    found = (re.search(r"^title: *(.*)$", file.read_text("utf-8"), re.MULTILINE) for file in files)
    return {match[1].strip("\"' ") for match in found if match}


def broken_anywhere(text: str) -> str:
    """Return a pattern for a text in which lines may have been broken."""
    return r"\s*".join(re.escape(letter) for letter in "".join(text.split()))


def texts_outside_of_code(epub: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(epub) as container:
        for name in container.namelist():
            if not name.endswith(".xhtml"):
                continue
            root = ElementTree.fromstring(container.read(name))
            for code in (*root.iter(f"{XHTML}code"), *root.iter(f"{XHTML}pre")):
                tail = code.tail
                code.clear()
                code.tail = tail
            yield name, "".join(root.itertext())


def test_the_sample_builds_without_a_warning(sample: Sample) -> None:
    assert list(map(str, sample.manifest.problems)) == []


def test_every_post_of_the_sample_is_a_chapter(sample: Sample) -> None:
    assert sample.manifest.chapters == len(titles_of_posts()) == 14


def test_epubcheck_finds_no_error_and_no_warning_in_the_sample(sample: Sample) -> None:
    assert mistakes(sample.epub) == []


def test_the_pdf_of_the_sample_is_whole(sample: Sample) -> None:
    facts = sample.facts
    assert (facts.syntax_problems, facts.broken_links, facts.fonts_not_embedded) == ((), (), ())


def test_every_page_of_the_sample_is_a5(sample: Sample) -> None:
    assert {(page.width_mm, page.height_mm) for page in sample.facts.pages} == {(148, 210)}


def test_chapters_of_the_sample_stand_below_parts_in_the_outline(sample: Sample) -> None:
    chapters = {
        mark.title
        for mark in sample.facts.outline
        if mark.level == 2 and any(title in mark.title for title in titles_of_posts())
    }
    assert len(chapters) == 14


def test_no_mark_of_markdown_is_left_in_the_text_of_the_sample(sample: Sample) -> None:
    texts = list(texts_outside_of_code(sample.epub))
    assert len(texts) > 14
    assert [(name, each) for name, text in texts for each in LEFTOVERS if each in text] == []


def test_word_joiners_do_not_come_out_of_the_pdf(sample: Sample) -> None:
    assert not [page.label for page in sample.facts.pages if "\u2060" in page.text]


def test_pages_of_the_sample_are_roman_before_the_body_and_arabic_in_it(sample: Sample) -> None:
    labels = [page.label for page in sample.facts.pages]
    first = labels.index("1")
    assert first % 2 == 0  # the first page of the body is a right-hand one
    assert all(re.fullmatch("[ivxl]+", label) for label in labels[:first])
    assert labels[first:] == [str(number) for number in range(1, len(labels) - first + 1)]


@pytest.mark.parametrize("title", sorted(titles_of_posts()))
def test_a_chapter_begins_on_the_page_that_the_contents_state(sample: Sample, title: str) -> None:
    facts = sample.facts
    (opening,) = (mark for mark in facts.outline if mark.level == 2 and title in mark.title)
    (page,) = (page for page in facts.pages if page.label == opening.label)
    assert re.search(broken_anywhere(title), page.text)
    contents = " ".join(page.text for page in facts.pages if not page.label.isdigit())
    assert re.search(rf"{broken_anywhere(title)}\s+{opening.label}\b", contents)
