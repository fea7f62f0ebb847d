"""Links that stand in posts: where they arrive, and what is told of the others."""

from pathlib import Path

import pytest
from link_projects import build, fragment, problems

from bookc.links.addresses import web_address


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
    ("tag", "words"),
    [
        (
            "{% link _posts/2023-05-14-rain.md %}",
            '<a href="post-2023-05-14-rain.xhtml">Rain in May</a>',
        ),
        ("{% post_url 2023-05-14-rain %}", '<a href="post-2023-05-14-rain.xhtml">Rain in May</a>'),
        ("{% post_link rain %}", '<a href="post-2023-05-14-rain.xhtml">Rain in May</a>'),
        ("{% post_link rain 'it rained' %}", '<a href="post-2023-05-14-rain.xhtml">it rained</a>'),
        ("{% post_url 2023-05-15-hail %}", "Hail"),
        ("{% post_url 2023-05-14-*snow* %}", "2023-05-14-*snow*"),
    ],
)
def test_a_tag_for_a_post_shows_the_title_of_the_post(tmp_path: Path, tag: str, words: str) -> None:
    files = {
        "a.md": f"See {tag}",
        "_posts/2023-05-14-rain.md": "---\ntitle: Rain in May\n---\nx",
        "_posts/2023-05-15-hail.md": "---\ntitle: Hail\ndraft: true\n---\nx",
    }
    book = build(tmp_path, files)
    assert f"<p>See {words}</p>" in fragment(book, "post-a")


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
