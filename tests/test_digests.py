"""Digests of files are remembered as long as nobody can have changed them."""

import os
from pathlib import Path

import pytest

from bookc.digests import remembered_digests
from bookc.store import Store

LONG_AGO = (1_000_000_000, 1_000_000_000)


def digest_of(file: Path, folder: Path) -> str:
    with remembered_digests(Store(folder), "digests.json") as digests:
        return digests.of(file)


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file whose digest is remembered; to the clock of the test, it is an old one."""
    monkeypatch.setattr("bookc.digests.SETTLED_NS", -(10**18))
    file = tmp_path / "stage.png"
    file.write_bytes(b"lights")
    digest_of(file, tmp_path)
    return file


def test_a_file_is_not_read_again_while_its_marks_stay(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of(known, tmp_path)
    monkeypatch.setattr("hashlib.file_digest", None)  # whoever reads it fails
    assert digest_of(known, tmp_path) == before


@pytest.mark.parametrize("data", [b"lights!", b"nights"])
def test_a_file_that_was_written_is_read_again(known: Path, tmp_path: Path, data: bytes) -> None:
    before = digest_of(known, tmp_path)
    known.write_bytes(data)
    assert digest_of(known, tmp_path) != before


def test_a_file_whose_time_was_set_back_is_read_again(known: Path, tmp_path: Path) -> None:
    os.utime(known, LONG_AGO)
    before = digest_of(known, tmp_path)
    known.write_bytes(b"nights")
    os.utime(known, LONG_AGO)
    assert digest_of(known, tmp_path) != before


def test_a_file_that_has_just_changed_is_not_remembered(tmp_path: Path) -> None:
    file = tmp_path / "stage.png"
    file.write_bytes(b"lights")
    digest_of(file, tmp_path)
    assert not (tmp_path / "digests.json").exists()


def test_one_build_sees_one_state_of_a_file(known: Path, tmp_path: Path) -> None:
    with remembered_digests(Store(tmp_path), "digests.json") as digests:
        before = digests.of(known)
        known.write_bytes(b"nights")
        assert digests.of(known) == before
    assert digest_of(known, tmp_path) != before
