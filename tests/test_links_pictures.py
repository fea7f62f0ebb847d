"""Pictures that posts name: where they are found, and what stands for those that are not."""

import base64
from pathlib import Path, PurePosixPath

import pytest
from link_projects import build, fragment, problems

from bookc.links import undescribed_pictures


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("img/a.png", "content/img/a.png"),
        ("./img/a.png", "content/img/a.png"),
        ("img/a.png?raw=true", "content/img/a.png"),
        ("IMG/A.PNG", "content/img/a.png"),
        ("b%20c.png", "content/b c.png"),
        (" b c.png ", "content/b c.png"),
        ("/static-only.png", "static/static-only.png"),
        ("deep/static.png", "static/deep/static.png"),
        ("beside.png", "content/post/beside.png"),
        ("elsewhere/unique.png", "pictures/unique.png"),
        ("한.png", "content/한.png"),
        ("%ED%95%9C.png", "content/한.png"),
        ("../top.png", "top.png"),
        ("post/../img/../img/a.png", "content/img/a.png"),
    ],
)
def test_pictures_are_found(tmp_path: Path, address: str, file: str) -> None:
    book = build(tmp_path, {"content/post.md": f"![alt](<{address}>)", file: ""})
    assert f'<img src="picture:{file}" alt="alt"/>' in fragment(book, "post-post")
    assert problems(book) == []


def test_a_missing_picture_leaves_its_words_and_a_hint(tmp_path: Path) -> None:
    files = {"content/post.md": "![Rain](images/rian.jpg)", "content/images/rain.jpg": ""}
    book = build(tmp_path, files)
    assert fragment(book, "post-post") == (
        '<figure class="picture"><div class="missing-picture">'
        "<p>Rain</p><p>images/rian.jpg</p></div></figure>"
    )
    assert problems(book) == [
        "content/post.md:5: picture not found: images/rian.jpg\n"
        "  hint: did you mean images/rain.jpg?"
    ]


def test_of_two_files_with_the_name_neither_is_taken(tmp_path: Path) -> None:
    files = {"content/post.md": "![x](c/a.png)", "one/a.png": "", "two/a.png": ""}
    assert "picture not found: c/a.png" in problems(build(tmp_path, files))[0]


@pytest.mark.parametrize("address", ["http://a.example/b.png", "//a.example/b.png"])
def test_an_address_with_a_host_is_on_the_web(tmp_path: Path, address: str) -> None:
    book = build(tmp_path, {"content/post.md": f"![Rain]({address})", "content/b.png": ""})
    assert problems(book)[0].startswith("content/post.md:5: picture is on the web")


