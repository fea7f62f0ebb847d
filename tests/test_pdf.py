"""The PDF: what assembly of chapters that were laid out alone has to keep."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Picture

from bookc.errors import ThemeError
from bookc.jobs import Runner
from bookc.model import BookMetadata, Document, Image, Medium, RenderedBook, Resource, pack
from bookc.pdf import write_pdf
from bookc.pdf.inputs import SheetInput
from bookc.pdf.last_layouts import LastLayouts
from bookc.pdf.rounds import lay_out_book
from bookc.pdf.sheets import part_sheet
from bookc.store import Entry, Store
from bookc.workers import worker_pool

FONTS = Path(__file__).parents[1] / "themes" / "notes" / "fonts"
STYLESHEET = """
@font-face { font-family: S; src: url("fonts/BookcSans-Regular.otf") }
@font-face { font-family: S; font-weight: 700; src: url("fonts/BookcSans-Bold.otf") }
@page { size: 100mm 100mm; margin: 15mm; @top-left { content: string(chapter) }
  @bottom-right { content: "folio " counter(page) } }
@page front { @bottom-right { content: "folio " counter(page, lower-roman) } }
html { font: 10pt S }
body.frontmatter { page: front }
.new-page { break-before: page }
"""


def font(name: str) -> Resource:
    file = FONTS / name
    return Resource(
        f"fonts/{name}", "font/otf", file, hashlib.sha256(file.read_bytes()).hexdigest()
    )


def document(name: str, body: str, division: str = "bodymatter", **fields: Any) -> Document:
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="ko"><head><title>t</title></head>'
        f'<body class="{division}">{body}</body></html>'
    )
    fields = {"running": (("chapter", f"head of {name}"),), "images": ()} | fields
    return Document(
        name=name, title=name, kind="chapter", language="ko", content=pack(xhtml), **fields
    )


def book(
    body: Sequence[Document], front: Sequence[Document] = (), stylesheet: str = STYLESHEET
) -> RenderedBook:
    return RenderedBook(
        medium=Medium.PAGED,
        metadata=BookMetadata("노트", "ko", identifier="urn:uuid:1", authors=("A", "B")),
        front=tuple(front),
        body=tuple(body),
        back=(),
        toc=(),
        stylesheet=stylesheet,
        resources=(font("BookcSans-Regular.otf"), font("BookcSans-Bold.otf")),
        cover=None,
        contents_title="차례",
        modified=datetime(2023, 12, 31, tzinfo=UTC),
    )


TWO_CHAPTERS = (
    document("one", '<h1 id="one">하나</h1><p>See <a href="two.xhtml#two--end">the end</a>.</p>'),
    document("two", '<h1 id="two">둘</h1><p class="new-page" id="two--end">The end</p>', depth=0),
)


def write(rendered: RenderedBook, folder: Path, workers: int = 1) -> Path:
    path = folder / f"book-{workers}.pdf"
    store = Store(folder / "store")
    with worker_pool(workers, store) as executor:
        write_pdf(rendered, path, Runner(store, executor))
    return path


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def labels(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf.get_page_label(number) for number in range(len(pdf))]


def structure_elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from structure_elements(kid)


def test_pages_are_labelled_in_roman_then_in_arabic(tmp_path: Path) -> None:
    front = [document("preface", "<p>Before</p>", "frontmatter")]
    assert labels(write(book(TWO_CHAPTERS, front), tmp_path)) == ["i", "ii", "1", "2", "3"]


def test_printed_folios_are_the_labels(tmp_path: Path) -> None:
    path = write(book(TWO_CHAPTERS, [document("preface", "<p>.</p>", "frontmatter")]), tmp_path)
    printed = [re.findall(r"folio (\w+)", text) for text in texts(path)]
    assert printed == [["i"], [], ["1"], ["2"], ["3"]]  # the second page is blank


def test_running_heads_name_their_own_chapter(tmp_path: Path) -> None:
    heads = [
        re.findall(r"head of \w+", text) for text in texts(write(book(TWO_CHAPTERS), tmp_path))
    ]
    assert heads == [["head of one"], ["head of two"], ["head of two"]]


def test_running_heads_are_no_part_of_the_text(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        content = pdf.pages[0].Contents[-1].read_bytes()
    assert content.split() == b"Q /Artifact <</Type /Pagination>> BDC q /Margin0 Do Q EMC".split()


def test_a_link_to_another_chapter_arrives_at_its_page(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        (link,) = pdf.pages[0].Annots
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        page = names[str(link.Dest)][0]
        assert page.objgen == pdf.pages[2].obj.objgen


def test_chapters_stand_below_their_part_in_the_outline(tmp_path: Path) -> None:
    part = document("part", '<h1 id="part">1부</h1>')
    chapter = document("one", '<h1 id="one">하나</h1><h2 id="one--a">가</h2>', depth=1)
    with pikepdf.open(write(book([part, chapter]), tmp_path)) as pdf, pdf.open_outline() as outline:
        (first,) = outline.root
        (second,) = first.children
        (third,) = second.children
        assert [first.title, second.title, third.title] == ["1부", "하나", "가"]


def test_there_is_one_tag_tree_with_a_part_for_each_document(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        (root,) = pdf.Root.StructTreeRoot.K
        kinds = [str(part.S) for part in root.K]
        headings = [str(each.S) for each in structure_elements(root) if str(each.S) == "/H1"]
    assert (str(root.S), kinds, headings) == ("/Document", ["/Part", "/Part"], ["/H1", "/H1"])


def test_paragraphs_hold_their_lines_themselves(tmp_path: Path) -> None:
    text = "Lines of a paragraph say nothing alone. " * 9
    one = document("one", f'<h1 id="one">하나</h1><p>{text}</p><ul><li><p>{text}</p></li></ul>')
    with pikepdf.open(write(book([one]), tmp_path)) as pdf:
        elements = list(structure_elements(pdf.Root.StructTreeRoot.K[0]))
        held = [list(each.K) for each in elements if str(each.S) == "/P"]
        (leaf,) = pdf.Root.StructTreeRoot.ParentTree.Kids
        holders = {str(each.S) for marks in list(leaf.Nums)[1::2] for each in marks}
    lines = [kid for kids in held for kid in kids]
    assert len(lines) > 2 * len(held)
    assert all(isinstance(line, int) for line in lines)
    assert "/Span" not in {str(each.S) for each in elements} | holders


def test_every_page_and_annotation_has_its_own_key_in_the_parent_tree(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        used = [int(page.StructParents) for page in pdf.pages]
        used += [int(each.StructParent) for page in pdf.pages for each in page.get("/Annots", ())]
        leaves = pdf.Root.StructTreeRoot.ParentTree.Kids
        keys = [int(key) for leaf in leaves for key in list(leaf.Nums)[::2]]
        limits = [[int(each) for each in leaf.Limits] for leaf in leaves]
    assert [keys[0], keys[-1]] == [limits[0][0], limits[-1][1]]
    assert sorted(used) == keys == sorted(set(keys))


def test_a_font_is_embedded_once_for_all_chapters(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        files = [each for each in pdf.objects if "/Length1" in dict_of(each) or is_font_file(each)]
        names = {str(each.FontName) for each in pdf.objects if "/FontName" in dict_of(each)}
    assert len(files) == len(names) == 2


def dict_of(each: pikepdf.Object) -> dict[str, pikepdf.Object]:
    return dict(each.items()) if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)) else {}


def is_font_file(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/OpenType"


def test_a_picture_in_two_chapters_is_stored_once(tmp_path: Path) -> None:
    file = tmp_path / "rain.png"
    Picture.effect_noise((40, 40), 50).save(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    rain = Image("rain.png", "image/png", 40, 40, file, digest)
    body = '<h1 id="{0}">{0}</h1><p><img src="images/rain.png" alt="rain"/></p>'
    chapters = [document(name, body.format(name), images=(rain,)) for name in ("one", "two")]
    with pikepdf.open(write(book(chapters), tmp_path)) as pdf:
        pictures = [each for each in pdf.objects if dict_of(each).get("/Subtype") == "/Image"]
    assert len(pictures) == 1


def test_a_chapter_that_opens_on_a_recto_follows_a_blank_page(tmp_path: Path) -> None:
    chapters = [TWO_CHAPTERS[0], document("two", '<h1 id="two">둘</h1>', opens_on_recto=True)]
    path = write(book(chapters), tmp_path)
    assert [bool(text.strip()) for text in texts(path)] == [True, False, True]


def test_references_to_pages_are_filled_in(tmp_path: Path) -> None:
    contents = document(
        "contents", '<p>The end: <span data-page-of="two.xhtml#two--end"/></p>', "frontmatter"
    )
    assert "The end: 3" in texts(write(book(TWO_CHAPTERS, [contents]), tmp_path))[0]


class Backwards(Runner):
    """Tells the last results first, as workers that are done in another order may."""

    def run(self, job: Any, inputs: Any, what: str, **how: Any) -> tuple[Entry, ...]:
        entries = super().run(job, inputs, what, **how)
        for place in reversed(range(len(entries))):
            how.get("idle", lambda done: ())({place: entries[place]})
        return entries


def test_a_link_says_its_text_and_a_number_what_the_link_before_it_says(tmp_path: Path) -> None:
    number = '<span data-page-of="{}.xhtml"/>'
    first = f'<p>The <a href="two.xhtml">se<em>cond</em></a>: {number.format("two")}.</p>'
    last = f"<p>Page {number.format('one')}.</p>"
    rendered = book([document("one", first), document("two", last)])
    with pikepdf.open(write(rendered, tmp_path)) as pdf:
        said = [[str(link.Contents) for link in page.Annots] for page in pdf.pages]
    assert said == [["second", "second"], ["one"]]


def test_a_number_in_a_link_is_part_of_it(tmp_path: Path) -> None:
    number = '<span data-page-of="two.xhtml#two--end">&#160;</span>'
    body = f'<p><a href="two.xhtml#two--end">The <em>end</em>{number}</a>.</p>'
    contents = document("contents", body, "frontmatter")
    path = write(book(TWO_CHAPTERS, [contents]), tmp_path)
    assert "The end 3." in texts(path)[0]
    with pikepdf.open(path) as pdf:
        assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["The end"]
        elements = structure_elements(pdf.Root.StructTreeRoot.K[0])
        links = [each for each in elements if each.S == "/Link"]
        assert [each.Pg.objgen for each in links].count(pdf.pages[0].obj.objgen) == 1


def test_a_number_behind_a_link_is_a_link_itself(tmp_path: Path) -> None:
    body = '<p><a href="two.xhtml">It</a><a id="here"/><span data-page-of="two.xhtml"/></p>'
    path = write(book(TWO_CHAPTERS, [document("contents", body, "frontmatter")]), tmp_path)
    with pikepdf.open(path) as pdf:
        assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["It", "It"]


def test_links_are_printed_with_their_pages(tmp_path: Path) -> None:
    body = '<p><a href="https://example.org/">out</a> <a href="one.xhtml">in</a></p>'
    with pikepdf.open(
        write(book([document("one", f'<h1 id="one">t</h1>{body}')]), tmp_path)
    ) as pdf:
        flags = [int(link.get("/F", 0)) for link in pdf.pages[0].Annots]
    assert flags == [4, 4]


def test_documents_are_in_the_order_of_the_book_whichever_is_done_first(tmp_path: Path) -> None:
    _, sheets = part_sheet(SheetInput(STYLESHEET))
    runner = Backwards(Store(tmp_path))
    last = LastLayouts(runner.store, "book")
    _, laid_out = lay_out_book(book(TWO_CHAPTERS), sheets["text"], runner, last)
    assert [*laid_out] == ["one", "two"]


def test_numbers_of_chapters_are_filled_in_and_are_no_links(tmp_path: Path) -> None:
    span = '<p>Chapter <span data-number-of="two.xhtml">27</span></p>'
    path = write(book([document("two", f'{span}<h1 id="two">t</h1>')]), tmp_path)
    assert "Chapter 27" in texts(path)[0]
    with pikepdf.open(path) as pdf:
        assert list(pdf.pages[0].get("/Annots", ())) == []
        kinds = [str(each.S) for each in structure_elements(pdf.Root.StructTreeRoot.K[0])]
    assert "/Link" not in kinds


def test_numbers_are_right_beside_letters_that_no_font_has(tmp_path: Path) -> None:
    chapter = '<span data-number-of="two.xhtml">27</span>'
    page = '<span data-page-of="two.xhtml#two--end"></span>'
    here = f'<h1 id="two">t</h1><p>{chapter}, {page}, \u1c00</p>'
    body = f'{here}<p class="new-page" id="two--end">x</p>'
    assert "27, 2, " in texts(write(book([document("two", body)]), tmp_path))[0]


def test_folios_have_as_many_digits_as_they_need(tmp_path: Path) -> None:
    body = '<h1 id="one">t</h1>' + '<p class="new-page">.</p>' * 11
    path = write(book([document("one", body)]), tmp_path)
    printed = [re.findall(r"folio (\w+)", text)[0] for text in texts(path)]
    assert printed == [str(number) for number in range(1, 13)]


def test_left_right_and_first_pages_keep_their_own_margins(tmp_path: Path) -> None:
    sheet = """
    @page :left { @top-left { content: "left" } } @page :right { @top-left { content: "right" } }
    @page :first { @top-left { content: "first" } }
    """
    body = '<h1 id="one">t</h1>' + '<p class="new-page">.</p>' * 3
    chapters = [document("zero", "<p>.</p>"), document("one", body)]
    path = write(book(chapters, stylesheet=STYLESHEET + sheet), tmp_path)
    words = [re.findall("left|right|first", text) for text in texts(path)]
    assert words == [["first"], ["first"], ["right"], ["left"], ["right"]]


@pytest.mark.parametrize("counter", ["counter(page, cjk-decimal)", '"1 of " counter(pages)'])
def test_margins_in_which_no_number_can_be_told_are_laid_out_page_by_page(
    tmp_path: Path, counter: str
) -> None:
    sheet = STYLESHEET.replace("counter(page)", counter)
    body = '<h1 id="one">t</h1>' + '<p class="new-page">.</p>' * 2
    path = write(book([document("one", body)], stylesheet=sheet), tmp_path)
    assert len([text for text in texts(path) if "folio" in text]) == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_the_bytes_depend_neither_on_workers_nor_on_the_store(tmp_path: Path, workers: int) -> None:
    first = write(book(TWO_CHAPTERS), tmp_path).read_bytes()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert write(book(TWO_CHAPTERS), fresh, workers).read_bytes() == first
    assert write(book(TWO_CHAPTERS), fresh, workers).read_bytes() == first


def test_korean_words_are_whole_at_line_ends(tmp_path: Path) -> None:
    words = [
        "데이터베이스에서",
        "<b>멱등성(idempotency)</b>은",
        "재시도를",
        "안전하게",
        "만들어",
        "준다",
    ]
    body = f'<h1 id="one">t</h1><p>{" ".join(words * 9)}</p>'
    lines = texts(write(book([document("one", body)]), tmp_path))[0].split("\r\n")
    plain = {re.sub(r"<.*?>", "", word) for word in words}
    body_words = {word for line in lines for word in line.split()}
    assert body_words - plain == {"head", "of", "one", "t", "folio", "1"}


def test_a_theme_cannot_reach_outside_the_book(tmp_path: Path) -> None:
    sheet = "body { background: url(file:///etc/hostname) }"
    with pytest.raises(ThemeError, match="file:///etc/hostname"):
        write(book(TWO_CHAPTERS, stylesheet=STYLESHEET + sheet), tmp_path)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf, pdf.open_metadata() as xmp:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("노트", "ko")
        assert (xmp["dc:creator"], xmp["pdfuaid:part"]) == (["A", "B"], "1")


def test_nothing_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pikepdf.open(write(book(TWO_CHAPTERS), tmp_path)) as pdf:
        assert pdf.check_pdf_syntax() == []
