"""Whole builds: the same bytes everywhere, all or nothing, nothing from outside, little twice."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image as Picture

import bookc
from bookc.images import MAKE_VARIANT
from bookc.jobs import Runner
from bookc.model import RenderedBook
from bookc.pdf import begin_layout, prepare_layout
from bookc.pdf.inputs import LAY_OUT
from bookc.workers import Workers

POST = """---
title: {title}
date: {day}
tags: [Weather]
---

## What fell

**비(rain)**가 왔다. A note[^1], and the [other post]({other}).

![A sky]({picture})

[^1]: From above.
"""


def project(folder: Path) -> Path:
    """Write a project with two posts and a picture."""
    content = folder / "content"
    content.mkdir(parents=True)
    Picture.effect_noise((40, 30), 60).save(content / "sky.png")
    rain = POST.format(title="Rain", day="2023-05-14", other="snow.md", picture="sky.png")
    snow = POST.format(title="Snow", day="2023-12-02", other="rain.md", picture="sky.png")
    (content / "rain.md").write_text(rain, encoding="utf-8")
    (content / "snow.md").write_text(snow, encoding="utf-8")
    toml = '[book]\ntitle = "Weather"\nlanguage = "en"\n'
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    return folder


def started(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] = os.environ, before: str = ""
) -> subprocess.Popen[str]:
    """Start a build in a process of its own, which runs some code first."""
    code = f"{before}\nfrom bookc.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "build", "--quiet", *map(str, arguments)],
        cwd=cwd,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    """Wait for a build that succeeds, and return what it said."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out + err


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def books(folder: Path) -> dict[str, str]:
    """Return the sums of the books in a folder."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents(folder).items()}


# --- the same book, the same bytes -------------------------------------------------------------


def test_machine_place_and_workers_leave_no_trace_in_the_bytes(tmp_path: Path) -> None:
    here = project(tmp_path / "here")
    there = shutil.copytree(here, tmp_path / "far away" / "저기")
    for file in there.rglob("*"):
        os.utime(file, (1, 1))
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    winter = clean | {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/none"}
    summer = clean | {"TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    umask = "import os; os.umask(0o077)"
    one = started(here, "-j1", cwd=tmp_path, env=winter)
    two = started("-j2", "--no-cache", cwd=there, env=summer, before=umask)
    finished(one)
    finished(two)
    assert books(here / "dist") == books(there / "dist")


@pytest.mark.skipif(not shutil.which("faketime"), reason="needs libfaketime")
def test_a_build_years_later_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = project(tmp_path)
    finished(started("-j1", "--no-cache", "-o", "now", cwd=folder))
    later = ["faketime", "2041-07-01 03:04:05", sys.executable, "-m", "bookc"]
    command = [*later, "build", "-q", "-j1", "--no-cache", "-o", "later"]
    subprocess.run(command, cwd=folder, check=True)
    assert books(folder / "now") == books(folder / "later")


def test_a_book_made_from_the_store_has_the_same_bytes(tmp_path: Path) -> None:
    folder = project(tmp_path)
    first = bookc.build(folder, workers=1)
    assert bookc.build(folder, workers=1).outputs == first.outputs


def test_source_date_epoch_dates_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14 22:13:20
    epub, pdf = (file.path for file in bookc.build(project(tmp_path), workers=1).outputs)
    with zipfile.ZipFile(epub) as container:
        assert {entry.date_time for entry in container.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert b">2023-11-14T22:13:20Z<" in container.read("EPUB/content.opf")
    with pikepdf.open(pdf) as book:
        assert str(book.docinfo["/CreationDate"]) == "D:20231114221320Z"


def test_without_it_the_book_dates_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (epub,) = bookc.build(project(tmp_path), formats=["epub"], workers=1).outputs
    with zipfile.ZipFile(epub.path) as container:
        days = {date(*entry.date_time[:3]) for entry in container.infolist()}
    assert days == {date(2023, 12, 2)}


# --- all or nothing ----------------------------------------------------------------------------


def test_a_build_that_is_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    folder = project(tmp_path)
    before = contents(Path(bookc.build(folder, workers=1, cache=False).outputs[0].path).parent)
    env = os.environ | {"TMPDIR": str(tmp_path)}  # where its store is left behind
    build = started("-j2", "--no-cache", cwd=folder, env=env)
    while not list((folder / "dist").glob(".bookc-*")):
        assert build.poll() is None
        time.sleep(0.01)
    os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    left = {name for name in os.listdir(folder / "dist") if name.startswith(".bookc-")}
    assert len(left) == 1
    assert {file: (folder / "dist" / file).read_bytes() for file in before} == before
    bookc.build(folder, workers=1, cache=False)
    assert contents(folder / "dist") == before


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_a_build_leaves_no_temporary_file_behind(tmp_path: Path, jobs: str) -> None:
    folder = project(tmp_path)
    # Under a folder of the tests, the names of sockets would be longer than the system allows.
    with tempfile.TemporaryDirectory() as temporary:
        build = started(jobs, cwd=folder, env=os.environ | {"TMPDIR": temporary})
        _, errors = build.communicate()
        assert build.returncode == 0, errors
        deadline = time.monotonic() + 10  # what forks workers outlives the build by a moment
        while left := [*Path(temporary).iterdir(), *(folder / ".bookc").glob(".new-*")]:
            assert time.monotonic() < deadline, left
            time.sleep(0.05)


def test_a_killed_build_does_no_harm_to_the_store(tmp_path: Path) -> None:
    folder = project(tmp_path)
    build = started("-j2", cwd=folder)
    while not list((folder / ".bookc").glob("??/*.jsonl")):
        assert build.poll() is None
        time.sleep(0.001)
    os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    bookc.build(folder, workers=1)
    bookc.build(folder, workers=1, cache=False, output=tmp_path / "fresh")
    assert books(folder / "dist") == books(tmp_path / "fresh")


def test_a_broken_theme_leaves_the_last_book_alone(tmp_path: Path) -> None:
    folder = project(tmp_path)
    bookc.build(folder, formats=["epub"], workers=1)
    before = contents(folder / "dist")
    theme = shutil.copytree(Path(__file__).parent / "themes" / "plain", folder / "themes" / "notes")
    fonts = Path(__file__).parents[1] / "themes" / "notes" / "fonts"
    (theme / "fonts").symlink_to(fonts)
    (theme / "templates" / "chapter.xhtml.j2").write_text("{{ nothing.such }}", encoding="utf-8")
    with pytest.raises(bookc.BookcError, match=r"chapter\.xhtml\.j2"):
        bookc.build(folder, formats=["epub"], workers=1)
    assert contents(folder / "dist") == before


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(bookc.BookcError, match="taken/dist: the output folder cannot be written"):
        bookc.build(project(tmp_path), output=tmp_path / "taken" / "dist", workers=1)


def test_a_store_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / ".bookc").write_text("a file")
    with pytest.raises(bookc.BookcError, match=r"\.bookc: results cannot be kept there"):
        bookc.build(project(tmp_path), workers=1)


def test_two_builds_of_one_project_at_once_succeed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    both = [started("-j1", cwd=folder) for _ in range(2)]
    for build in both:
        finished(build)
    assert set(books(folder / "dist")) == {
        "Weather.epub",
        "Weather.pdf",
        "Weather.manifest.json",
        "SHA256SUMS",
    }


def test_files_can_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    finished(started("-j1", "--epub", cwd=project(tmp_path), before="import os; os.umask(0o022)"))
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "dist").iterdir()}
    assert modes == {0o644}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_picture_that_is_cut_short_is_a_problem_whoever_reads_it(
    tmp_path: Path, workers: int
) -> None:
    picture = project(tmp_path) / "content" / "sky.png"
    picture.write_bytes(picture.read_bytes()[:800])
    problems = bookc.build(tmp_path, workers=workers).problems
    shown_at = ["content/rain.md:11", "content/snow.md:11"]
    assert [str(problem.at) for problem in problems] == shown_at


# --- nothing from outside ----------------------------------------------------------------------

WATCH = """
import sys, os
def watch(event, arguments):
    if event.startswith("socket.") or event == "urllib.Request":
        print("network:", event, file=sys.__stderr__)
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        print("opened:", os.path.realpath(os.fsdecode(arguments[0])), file=sys.__stderr__)
sys.addaudithook(watch)
"""


def test_a_build_opens_no_connection_and_no_file_outside(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    outside = tmp_path / "outside"
    outside.mkdir()
    Picture.new("RGB", (3, 3)).save(outside / "secret.png")
    (outside / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (folder / "content" / "linked.md").symlink_to(outside / "secret.md")
    (folder / "content" / "linked.png").symlink_to(outside / "secret.png")
    (folder / "content" / "folder").symlink_to(outside)
    (folder / "content" / "reaching.md").write_text(
        "---\ntitle: Reaching\ndate: 2023-01-01\n---\n"
        "![](../../outside/secret.png) ![](linked.png) ![](folder/secret.png)\n"
        f"![]({outside}/secret.png) ![](file://{outside}/secret.png) [words](folder/secret.md)\n"
        "![](http://localhost/a.png) <iframe src='http://localhost/'></iframe>\n",
        encoding="utf-8",
    )
    said = finished(started("-j1", "--no-cache", cwd=folder, before=WATCH)).splitlines()
    opened = {Path(line.removeprefix("opened: ")) for line in said if line.startswith("opened: ")}
    assert opened & {folder / "content" / "sky.png"}
    assert not [file for file in opened if file.is_relative_to(outside)]
    assert not [line for line in said if line.startswith("network: ")]


@pytest.mark.skipif(
    not shutil.which("unshare")
    or subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode != 0,
    reason="needs a network namespace",
)
def test_a_build_succeeds_without_any_network(tmp_path: Path) -> None:
    command = ["unshare", "-rn", sys.executable, "-m", "bookc", "build", "-q", "-j2"]
    subprocess.run(command, cwd=project(tmp_path), check=True)
    assert len(books(tmp_path / "dist")) == 4


def test_without_the_cache_the_project_gets_no_store(tmp_path: Path) -> None:
    bookc.build(project(tmp_path), formats=["epub"], workers=1, cache=False)
    assert not (tmp_path / ".bookc").exists()


def test_without_the_cache_a_store_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    bookc.build(project(tmp_path), formats=["epub"], workers=1)
    files = {file: file.stat().st_mtime_ns for file in (tmp_path / ".bookc").rglob("*")}
    bookc.build(tmp_path, workers=1, cache=False)
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / ".bookc").rglob("*")} == files


# --- little twice ------------------------------------------------------------------------------


def made(folder: Path) -> dict[str, int]:
    """Build a book, and count what was made and not taken from the store."""
    counts: Counter[str] = Counter()
    running: dict[str, int] = {}

    def progress(what: str, done: int, total: int) -> None:
        if what in running:  # else this is the first call, which says what was there
            counts[what] += done - running.pop(what)
        if done < total:
            running[what] = done

    bookc.build(folder, workers=1, progress=progress)
    return dict(counts)


def test_a_build_in_which_nothing_changed_makes_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path)
    made(folder)
    assert made(folder) == {}


def test_an_edit_makes_one_chapter_anew_and_no_picture(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert made(folder)["pictures"] == 2  # one for each format
    post = folder / "content" / "rain.md"
    post.write_text(post.read_text("utf-8") + "\nAnother line.\n", encoding="utf-8")
    anew = {"posts": 1, "letters looked up": 1, "texts": 2, "chapters": 1, "chapters proved": 1}
    anew |= {"documents packed": 1, "documents proved": 1}
    # A letter is new to a font; and another chapter shows the picture of this one, which has got
    # another number in the file.
    assert made(folder) == {**anew, "fonts": 1, "fonts boxed": 1, "chapters bound": 2}


def test_a_post_in_the_middle_makes_no_later_chapter_anew(tmp_path: Path) -> None:
    folder = project(tmp_path)
    made(folder)
    between = "---\ntitle: Fog\ndate: 2023-08-01\n---\n\nGrey.\n"
    (folder / "content" / "fog.md").write_text(between, encoding="utf-8")
    again = made(folder)
    # Its chapter, the contents, and what the pattern of all posts is on.
    assert again.pop("chapters") == 4
    again.pop("chapters bound")  # whatever stands on other pages now
    # The chapter behind it has another number, and begins on the other side now: its head is there
    # for either. The letters of three fonts are not those that they were.
    assert again.pop("fonts") == again.pop("fonts boxed")
    assert again.pop("documents packed") == 3  # these two, and the contents
    anew = {"posts": 1, "letters looked up": 1, "texts": 2, "cover": 1, "running heads": 1}
    assert again == anew | {"chapters proved": 1, "documents proved": 1}


def test_a_project_that_moves_keeps_its_store(tmp_path: Path) -> None:
    made(project(tmp_path / "here"))
    assert made((tmp_path / "here").rename(tmp_path / "there")) == {}


# --- the Python interface ----------------------------------------------------------------------


def test_the_manifest_says_what_was_written(tmp_path: Path) -> None:
    manifest = bookc.build(str(project(tmp_path)), output=str(tmp_path / "out"), workers=1)
    epub, pdf = manifest.outputs
    assert [epub.format, pdf.format] == [bookc.Format.EPUB, bookc.Format.PDF]
    for file in manifest.outputs:
        data = file.path.read_bytes()
        assert (file.size_bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    with pikepdf.open(pdf.path) as book:
        assert (manifest.chapters, manifest.pictures, manifest.pages) == (2, 1, len(book.pages))


def test_sums_can_be_checked_by_sha256sum(tmp_path: Path) -> None:
    bookc.build(project(tmp_path), formats=["epub"], workers=1)
    command = ["sha256sum", "--check", "SHA256SUMS"]
    subprocess.run(command, cwd=tmp_path / "dist", check=True, capture_output=True)


def test_one_format_alone_writes_one_book(tmp_path: Path) -> None:
    manifest = bookc.build(project(tmp_path), formats=[bookc.Format.EPUB], workers=1)
    written = set(books(tmp_path / "dist"))
    assert written == {"Weather.epub", "Weather.manifest.json", "SHA256SUMS"}
    assert manifest.pages is None


def test_an_unknown_format_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mobi"):
        bookc.build(tmp_path, formats=["mobi"])


def test_a_script_without_a_main_guard_may_use_workers(tmp_path: Path) -> None:
    project(tmp_path / "notes")
    script = tmp_path / "make.py"
    script.write_text("import bookc\nprint(bookc.build('notes', workers=2).chapters)\n")
    run = [sys.executable, str(script)]
    shown = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stdout == "2\n"


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    post = project(tmp_path) / "content" / "rain.md"
    lines = "\n\n![](none.png)\n\n[words](none.md)\n\n![](nothing.png)\n"
    post.write_text(post.read_text("utf-8") + lines, encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["epub"], workers=1)
    places = [problem.at.line for problem in manifest.problems]
    assert len(places) == 3
    assert places == sorted(places, key=lambda line: line or 0)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of documents that are sent to be laid out by workers, as they are sent."""
    names: list[str] = []
    submit = Workers.submit

    def note(workers: Workers, *call: Any) -> Any:
        if call[1:2] == (LAY_OUT,):
            given = call[2]  # one, or several for one worker, by their keys
            names.extend(each.name for each in getattr(given, "values", lambda: [given])())
        return submit(workers, *call)

    monkeypatch.setattr(Workers, "submit", note)
    return names


