"""Links by web address, as blogs write them: which post they mean, and where the others lead."""

import time
from pathlib import Path, PurePosixPath

import pytest
from link_projects import build, fragment, problems

from bookc.links.habits import habits_of
from bookc.links.posts import address_key, find_by_address, index_posts
from bookc.model import Post

ON_WEB = 'url = "https://www.example.com"\n'


def post(**metadata: str) -> str:
    """Return a post with a metadata block."""
    lines = "".join(f"{key}: {value}\n" for key, value in metadata.items())
    return f"---\ntitle: T\n{lines}---\nx"


@pytest.mark.parametrize(
    "address",
    [
        "/notes/rain/",
        "/notes/rain",
        "/notes/rain.html",
        "/notes/rain/index.html",
        "/Notes/Rain/?utm=1",
        "/en/notes/rain/",
        "https://example.com/notes/rain/",
        "http://www.example.com/notes/rain#",
        "//example.com/notes/rain",
        "rain",
        "rain.html",
        "../rain/",
        "/2016/05/19/rain.html",
        "/2016/5/19/rain/",
        "/2016/05/rain/",
        "/topic/2016/05/19/rain/",
        "/wet/weather/",
        "/old/rain.php",
        "drizzle",
        "@/notes/rain.md",
        "rain.md",
        "info:rain",
    ],
)
def test_a_post_is_known_by_each_of_its_addresses(tmp_path: Path, address: str) -> None:
    rain = post(
        date="2016-05-19",
        permalink="/wet/weather/",
        slug="drizzle",
        aliases="[/old/rain.php]",
    )
    files = {"content/a.md": f"[words](<{address}>)", "content/notes/rain.md": rain}
    book = build(tmp_path, files, ON_WEB)
    assert '<a href="post-rain.xhtml">words</a>' in fragment(book, "post-a")
    assert [each for each in problems(book) if ":5:" in each] == []


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/_posts/2016-05-19-rain.md", "2016-05-19-rain"),
        ("content/_posts/2016-05-19-rain.md", "/2016/05/19/rain.html"),
        ("content/_posts/2016-05-19-rain.md", "/rain/"),
        ("content/2016/05/19/rain.md", "/2016/05/19/rain/"),
        ("content/02-wet/03-rain.md", "/wet/rain"),
        ("content/02-wet/03-rain/index.md", "/rain"),
        ("content/blog/rain/README.md", "/rain/"),
        ("content/blog/Heavy Rain.md", "/heavy-rain/"),
        ("content/큰비.md", "/%ED%81%B0%EB%B9%84/"),
    ],
)
def test_a_post_without_a_word_on_its_address_is_known_by_its_path(
    tmp_path: Path, path: str, address: str
) -> None:
    book = build(tmp_path, {"content/a.md": f"[words]({address})", path: "x"})
    (name,) = {section.name for section in book.sections()} - {"post-a"}
    assert f'<a href="{name}.xhtml">words</a>' in fragment(book, "post-a")


def test_a_slug_that_two_posts_have_is_neither(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](/rain/)", "content/b/rain.md": "x", "content/c/rain.md": "x"}
    book = build(tmp_path, files)
    assert fragment(book, "post-a") == "<p>x</p>"
    assert problems(book)[0].startswith("content/a.md:5: the link leads to no post: /rain/")


def test_of_translations_with_one_address_that_in_the_language_of_the_link_is_meant(
    tmp_path: Path,
) -> None:
    files = {
        "content/ko/a.md": "---\ntitle: T\nlang: ko\n---\n[x](/rain/)",
        "content/ko/rain.md": post(lang="ko", permalink="/rain/"),
        "content/en/rain.md": post(lang="en", permalink="/rain/"),
    }
    book = build(tmp_path, files)
    names = {section.post.path.as_posix(): section.name for section in book.sections()}
    assert f'href="{names["content/ko/rain.md"]}.xhtml"' in fragment(book, "post-a")


def test_the_host_that_most_links_hit_is_that_of_the_site(tmp_path: Path) -> None:
    files = {
        "content/a.md": "[1](https://blog.example/b) [2](https://blog.example/c/)\n"
        "[3](https://code.example/b) [4](https://code.example/x/y) [5](https://code.example/z)",
        "content/b.md": "x",
        "content/c.md": "x",
    }
    text = fragment(build(tmp_path, files), "post-a")
    assert '<a href="post-b.xhtml">1</a>' in text
    assert '<a href="post-c.xhtml">2</a>' in text
    assert '<a href="https://code.example/b">3</a>' in text


