"""A blog of thousands of posts in one run: is time flat, and memory bounded?

`python -m benchmarks.scale` makes the blog, builds its EPUB, and prints what it took, and how long
posts took to parse: those of the last seventh against those of the first. One process after the
other parses all of them in their order, so that what else a machine does meanwhile does not count.
"""

import argparse
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.blog import write_blog
from benchmarks.measure import measure
from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.parse.post import parse_post
from bookc.slug import path_order


def main() -> None:
    """Build, measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--posts", type=int, default=7000)
    parser.add_argument("--passes", type=int, default=3)
    arguments = parser.parse_args()
    posts: int = arguments.posts
    with tempfile.TemporaryDirectory() as place:
        blog = Path(place, "blog")
        write_blog(blog, posts)
        build = (sys.executable, "-m", "bookc", "build", "--epub", "--quiet", blog)
        taken = measure([*build, "--output", Path(place, "out")])
        with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
            passes = list(processes.map(seconds_of_posts, [blog] * arguments.passes))
    each = [min(seconds) for seconds in zip(*passes, strict=True)]
    part = max(1, len(each) // 7)
    ratio = statistics.fmean(each[-part:]) / statistics.fmean(each[:part])
    print(f"{posts} posts: {taken.seconds:.0f} s, {taken.peak_bytes / 1e6:.0f} MB at most")
    print(f"a post: {statistics.median(each) * 1000:.1f} ms, the longest {max(each):.2f} s")
    print(f"the last {part} take {ratio:.2f} of the first {part}")


def seconds_of_posts(blog: Path) -> list[float]:
    """Return how long each post takes to parse, in their order, in seconds of work."""
    taken = []
    for source in sorted(
        collect_posts(load_config(blog)).posts, key=lambda source: path_order(source.path)
    ):
        started = time.process_time()
        parse_post(source, "en")
        taken.append(time.process_time() - started)
    return taken


if __name__ == "__main__":
    main()