def test_contents_are_laid_out_while_a_new_post_is(tmp_path: Path, seen: list[str]) -> None:
    folder = project(tmp_path / "book")
    bookc.build(folder, formats=["pdf"], workers=2)
    text = POST.format(title="Hail", day="2023-08-01", other="rain.md", picture="sky.png")
    text = text.replace("## What fell", "## Nothing that fell before")
    (folder / "content" / "hail.md").write_text(text, encoding="utf-8")
    seen.clear()

    def note(what: str, done: int, total: int) -> None:
        if what == "chapters":
            seen.append(f"{total} in all")

    bookc.build(folder, formats=["pdf"], workers=2, progress=note)
    assert seen.count("contents") == 1
    assert any(each.endswith("hail") for each in seen)
    before = seen[: seen.index("contents")]
    # Nobody has waited for another round of layouts.
    rounds = [each for each in seen if each.endswith("in all")]
    assert {each for each in before if each.endswith("in all")} <= {rounds[0]}


def test_both_formats_tell_how_far_they_are_one_at_a_time(tmp_path: Path) -> None:
    threads: set[int] = set()
    inside: list[str] = []
    overlaps: list[tuple[str, ...]] = []

    def note(what: str, done: int, total: int) -> None:
        threads.add(threading.get_ident())
        inside.append(what)
        time.sleep(0.02)
        if len(inside) > 1:
            overlaps.append(tuple(inside))
        inside.remove(what)

    bookc.build(project(tmp_path / "book"), workers=2, progress=note)
    assert (len(threads), overlaps) == (2, [])


