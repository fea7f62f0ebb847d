import os
from pathlib import Path, PurePosixPath

import pytest

from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.errors import ContentError
from bookc.model import Collection, ProblemKind


def discover(project: Path, settings: str = "", **files: str | bytes) -> Collection:
    """Write a project's files, `__` in their names for a slash, and discover its posts."""
    (project / "book.toml").write_text(f'[book]\ntitle = "T"\n{settings}', encoding="utf-8")
    for name, content in files.items():
        write(project, name.replace("__", "/") + ".md", content)
    return collect_posts(load_config(project))


def write(project: Path, path: str, content: str | bytes = "x") -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def paths(collection: Collection) -> list[str]:
    return [str(source.path) for source in collection.posts]


def test_posts_are_in_natural_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "content/10.md")
    write(tmp_path, "content/b/index.MARKDOWN")
    write(tmp_path, "content/a.txt")
    assert paths(discover(tmp_path, content__2="x", content__C="x")) == [
        "content/2.md",
        "content/10.md",
        "content/b/index.MARKDOWN",
        "content/C.md",
    ]


@pytest.mark.parametrize("folder", [".git", "a/.obsidian", "node_modules", "dist", "a/__pycache__"])
def test_folders_that_tools_fill_are_skipped(tmp_path: Path, folder: str) -> None:
    write(tmp_path, f"content/{folder}/post.md")
    write(tmp_path, f"{folder}/post.md")
    collection = discover(tmp_path, '[content]\npath = "."', post="x")
    expected = ["post.md"] if folder != "dist" else ["content/dist/post.md", "post.md"]
    assert paths(collection) == expected


def test_front_and_back_matter_are_not_posts(tmp_path: Path) -> None:
    write(tmp_path, "content/preface.md", "P")
    write(tmp_path, "content/after.md", "A")
    settings = '[content]\nfront = ["content/preface.md"]\nback = ["content/after.md"]'
    collection = discover(tmp_path, settings, content__post="x")
    assert [source.text for source in (*collection.front, *collection.back)] == ["P", "A"]
    assert paths(collection) == ["content/post.md"]


def test_text_has_plain_line_ends_no_mark_and_composed_letters(tmp_path: Path) -> None:
    decomposed = "\ufeff가\r\n한\rx".encode()
    assert discover(tmp_path, content__post=decomposed).posts[0].text == "가\n한\nx"


def test_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    assert discover(tmp_path, content__post="글".encode("utf-16")).posts[0].text == "글"


def test_bytes_that_are_no_utf_8_become_replacement_characters(tmp_path: Path) -> None:
    assert discover(tmp_path, content__post=b"a\xffb").posts[0].text == "a\ufffdb"


def test_an_empty_file_is_left_out_and_reported(tmp_path: Path) -> None:
    collection = discover(tmp_path, content__empty=" \n", content__post="x")
    assert paths(collection) == ["content/post.md"]
    assert [str(p) for p in collection.problems] == [
        "content/empty.md: the file is empty, so it is left out"
    ]
    assert collection.problems[0].kind is ProblemKind.LEFT_OUT


def test_every_file_of_the_project_is_in_the_index_with_its_size(tmp_path: Path) -> None:
    write(tmp_path, "static/a b.png", "12345")
    collection = discover(tmp_path, content__post="x")
    assert collection.files[PurePosixPath("static/a b.png")] == 5
    assert PurePosixPath("book.toml") in collection.files


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write(tmp_path, "secret.md", "secret")
    write(tmp_path, "folder/inner.md", "secret")
    write(project, "content/post.md")
    (project / "content/out.md").symlink_to(tmp_path / "secret.md")
    (project / "content/away").symlink_to(tmp_path / "folder")
    (project / "content/nowhere.md").symlink_to("missing.md")
    collection = discover(project)
    assert paths(collection) == ["content/post.md"]
    assert {str(path) for path in collection.outside} == {
        "content/out.md",
        "content/away",
        "content/nowhere.md",
    }
    assert [problem.at.path for problem in collection.problems] == [
        "content/nowhere.md",
        "content/out.md",
    ]


def test_links_inside_the_project_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "content/post.md")
    (tmp_path / "content/again.md").symlink_to("post.md")
    (tmp_path / "content/loop").symlink_to(tmp_path)
    assert paths(discover(tmp_path)) == ["content/again.md", "content/post.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "closed/x.md")
    (tmp_path / "closed").chmod(0)
    assert paths(discover(tmp_path, content__post="x")) == ["content/post.md"]


def test_posts_are_looked_for_in_content_if_there_is_such_a_folder(tmp_path: Path) -> None:
    assert paths(discover(tmp_path, **{"a": "x"})) == ["a.md"]
    assert paths(discover(tmp_path, **{"content__b": "x"})) == ["content/b.md"]


def test_no_post_at_all_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ContentError, match="no posts found under content"):
        discover(tmp_path)
