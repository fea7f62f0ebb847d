"""What the main process holds of a long book, beside the one post that it works at."""

import gc
import platform
import subprocess
import sys
import tracemalloc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bookc import collect
from bookc.config import load_config
from bookc.jobs import Runner
from bookc.model import Manuscript
from bookc.render.shelf import ThemeFolder
from bookc.render.templates import fill
from bookc.store import temporary_store

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


class Text(str):
    """A text of which it is known whether it is still there."""


def test_what_a_template_was_given_does_not_wait_for_garbage_to_be_looked_for(
    tmp_path: Path,
) -> None:
    (tmp_path / "templates").mkdir()
    template = "{% macro inner(text) %}[{{ text.strip() }}]{% endmacro %}{{ inner(section.body) }}"
    (tmp_path / "templates" / "chapter.xhtml.j2").write_text(template, encoding="utf-8")
    given = {"section": {"body": Text("Rain.")}}
    body = weakref.ref(given["section"]["body"])
    with _no_garbage_collected():
        folder = ThemeFolder("own", tmp_path, "themes/own")
        assert fill((folder,), "templates/chapter.xhtml.j2", given) == "[Rain.]"
        del given
        assert body() is None


@contextmanager
def _no_garbage_collected() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_sources_are_let_go_of_when_they_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        post = tmp_path / f"{number}.md"
        post.write_text(f"# Post {number}\n\n{'Rain. ' * 20_000}\n", encoding="utf-8")
    held: list[int] = []

    def look(*of: object) -> Manuscript:
        held.append(tracemalloc.get_traced_memory()[0])
        return Manuscript(())

    monkeypatch.setattr(collect, "parse_posts", look)
    monkeypatch.setattr(collect, "order_chapters", look)
    config = load_config(tmp_path)
    tracemalloc.start()
    try:
        with temporary_store() as store:
            collect.read_book(config, Runner(store))
    finally:
        tracemalloc.stop()
    parsing, ordering = held
    assert parsing - ordering > 10 * 100_000


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