def test_a_new_post_is_begun_before_all_others_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: list[str]
) -> None:
    folder = project(tmp_path / "book")
    bookc.build(folder, workers=2)
    text = POST.format(title="Hail", day="2023-08-01", other="rain.md", picture="sky.png")
    (folder / "content" / "hail.md").write_text(text, encoding="utf-8")
    steps: list[str] = []

    def note(changed: RenderedBook, runner: Runner) -> None:
        steps.extend(each.name for each in changed.documents)
        begin_layout(changed, runner)

    monkeypatch.setattr("bookc.pipeline.begin_layout", note)
    seen.clear()
    bookc.build(folder, workers=2, progress=lambda what, done, total: steps.append(what))
    (hail,) = [step for step in steps if step.endswith("hail")]
    assert steps.index("posts") < steps.index(hail) < steps.index("pictures")
    assert seen.count(hail) == 1  # as it is in the whole book


@pytest.mark.parametrize(
    ("picture", "order"),
    [("ice.png", ["pictures", "front", "post"]), ("sky.png", ["post", "front"])],
)
def test_while_pictures_of_a_new_post_are_made_another_worker_has_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: str, order: list[str]
) -> None:
    folder = project(tmp_path / "book")
    bookc.build(folder, workers=2)
    Picture.effect_noise((50, 30), 60).save(folder / "content" / "ice.png")
    text = POST.format(title="Hail", day="2023-08-01", other="rain.md", picture=picture)
    (folder / "content" / "hail.md").write_text(text, encoding="utf-8")
    begun: list[str] = []

    def begin(changed: RenderedBook, runner: Runner) -> None:
        begun.append("post")
        begin_layout(changed, runner)

    def prepare(early: RenderedBook, runner: Runner) -> None:
        begun.append("front")
        prepare_layout(early, runner)

    submit = Workers.submit

    def note(workers: Workers, *call: Any) -> Any:
        if call[1:2] == (MAKE_VARIANT,):
            assert {each.profile.on_white for each in call[2].values()} == {True, False}
            begun.append("pictures")  # for both media at once
        return submit(workers, *call)

    monkeypatch.setattr("bookc.pipeline.begin_layout", begin)
    monkeypatch.setattr("bookc.pipeline.prepare_layout", prepare)
    monkeypatch.setattr(Workers, "submit", note)
    bookc.build(folder, workers=2)
    assert begun[: len(order)] == order


