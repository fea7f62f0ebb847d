"""A build after no edit does nothing; a build after any edit does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import bookc

POST = "---\ntitle: Rain\ndate: 2023-05-14\n---\n\nIt rained.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project whose files count as settled at once: a test cannot wait for seconds."""
    monkeypatch.setattr("bookc.record.SETTLED_NS", -(10**18))
    (tmp_path / "rain.md").write_text(POST, encoding="utf-8")
    return tmp_path


def steps_of(project: Path, **options: object) -> list[str]:
    steps: list[str] = []
    bookc.build(
        project,
        formats=["epub"],
        workers=1,
        progress=lambda what, done, total: steps.append(what),
        **options,  # type: ignore[arg-type]
    )
    return steps


def edit_post(project: Path) -> None:
    (project / "rain.md").write_text(POST.replace("rained", "poured"), encoding="utf-8")


def add_picture(project: Path) -> None:
    (project / "rain.png").write_bytes(b"")


def change_settings(project: Path) -> None:
    (project / "book.toml").write_text('[book]\ntitle = "Weather"\n', encoding="utf-8")


def remove_output(project: Path) -> None:
    next((project / "dist").glob("*.epub")).unlink()


def damage_output(project: Path) -> None:
    next((project / "dist").glob("*.epub")).write_bytes(b"")


def make_a_vault(project: Path) -> None:
    (project / ".obsidian").mkdir()


def set_back_times(project: Path) -> None:
    """Edit a post and give it the times that it had, as some tools do."""
    before = (project / "rain.md").stat()
    edit_post(project)
    os.utime(project / "rain.md", ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_build_after_no_edit_reads_no_post(project: Path) -> None:
    first = bookc.build(project, formats=["epub"], workers=1)
    assert steps_of(project) == []
    assert bookc.build(project, formats=["epub"], workers=1) == first


@pytest.mark.parametrize(
    "change",
    [
        *(edit_post, add_picture, change_settings, remove_output, damage_output),
        *(make_a_vault, set_back_times),
    ],
    ids=lambda change: change.__name__,
)
def test_any_change_is_seen(project: Path, change: Callable[[Path], None]) -> None:
    assert steps_of(project)
    change(project)
    assert "posts" in steps_of(project)


@pytest.mark.parametrize(
    ("file", "is_seen"), [("app.json", True), ("templates.json", True), ("workspace.json", False)]
)
def test_of_a_vault_only_what_is_read_counts(project: Path, file: str, *, is_seen: bool) -> None:
    make_a_vault(project)
    assert steps_of(project)
    (project / ".obsidian" / file).write_text("{}")
    assert ("posts" in steps_of(project)) == is_seen


def test_a_change_of_a_shipped_theme_is_seen_since_any_other_may_extend_it(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path_factory.mktemp("themes")
    monkeypatch.setattr("bookc.record._SHIPPED_THEMES", (shelf,))
    assert steps_of(project)
    (shelf / "parent").mkdir()
    (shelf / "parent" / "paged.css").write_text("p {}")
    assert "posts" in steps_of(project)


def test_another_question_is_not_answered_by_the_last_build(project: Path) -> None:
    assert steps_of(project)
    assert "posts" in steps_of(project, strict=True)


def test_warnings_are_told_again(project: Path) -> None:
    (project / "rain.md").write_text(f"{POST}\n![Rain](rain.png)\n", encoding="utf-8")
    first = bookc.build(project, formats=["epub"], workers=1)
    again = bookc.build(project, formats=["epub"], workers=1)
    assert again.problems == first.problems != ()


def test_a_file_that_has_just_changed_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text(POST, encoding="utf-8")
    assert steps_of(tmp_path)
    assert steps_of(tmp_path)
