import hashlib
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.corpus import Corpus, write_corpus
from benchmarks.measure import CommandFailedError, Sample, measure
from benchmarks.performance import table, write_performance
from benchmarks.results import (
    CASES,
    COLD,
    COLD_PDF,
    ONE_PASS,
    PARAGRAPH,
    Point,
    Results,
    figures,
    load_results,
    save_results,
)
from benchmarks.whole import write_whole_book

MEASURED = Results(
    posts=48,
    pages=1000,
    samples={case: [Sample(10.0, 20.0, 100_000_000)] for case in CASES},
    sizes={COLD_PDF: 102, ONE_PASS: 100},
    points=[
        Point("bookc", 48, 500, Sample(10.0, 20.0, 100_000_000)),
        Point("bookc", 480, 5000, Sample(105.0, 200.0, 140_000_000)),
        Point("WeasyPrint", 48, 500, Sample(20.0, 20.0, 300_000_000)),
        Point("pandoc and typst", 48, 500, Sample(5.0, 8.0, 300_000_000)),
    ],
)


def digests_below(folder: Path) -> dict[str, str]:
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {
        each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in files
    }


def test_a_corpus_is_the_same_every_time(tmp_path: Path) -> None:
    write_corpus(Corpus(posts=2, pictures=2), tmp_path / "one")
    write_corpus(Corpus(posts=2, pictures=2), tmp_path / "other")
    assert digests_below(tmp_path / "one") == digests_below(tmp_path / "other")


def test_posts_have_as_many_pictures_as_they_link_to(tmp_path: Path) -> None:
    write_corpus(Corpus(posts=1, pictures=3), tmp_path)
    (post,) = tmp_path.glob("*/index.md")
    assert post.read_text(encoding="utf-8").count("](img/") == 3
    assert len(list(tmp_path.glob("*/img/*"))) == 3


def test_a_corpus_of_text_alone_has_no_pictures(tmp_path: Path) -> None:
    write_corpus(Corpus(posts=1, pictures=0), tmp_path)
    assert {each.suffix for each in tmp_path.rglob("*") if each.is_file()} == {".md", ".toml"}


def test_the_largest_process_counts_even_if_it_is_a_child() -> None:
    child = "import time; held = bytearray(200_000_000); time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert measure([sys.executable, "-c", parent]).peak_bytes > 200_000_000


def test_work_of_a_child_counts() -> None:
    child = "import time\nwhile time.process_time() < 0.6: pass\ntime.sleep(0.2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert measure([sys.executable, "-c", parent]).cpu_seconds >= 0.5


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(CommandFailedError, match="no such book"):
        measure([sys.executable, "-c", "raise SystemExit('no such book')"])


def test_one_command_after_another_takes_the_time_of_both_and_the_memory_of_the_larger() -> None:
    assert Sample(1.0, 2.0, 30) + Sample(3.0, 4.0, 20) == Sample(4.0, 6.0, 30)


def test_a_figure_is_the_ratio_of_medians() -> None:
    samples = {case: [Sample(100.0, 1.0, 1)] for case in CASES}
    samples[PARAGRAPH] = [Sample(seconds, 1.0, 1) for seconds in (99.0, 7.0, 1.0)]
    results = Results(48, 1000, samples, {COLD_PDF: 1, ONE_PASS: 1})
    figure = next(each for each in figures(results) if each.what.endswith(f"against {COLD}"))
    assert figure.measured == 0.07
    assert figure.is_reached()


def test_the_table_tells_what_is_reached_from_what_is_missed() -> None:
    lines = table(MEASURED).splitlines()
    (size,) = (line for line in lines if "size of the PDF" in line)
    (memory,) = (line for line in lines if "memory" in line and "480 posts of text alone" in line)
    assert size.split()[:2] == ["reached", "1.02"]
    assert memory.split()[:2] == ["MISSED", "1.4"]


def test_the_report_has_a_plot_that_is_well_formed(tmp_path: Path) -> None:
    write_performance(MEASURED, tmp_path, cores=2, python="3.11.2")
    plot = ElementTree.parse(tmp_path / "performance.svg")
    assert len(plot.findall(".//{http://www.w3.org/2000/svg}polyline")) == 6
    assert "(performance.svg)" in (tmp_path / "performance.md").read_text(encoding="utf-8")


def test_results_are_kept_for_a_later_report(tmp_path: Path) -> None:
    save_results(MEASURED, tmp_path / "results.json")
    assert load_results(tmp_path / "results.json") == MEASURED


def test_the_book_for_one_pass_has_every_post_in_one_file(tmp_path: Path) -> None:
    write_corpus(Corpus(2, pictures=0), tmp_path / "corpus")
    (tmp_path / "whole").mkdir()
    html = write_whole_book(tmp_path / "corpus", tmp_path / "whole").read_text("utf-8")
    assert html.count("컨퍼런스") > 2
    assert "00</a>" in html  # numbers of pages, which one pass does not know