def test_an_edit_that_moves_no_number_lays_out_one_document(
    tmp_path: Path, seen: list[str]
) -> None:
    folder = project(tmp_path / "book")
    rain = folder / "content" / "rain.md"
    short_lines = "".join("- a\n" for _ in range(250))  # more pages than so few letters let expect
    rain.write_text(f"{rain.read_text('utf-8')}\n{short_lines}", encoding="utf-8")
    bookc.build(folder, formats=["pdf"], workers=1)  # which guesses nothing
    rain.write_text(rain.read_text("utf-8").replace("- a", "- b"), encoding="utf-8")
    seen.clear()
    bookc.build(folder, formats=["pdf"], workers=2)
    assert [each.partition("-")[0] for each in seen] == ["post"]
    assert seen[0].endswith("rain")


@pytest.mark.parametrize("kept", ["{", "5", "[1]", '{"post-rain": 5}', '{"post-rain": "0000"}'])
def test_a_damaged_memory_of_layouts_is_no_matter(tmp_path: Path, kept: str) -> None:
    folder = project(tmp_path)
    first = bookc.build(folder, formats=["pdf"], workers=2).outputs
    rain = folder / "content" / "rain.md"
    rain.write_text(rain.read_text("utf-8") + "\nIt did.\n", encoding="utf-8")
    (memory,) = (folder / ".bookc").glob("*.layouts.json")
    memory.write_text(kept, encoding="utf-8")
    assert bookc.build(folder, formats=["pdf"], workers=2).outputs != first
    assert sorted(json.loads(memory.read_bytes())) == sorted(
        ["colophon", "contents", "cover", "halftitlepage", "post-rain", "post-snow", "titlepage"]
    )
