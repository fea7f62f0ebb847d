"""What is measured: bookc and its peers in turns, each on a fresh copy of one corpus.

In turns, so that a machine which is busy for a while is busy for all; figures are ratios.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from benchmarks.corpus import Corpus, post_name, write_corpus, write_post
from benchmarks.measure import Sample, measure
from benchmarks.peers import (
    ROOT,
    Peers,
    lay_out_in_one_pass,
    write_epub_with_pandoc,
    write_pdf_with_pandoc,
)
from benchmarks.results import (
    COLD,
    COLD_PDF,
    COLOURS,
    NOTHING,
    ONE_PASS,
    PANDOC,
    PARAGRAPH,
    POST,
    Point,
    Results,
)
from benchmarks.whole import write_whole_book

Report = Callable[[str, Sample], None]

_BOOKC = Path(sys.executable).with_name("bookc")
_SETTLE_SECONDS = 2.5
"""As git does, bookc distrusts the times of files that changed in the last two seconds. Whoever
edits takes as long to change windows."""
_ONE_PASS_POSTS = 400
"""The most that WeasyPrint alone is given: it has the whole book in memory, some MB a page."""
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""A package that pip installs is compiled, and bookc in a checkout should be too."""
_PARAGRAPH = "새로 쓴 문단은 한 글에만 있다. 나머지는 그대로 남는다."
_EDITS = 3
"""Of each kind in a round: what is over in two seconds swings by more than what takes longer."""
_COLOURS = '\n[theme]\naccent = "#7a1f3d"\nhighlight = "#d9a441"\n'


def measure_round(
    results: Results, corpus: Path, folder: Path, peers: Peers, report: Report
) -> None:
    """Measure every case once, with pictures, and edits a few times.

    Args:
        results: takes what is measured.
        corpus: the book; it stays as it is.
        folder: to work in.
        peers: the other tools.
        report: told of every measurement.
    """
    for case, sample in _round(results, corpus, folder, peers):
        results.samples.setdefault(case, []).append(sample)
        report(case, sample)


def _round(
    results: Results, corpus: Path, folder: Path, peers: Peers
) -> Iterator[tuple[str, Sample]]:
    project, pdf = folder / "project", folder / "one-pass.pdf"
    _copy(corpus, project)
    yield COLD_PDF, _build(project, "--pdf")
    results.sizes[COLD_PDF] = _only(project / "dist", "*.pdf").stat().st_size
    results.pages = _pages(_only(project / "dist", "*.pdf"))

    yield ONE_PASS, _one_pass(corpus, folder / "whole", peers, pdf)
    results.sizes[ONE_PASS] = _packed_size(pdf)

    _copy(corpus, project)
    yield COLD, _build(project)
    for times in range(_EDITS):
        yield NOTHING, _build(project)
        _add_paragraph(project)
        yield PARAGRAPH, _build(project)
        _add_post(project, times)
        yield POST, _build(project)
    _change_colours(project)
    yield COLOURS, _build(project)

    _copy(corpus, project)
    epub = write_epub_with_pandoc(peers, project, folder / "pandoc.epub")
    yield PANDOC, epub + write_pdf_with_pandoc(peers, project, folder / "typst.pdf")


def measure_growth(
    results: Results, folder: Path, peers: Peers, *, sizes: tuple[int, ...], report: Report
) -> None:
    """Measure cold PDFs of text alone, from small books to large ones; what others take too.

    Args:
        results: takes what is measured.
        folder: to work in.
        peers: the other tools.
        sizes: numbers of posts.
        report: told of every measurement.
    """
    results.points = []
    for posts in sizes:
        corpus = folder / f"text-{posts}"
        shutil.rmtree(corpus, ignore_errors=True)
        write_corpus(Corpus(posts, pictures=0), corpus)
        for tool, sample, pdf in _tools(corpus, folder, peers):
            results.points.append(Point(tool, posts, _pages(pdf), sample))
            report(f"{posts} posts of text alone, {tool}", sample)


def _tools(corpus: Path, folder: Path, peers: Peers) -> Iterator[tuple[str, Sample, Path]]:
    pdf = folder / "peer.pdf"
    _settle()
    yield "bookc", _build(corpus, "--pdf"), _only(corpus / "dist", "*.pdf")
    yield "pandoc and typst", write_pdf_with_pandoc(peers, corpus, pdf), pdf
    if sum(1 for _ in corpus.glob("*/index.md")) <= _ONE_PASS_POSTS:
        yield "WeasyPrint", _one_pass(corpus, folder / "whole", peers, pdf), pdf


def _build(project: Path, *options: str) -> Sample:
    command = [str(_BOOKC), "build", str(project), "--quiet", *options]
    return measure(command, folder=ROOT, env=_COMPILED)


def _one_pass(corpus: Path, folder: Path, peers: Peers, pdf: Path) -> Sample:
    """Measure pictures and layout of WeasyPrint alone; making its HTML is not counted."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    html = write_whole_book(corpus, folder)
    pictures = measure([sys.executable, "-m", "benchmarks.pictures", folder], folder=ROOT)
    return pictures + lay_out_in_one_pass(peers, html, pdf)


def _copy(corpus: Path, project: Path) -> None:
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(corpus, project)
    _settle()


def _add_paragraph(project: Path) -> None:
    post = sorted(project.glob("*/index.md"))[10]
    post.write_text(f"{post.read_text(encoding='utf-8')}\n{_PARAGRAPH}\n", encoding="utf-8")
    _settle()


def _add_post(project: Path, times: int) -> None:
    """Add a post whose date is in the middle of the year, where so many were added before."""
    number = (11 + times) * 12 + 5  # of June
    write_post(project, number, [post_name(number)], pictures=12)
    _settle()


def _change_colours(project: Path) -> None:
    with (project / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write(_COLOURS)
    _settle()


def _settle() -> None:
    time.sleep(_SETTLE_SECONDS)


def _only(folder: Path, pattern: str) -> Path:
    (file,) = folder.glob(pattern)
    return file


def _pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as book:
        return len(book.pages)


def _packed_size(pdf: Path) -> int:
    """Return the size of a PDF that is written as bookc writes: small objects in packs."""
    packed = pdf.with_suffix(".packed.pdf")
    with pikepdf.open(pdf) as book:
        book.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.stat().st_size
