"""Nothing is lost: what a post says is counted again in the finished files."""

import importlib
import json
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

import bookc
from bookc.jobs import Runner
from bookc.model import PieceKind
from bookc.parse import post as parsing
from bookc.pdf.file import PdfFile
from bookc.pdf.opened import Extent, close, opened, words_on
from bookc.pdf.proof import _begin_to_read
from bookc.store import Store
from bookc.xhtml import Element, drop

ROOT = Path(__file__).parents[1]
THEME = ROOT / "themes" / "notes"
POST = """---
title: Rain
date: 2023-05-14
---

It began before noon[^1], and nobody had brought an umbrella to the talk.

- The first item of the list
- The second item of the list, **with** a [link](https://example.org/)

## 멱등성은 무엇인가

| A head | Another |
|---|---|
| yes | no |
| no | yes |

```c
if (x) {
	return yes;
}
```

![A red square](red.png)
*What the square shows*

[^1]: Of a day in May.
"""
LOSSES = {
    "list item": ("The first item of the list", "", "rain.md:8", "The first item"),
    "table cell": ("<td>yes</td>", "<td></td>", "rain.md:15", "yes"),
    "code line": (" yes;", "", "rain.md:20", "return yes;"),
    "paragraph": (", and nobody had brought an umbrella", "", "rain.md:6", "It began before noon"),
    "heading": ("멱등성은 무엇인가", "", "rain.md:11", "멱등성은 무엇인가"),
    "caption": ("What the square shows", "", "rain.md:24", "What the square shows"),
    "note": ("Of a day in May.", "", "rain.md:27", "Of a day in May."),
    "picture": ("<img ", "<wbr ", "rain.md:24", "picture:red.png"),
    "link": ('<a href="https://example.org/">link</a>', "link", "rain.md:9", "link"),
}


def project(folder: Path, text: str = POST) -> Path:
    (folder / "rain.md").write_text(text, encoding="utf-8")
    Image.new("RGB", (60, 40), "red").save(folder / "red.png")
    shutil.copytree(THEME, folder / "themes" / "notes")
    return folder


def losing(folder: Path, written: str, instead: str) -> Path:
    """Let the theme of a project take something out of every chapter."""
    template = folder / "themes" / "notes" / "templates" / "chapter.xhtml.j2"
    cut = f"section.body | replace({written!r}, {instead!r}) | safe"
    whole = template.read_text(encoding="utf-8")
    template.write_text(whole.replace("section.body", cut), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("file", ["epub", "pdf"])
def test_what_the_renderer_loses_fails_the_build_and_is_named(
    tmp_path: Path, kind: str, file: str
) -> None:
    written, instead, place, text = LOSSES[kind]
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(losing(project(tmp_path), written, instead), formats=[file], workers=1)
    told = {str(each.at): each.what for each in failure.value.problems}
    assert told[place].startswith(f"lost on the way into the {file.upper()}: {kind} '{text}")
    assert not list((tmp_path / "dist").glob("*.*"))


def test_a_copy_of_the_sample_that_loses_one_item_fails_and_names_it(tmp_path: Path) -> None:
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "book.toml", tmp_path)
    item = "keep the values you have. Stale flags are nearly always better than no flags."
    losing(tmp_path, f"<li><strong>While running</strong>: {item}</li>", "")
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(tmp_path, formats=["epub"])
    (problem,) = failure.value.problems
    assert str(problem.at) == "content/2023-09-09-feature-flags/index.md:115"
    assert problem.what.startswith("lost on the way into the EPUB: list item 'While running")


@pytest.mark.parametrize(
    ("style", "place", "what"),
    [
        ("li:first-child { display: none }", "rain.md:8", "list item 'The first item of the list'"),
        ("tr:last-child { display: none }", "rain.md:16", "table cell 'no'"),
        ("pre { display: none }", "rain.md:19", "code line 'if (x) {'"),
        ("figure img { display: none }", "rain.md:24", "picture 'picture:red.png'"),
        ("li a { display: none }", "rain.md:9", "link 'link'"),
    ],
)
def test_what_the_layout_loses_fails_the_build_and_is_named(
    tmp_path: Path, style: str, place: str, what: str
) -> None:
    sheet = project(tmp_path) / "themes" / "notes" / "paged.css"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n{style}\n", encoding="utf-8")
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(tmp_path, formats=["pdf"], workers=1)
    told = [(str(each.at), each.what) for each in failure.value.problems]
    assert (place, f"lost on the way into the PDF: {what}") in told


