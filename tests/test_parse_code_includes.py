"""Code from files: which files are read, and what is said of those that are not there."""

from pathlib import Path, PurePosixPath

import pytest

from bookc.model import Collection, Site, SourceFile
from bookc.parse.code_files import LARGEST_BYTES, read_code_files
from bookc.parse.post import parse_post

CODE = "int side;\n"


def collection_of(project: Path, *paths: str, roots: tuple[str, ...] = ()) -> Collection:
    """Return a collection of files that all hold `CODE`."""
    for path in paths:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(CODE, encoding="utf-8")
    return Collection(
        posts=(),
        front=(),
        back=(),
        files={PurePosixPath(path): len(CODE) for path in paths},
        site=Site(roots=tuple(map(PurePosixPath, roots))),
    )


def post(text: str) -> SourceFile:
    return SourceFile(PurePosixPath("book/part/post.md"), text)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a.c", "book/part/a.c"),
        ("../code/a.c", "book/code/a.c"),
        ("code/a.c", "code/a.c"),
        ("a.c", "docs/a.c"),
        ("a.c", "manual/a.c"),
    ],
)
def test_a_path_is_relative_to_the_post_or_to_the_project(
    written: str, path: str, tmp_path: Path
) -> None:
    collection = collection_of(tmp_path, path, roots=("manual",))
    source = post(f"```c\n{{{{#include {written}}}}}\n```\n")
    assert read_code_files(source, collection, tmp_path) == {written: CODE}


@pytest.mark.parametrize(
    ("line", "written", "path"),
    [
        ("import A from '!!raw-loader!./a.c';", "./a.c", "book/part/a.c"),
        ('import A from "!!raw-loader!@site/code/a.c"', "@site/code/a.c", "code/a.c"),
        ("import A from '../a.c?raw'", "../a.c", "book/a.c"),
    ],
)
def test_a_program_may_import_a_file_as_text(
    line: str, written: str, path: str, tmp_path: Path
) -> None:
    source = post(f"{line}\nimport B from './b.c'\n")
    collection = collection_of(tmp_path, path, "book/part/b.c")
    assert read_code_files(source, collection, tmp_path) == {written: CODE}


@pytest.mark.parametrize("written", ["../../../outside.c", "/etc/passwd", "https://a.b/c.c"])
def test_nothing_outside_the_project_is_read(written: str, tmp_path: Path) -> None:
    collection = collection_of(tmp_path, "book/part/a.c")
    source = post(f'--8<-- "{written}"\n')
    assert read_code_files(source, collection, tmp_path) == {}


def test_a_file_as_large_as_data_is_not_read(tmp_path: Path) -> None:
    files = {PurePosixPath("book/part/a.c"): LARGEST_BYTES + 1}
    collection = Collection(posts=(), front=(), back=(), files=files)
    assert read_code_files(post("[import](a.c)\n"), collection, tmp_path) == {}


def test_a_file_that_takes_text_from_another_brings_it_along(tmp_path: Path) -> None:
    collection = collection_of(tmp_path, "book/part/b.c")
    (tmp_path / "book/part/a.md").write_text('--8<-- "b.c"\n', encoding="utf-8")
    files = {**collection.files, PurePosixPath("book/part/a.md"): 13}
    whole = Collection(posts=(), front=(), back=(), files=files)
    read = read_code_files(post('--8<-- "a.md"\n'), whole, tmp_path)
    assert read == {"a.md": '--8<-- "b.c"\n', "b.c": CODE}


def test_a_file_that_is_not_there_is_reported_with_its_line() -> None:
    text = "---\ntitle: T\ndate: 2024-01-01\n---\n\n```c\nint a;\n{{#include b.c}}\n```\n"
    _, problems = parse_post(post(text), "en")
    assert [(each.at.line, each.what) for each in problems] == [
        (8, "file to take code from not found: b.c")
    ]


def test_a_section_that_is_not_there_is_reported() -> None:
    text = "---\ntitle: T\ndate: 2024-01-01\n---\n\n{{#include a.md:here}}\n"
    _, problems = parse_post(post(text), "en", files={"a.md": "Words.\n"})
    assert [(each.at.line, each.what) for each in problems] == [(6, 'no section "here" in a.md')]


def test_files_that_take_text_from_each_other_end() -> None:
    files = {"a.md": 'Once.\n\n--8<-- "b.md"\n', "b.md": '--8<-- "a.md"\n'}
    parsed, problems = parse_post(post('--8<-- "a.md"\n\nBelow.\n'), "en", files=files)
    assert "Once." in parsed.xhtml
    assert "Below." in parsed.xhtml
    assert "files take text from each other without end" in [each.what for each in problems]


def test_words_below_code_from_a_file_know_their_line() -> None:
    text = "```c\n{{#include a.c}}\n```\n\nWords.\n"
    parsed, _ = parse_post(post(text), "en", files={"a.c": CODE * 9})
    assert '<p data-line="5">Words.</p>' in parsed.xhtml
