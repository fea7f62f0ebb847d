"""What a PDF says of itself, read with pikepdf and pdfium: facts to compare, never bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, NameTree, Pdf

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as a reader sees it."""

    label: str
    width_mm: int
    height_mm: int
    text: str
    """With single blanks for blanks and line ends."""
    links: tuple[str, ...]
    """Labels of the pages that its links lead to, or web addresses."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline."""

    level: int
    """Counted from 1."""
    title: str
    label: str
    """Of its page."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF says of itself."""

    pages: tuple[Page, ...]
    outline: tuple[Bookmark, ...]
    broken_links: tuple[str, ...]
    """Destinations that no page has."""
    fonts: tuple[str, ...]
    fonts_not_embedded: tuple[str, ...]
    syntax_problems: tuple[str, ...]


def facts_of(path: Path) -> Facts:
    """Read all facts of a file."""
    labels, texts = _labels_and_texts(path)
    with pikepdf.open(path) as pdf:
        by_page = {page.obj.objgen: label for page, label in zip(pdf.pages, labels, strict=True)}
        ends = [list(_ends_of_links(page, pdf, by_page)) for page in pdf.pages]
        sizes = [[round(float(side) * MM_PER_PT) for side in page.mediabox] for page in pdf.pages]
        fonts = dict(_fonts(pdf))
        return Facts(
            pages=tuple(
                Page(label, size[2], size[3], text, tuple(end for end, _ in links))
                for label, size, text, links in zip(labels, sizes, texts, ends, strict=True)
            ),
            outline=tuple(_outline(pdf, by_page)),
            broken_links=tuple(end for links in ends for end, arrives in links if not arrives),
            fonts=tuple(sorted(fonts)),
            fonts_not_embedded=tuple(sorted(name for name in fonts if not fonts[name])),
            syntax_problems=tuple(pdf.check_pdf_syntax()),
        )


def _labels_and_texts(path: Path) -> tuple[list[str], list[str]]:
    with pypdfium2.PdfDocument(path) as pdf:
        labels = [pdf.get_page_label(number) for number in range(len(pdf))]
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    return labels, texts


def _ends_of_links(
    page: pikepdf.Page, pdf: Pdf, by_page: dict[tuple[int, int], str]
) -> Iterator[tuple[str, bool]]:
    """Yield where each link of a page leads, and whether it arrives."""
    names = NameTree(pdf.Root.Names.Dests)
    for link in page.obj.get("/Annots", Array()):
        if (action := link.get("/A")) is not None and "/URI" in action:
            yield str(action.URI), True
            continue
        name = str(link.Dest)
        place = names.get(name)
        if place is None or place[0].objgen not in by_page:
            yield name, False
        else:
            yield by_page[place[0].objgen], True


def _outline(pdf: Pdf, by_page: dict[tuple[int, int], str]) -> Iterator[Bookmark]:
    def below(items: list[pikepdf.OutlineItem], level: int) -> Iterator[Bookmark]:
        for item in items:
            assert isinstance(item.destination, Array)
            yield Bookmark(level, item.title, by_page[item.destination[0].objgen])
            yield from below(list(item.children), level + 1)

    with pdf.open_outline() as outline:
        yield from below(list(outline.root), 1)


def _fonts(pdf: Pdf) -> Iterator[tuple[str, bool]]:
    """Yield each font's name, and whether its outlines are in the file."""
    files = (Name.FontFile, Name.FontFile2, Name.FontFile3)
    for each in pdf.objects:
        if not isinstance(each, Dictionary) or each.get("/Type") != "/Font":
            continue
        if each.get("/Subtype") == "/Type3":
            yield "Type 3", True
        elif each.get("/Subtype") == "/Type0":
            (descendant,) = each.DescendantFonts
            descriptor = descendant.get("/FontDescriptor", Dictionary())
            yield str(each.BaseFont)[1:], any(file in descriptor for file in files)
        elif "/FontDescriptor" not in each:
            yield str(each.get("/BaseFont", "/?"))[1:], False
