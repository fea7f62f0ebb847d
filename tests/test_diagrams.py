"""Diagrams: a program that book.toml names draws them, once, or their source is shown."""

import base64
import json
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from epubcheck import mistakes
from pdf_facts import facts_of

import bookc
from bookc.config import load_config
from bookc.diagrams.drawing import DrawingInput, draw_diagram
from bookc.fontconfig import forget_fonts_of_the_machine
from bookc.model import BuildManifest, PieceKind
from bookc.programs import inputs_of

ROOT = Path(__file__).parents[1]
NS = 'xmlns="http://www.w3.org/2000/svg"'
DRAW = """
import sys
words = sys.stdin.read()
with open({log!r}, "a") as log:
    log.write("drawn\\n")
if "wrong" in words:
    sys.exit("line 1 is wrong\\nand more of it")
print("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'><text y='20'>drawn</text></svg>")
"""
POST = """---
title: Rain
date: 2023-05-14
---

Clouds come first.

```sketch title="From cloud to ground"
cloud -> rain
```

Then it rains.
"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>"


def project(folder: Path, post: str = POST, command: Sequence[str] | None = None) -> Path:
    """Write a project whose diagrams in `sketch` are drawn by a small program in it."""
    log = str(folder / "log")
    (folder / "draw.py").write_text(DRAW.format(log=log), encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "rain.md").write_text(post, encoding="utf-8")
    command = [sys.executable, "draw.py"] if command is None else command
    toml = f'[book]\ntitle = "Rain"\nlanguage = "en"\n[diagrams.sketch]\ncommand = {command}\n'
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    return folder


def built(folder: Path, **options: object) -> BuildManifest:
    return bookc.build(folder, formats=["epub"], workers=1, **options)  # type: ignore[arg-type]


def chapter_of(manifest: BuildManifest) -> str:
    with zipfile.ZipFile(manifest.outputs[0].path) as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("rain.xhtml"))
        return epub.read(name).decode()


def problems_of(manifest: BuildManifest) -> list[str]:
    return list(map(str, manifest.problems))


def drawn(code: str, *arguments: str, source: str = "a -> b", timeout_s: int = 30) -> bytes | str:
    """Run a program on a diagram and return what it drew, or why it drew nothing."""
    command = inputs_of((sys.executable, "-c", code, *arguments), Path("/nowhere"))
    svg, facts = draw_diagram(DrawingInput(source, "sketch", command, timeout_s))
    return svg or str(facts["problem"]["what"])


# --- in a book ---


def test_a_diagram_is_a_figure_with_the_source_as_its_description(tmp_path: Path) -> None:
    chapter = chapter_of(built(project(tmp_path)))
    assert "<pre" not in chapter
    assert 'alt="From cloud to ground: cloud -&gt; rain"' in chapter
    assert "<figcaption>From cloud to ground</figcaption>" in chapter


def test_a_diagram_without_a_caption_is_named_by_its_own_title(tmp_path: Path) -> None:
    post = POST.replace(' title="From cloud to ground"', "").replace("cloud", "title Way\ncloud")
    assert 'alt="Way: title Way cloud -&gt; rain"' in chapter_of(built(project(tmp_path, post)))


def test_both_formats_hold_the_drawing_and_epubcheck_is_content(tmp_path: Path) -> None:
    manifest = bookc.build(project(tmp_path), workers=1)
    assert manifest.pictures == 1
    assert manifest.problems == ()
    assert mistakes(manifest.outputs[0].path) == []


def test_a_drawing_is_set_in_the_font_that_it_brings(tmp_path: Path) -> None:
    font = base64.b64encode((ROOT / "themes/notes/fonts/BookcMono-Regular.ttf").read_bytes())
    face = f"@font-face {{ font-family: own; src: url(data:font/ttf;base64,{font.decode()}) }}"
    svg = f"<svg viewBox='0 0 90 30'><style>{face}</style><text font-family='own'>a</text></svg>"
    (tmp_path / "own.svg").write_text(svg.replace("<svg", f"<svg {NS}"), "utf-8")
    copy = "import shutil, sys; shutil.copy(*sys.argv[1:])"
    command = [sys.executable, "-c", copy, "own.svg", "{output}"]
    manifest = bookc.build(project(tmp_path, command=command), formats=["pdf"], workers=1)
    assert manifest.problems == ()
    assert [name for name in facts_of(manifest.outputs[0].path).fonts if name.endswith("+own")]


def test_a_diagram_in_a_note_at_the_end_of_the_book_is_drawn(tmp_path: Path) -> None:
    post = POST + "\nMore[^1].\n\n[^1]: See:\n\n    ```sketch\n    a -> b\n    ```\n"
    toml = project(tmp_path, post) / "book.toml"
    toml.write_text(toml.read_text() + '[matter]\nnotes = "book"\n')
    assert built(tmp_path).pictures == 1


def test_an_equal_diagram_is_drawn_once_and_again_without_the_cache(tmp_path: Path) -> None:
    folder = project(tmp_path, POST + POST.partition("\n\n")[2])
    for options in ({}, {}, {"cache": False}):
        built(folder, **options)
    assert (folder / "log").read_text() == "drawn\n" * 2


def test_a_diagram_is_drawn_again_when_a_file_that_the_command_names_changes(
    tmp_path: Path,
) -> None:
    folder = project(tmp_path)
    built(folder)
    with (folder / "draw.py").open("a") as program:
        program.write("# changed\n")
    built(folder)
    assert (folder / "log").read_text() == "drawn\n" * 2


def test_what_fails_is_shown_as_code_with_a_problem_that_has_file_and_line(tmp_path: Path) -> None:
    manifest = built(project(tmp_path, POST.replace("cloud ->", "wrong ->")))
    program = Path(sys.executable).name
    assert problems_of(manifest) == [
        "content/rain.md:8: sketch diagram is shown as its source: "
        f"{program} ended with 1: line 1 is wrong"
    ]
    assert "wrong -&gt; rain" in chapter_of(manifest)


def test_what_has_failed_is_tried_again_by_the_next_build(tmp_path: Path) -> None:
    folder = project(tmp_path, command=["./draw-it"])
    (problem,) = built(folder).problems
    assert "there is no program ./draw-it" in problem.what
    (folder / "draw-it").write_text(f'#!/bin/sh\necho "{SVG}"\n')
    (folder / "draw-it").chmod(0o755)
    assert built(folder).problems == ()


def test_without_a_setting_nothing_runs_and_each_language_has_one_warning(tmp_path: Path) -> None:
    post = POST.replace("```sketch title=", "```mermaid title=") + "\n```Mermaid\nA --> B\n```\n"
    manifest = built(project(tmp_path, post))
    assert problems_of(manifest) == [
        "content/rain.md:8: mermaid diagrams that are shown as their source: 2\n"
        "  hint: [diagrams.mermaid] in book.toml can name a program that draws them"
    ]
    assert "<figcaption>Diagram source</figcaption>" in chapter_of(manifest)
    assert not (tmp_path / "log").exists()


def test_a_source_is_called_so_in_the_language_of_its_post(tmp_path: Path) -> None:
    post = "---\ntitle: 비\nlang: ko\n---\n\n```mermaid\n가 --> 나\n```\n"
    assert "<figcaption>다이어그램 원본</figcaption>" in chapter_of(built(project(tmp_path, post)))


def test_an_empty_command_shows_the_source_without_a_warning(tmp_path: Path) -> None:
    manifest = built(project(tmp_path, command=[]))
    assert manifest.problems == ()
    assert "cloud -&gt; rain" in chapter_of(manifest)


def test_a_diagram_counts_as_one_picture_and_no_line_of_code(tmp_path: Path) -> None:
    (post,) = built(project(tmp_path)).posts
    assert post.seen[PieceKind.CODE_LINE] == 1
    assert post.epub is not None
    assert post.epub.get(PieceKind.CODE_LINE, 0) == 0
    assert post.epub[PieceKind.PICTURE] == 1


def test_the_name_of_a_language_may_be_written_in_any_letters(tmp_path: Path) -> None:
    toml = project(tmp_path) / "book.toml"
    toml.write_text(toml.read_text().replace("diagrams.sketch", "diagrams.Sketch"))
    assert list(load_config(tmp_path).diagrams) == ["sketch"]


# --- the program ---


def test_the_source_comes_on_standard_input_and_the_drawing_on_standard_output() -> None:
    code = f"import sys; assert sys.stdin.read() == '비 -> b'; print({SVG!r})"
    assert drawn(code, source="비 -> b") == f"{SVG}\n".encode()


def test_a_program_that_wants_files_is_told_their_names() -> None:
    code = "import sys, shutil; shutil.copy(sys.argv[1], sys.argv[2].partition('=')[2])"
    assert drawn(code, "{input}", "-o={output}", source=SVG) == SVG.encode()


def test_a_program_runs_in_an_empty_folder_of_its_own() -> None:
    code = f"import os; assert os.listdir() == []; print({SVG!r})"
    assert drawn(code) == f"{SVG}\n".encode()


def test_a_program_finds_the_fonts_that_the_layout_does_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bookc.fontconfig._theirs", "/etc/fonts.conf")
    forget_fonts_of_the_machine()
    code = f"import os; assert os.environ['FONTCONFIG_FILE'] == '/etc/fonts.conf'; print({SVG!r})"
    assert drawn(code) == f"{SVG}\n".encode()


def test_no_shell_reads_the_arguments() -> None:
    code = f"import sys; assert sys.argv[1] == '$(id) | *'; print({SVG!r})"
    assert drawn(code, "$(id) | *") == f"{SVG}\n".encode()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('no picture')", "wrote no SVG: syntax error"),
        ("print('<html/>')", "wrote no SVG: its root is html"),
        ("pass", "wrote no SVG: no element found"),
        ("import sys; sys.exit(3)", "ended with 3"),
        (f"print({SVG!r}); import sys; sys.exit(1)", "ended with 1"),
    ],
)
def test_what_a_program_does_wrong_is_told(code: str, why: str) -> None:
    assert why in str(drawn(code))


def test_a_program_that_is_told_a_file_has_to_write_it() -> None:
    assert "wrote no file {output}" in str(drawn("pass", "{output}"))


def test_a_program_is_stopped_in_time_with_all_that_it_has_started() -> None:
    child = "import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    began = time.monotonic()
    assert "took longer than 1 s" in str(drawn(code, timeout_s=1))
    assert time.monotonic() - began < 20


def test_what_a_program_complains_about_is_safe_to_show() -> None:
    code = "import sys; sys.stderr.write('\\n\\x1b[31m' + 'x' * 999); sys.exit(1)"
    told = str(drawn(code))
    assert json.dumps(told).count("\\u") == 0
    assert len(told) < 400
