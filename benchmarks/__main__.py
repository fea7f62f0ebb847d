"""The command behind `make bench`: measure, print the table, write docs/performance.md."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks.cases import measure_growth, measure_round
from benchmarks.corpus import Corpus, write_corpus
from benchmarks.measure import Sample
from benchmarks.peers import ROOT, install_peers
from benchmarks.performance import table, write_performance
from benchmarks.results import MEGABYTE, load_results, save_results

_SIZES = (12, 24, 48, 100, 200, 400, 1000)


def main() -> None:
    """Measure what was asked for and report all that is known."""
    asked = _arguments()
    work = ROOT / ".bench"
    work.mkdir(exist_ok=True)
    kept = work / "results.json"
    results = load_results(kept)
    peers = install_peers(work / "peers")
    sizes = tuple(size for size in _SIZES if size <= asked.largest)

    def tell(what: str, sample: Sample) -> None:
        _tell(what, sample)
        save_results(results, kept)  # it takes an hour, and may be stopped

    with tempfile.TemporaryDirectory(dir=work) as folder:
        if asked.only != "growth":
            corpus = Path(folder, "corpus")
            write_corpus(Corpus(asked.posts), corpus)
            results.posts, results.samples = asked.posts, {}
            for _ in range(asked.rounds):
                measure_round(results, corpus, Path(folder), peers, tell)
        if asked.only != "cases":
            measure_growth(results, Path(folder), peers, sizes=sizes, report=tell)
    print(table(results))
    cores, python = len(os.sched_getaffinity(0)), platform.python_version()
    write_performance(results, ROOT / "docs", cores=cores, python=python)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--posts", type=int, default=48, help="of the book with pictures")
    parser.add_argument("--rounds", type=int, default=3, help="in which all cases take turns")
    parser.add_argument("--largest", type=int, default=1000, help="posts of the largest book")
    parser.add_argument("--only", choices=["cases", "growth"], help="keep the rest of last time")
    return parser.parse_args()


def _tell(what: str, sample: Sample) -> None:
    times = f"{sample.seconds:8.2f} s {sample.cpu_seconds:8.2f} s of work"
    print(f"{times} {sample.peak_bytes / MEGABYTE:6.0f} MB  {what}", flush=True)


if __name__ == "__main__":
    main()
