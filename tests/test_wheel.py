"""The wheel: in an empty place, away from the checkout, it builds books in both formats."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POST = "---\ntitle: 비\ndate: 2023-05-14\n---\n\nIt rained. **비(rain)**가 왔다. `code`\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Return a folder with nothing but what is in the wheel."""
    folder = wheel.parent / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the installed package, and not the checkout, is found."""
    env = os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, text=True, capture_output=True, check=True)


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    found = run(installed, tmp_path, "-c", "import bookc; print(bookc.__file__)").stdout
    assert Path(found.strip()).is_relative_to(installed)


def test_the_installed_command_builds_both_formats(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "rain.md").write_text(POST, encoding="utf-8")
    said = run(installed, tmp_path, "-m", "bookc", "build", "notes", "-j2").stdout
    assert {file.name for file in (tmp_path / "notes" / "dist").iterdir()} == {
        "notes.epub",
        "notes.pdf",
        "notes.manifest.json",
        "SHA256SUMS",
    }
    assert "1 chapter," in said
    assert "0 warnings" in said


def test_every_file_of_the_themes_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("bookc/themes/")}
    themes = ROOT / "themes"
    files = {f"bookc/themes/{file.relative_to(themes).as_posix()}" for file in themes.rglob("*.*")}
    assert {name for name in files if (ROOT / name.removeprefix("bookc/")).is_file()} == packed


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        packed = archive.namelist()
    assert {top.partition("-")[0] for top in tops} == {"bookc"}
    assert not [name for name in packed if "__pycache__" in name]


def test_the_licences_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.rpartition("licenses/")[2] for name in archive.namelist()}
    assert {"LICENSE", "themes/notes/fonts/OFL.txt"} <= licences
