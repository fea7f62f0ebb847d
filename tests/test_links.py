from pathlib import Path, PurePosixPath

import pytest

from bookc.config import load_config
from bookc.jobs import Runner
from bookc.links import resolve_links
from bookc.links.addresses import web_address
from bookc.model import Book
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.pipeline import collect_posts
from bookc.store import temporary_store

HEAD = "---\ntitle: T\ndate: 2023-05-14\n---\n"


def build(project: Path, files: dict[str, str], settings: str = "") -> Book:
    """Return the book of a project; posts without a metadata block get one, and begin at line 5."""
    text = f'[book]\ntitle = "T"\nlanguage = "en"\n{settings}'
    (project / "book.toml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        head = HEAD if name.endswith(".md") and not content.startswith("---") else ""
        file.write_text(head + content, encoding="utf-8")
    config = load_config(project)
    collection = collect_posts(config)
    with temporary_store() as store:
        manuscript = parse_posts(collection, config, Runner(store))
    return resolve_links(order_chapters(manuscript, config), collection, config)


def fragment(book: Book, name: str) -> str:
    """Return a section without the attributes that say where it comes from."""
    section = next(each for each in book.sections() if each.name == name)
    return "".join(
        part.partition('"')[2] if index else part
        for index, part in enumerate(section.xhtml.split(' data-line="'))
    ).strip()


def problems(book: Book) -> list[str]:
    return [str(problem) for problem in book.problems]


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("b.md", "post-b.xhtml"),
        ("./b.md", "post-b.xhtml"),
        ("b", "post-b.xhtml"),
        ("b.html", "post-b.xhtml"),
        ("B.MD?x=1", "post-b.xhtml"),
        ("b.md#두-번째", "post-b.xhtml#post-b--두-번째"),
        ("b.md#%EB%91%90-%EB%B2%88%EC%A7%B8", "post-b.xhtml#post-b--두-번째"),
        ("b.md#headerid_0", "post-b.xhtml#post-b--headerid_0"),
        ("sub/c/index.md", "post-c.xhtml"),
        ("sub/c/", "post-c.xhtml"),
        ("/b.md", "post-b.xhtml"),
        ("/content/b.md", "post-b.xhtml"),
        ("sub/a%20%C3%BC%20b.md", "post-a-u-b.xhtml"),
        ("#here", "post-a.xhtml#post-a--here"),
        ("#Here", "post-a.xhtml#post-a--here"),
        ("https://example.com/x?y#z", "https://example.com/x?y#z"),
        ("//example.com/x", "https://example.com/x"),
        ("mailto:a@b.c", "mailto:a@b.c"),
    ],
)
def test_links_arrive(tmp_path: Path, address: str, href: str) -> None:
    files = {
        "content/a.md": f"## Here\n\n[words](<{address}>)",
        "content/b.md": '## 두 번째 <a href="#headerid_0" id="headerid_0"></a>\n\nx',
        "content/sub/c/index.md": "x",
        "content/sub/a ü b.md": "x",
    }
    book = build(tmp_path, files)
    assert problems(book) == []
    assert f'<a href="{href}">words</a>' in fragment(book, "post-a")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("bb.md", "the link leads to no post: bb.md\n  hint: did you mean b.md?"),
        ("draft.md", "the link leads to a post that is not in this book: content/draft.md"),
        ("#her", "there is no anchor #her in content/a.md\n  hint: did you mean #here?"),
        ("../../x.md", "the link leads outside the project: ../../x.md"),
        ("file.zip", "the link leads to a file, which a book cannot hold: file.zip"),
        ("javascript:alert(1)", "a book can have no javascript: links: javascript:alert(1)"),
        ("file:///etc/passwd", "a book can have no file: links: file:///etc/passwd"),
        ("http://", "this is no web address: http://"),
        ("http://host:port/", "this is no web address: http://host:port/"),
    ],
)
def test_a_link_that_leads_nowhere_leaves_its_words(
    tmp_path: Path, address: str, problem: str
) -> None:
    files = {
        "content/a.md": f"## Here\n\nSee [*these* words]({address}).",
        "content/b.md": "x",
        "content/file.zip": "",
        "content/draft.md": "---\ntitle: D\ndate: 2023-05-14\ndraft: true\n---\nx",
    }
    book = build(tmp_path, files)
    assert "<p>See <em>these</em> words.</p>" in fragment(book, "post-a")
    told = [each for each in problems(book) if "draft, so" not in each]
    assert [each.partition("\n  hint: the words")[0] for each in told] == [
        f"content/a.md:7: {problem}"
    ]


def test_a_link_to_an_anchor_that_is_not_there_leads_to_the_post(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/a.md": "[x](b.md#no)", "content/b.md": "x"})
    assert '<a href="post-b.xhtml">x</a>' in fragment(book, "post-a")
    assert problems(book) == ["content/a.md:5: there is no anchor #no in content/b.md"]


def test_an_anchor_that_repeats_in_every_post_is_that_of_the_same_post(tmp_path: Path) -> None:
    text = '## H <a id="headerid_0"></a>\n\n[x](#headerid_0)'
    book = build(tmp_path, {"content/a.md": text, "content/b.md": text})
    assert "post-a.xhtml#post-a--headerid_0" in fragment(book, "post-a")
    assert "post-b.xhtml#post-b--headerid_0" in fragment(book, "post-b")


def test_footnotes_lead_there_and_back(tmp_path: Path) -> None:
    xhtml = fragment(build(tmp_path, {"content/a.md": "x[^1]\n\n[^1]: Note."}), "post-a")
    assert 'href="post-a.xhtml#post-a--fn-1" id="post-a--fnref-1"' in xhtml
    assert 'href="post-a.xhtml#post-a--fnref-1"' in xhtml
    assert 'id="post-a--fn-1"' in xhtml


def test_in_a_gathered_chapter_a_post_begins_at_its_own_id(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](b.md) [y](b.md#h)", "content/b.md": "## H"}
    xhtml = fragment(build(tmp_path, files, '[order]\nchapters = "year"\n'), "post-a")
    assert 'href="year-2023.xhtml#post-b"' in xhtml
    assert 'href="year-2023.xhtml#post-b--h"' in xhtml


def test_links_to_front_matter_arrive(tmp_path: Path) -> None:
    files = {"preface.md": "[a](content/a.md)", "content/a.md": "[p](../preface.md)"}
    book = build(tmp_path, files, '[content]\nfront = ["preface.md"]\n')
    assert 'href="front-preface.xhtml"' in fragment(book, "post-a")
    assert 'href="post-a.xhtml"' in fragment(book, "front-preface")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (
            "https://example.com/한 글?q=[x]|y",
            "https://example.com/%ED%95%9C%20%EA%B8%80?q=%5Bx%5D%7Cy",
        ),
        ("https://example.com/100%/a%20b", "https://example.com/100%25/a%20b"),
        ("https://한글.kr/", "https://xn--bj0bj06e.kr/"),
        ("http://user@example.com:80/#a#b", "http://user@example.com:80/#a%23b"),
        ("http://[::1", ""),
        ("https:///path", ""),
        ("https://a\\b.c/", ""),
    ],
)
def test_web_addresses_are_valid_or_none(written: str, url: str) -> None:
    assert web_address(written) == url


# --- pictures ----------------------------------------------------------------------------------


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