def test_a_picture_on_the_web_is_a_link(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/post.md": "Words ![Rain](https://example.com/a.png) here."})
    assert fragment(book, "post-post") == (
        '<p>Words <span class="missing-picture"><a href="https://example.com/a.png">Rain</a></span>'
        " here.</p>"
    )
    assert "picture is on the web" in problems(book)[0]


@pytest.mark.parametrize("address", ["../../a.png", "file:///etc/passwd", "away/a.png"])
def test_a_picture_outside_the_project_is_not_read(tmp_path: Path, address: str) -> None:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (tmp_path / "a.png").write_text("")
    (project / "content/away").symlink_to(tmp_path)
    book = build(project, {"content/post.md": f"![alt]({address})"})
    assert "picture lies outside the project" in problems(book)[0]
    assert "missing-picture" in fragment(book, "post-post")


def test_a_linked_picture_that_is_missing_keeps_its_link(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/post.md": "[![Rain](no.png)](https://example.com)"})
    assert '<p><a href="https://example.com">Rain</a></p>' in fragment(book, "post-post")


def test_a_picture_that_links_to_itself_loses_only_the_link(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/post.md": "[![x](a.png)](a.png)", "content/a.png": ""})
    assert problems(book) == []
    assert "<a" not in fragment(book, "post-post")


def test_the_cover_of_a_post_is_found(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: T\ndate: 2023-01-01\ncover: a.png\n---\nx"
    (tmp_path / "content/post.md").write_text(text, encoding="utf-8")
    (tmp_path / "content/a.png").write_text("")
    (section,) = build(tmp_path, {}).sections()
    assert section.cover == PurePosixPath("content/a.png")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("images/my\\_photo.png", "content/images/my_photo.png"),
        ("a.png?raw=true#x", "content/a.png"),
        ("a&amp;amp;b.png", "content/a&b.png"),
        ("C#.png", "content/C#.png"),
        ("100%25.png", "content/100%25.png"),
        ("a (1).png", "content/a (1).png"),
        ("../.gitbook/assets/image (1).png", ".gitbook/assets/image (1).png"),
        ("/img/a.png", "content/img/a.png"),
        ("/img/a.png", "content/public/img/a.png"),
        ("/img/a.png", "public/img/a.png"),
        ("/img/a.png", "source/img/a.png"),
        ("/img/a.png", "assets/img/a.png"),
        ("/img/a.png", "src/img/a.png"),
        ("/img/a.png", "docs/img/a.png"),
        ("/img/a.png", "website/static/img/a.png"),
        ("img/a.png", "website/static/img/a.png"),
        ("{{ site.baseurl }}/img/a.png", "static/img/a.png"),
        ("img\\a.png", "content/img/a.png"),
    ],
)
def test_pictures_are_found_where_sites_have_them(tmp_path: Path, address: str, file: str) -> None:
    book = build(tmp_path, {"content/post.md": f"![Rain](<{address}>)", file: ""})
    assert f'src="picture:{file.replace("&", "&amp;")}"' in fragment(book, "post-post")


@pytest.mark.parametrize(
    ("post", "file"),
    [
        ("content/en-posts/rain/index.md", "content/posts/rain/a.png"),
        ("content/ko/rain/index.md", "content/rain/a.png"),
        ("content/ko/rain/index.md", "content/en/rain/a.png"),
        ("content/zh_tw/rain/index.md", "content/zh_cn/rain/a.png"),
    ],
)
def test_a_translation_shows_the_pictures_of_the_original(
    tmp_path: Path, post: str, file: str
) -> None:
    files = {post: "![Rain](a.png)", file: "", "elsewhere/a.png": ""}
    assert f'src="picture:{file}"' in fragment(build(tmp_path, files), "post-rain")


def test_a_picture_beside_the_post_comes_before_all_others(tmp_path: Path) -> None:
    files = {"content/b/post.md": "![x](a.png)", "content/b/a.png": "", "static/a.png": ""}
    xhtml = fragment(build(tmp_path, files), "post-post")
    assert 'src="picture:content/b/a.png"' in xhtml


def test_a_picture_on_the_host_of_the_site_is_that_of_the_project(tmp_path: Path) -> None:
    files = {
        "content/post.md": "![Rain](https://example.com/blog/img/a.png)",
        "static/img/a.png": "",
    }
    book = build(tmp_path, files, 'url = "https://example.com/blog"\n')
    assert 'src="picture:static/img/a.png"' in fragment(book, "post-post")
    assert problems(book) == []


def test_a_picture_written_into_the_post_is_kept(tmp_path: Path) -> None:
    data = base64.b64encode(b"\xfb\xef\xbe picture").decode()
    book = build(tmp_path, {"content/post.md": f"![Rain](data:image/png;base64,{data})"})
    coded = base64.urlsafe_b64encode(b"\xfb\xef\xbe picture").decode()
    assert f'src="picture:data:{coded}"' in fragment(book, "post-post")


def test_a_drawing_written_into_the_post_without_base64_is_kept(tmp_path: Path) -> None:
    text = "![Rain](<data:image/svg+xml;utf8,%3Csvg/%3E>)"
    book = build(tmp_path, {"content/post.md": text})
    coded = base64.urlsafe_b64encode(b"<svg/>").decode()
    assert f'src="picture:data:{coded}"' in fragment(book, "post-post")


def test_what_is_written_into_the_post_and_damaged_leaves_words(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/post.md": "![Rain](data:image/png;base64,A)"})
    assert '<div class="missing-picture"><p>Rain</p></div>' in fragment(book, "post-post")
    assert "picture that is written into the post is damaged" in problems(book)[0]


@pytest.mark.parametrize("alt", ["a.png", "image (1)", "IMG_1234", "https://a.b/c", "Figure 2"])
def test_alt_text_that_is_a_name_is_told_and_never_shown(tmp_path: Path, alt: str) -> None:
    book = build(tmp_path, {"content/post.md": f"![{alt}](gone.png)"})
    assert f"the alt text says nothing of what the picture shows: {alt}" in problems(book)[0]
    assert "<p>Picture missing</p><p>gone.png</p>" in fragment(book, "post-post")


@pytest.mark.parametrize("alt", ["", "Rain", "The image that opens when you tap logo.png"])
def test_no_alt_text_and_one_in_words_are_both_in_order(tmp_path: Path, alt: str) -> None:
    book = build(tmp_path, {"content/post.md": f"![{alt}](a.png)", "content/a.png": ""})
    assert problems(book) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("![](a.png)\n\n![Rain](a.png)\n\nWords ![](a.png)", [5, 9]),
        ('<img src="a.png">\n\n<img src="a.png" alt="Rain">', [5]),
        ("Press ![[a.png#icon]] [[post]].", []),
    ],
)
def test_pictures_of_which_nothing_is_said_are_known_with_their_lines(
    tmp_path: Path, text: str, lines: list[int]
) -> None:
    book = build(tmp_path, {"content/post.md": text, "content/a.png": ""})
    assert [each.at.line for each in undescribed_pictures(book)] == lines


def test_a_missing_picture_without_words_in_a_line_is_named(tmp_path: Path) -> None:
    xhtml = fragment(build(tmp_path, {"content/post.md": "One ![](gone.png) two."}), "post-post")
    assert '<span class="missing-picture">Picture missing: gone.png</span>' in xhtml


def test_a_picture_that_names_no_file_leaves_its_words(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/post.md": "One ![Rain]() two."})
    assert '<span class="missing-picture">Rain</span>' in fragment(book, "post-post")
    assert problems(book)[0].startswith("content/post.md:5: the picture names no file")