@pytest.mark.parametrize(("workers", "few"), [(1, 64), (2, 64), (2, 0), (3, 0)])
def test_what_a_long_chapter_loses_is_named_however_many_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, few: int
) -> None:
    monkeypatch.setattr("bookc.pdf.proof._FEW_PAGES", few)
    items = "\n".join(f"- Item {number}: {'many words ' * 60}" for number in range(60))
    sheet = project(tmp_path, f"# Rain\n\n{items}\n") / "themes" / "notes" / "paged.css"
    style = "li:nth-child(4), li:nth-child(57) { display: none }"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n{style}\n", encoding="utf-8")
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(tmp_path, formats=["pdf"], workers=workers)
    assert [str(each.at) for each in failure.value.problems] == ["rain.md:6", "rain.md:59"]


def test_workers_share_the_pages_of_fewer_documents_than_they_are() -> None:
    asked = []

    class Recorder(Runner):
        def call(self, function: Callable[..., Any], /, *given: Any) -> Future[Any]:
            asked.append((function, given))
            return Future()

    runner = Recorder(Store(Path("store")), workers=4)
    path, extent = Path("book.pdf"), Extent((), ())
    begun = _begin_to_read(path, {"long": (extent, (3, 40)), "short": (extent, (40, 47))}, runner)
    assert {name: len(parts) for name, parts in begun.items()} == {"long": 2}
    assert asked == [(words_on, (path, extent, each)) for each in ((3, 21), (21, 40))]
    assert not _begin_to_read(path, {str(each): (extent, (0, 90)) for each in range(3)}, runner)


def test_what_a_rule_for_the_tree_loses_fails_the_build_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drop_first_item(root: Element) -> None:
        for item in list(root.iter("li"))[:1]:
            drop(item)

    monkeypatch.setattr(parsing, "mark_bold_headings", drop_first_item)
    with pytest.raises(bookc.BookcError) as failure:
        bookc.build(project(tmp_path), formats=["epub"], workers=1, cache=False)
    (problem,) = failure.value.problems
    assert str(problem.at) == "rain.md:8"
    assert problem.what.startswith("lost on the way into the book: list item 'The first item")


def test_a_book_that_lost_nothing_says_how_much_there_is_of_each_post(tmp_path: Path) -> None:
    (figures,) = bookc.build(project(tmp_path), workers=1).posts
    counts = {
        PieceKind.HEADING: 1,
        PieceKind.PARAGRAPH: 1,
        PieceKind.ITEM: 2,
        PieceKind.CELL: 6,
        PieceKind.CODE_LINE: 3,
        PieceKind.CAPTION: 1,
        PieceKind.NOTE: 1,
        PieceKind.PICTURE: 1,
        PieceKind.LINK: 3,
    }
    assert figures.epub == figures.pdf == counts
    # The Markdown parser takes the caption for a paragraph.
    parsed = counts | {PieceKind.PARAGRAPH: 2}
    assert figures.seen == {kind: count for kind, count in parsed.items() if kind != "caption"}


def test_what_is_left_out_on_purpose_is_counted_by_its_reason(tmp_path: Path) -> None:
    text = "# Rain\n\nIt rained.\n\n<br>\n\n<!-- never -->\n\n<script>alert(1)</script>\n"
    (figures,) = bookc.build(project(tmp_path, text), formats=["epub"], workers=1).posts
    assert figures.removed["title in the text"] == 1
    assert figures.removed["empty block"] == 1
    assert figures.removed["<script>"] == 1


