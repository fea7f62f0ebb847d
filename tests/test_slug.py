from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookc.slug import heading_slug, own_name, path_order, safe_id, unique_names
from bookc.xhtml import parse_fragment


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("참여 계기", "참여-계기"),
        ("C++ & Rust", "c--rust"),
        ("snake_case and-dash", "snake_case-and-dash"),
        ("1. 'Quoted' (really)", "1-quoted-really"),
        ("🎉 Party", "-party"),
    ],
)
def test_headings_have_the_anchors_that_github_gives_them(title: str, slug: str) -> None:
    assert heading_slug(title) == slug


@given(st.text())
def test_any_anchor_can_be_an_id_behind_a_prefix(written: str) -> None:
    target = f"x--{safe_id(written)}"
    assert parse_fragment(f'<p id="{target}"></p>')[0].get("id") == target


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/rain.md", "rain"),
        ("a/rain/index.md", "rain"),
        ("a/rain/README.md", "rain"),
        ("index.md", "index"),
    ],
)
def test_a_post_is_called_like_its_file_or_its_folder(path: str, name: str) -> None:
    assert own_name(PurePosixPath(path)) == name


def test_paths_are_in_natural_order() -> None:
    paths = [
        PurePosixPath(path) for path in ("b/1", "a/10", "a/2", "A/1", "a/x10y", "a/x9y", "10", "9")
    ]
    ordered = [str(path) for path in sorted(paths, key=path_order)]
    assert ordered == ["9", "10", "A/1", "a/2", "a/10", "a/x9y", "a/x10y", "b/1"]


@given(st.lists(st.text(min_size=1), unique=True))
def test_names_are_unique_ascii_words_with_single_hyphens(titles: list[str]) -> None:
    names = unique_names("post", [(title, title) for title in titles])
    assert len(set(names)) == len(titles)
    for name in names:
        assert name.isascii()
        assert name.startswith("post-")
        assert "--" not in name
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
