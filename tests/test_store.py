"""The store keeps whole results and nothing else."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image as Picture

import bookc
from bookc.cli import main
from bookc.store import Store, open_store
from bookc.versions import versions

KEY = "ab" * 32


def test_a_result_is_found_under_its_key(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"pages", {"pages": 3})
    entry = Store(tmp_path).get(KEY)
    assert entry is not None
    assert (entry.file.read_bytes(), entry.facts) == (b"pages", {"pages": 3})


def test_a_key_without_a_result_is_not_found(tmp_path: Path) -> None:
    assert Store(tmp_path).get(KEY) is None


def test_a_damaged_result_counts_as_absent(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"pages", {}).file.write_bytes(b"page")
    assert Store(tmp_path).get(KEY) is None


def test_a_result_with_damaged_facts_counts_as_absent(tmp_path: Path) -> None:
    facts = Store(tmp_path).put(KEY, b"pages", {"pages": 3}).file.with_suffix(".jsonl")
    facts.write_text(facts.read_text().replace('"pages": 3', '"pages": 4'))
    assert Store(tmp_path).get(KEY) is None


def test_a_result_without_its_facts_counts_as_absent(tmp_path: Path) -> None:
    entry = Store(tmp_path).put(KEY, b"pages", {})
    entry.file.with_suffix(".jsonl").write_text("{")
    assert Store(tmp_path).get(KEY) is None


def test_what_was_used_longest_ago_is_removed_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, new = "aa" * 32, "bb" * 32
    for key in (old, new):
        store.put(key, b"x" * 100, {})
    for file in tmp_path.glob("*/*"):  # the clock of files may stand still for some milliseconds
        os.utime(file, (0, 0))
    store.get(old)
    size_bytes = sum(file.stat().st_size for file in tmp_path.glob("*/*"))
    store.prune(size_bytes // 2)
    assert (store.get(old) is None, store.get(new) is None) == (False, True)


def test_a_store_is_hidden_from_git(tmp_path: Path) -> None:
    store = open_store(tmp_path / ".bookc")
    assert (store.folder / ".gitignore").read_text() == "*\n"


def test_what_a_killed_build_left_behind_is_removed_in_its_turn(tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry = store.put(KEY, b"x" * 100, {})
    half_written = entry.file.with_name(".new-half")
    half_written.write_bytes(b"x" * 100)
    store.prune(0)
    assert not half_written.exists()


def test_nothing_is_removed_while_a_build_goes_on(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.in_use():
        entry = store.put(KEY, b"x" * 100, {})
        Store(tmp_path).prune(0)
        with pytest.raises(BlockingIOError):
            Store(tmp_path).clear()
    assert entry.file.exists()


def test_a_build_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from bookc.store import Store\n"
        "with Store(Path(sys.argv[1])).in_use():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    entry = Store(tmp_path).put(KEY, b"x" * 100, {})
    subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
    Store(tmp_path).prune(0)
    assert not entry.file.exists()


def test_what_is_half_written_is_removed_even_if_there_is_room(tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry = store.put(KEY, b"x" * 100, {})
    half_written = [tmp_path / ".new-record", entry.file.with_name(".new-half")]
    for file in half_written:
        file.touch()
    store.prune(10**9)
    assert [file.exists() for file in (*half_written, entry.file)] == [False, False, True]


def test_what_replaced_an_earlier_result_is_not_counted_twice(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prune(0)  # it is counted from here on
    for _ in range(3):
        entry = store.put(KEY, b"x" * 100, {})
    stored = [entry.file, entry.file.with_suffix(".jsonl")]
    size_bytes = sum(file.stat().st_size for file in stored)
    store.prune(size_bytes)
    assert all(file.exists() for file in stored)
    assert int((tmp_path / "size").read_text()) == size_bytes


@pytest.mark.parametrize("sizes", [None, "", "12\n?"])
def test_a_store_whose_sum_is_lost_is_counted_anew(tmp_path: Path, sizes: str | None) -> None:
    store = Store(tmp_path)
    entry = store.put(KEY, b"x" * 100, {})
    if sizes is not None:
        (tmp_path / "size").write_text(sizes)
    store.prune(50)
    assert not entry.file.exists()


def test_what_was_there_before_anyone_counted_is_counted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("aa" * 32, b"x" * 1000, {})
    store.prune(10**9)
    (tmp_path / "size").unlink()
    store.put(KEY, b"x" * 100, {})
    store.prune(600)
    assert store.get("aa" * 32) is None


def test_files_are_not_looked_at_while_their_sum_fits(tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry = store.put(KEY, b"x" * 100, {})
    store.prune(10**9)
    beside = entry.file.with_name(".new-half")
    beside.touch()
    store.prune(10**9)
    assert beside.exists()


def test_a_store_that_is_cleared_while_a_build_waits_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / ".bookc"
    store = open_store(folder)
    store.put(KEY, b"x" * 100, {})
    with (folder / "lock").open("rb+") as lock, ThreadPoolExecutor() as pool:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as `clear` does
        waiting = pool.submit(enter_and_leave, store)
        time.sleep(0.1)
        shutil.rmtree(folder)
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert waiting.result(timeout=10)


def enter_and_leave(store: Store) -> bool:
    with store.in_use():
        return store.folder.is_dir()


def test_clearing_a_store_removes_its_folder_and_counts_its_bytes(tmp_path: Path) -> None:
    store = open_store(tmp_path / ".bookc")
    store.put(KEY, b"x" * 100, {})
    size_bytes = sum(file.stat().st_size for file in store.folder.rglob("*") if file.is_file())
    assert store.clear() == size_bytes > 100
    assert not store.folder.exists()
    assert store.clear() == 0


def test_clearing_a_store_on_another_disk_leaves_the_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / ".bookc").symlink_to(tmp_path / "disk")
    store = open_store(tmp_path / ".bookc")
    store.put(KEY, b"x" * 100, {})
    assert store.clear() > 100
    assert list((tmp_path / ".bookc").iterdir()) == []


# --- the store in whole builds -----------------------------------------------------------------


def project(folder: Path) -> Path:
    folder.mkdir()
    Picture.effect_noise((400, 300), 60).save(folder / "sky.png")
    text = "---\ntitle: Rain\ndate: 2023-05-14\n---\n\nIt rained.\n\n![A sky](sky.png)\n"
    (folder / "rain.md").write_text(text, encoding="utf-8")
    return folder


def jobs_run(folder: Path) -> Counter[str]:
    """Build, and count the jobs that the store had no result for, by what they make."""
    made: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}

    def count(what: str, done: int, total: int) -> None:
        if what not in first or done < first[what][0]:
            made[what] += total - done
        first[what] = done, total

    bookc.build(folder, workers=1, progress=count)
    return +made


def books(folder: Path) -> str:
    return (folder / "dist" / "SHA256SUMS").read_text(encoding="utf-8")


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".bookc").glob("??/*"))


def test_damaged_results_are_noticed_and_made_again(tmp_path: Path) -> None:
    folder = project(tmp_path / "notes")
    first, before = jobs_run(folder), books(folder)
    facts = next(file for file in entries(folder) if file.suffix == ".jsonl")
    data = next(
        file
        for file in entries(folder)
        if not file.suffix and file.stat().st_size and file != facts.with_suffix("")
    )
    data.write_bytes(data.read_bytes()[:-1] + b"?")
    facts.write_bytes(b"{" + facts.read_bytes()[:50])
    shutil.rmtree(folder / "dist")  # or the build would find that there is nothing to do
    again = jobs_run(folder)
    assert (sum(again.values()), sum(first.values()) > 2) == (2, True)
    assert books(folder) == before


def test_a_store_from_another_machine_spares_every_job(tmp_path: Path) -> None:
    here = project(tmp_path / "here")
    assert jobs_run(here)
    there = tmp_path / "elsewhere"
    # As after a checkout and the restoring of a cache: every file is new.
    shutil.copytree(
        here, there, ignore=shutil.ignore_patterns("dist"), copy_function=shutil.copyfile
    )
    config = '[book]\ntitle = "here"\n'  # which the folder's name said
    (there / "book.toml").write_text(config, encoding="utf-8")
    assert not jobs_run(there)
    assert books(there) == books(here)


def test_the_end_of_a_build_makes_room_by_the_size_in_the_settings(tmp_path: Path) -> None:
    folder = project(tmp_path / "notes")
    (folder / "book.toml").write_text('[cache]\nsize = "1 MB"\n', encoding="utf-8")
    old = open_store(folder / ".bookc").put(KEY, b"x" * 1_000_000, {})
    assert jobs_run(folder)
    assert not old.file.exists()
    shutil.rmtree(folder / "dist")
    assert not jobs_run(folder)


def test_results_of_another_version_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "notes")
    first = jobs_run(folder)
    versions.cache_clear()
    monkeypatch.setattr("sys.version_info", (3, 99, 0))
    try:
        assert jobs_run(folder) == first
    finally:
        versions.cache_clear()


def test_the_command_clean_removes_the_store_and_says_how_much_that_freed(tmp_path: Path) -> None:
    folder = project(tmp_path / "notes")
    jobs_run(folder)
    done = CliRunner().invoke(main, ["clean", str(folder)])
    assert re.fullmatch(rf"{re.escape(str(folder))}/\.bookc: [\d.]+ [kM]B freed\n", done.output)
    assert not (folder / ".bookc").exists()
    assert "nothing was kept" in CliRunner().invoke(main, ["clean", str(folder)]).output


def test_the_command_clean_waits_for_no_build(tmp_path: Path) -> None:
    with open_store(tmp_path / ".bookc").in_use():
        done = CliRunner().invoke(main, ["clean", str(tmp_path)])
    assert (done.exit_code, done.output.splitlines()[0]) == (
        1,
        "Error: .bookc: a build is using it",
    )
