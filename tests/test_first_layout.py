"""What the last build loaded is there before workers are."""

import hashlib
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

from bookc.fork_server import STORE
from bookc.jobs import FileInput
from bookc.pdf import loaded
from bookc.pdf.first_layout import load_first, remember_first
from bookc.pdf.inputs import Files, first_input
from bookc.pdf.loaded import _styles, styles_of
from bookc.store import Entry, Store

FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSans-Regular.otf"
FILE = "first-layout.json"


def fonts() -> Files:
    digest = hashlib.sha256(FONT.read_bytes()).hexdigest()
    return (("fonts/Sans.otf", FileInput(FONT, digest)),)


def sheets(colour: str) -> dict[str, str]:
    face = '@font-face { font-family: S; src: url("fonts/Sans.otf") }'
    return {"text": f"{face} p {{ color: {colour} }}", "patterns": "@page { margin: 1cm }"}


LETTERS = f"{string.printable}가"
"""Fewer than the font has."""


def letters(store: Store) -> Entry:
    return store.put("00letters", LETTERS.encode(), {})


def test_style_sheets_and_fonts_of_the_last_build_are_loaded_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert not remember_first(sheets("teal"), fonts(), letters(store), store)
    assert remember_first(sheets("teal"), fonts(), letters(store), store)
    load_first(tmp_path)
    before = _styles.cache_info()
    styles_of(first_input(sheets("teal")["text"], fonts(), sheets("teal")["patterns"]))
    after = _styles.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (2, 0)


@pytest.mark.parametrize("is_damaged", [False, True])
def test_letters_are_those_of_the_list_if_it_is_whole(tmp_path: Path, *, is_damaged: bool) -> None:
    store = Store(tmp_path)
    listed = letters(store)
    remember_first(sheets("lime"), fonts(), listed, store)
    if is_damaged:
        listed.file.write_text("A")
    loaded._told.clear()
    loaded._known_letters.cache_clear()
    load_first(tmp_path)
    assert (loaded._known_letters(fonts()) == set(LETTERS)) is not is_damaged
    loaded._told.clear()
    loaded._known_letters.cache_clear()


def test_other_fonts_of_the_same_name_are_loaded_anew(tmp_path: Path) -> None:
    remember_first(sheets("navy"), fonts(), letters(Store(tmp_path)), Store(tmp_path))
    load_first(tmp_path)
    ((name, file),) = fonts()
    changed = ((name, FileInput(file.path, "another digest")),)
    before = _styles.cache_info().misses
    styles_of(first_input(sheets("navy")["text"], changed))
    assert _styles.cache_info().misses == before + 1


@pytest.mark.parametrize("kept", [None, "", "{", "[1, 2]", '["a", "b", [["c", "d", "e"]]]'])
def test_a_damaged_memory_is_no_matter(tmp_path: Path, kept: str | None) -> None:
    if kept is not None:
        (tmp_path / FILE).write_text(kept)
    load_first(tmp_path)
    remember_first(sheets("teal"), fonts(), letters(Store(tmp_path)), Store(tmp_path))
    assert "teal" in (tmp_path / FILE).read_text()


def test_the_process_that_workers_are_forked_from_loads_it(tmp_path: Path) -> None:
    remember_first(sheets("olive"), fonts(), letters(Store(tmp_path)), Store(tmp_path))
    code = "import bookc.pdf.preload, bookc.pdf.loaded as l; print(l._styles.cache_info().currsize)"
    loaded = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {STORE: str(folder)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for folder in (tmp_path, tmp_path / "nowhere")
    ]
    assert loaded == ["2", "0"]
