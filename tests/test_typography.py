"""What a typesetter looks at, measured in the PDF of the sample book in every theme."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built_books import THEMES, BuiltBooks
from pdf_lines import Line, lines_of, longest_river, word_spaces

import bookc

JUSTIFIED = "paperback"
XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = frozenset(("p", "ul", "ol", "dl", "pre", "blockquote", "table", "div", "figure"))
PARTED = {"L": ("ul", "ol", "dl"), "Table": ("tbody", "table")}
"""Elements of a PDF that are more than a run of lines, and what stands for them in the EPUB."""
PAGE_REFERENCE = re.compile(r"\(\d+쪽\)|\(p\. \d+\)")


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample book: the lines of each theme's PDF, and what its blocks hold as a whole."""

    lines: dict[str, list[Line]]
    wholes: frozenset[tuple[str, str]]
    """Texts of blocks, each behind the PDF's type of what is more than a run of lines."""


@pytest.fixture(scope="module")
def sample(books: BuiltBooks) -> Sample:
    lines = {theme: lines_of(books.sample(theme).pdf) for theme in THEMES}
    return Sample(lines, frozenset(wholes_of(books.sample().epub)))


def letters(text: str) -> str:
    return re.sub(r"[\W_\d]", "", PAGE_REFERENCE.sub("", text))


def wholes_of(epub: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(epub) as container:
        for name in container.namelist():
            if name.endswith(".xhtml"):
                for element in ElementTree.fromstring(container.read(name)).iter():
                    yield from wholes_in(element)


def wholes_in(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    tag = element.tag.removeprefix(XHTML)
    kind = next((kind for kind, tags in PARTED.items() if tag in tags), "")
    yield kind, letters("".join(element.itertext()))
    inline = [element.text or ""]
    for child in element:
        if child.tag.removeprefix(XHTML) in BLOCKS:
            break
        inline += ["".join(child.itertext()), child.tail or ""]
    yield "", letters("".join(inline))


def text_of(lines: Sequence[Line]) -> str:
    """Return the letters of some lines but for small ones, which are marks of notes."""
    size = max(each.size for line in lines for each in line.letters)
    shown = (each for line in lines if not line.kind.endswith("Lbl") for each in line.letters)
    return letters("".join(each.text for each in shown if each.size > 0.8 * size))


def pages_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each page of running text."""
    for _, page in groupby(lines, key=lambda line: line.page):
        on_page = [line for line in page if "THead" not in line.kind]
        if any("/Sect/P" in line.kind for line in on_page):
            yield on_page


def lone_lines(sample: Sample, theme: str) -> Iterator[str]:
    """Yield lines at the head or foot of a page that are all there is of a longer block."""
    for page in pages_of(sample.lines[theme]):
        for edge in (page[0], page[-1]):
            for depth, kind in enumerate(edge.kind.split("/"), start=1):
                if kind not in PARTED and depth < len(edge.around):
                    continue
                part = [line for line in page if line.around[:depth] == edge.around[:depth]]
                heights = {round(line.baseline / 4) for line in part}
                parted = kind if kind in PARTED else ""
                if len(heights) == 1 and (parted, text_of(part)) not in sample.wholes:
                    yield f"page {edge.page + 1}: {edge.text}"


@pytest.mark.parametrize("theme", THEMES)
def test_no_line_stands_alone_at_the_head_or_foot_of_a_page(sample: Sample, theme: str) -> None:
    assert list(lone_lines(sample, theme)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_heading_is_the_last_line_of_a_page(sample: Sample, theme: str) -> None:
    last = [page[-1] for page in pages_of(sample.lines[theme])]
    assert [line.text for line in last if re.search(r"/H\d$", line.kind)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_word_space_of_the_sample_is_three_times_its_font_s_own(
    sample: Sample, theme: str
) -> None:
    text = [line for line in sample.lines[theme] if "NonStruct" not in line.kind]
    loose = [line.text for line in text if max(word_spaces(line), default=0) >= 3]
    assert loose == []


def test_lines_of_a_justified_paragraph_end_at_one_edge(sample: Sample) -> None:
    full = short = 0
    for _, block in groupby(sample.lines[JUSTIFIED], key=lambda line: (line.page, line.block)):
        lines = [line for line in block if line.kind.endswith("Sect/P")]
        ends = [max(each.right for each in line.letters if each.text.strip()) for line in lines]
        if len(lines) > 2:
            full += sum(abs(end - max(ends)) < 0.7 for end in ends[:-1])
            short += sum(abs(end - max(ends)) >= 0.7 for end in ends[:-1])
    assert full > 200
    assert short / full < 0.05  # lines whose words would have stood too far apart


@pytest.mark.parametrize("theme", THEMES)
def test_no_river_runs_through_four_lines(sample: Sample, theme: str) -> None:
    text = [line for line in sample.lines[theme] if "NonStruct" not in line.kind]
    assert longest_river(text) < 4


def test_padding_around_code_makes_no_gap_of_a_justified_line_too_wide(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[theme]\njustify = true\n", "utf-8")
    words = [
        "비가 `rain` 온다",
        "강을 `river --long` 건너",
        "구름",
        "`a`, 안개가 걷힌다",
        "눈이 `snow-flake` 오고",
    ]
    turned = [words[place:] + words[:place] for place in range(len(words))]
    post = "\n\n".join(" ".join(each * 6) for each in [*turned, *(each[::-1] for each in turned)])
    (tmp_path / "a.md").write_text(post, "utf-8")
    (made,) = bookc.build(tmp_path, formats=["pdf"], workers=1, cache=False).outputs
    widest = [max(word_spaces(line), default=0) for line in lines_of(made.path)]
    assert len(widest) > 30
    assert 2 < max(widest) < 3
