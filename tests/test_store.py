"""The store keeps whole results and nothing else."""

import os
from pathlib import Path

from bookc.store import Store, open_store

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


def test_a_result_without_its_facts_counts_as_absent(tmp_path: Path) -> None:
    entry = Store(tmp_path).put(KEY, b"pages", {})
    entry.file.with_suffix(".json").write_text("{")
    assert Store(tmp_path).get(KEY) is None


def test_what_was_used_longest_ago_is_removed_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, new = "aa" * 32, "bb" * 32
    for key in (old, new):
        store.put(key, b"x" * 100, {})
    for file in tmp_path.glob("*/*"):  # the clock of files may stand still for some milliseconds
        os.utime(file, (0, 0))
    store.get(old)
    store.prune(250)
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
