"""The command line: exit codes, messages, and where they go."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

import bookc
from bookc.cli import main

POST = "---\ntitle: Rain\ndate: 2023-05-14\n---\n\nIt rained.\n"


def project(folder: Path, post: str = POST, toml: str = "") -> Path:
    (folder / "content").mkdir()
    (folder / "content" / "rain.md").write_text(post, encoding="utf-8")
    (folder / "book.toml").write_text(f'[book]\ntitle = "Weather"\n{toml}', encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, arguments), "-j", "1"])


def test_a_book_is_built_in_both_formats_unless_one_is_named(tmp_path: Path) -> None:
    result = run(project(tmp_path))
    assert result.exit_code == 0, result.output
    assert {file.name for file in (tmp_path / "dist").iterdir()} == {
        "Weather.epub",
        "Weather.pdf",
        "Weather.manifest.json",
        "SHA256SUMS",
    }


def test_the_summary_counts_what_is_in_the_book(tmp_path: Path) -> None:
    lines = run(project(tmp_path), "--epub", "-o", tmp_path / "out").stdout.splitlines()
    assert lines[0].startswith(str(tmp_path / "out" / "Weather.epub"))
    assert lines[1].startswith("1 chapter, 0 pictures, 0 warnings; ")


def test_each_stage_is_one_line_when_piped(tmp_path: Path) -> None:
    lines = run(project(tmp_path), "--epub").stderr.splitlines()
    assert lines[0] == "1/1 posts"
    assert not any("\r" in line for line in lines)


def test_quiet_says_nothing_of_a_book_without_problems(tmp_path: Path) -> None:
    assert run(project(tmp_path), "--epub", "-q").output == ""


def test_a_warning_names_file_line_and_what_to_do(tmp_path: Path) -> None:
    folder = project(tmp_path, POST + "\n![Rain](ran.png)\n")
    (folder / "content" / "rain.png").write_bytes(b"")
    result = run(folder, "--epub")
    assert "content/rain.md:8: picture not found: ran.png" in result.stderr
    assert "did you mean" in result.stderr
    assert result.exit_code == 0


def test_strict_makes_warnings_errors_and_writes_nothing(tmp_path: Path) -> None:
    result = run(project(tmp_path, POST + "\n![Rain](rain.png)\n"), "--epub", "--strict")
    assert "Error: content/rain.md:8: picture not found" in result.stderr
    assert result.exit_code == 1
    assert not list((tmp_path / "dist").glob("*.epub"))


def test_strict_asks_what_each_picture_shows_and_no_other_build_does(tmp_path: Path) -> None:
    folder = project(tmp_path, POST + "\n![](rain.png)\n")
    Image.new("RGB", (8, 8), "red").save(folder / "content" / "rain.png")
    assert run(folder, "--epub").stderr.count("alt text") == 0
    result = run(folder, "--epub", "--strict")
    assert "Error: content/rain.md:8: picture without alt text" in result.stderr
    assert result.exit_code == 1


def test_an_impossible_date_is_a_warning_with_its_line(tmp_path: Path) -> None:
    result = run(project(tmp_path, POST.replace("05-14", "02-30")), "--epub")
    assert "content/rain.md:3: " in result.stderr
    assert "2023-02-30" in result.stderr


def test_a_misspelt_key_is_an_error_that_names_the_one_meant(tmp_path: Path) -> None:
    result = run(project(tmp_path, toml='subtitel = "2023"\n'))
    assert result.exit_code == 1
    assert "book.toml:3: " in result.stderr
    assert "subtitle" in result.stderr


def test_a_folder_without_posts_is_an_error(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, "Error: " in result.stderr) == (1, True)


@pytest.mark.parametrize("arguments", [("nowhere",), ("-j0",), ("--ebup",), ("-q", "-v")])
def test_wrong_usage_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["build", *arguments]).exit_code == 2


def test_the_package_imports_what_is_asked_for() -> None:
    code = "import sys, bookc; print([name for name in sys.modules if name.startswith('bookc.')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
    assert set(bookc.__all__) <= set(dir(bookc))
    assert all(getattr(bookc, name) for name in bookc.__all__)
    assert issubclass(bookc.errors.ConfigError, bookc.BookcError)
    with pytest.raises(AttributeError, match="'compile'"):
        bookc.compile  # noqa: B018


def test_help_needs_nothing_heavy() -> None:
    code = "import sys, bookc.cli; print({'weasyprint', 'PIL', 'lxml'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_a_build_that_parses_nothing_loads_no_parser() -> None:
    heavy = "{'weasyprint', 'PIL', 'markdown_it', 'latex2mathml', 'ebooklib'}"
    code = f"import sys, bookc.pipeline; print({heavy} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
