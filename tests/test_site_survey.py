"""What is a post and what is not, in a plain folder and around a site."""

from pathlib import Path

import pytest

from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.errors import ConfigError
from bookc.model import Collection


def collect(folder: Path, files: dict[str, str]) -> Collection:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return collect_posts(load_config(folder))


def posts_of(folder: Path, files: dict[str, str]) -> list[str]:
    return [str(post.path) for post in collect(folder, files).posts]


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Code-of-Conduct.md"]
)
def test_a_file_that_tells_of_the_project_is_left_out_and_named(tmp_path: Path, name: str) -> None:
    collection = collect(tmp_path, {name: "# About", "a.md": "A"})
    assert [str(post.path) for post in collection.posts] == ["a.md"]
    assert str(collection.problems[0]).startswith(f"{name}: the file tells of the project")


def test_it_is_a_post_if_there_is_no_other(tmp_path: Path) -> None:
    assert posts_of(tmp_path, {"README.md": "A"}) == ["README.md"]


def test_it_is_a_post_if_a_summary_lists_it(tmp_path: Path) -> None:
    files = {"README.md": "R", "a.md": "A", "SUMMARY.md": "* [R](README.md)\n* [A](a.md)\n"}
    assert posts_of(tmp_path, files) == ["a.md", "README.md"]


def test_it_is_a_post_in_any_folder_below(tmp_path: Path) -> None:
    assert posts_of(tmp_path, {"x/README.md": "X", "a.md": "A"}) == ["a.md", "x/README.md"]


def test_it_is_a_post_if_book_toml_says_so(tmp_path: Path) -> None:
    files = {"book.toml": '[content]\npath = "."\n', "README.md": "R", "a.md": "A"}
    assert posts_of(tmp_path, files) == ["a.md", "README.md"]


def test_a_list_of_posts_is_no_post_wherever_posts_are(tmp_path: Path) -> None:
    files = {"a.md": "A", "b.md": "B", "SUMMARY.md": "* [A](a.md)\n* [B](b.md)\n"}
    assert posts_of(tmp_path, files) == ["a.md", "b.md"]
    assert posts_of(tmp_path, files | {"book.toml": '[content]\npath = "."\n'}) == ["a.md", "b.md"]


def test_a_summary_that_lists_no_post_is_one(tmp_path: Path) -> None:
    files = {"a.md": "A", "summary.md": "# My year\n\nIt was long.\n"}
    assert posts_of(tmp_path, files) == ["a.md", "summary.md"]


def test_a_post_that_is_listed_may_lie_outside_the_folder_of_posts(tmp_path: Path) -> None:
    files = {
        "book.toml": '[book]\nsrc = "src"\n',
        "README.md": "R",
        "src/SUMMARY.md": "- [R](../README.md)\n- [A](a.md)\n",
        "src/a.md": "A",
    }
    assert posts_of(tmp_path, files) == ["README.md", "src/a.md"]


def test_markdown_elsewhere_in_a_site_is_counted_by_folder(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: S\n", "docs/a.md": "A", "x/b.md": "B", "x/y/c.md": "C"}
    collection = collect(tmp_path, files)
    assert [problem.what for problem in collection.problems] == [
        "2 Markdown files are not where a MkDocs site has its posts, so left out"
    ]


def test_a_book_toml_of_bookc_and_content_need_no_site(tmp_path: Path) -> None:
    files = {"book.toml": '[book]\ntitle = "T"\n', "content/a.md": "A", "docs/b.md": "B"}
    collection = collect(tmp_path, files)
    assert [str(post.path) for post in collection.posts] == ["content/a.md"]
    assert collection.problems == ()


def test_posts_may_be_mdx(tmp_path: Path) -> None:
    assert posts_of(tmp_path, {"a.mdx": "A"}) == ["a.mdx"]


def test_pictures_that_gitbook_exports_into_a_hidden_folder_are_there(tmp_path: Path) -> None:
    files = {"a.md": "A", ".gitbook/assets/p.png": "", ".git/config.png": ""}
    assert [path.name for path in collect(tmp_path, files).files] == ["p.png", "a.md"]


# --- the book.toml of mdBook -----------------------------------------------------------------


@pytest.mark.parametrize(
    "toml",
    [
        '[book]\ntitle = "B"\nsrc = "src"\n',
        '[book]\ntitle = "B"\nmultilingual = false\n',
        '[book]\ntitle = "B"\n\n[output.html]\nmathjax-support = true\n',
        '[book]\ntitle = "B"\n\n[preprocessor.x]\n',
        '[rust]\nedition = "2021"\n',
    ],
)
def test_a_book_toml_of_mdbook_is_not_taken_for_one_of_bookc(tmp_path: Path, toml: str) -> None:
    collection = collect(
        tmp_path, {"book.toml": toml, "src/SUMMARY.md": "- [A](a.md)\n", "src/a.md": "A"}
    )
    assert collection.site.generator == "mdBook"


@pytest.mark.parametrize("own", ["[pdf]\n", '[content]\npath = "src"\n'])
def test_a_book_toml_with_a_section_of_bookc_is_checked_as_its_own(
    tmp_path: Path, own: str
) -> None:
    with pytest.raises(ConfigError, match="has no key `multilingual`"):
        collect(tmp_path, {"book.toml": f"[book]\nmultilingual = true\n{own}", "src/a.md": "A"})