def test_a_chapter_is_proved_again_only_if_it_was_laid_out_anew(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    for text in ("", "", "And it went on.\n"):
        (project(tmp_path) if not steps else tmp_path).joinpath("sun.md").write_text(
            f"---\ntitle: Sun\ndate: 2023-05-15\n---\n\nIt shone. {text}", encoding="utf-8"
        )
        bookc.build(tmp_path, formats=["pdf"], workers=1, progress=lambda *step: steps.append(step))
    proved = [done for what, done, _ in steps if what == "chapters proved"]
    assert proved == [0, 1, 2, 2, 1, 2]


ODD = {
    "ligatures and soft hyphens": "Office, affluent: co\u00adop\u00ader\u00ada\u00adtion, ﬁfty.",
    "forms for compatibility": "ｶﾞｷﾞ ㍿ ㌔ ①②③ 豈 Ⅳ ㎡\n\n- ㈱\n- 一",
    "long words": "Internationalization, counterrevolutionaries, incomprehensibilities. " * 20,
    "right to left": "مرحبا بالعالم و latin words ثم [رابط](https://example.org/) (123).\n\n"
    "- one **b** c\n- عنصر",
    "vowel marks": "בְּרֵאשִׁית בָּרָא אֱלֹהִים\n\nالسَّلَامُ عَلَيْكُمْ",  # noqa: RUF001
    "marks that reorder": "हिन्दी में क्षत्रिय\n\n- தமிழ் மொழி\n- ภาษาไทยน้ำ",
    "empty cells": "| a | | c |\n|---|---|---|\n| | | |\n| 1 | 1 | ✓ |\n| — | 1 | 2 |",
    "nested lists": "- a\n    - b\n        1. c\n\n           d\n        2. c\n- a",
    "blanks in code": "```\n\tif (a) {   \n\n\t\tb-c-d-e;\t\n\t}\n}\n--\n" + "x = " * 90 + "\n```",
    "emoji": "🎉 👨\u200d👩\u200d👧 1\ufe0f\u20e3\n\n- 🎉\n- ✓\n- …",
    "a table over pages": "| n | text |\n|---|---|\n"
    + "".join(f"| {n} | {'many words ' * 30} |\n" for n in range(30)),
    "no picture": "![there is none](none.png) [![gone](none.png)](https://example.org/)",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_nothing_is_missed_that_is_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.md").write_text(f"---\ntitle: Odd\ndate: 2023-05-14\n---\n\n{text}\n", "utf-8")
    assert len(bookc.build(tmp_path, workers=1).outputs) == 2


def test_a_picture_that_cannot_be_read_is_missed_neither_alone_nor_in_a_link(
    tmp_path: Path,
) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    text = "---\ntitle: Bad\n---\n\n![bad](bad.png)\n\n[![bad](bad.png)](https://example.org/)\n"
    (tmp_path / "bad.md").write_text(text, "utf-8")
    assert len(bookc.build(tmp_path, workers=1).outputs) == 2


def test_the_manifest_has_figures_problems_inputs_and_outputs_and_the_same_bytes(
    tmp_path: Path,
) -> None:
    folder = project(tmp_path, POST + "\n![none](none.png)\n")
    bytes_of = []
    for output in (tmp_path / "one", tmp_path / "two"):
        manifest = bookc.build(folder, formats=["epub"], output=output, workers=1, cache=False)
        assert manifest.file is not None
        bytes_of.append(manifest.file.read_bytes())
    assert bytes_of[0] == bytes_of[1]
    assert str(tmp_path).encode() not in bytes_of[0]
    told = json.loads(bytes_of[0])
    assert told["sums"]["pictures missing"] == told["problems"]["picture"]["count"] == 1
    assert told["posts"][0]["epub"]["table cell"] == told["posts"][0]["seen"]["table cell"] == 6
    inputs = {each["path"] for each in told["inputs"]}
    assert {path for path in inputs if not path.startswith("themes/")} == {"rain.md", "red.png"}
    assert told["outputs"][0]["sha256"] == manifest.outputs[0].sha256


def test_lists_of_posts_and_the_theme_of_a_project_are_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nWords.\n", encoding="utf-8")
    (tmp_path / "SUMMARY.md").write_text("* [A](a.md)\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text('[theme]\nname = "own"\n', encoding="utf-8")
    theme = tmp_path / "themes" / "own" / "theme.toml"
    theme.parent.mkdir(parents=True)
    theme.write_text('extends = "notes"\n', encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["epub"], workers=1)
    assert manifest.file is not None
    inputs = json.loads(manifest.file.read_bytes())["inputs"]
    expected = ["SUMMARY.md", "a.md", "book.toml", "themes/own/theme.toml"]
    assert [each["path"] for each in inputs] == expected


def test_an_excerpt_of_a_pdf_has_its_pages_alone(tmp_path: Path) -> None:
    bookc.build(project(tmp_path), formats=["pdf"])
    (path,) = (tmp_path / "dist").glob("*.pdf")
    with pikepdf.Pdf.open(path) as pdf:
        first, *others = [int(page.obj.objgen[0]) for page in pdf.pages]
    with pypdfium2.PdfDocument(path) as whole:
        texts = [page.get_textpage().get_text_bounded() for page in whole]
    excerpt = opened(path, Extent(tuple(others), ((first, first + 1),)))
    pages = list(excerpt.pdfium)
    shown = [page.get_textpage().get_text_bounded() for page in pages]
    assert shown == texts[1:]
    assert excerpt.pikepdf.get_object(others[0], 0).Type == pikepdf.Name.Page
    assert excerpt.pikepdf.get_object(first, 0) == pikepdf.Object.parse(b"null")
    for page in pages:
        page.close()
    close()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda pages: pages[:-1], "of .* pages"),
        (lambda pages: pages[::-1], "not in their order"),
    ],
)
def test_pages_that_are_not_bound_or_not_in_their_order_fail_the_build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Sequence[int]], Sequence[int]],
    told: str,
) -> None:
    assembling = importlib.import_module("bookc.pdf.assemble")  # a function has its name, too
    put_node = assembling._put_node

    def put_changed(pdf: PdfFile, number: int, root: int, pages: Sequence[int]) -> object:
        return put_node(pdf, number, root, change(pages))

    monkeypatch.setattr(assembling, "_put_node", put_changed)
    with pytest.raises(AssertionError, match=told):
        bookc.build(project(tmp_path), formats=["pdf"], workers=1, cache=False)
    assert not list((tmp_path / "dist").glob("*.pdf"))
