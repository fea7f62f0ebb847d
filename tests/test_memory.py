"""What the main process holds of a long book, beside the one post that it works at."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import re
import resource
import sys
from pathlib import Path, PurePosixPath

from bookc.config import load_config
from bookc.jobs import Runner
from bookc.links import resolve_links
from bookc.model import Collection, Images, Location, Manuscript, Medium, Post, SourceFile, pack
from bookc.order import order_chapters
from bookc.render import load_theme, render
from bookc.store import Store

TEXT = '<h2 id="s">S</h2><p>Rain <a href="0.md">falls</a>.</p>' + f'<p>{"Rain. " * 80}</p>' * 250


def post(number):
    path = PurePosixPath(f"{number}.md")
    at = Location(str(path), 1)
    fragment = pack(TEXT.replace("Rain", f"Rain {number}"))
    return Post(path, "T", None, (), "en", "", "", False, fragment, (), at)


def peak():
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts what the program that started this one took as its own in `ru_maxrss`.
    return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])


def front_half(posts, store=Store(Path(sys.argv[1], "store"))):
    config = load_config(Path(sys.argv[1]))
    files = {each.path: 1 for each in posts}
    collection = Collection(tuple(SourceFile(path, "") for path in files), (), (), files)
    book = order_chapters(Manuscript(tuple(posts)), config)
    book = resolve_links(book, collection, config)
    return render(book, load_theme(config), Medium.PAGED, Images({}), config, Runner(store))


front_half([post(number) for number in range(150)])  # with as many texts open as are ever
before = peak()
rendered = front_half([post(number) for number in range(350)])
print((peak() - before) / 200, len(rendered.body[0].xhtml) / 1000)
"""


def test_a_chapter_more_takes_a_small_part_of_its_length(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path], capture_output=True, text=True, check=True
    )
    a_chapter_kib, length_kb = map(float, shown.stdout.split())
    assert length_kb > 100
    assert a_chapter_kib < 60


HEAPS = """
import ctypes
from concurrent.futures import ThreadPoolExecutor

from bookc.heap import use_one_heap

{call}
with ThreadPoolExecutor(1) as thread:
    taken = thread.submit(bytearray, 50_000).result()
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have one heap")
@pytest.mark.parametrize(("call", "heaps"), [("", 2), ("use_one_heap()", 1)])
def test_a_thread_takes_memory_from_where_others_do(call: str, heaps: int) -> None:
    program = [sys.executable, "-c", HEAPS.format(call=call)]
    told = subprocess.run(program, check=True, capture_output=True, text=True).stderr
    assert sum(line.startswith("Arena") for line in told.splitlines()) == heaps
