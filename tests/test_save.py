"""Output appears whole or not at all."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bookc.errors import OutputError
from bookc.save import Finished, save_outputs, unfinished


def test_files_are_moved_into_place_with_their_sums(tmp_path: Path) -> None:
    with unfinished(tmp_path / "dist") as folder:
        (folder / "book.pdf").write_bytes(b"pages")
        (folder / "book.manifest.json").write_bytes(b"{}")
        with ThreadPoolExecutor() as beside:
            finished = Finished(tmp_path / "dist", beside)
            finished.add(folder / "book.pdf")
            (saved,) = finished.outputs()
        save_outputs(folder, tmp_path / "dist", [saved])
    digest = hashlib.sha256(b"pages").hexdigest()
    assert (saved.sha256, saved.size_bytes, saved.path.read_bytes()) == (digest, 5, b"pages")
    assert (tmp_path / "dist" / "SHA256SUMS").read_text() == f"{digest}  book.pdf\n"
    assert (tmp_path / "dist" / "book.manifest.json").read_bytes() == b"{}"


def test_a_build_that_fails_leaves_the_last_book_alone(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"last")

    def build() -> None:
        with unfinished(tmp_path) as folder:
            (folder / "book.pdf").write_bytes(b"half")
            raise ValueError("cut short")

    with pytest.raises(ValueError, match="cut short"):
        build()
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"book.pdf": b"last"}


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"), unfinished(tmp_path / "dist"):
        pass


def test_the_folder_of_a_build_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    with unfinished(tmp_path) as one, unfinished(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()


def test_the_folder_of_a_build_that_is_no_more_is_removed(tmp_path: Path) -> None:
    abandoned = tmp_path / ".bookc-abandoned"
    abandoned.mkdir()
    with unfinished(tmp_path):
        assert not abandoned.exists()
