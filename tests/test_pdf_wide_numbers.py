"""Numbers of pages that are laid out wide look as if they had been laid out as they are."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from test_pdf import STYLESHEET, book, document

from bookc.jobs import Runner
from bookc.model import RenderedBook
from bookc.pdf import write_pdf
from bookc.pdf.inputs import LAY_OUT
from bookc.store import Entry, Store

PAGE = '<span data-page-of="two.xhtml"></span>'
LINK = '<a href="two.xhtml">two</a>'
AT_EDGE = (
    '<span data-page-of="two.xhtml" '
    'style="position: absolute; right: 0; bottom: 0; text-align: end"></span>'
)
LINES = {
    "plain": f"<p>See page {PAGE}, and then some more.</p>",
    "in a link": f'<p>See <a href="two.xhtml">two, p. {PAGE}</a>, then {LINK} and on.</p>',
    "two": f"<p>From {LINK} ({PAGE}) on to {PAGE}, {LINK}, end.</p>",
    "at the end": f"<p>See page {PAGE}</p><p>Another line.</p>",
    "behind a blank": f"<p>It is{PAGE.replace('></', '>&#160;</')} and {LINK} on.</p>",
    "behind Hangul": '<p>비가<span data-page-of="two.xhtml"></span>쪽에 내린다.</p>',
    "before decoration": f"<p>See {PAGE}, <u>there</u>, <code>code</code>, <b>bold {LINK}</b>.</p>",
    "a box that is it": f'<p style="position: relative">{LINK}{AT_EDGE}</p>',
    "in a cell": f"<table><tr><td>See {PAGE} or {LINK}</td></tr></table>",
    "centred": f'<p style="text-align: center">See {LINK} on {PAGE}, {LINK}.</p>',
    "at the right": f'<p style="text-align: right">See {LINK} on page {PAGE}, {LINK}.</p>',
    "alone at the right": f'<p style="text-align: end"><b>{PAGE}</b></p>',
    "two boxes": f'<p style="position: relative">{LINK}<span style="position: absolute; right: 0; '
    f'bottom: 0; width: 10mm; text-align: end">{PAGE}</span></p>',
    "in a list": f"<ul><li>See {PAGE} or {LINK}</li><li>Another</li></ul>",
}
STIFF = {
    "alone": f"<p>{PAGE}</p>",
    "at the edge": f'<p style="float: right">p. {PAGE}</p>',
    "in a box at the edge": f'<p style="position: absolute; right: 0; top: 0">p. {PAGE}</p>',
    "with a leader": "<style>i::before { content: leader('.') }</style>"
    f"<p>{LINK}<i></i>{PAGE}</p>",
    "from the right": f'<p dir="rtl">See page {PAGE}, and more.</p>',
    "beside a box": f'<p>See {PAGE} <span style="display: inline-block">or</span> more.</p>',
    "before what is drawn later": f'<p>See {PAGE} <b style="position: relative">or</b> more.</p>',
    "before what is seen through": f'<p>See {PAGE} <b style="opacity: 0.5">or</b> more.</p>',
    "alone if it is wide": f'<p style="width: 36mm">Some words that stand h {PAGE}</p>',
}
UNDER = {
    "underlined": f"<p><u>See {PAGE} here</u> or there.</p>",
    "on a ground": f"<p><code>See {PAGE} here</code> or there.</p>",
}
SHEET = f"""{STYLESHEET}
code {{ background: #ddd; padding: 0 2pt }} u {{ text-decoration: underline }}
a {{ text-decoration: none }}
"""


class Watched(Runner):
    """Notes what is laid out."""

    def run(self, job: Any, inputs: Any, what: str, **how: Any) -> tuple[Entry, ...]:
        if job is LAY_OUT and inputs:
            self.progress(f"lay out {[each.name for each in inputs]}", 0, 0)
        return super().run(job, inputs, what, **how)


def chapters(line: str, digits: int = 1, pages: int = 2) -> RenderedBook:
    """Return a book of three chapters, the numbers of whose pages seem to have so many digits."""
    first = f'<h1 id="one">one</h1>{line}'
    breaks = '<p class="new-page">.</p>' * (pages - 2)
    filling = document("filling", f"<p>.</p>{breaks}")
    last = document("two", '<h1 id="two">two</h1>')
    rendered = book([document("one", first), filling, last], stylesheet=SHEET)
    return replace(rendered, page_digits=digits, spaces_scripts=True)


def written(rendered: RenderedBook, folder: Path) -> tuple[Path, list[str]]:
    """Write a book, and return the file and what was laid out, round for round."""
    told: list[str] = []
    folder.mkdir(exist_ok=True)
    runner = Watched(Store(folder / "store"), progress=lambda what, *_: told.append(what))
    write_pdf(rendered, folder / "book.pdf", runner)
    return folder / "book.pdf", [each for each in told if each.startswith("lay out")]


def letters_of(path: Path) -> list[tuple[str, int, int]]:
    """Return the letters of the first page, and where they are, in tenths of a point."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0].get_textpage()
        places = [page.get_charbox(place) for place in range(page.count_chars())]
        letters = page.get_text_range()
    shown = zip(letters, places, strict=False)
    return [(each, round(10 * box[0]), round(10 * box[1])) for each, box in shown]


def links_of(path: Path) -> list[list[int]]:
    with pikepdf.open(path) as pdf:
        edges = [[*map(float, link.Rect)] for link in pdf.pages[0].get("/Annots", ())]
    return [[round(10 * edge) for edge in each] for each in edges]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_drawn_together_behind_a_narrower_number(line: str, tmp_path: Path) -> None:
    as_it_is, _ = written(chapters(LINES[line]), tmp_path / "narrow")
    wide, rounds = written(chapters(LINES[line], digits=3), tmp_path / "wide")
    assert len(rounds) == 1, "nothing waits for the others"
    assert letters_of(wide) == letters_of(as_it_is)
    assert links_of(wide) == links_of(as_it_is)


def picture_of(path: Path) -> bytes:
    with pypdfium2.PdfDocument(path) as pdf:
        return bytes(pdf[0].render(scale=4).to_pil().tobytes())


@pytest.mark.parametrize("line", UNDER)
def test_what_is_drawn_under_a_number_is_no_wider(line: str, tmp_path: Path) -> None:
    as_it_is, _ = written(chapters(UNDER[line]), tmp_path / "narrow")
    wide, _ = written(chapters(UNDER[line], digits=3), tmp_path / "wide")
    assert picture_of(wide) == picture_of(as_it_is)


@pytest.mark.parametrize("line", STIFF)
def test_a_later_build_has_the_same_bytes(line: str, tmp_path: Path) -> None:
    first, rounds = written(chapters(STIFF[line], digits=3), tmp_path)
    data = first.read_bytes()
    assert len(rounds) <= 2
    for _ in range(2):
        again, _ = written(chapters(STIFF[line], digits=3), tmp_path)
        assert again.read_bytes() == data


@pytest.mark.parametrize("line", STIFF)
def test_on_other_lines_a_number_is_as_wide_as_it_is(line: str, tmp_path: Path) -> None:
    as_it_is, _ = written(chapters(STIFF[line]), tmp_path / "narrow")
    wide, _ = written(chapters(STIFF[line], digits=3), tmp_path / "wide")
    assert letters_of(wide) == letters_of(as_it_is)


def test_in_a_book_with_justified_lines_all_numbers_are_as_wide_as_they_are(tmp_path: Path) -> None:
    line = f"<p>{'See page ' + PAGE + ' for more of it, and read on. ' * 3}</p>"
    for name, digits in (("narrow", 1), ("wide", 3)):
        rendered = chapters(line, digits)
        sheet = f"{rendered.stylesheet} p {{ text-align: justify }}"
        folder = tmp_path / name
        folder.mkdir()
        justified = replace(rendered, stylesheet=sheet)
        write_pdf(justified, folder / "book.pdf", Runner(Store(folder / "store")))
    narrow, wide = (tmp_path / name / "book.pdf" for name in ("narrow", "wide"))
    assert letters_of(wide) == letters_of(narrow)


def test_no_chapter_is_laid_out_again_for_a_number_with_a_digit_more(tmp_path: Path) -> None:
    def one(pages: int) -> list[str]:
        rendered = chapters(LINES["two"], digits=3, pages=pages)
        told: list[str] = []
        store = Store(tmp_path)
        runner = Runner(
            store, progress=lambda what, done, all_: told.append(f"{what} {all_ - done}")
        )
        write_pdf(rendered, tmp_path / f"{pages}.pdf", runner)
        return told

    one(9)
    (first, *_) = [each for each in one(11) if each.startswith("chapters")]
    assert first == "chapters 1", "the one that has two pages more"
    assert re.search(
        r"\(12\) on to 12", "".join(each for each, *_ in letters_of(tmp_path / "11.pdf"))
    )


def test_a_number_that_is_not_seen_moves_no_other(tmp_path: Path) -> None:
    line = f'<p>a <span style="visibility: hidden">{PAGE}</span></p><p>See {PAGE} and {LINK}.</p>'
    as_it_is, _ = written(chapters(line), tmp_path / "narrow")
    wide, _ = written(chapters(line, digits=3), tmp_path / "wide")
    assert letters_of(wide)[-12:] == letters_of(as_it_is)[-12:]