def test_one_page_of_a_common_name_on_a_host_proves_nothing(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](https://tool.example/about)", "content/about.md": "x"}
    assert 'href="https://tool.example/about"' in fragment(build(tmp_path, files), "post-a")


def test_a_folder_through_which_most_links_hit_slugs_stands_before_all(tmp_path: Path) -> None:
    links = "[1](/blog/b/) [2](/blog/c/) [3](/blog/gone/) [4](/tags/b/)"
    files = {"content/a.md": links, "content/b.md": "x", "content/c.md": "x"}
    text = fragment(build(tmp_path, files), "post-a")
    assert '<a href="post-b.xhtml">1</a> <a href="post-c.xhtml">2</a> 3 4' in text


def test_an_address_of_the_site_that_is_no_post_goes_to_the_web_and_is_told(
    tmp_path: Path,
) -> None:
    files = {"content/a.md": "[x](/tags/rain/?a=b#c)", "content/b.md": "x"}
    book = build(tmp_path, files, 'url = "https://example.com/blog/"\n')
    assert 'href="https://example.com/blog/tags/rain/?a=b#c"' in fragment(book, "post-a")
    assert problems(book) == [
        "content/a.md:5: the link leads to no post: /tags/rain/\n"
        "  hint: the link goes to https://example.com/blog/tags/rain/?a=b#c"
    ]


def test_the_folder_of_the_site_is_no_part_of_the_address_of_a_post(tmp_path: Path) -> None:
    links = "[1](https://example.com/blog/b) [2](/blog/b) [3](/b)"
    book = build(
        tmp_path,
        {"content/a.md": links, "content/b.md": "x"},
        'url = "https://example.com/blog"\n',
    )
    assert fragment(book, "post-a").count('href="post-b.xhtml"') == 3


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("draft.md#part", "https://www.example.com/wet/#part"),
        ("/wet/#part", "https://www.example.com/wet/#part"),
        ("https://example.com/wet/?x", "https://example.com/wet/?x"),
    ],
)
def test_a_post_that_is_not_in_the_book_is_linked_on_the_web(
    tmp_path: Path, written: str, href: str
) -> None:
    files = {
        "content/a.md": f"[x]({written})",
        "content/draft.md": post(date="2020-01-01", draft="true", permalink="/wet/"),
    }
    book = build(tmp_path, files, ON_WEB)
    assert f'<a href="{href}">x</a>' in fragment(book, "post-a")
    assert problems(book)[-1] == (
        "content/a.md:5: the link leads to a post that is not in this book: content/draft.md\n"
        f"  hint: the link goes to {href}"
    )


def test_a_post_that_is_not_in_the_book_leaves_words_if_the_web_has_no_known_place_for_it(
    tmp_path: Path,
) -> None:
    draft = post(date="2020-01-01", draft="true", permalink="/wet/")
    book = build(tmp_path, {"content/a.md": "[x](draft.md)", "content/draft.md": draft})
    assert fragment(book, "post-a") == "<p>x</p>"
    assert problems(book)[-1].endswith("a post that is not in this book: content/draft.md")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Before []() after", "<p>Before  after</p>"),
        ("[text]()", "<p>text</p>"),
        ("[x](www.example.org/y)", '<p><a href="https://www.example.org/y">x</a></p>'),
        ("[x](a\\_b.md)", '<p><a href="post-a-b.xhtml">x</a></p>'),
        ('[x](<{{ "/a_b/" | url }}>)', '<p><a href="post-a-b.xhtml">x</a></p>'),
    ],
)
def test_what_editors_leave_in_addresses_is_read(tmp_path: Path, written: str, shown: str) -> None:
    book = build(tmp_path, {"content/a.md": written, "content/a_b.md": "x"})
    assert fragment(book, "post-a") == shown
    assert problems(book) == []


def test_the_nearest_slug_is_the_hint_for_an_address_that_is_a_slip(tmp_path: Path) -> None:
    files = {"content/a.md": "[x](/blog/heavy-rian/)", "content/heavy-rain.md": "x"}
    assert problems(build(tmp_path, files)) == [
        "content/a.md:5: the link leads to no post: /blog/heavy-rian/\n"
        "  hint: did you mean heavy-rain.md?"
    ]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/A/B.html", "a/b"),
        ("a/index.html", "a"),
        ("./../a/README.md", "a"),
        ("/a//b/", "a/b"),
        ("/", ""),
        ("@site/docs/x.mdx", "docs/x"),
        ("/v1.2/notes", "v1.2/notes"),
    ],
)
def test_spellings_of_an_address_share_a_key(address: str, key: str) -> None:
    assert address_key(address) == key


def test_seven_thousand_posts_with_twenty_links_each_are_resolved_in_seconds() -> None:
    paths = [PurePosixPath(f"content/2016/{number:05}-rain.md") for number in range(7000)]
    started = time.perf_counter()
    index = index_posts(paths, list[Post](), [PurePosixPath("content")])
    addresses = [f"https://example.com/2016/{number:05}-rain/" for number in range(7000)]
    habits = habits_of(addresses * 20, "", index)
    found = [
        find_by_address(f"/2016/{number:05}-rain/", paths[0], index) for number in range(7000)
    ] * 20
    assert habits.url == "https://example.com"
    assert found[:7000] == paths
    assert time.perf_counter() - started < 10
