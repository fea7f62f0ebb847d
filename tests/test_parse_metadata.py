"""What a metadata block says, in all the forms in which authors write one."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath

import pytest

from bookc.model import Post, SourceFile
from bookc.parse.post import parse_post
from bookc.xhtml import parse_fragment, raw_text_of


def parse(text: str, path: str = "content/post.md") -> Post:
    return parse_post(SourceFile(PurePosixPath(path), text), "en")[0]


def problems(text: str) -> list[str]:
    found = parse_post(SourceFile(PurePosixPath("post.md"), text), "en")[1]
    return [str(problem).partition("\n")[0] for problem in found]


def words(post: Post) -> str:
    return raw_text_of(parse_fragment(post.xhtml)).strip()


# --- where a block begins and ends -----------------------------------------------------------


@pytest.mark.parametrize(
    "opening",
    [
        "---\ntitle: T\n---\n",
        "\ufeff---\ntitle: T\n---\n",
        "\n\n---   \ntitle: T\n---\t\n",
        "---\ntitle: T\n...\n",
        "---\ntitle   : T\n---\n",
        "---\nTITLE: 'T'\n---\n",
        '+++\ntitle = "T"\n+++\n',
        '+++\n[extra]\ntitle = "T"\n+++\n',
        "Title: T\nDate: 2023-05-14\n\n",
        "title: T\nauthor: A\n    and others\n\n",
        "---\ntitle: T\nmermaid: true\ntoc: false\nunknown_key: {a: [b]}\n---\n",
    ],
)
def test_a_block_is_read_and_never_printed(opening: str) -> None:
    post = parse(f"{opening}The text.")
    assert (post.title, words(post)) == ("T", "The text.")


def test_the_date_alone_makes_the_first_lines_a_block() -> None:
    post = parse("Date: 2020-01-02\n\nThe text.")
    assert (post.published, words(post)) == (datetime(2020, 1, 2, tzinfo=UTC), "The text.")


def test_keys_that_mean_nothing_to_a_book_are_passed_over_in_silence() -> None:
    block = "layout: post\nComments: true\nmermaid: true\ntoc: false\nx.y: {a: [b]}\n"
    assert problems(f"---\ntitle: T\ndate: 2020-01-02\n{block}---\nText.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Title: a paragraph that happens to have a colon\n\nThe text.",
        "Note: this is one\nTip: and this another\n\nThe text.",
        "Date: to be announced\n\nThe text.",
        "Title: The text\ngoes on here.\n\nThe text.",
        "---\n\nThe text.",
        "---\nNote: this is text below a rule.\n\nThe text.",
        "---\njust words between two rules\n---\n\nThe text.",
        "a = b\ntitle = T\n\nThe text.",
    ],
)
def test_what_only_looks_like_a_block_is_text(text: str) -> None:
    written = "".join(filter(str.isalnum, text))
    assert "".join(filter(str.isalnum, words(parse(text)))) == written


def test_one_line_that_names_authors_is_a_credit() -> None:
    post = parse("author: Ada, Ben\n\n# Title\n\nThe text.")
    assert (post.authors, post.title, words(post)) == (("Ada", "Ben"), "Title", "The text.")


def test_text_behind_a_block_that_is_never_closed_is_not_lost_to_a_rule_further_down() -> None:
    text = "---\ntitle: T\n\nThe text.\n\nNote: more.\n\n---\n\nEnd."
    assert words(parse(text)).split() == ["The", "text.", "Note:", "more.", "End."]
    assert "the metadata block is never closed" in problems(text)[0]


def test_the_second_paragraph_of_a_summary_belongs_to_it_without_being_indented() -> None:
    post = parse("---\nexcerpt: One: two.\n\nThree four.\nSo: five.\ndate: 2023-05-14\n---\nText.")
    assert post.description.startswith("One: two. Three four.")
    assert (post.published, words(post)) == (datetime(2023, 5, 14, tzinfo=UTC), "Text.")


def test_a_line_that_yaml_takes_for_a_long_key_belongs_to_the_value_above() -> None:
    post = parse("---\nsummary: One\n\nand then there is this: more\n---\nText.")
    assert (post.description, words(post)) == ("One and then there is this: more", "Text.")


def test_other_keys_of_a_broken_block_keep_their_lists() -> None:
    post = parse("---\ntitle: T: U\ntags:\n  - a\n  - b\n---\nText.")
    assert (post.title, post.tags) == ("T: U", ("a", "b"))


def test_a_block_of_300_kb_between_two_rules_is_text() -> None:
    text = "---\n" + "word " * 60_000 + "\n---\n"
    assert words(parse(text)).count("word") == 60_000


@pytest.mark.parametrize("value", ["!!python/name:os.system", "*anchor", "&a b", "@x", "`x`"])
def test_no_value_stops_a_book(value: str) -> None:
    assert words(parse(f"---\ntitle: T\nother: {value}\n---\nText.")) == "Text."


# --- fields ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        ("fullTitle: T", "title", "T"),
        ("title: ''\nfullTitle: T", "title", "T"),
        ("title: 1e3", "title", "1e3"),
        ("title: no", "title", "no"),
        ("title: 2020-01-02", "title", "2020-01-02"),
        ("title: '0123'", "title", "0123"),
        (f"title: {'Long ' * 40}", "title", ("Long " * 40).strip()),
        ("subtitle: S", "subtitle", "S"),
        ("author: A, B", "authors", ("A", "B")),
        ("authors: [A, B]", "authors", ("A", "B")),
        ("authors:\n  - name: A\n    url: x\n  - B", "authors", ("A", "B")),
        ("author:\n  name: A", "authors", ("A",)),
        ("writer: A", "authors", ("A",)),
        ("translator: C", "translators", ("C",)),
        ("category: My Weekly Letter", "categories", ("My Weekly Letter",)),
        ("categories: [a, b c]", "categories", ("a", "b c")),
        ("categories:\n- [a, b]\n- c", "categories", ("a", "b", "c")),
        ("tags: a b", "tags", ("a b",)),
        ("tag: a b c", "tags", ("a", "b", "c")),
        ("tags: null", "tags", ()),
        ("tags: [~, 'null']", "tags", ("null",)),
        ('tags: ["c#", C++, CI/CD, "a::b"]', "tags", ("c#", "C++", "CI/CD", "a::b")),
        ("excerpt: |\n  One\n\n  two", "description", "One two"),
        ("image: a.png", "cover", "a.png"),
        ("image:\n  src: a.png\n  alt: A", "cover_alt", "A"),
        ("cover:\n  image: a.png\n  caption: C", "cover", "a.png"),
        ("banner_image: a.png", "cover", "a.png"),
        ("image_alt: A", "cover_alt", "A"),
        ("image_alt_text: A", "cover_alt", "A"),
        ("image_figcaption: C", "cover_caption", "C"),
        ("order: 3", "weight", 3.0),
        ("sidebar_position: -1", "weight", -1.0),
        ("navigation_weight: 2", "weight", 2.0),
        ("weight: 1.5\ntitle: T", "weight", 1.5),
        ("menu:\n  main:\n    weight: 4", "weight", 4.0),
        ("weight: heavy", "weight", None),
        ("locale: zh-hans", "language", "zh-Hans"),
        ("dir: rtl", "direction", "rtl"),
        ("lang: ar", "direction", "rtl"),
        ("url: /a/\naliases: [/b/, c]\nslug: d\nid: 7", "addresses", ("/a/", "d", "7", "/b/", "c")),
        ("oldurl: /a.html\nredirect_from: /b/", "addresses", ("/a.html", "/b/")),
        ("fullTitle: A", "title", "A"),
        ("title: ''\nfullTitle: A", "title", "A"),
        ("spoiler: A", "description", "A"),
        ("lead: A", "description", "A"),
        *(
            (f"{key}: 2020-01-02", "published", datetime(2020, 1, 2, tzinfo=UTC))
            for key in (
                *("date", "ins_date", "created", "published_at", "publishDate", "pubDate"),
                *("publishedAt", "publish_date", "publishedDate", "created_at", "createdAt"),
            )
        ),
        *(
            (f"{key}: 2020-01-02", "updated", datetime(2020, 1, 2, tzinfo=UTC))
            for key in (
                *("updated", "upd_date", "lastmod", "modified", "updatedDate", "updated_at"),
                *("updatedAt", "last_modified_at"),
            )
        ),
        *(
            (f"{key}: a.png", "cover", "a.png")
            for key in ("coverImage", "cover_image", "heroImage", "featuredImage", "featured_image")
        ),
        ("lastmod: 2020-01-02", "published", None),
        ("date: 2020-01-02\ncreated: 2019-01-01", "published", datetime(2020, 1, 2, tzinfo=UTC)),
        ("topics: [a, b]", "tags", ("a", "b")),
        ("keywords: a, b", "tags", ("a", "b")),
        ('tags: "a"', "tags", ("a",)),
        ("tags: a", "tags", ("a",)),
        ("description: A", "description", "A"),
        ("summary: A", "description", "A"),
        ("summary: >\n  One\n  two", "description", "One two"),
        ('excerpt: "One\n\n  two"', "description", "One two"),
        ("hero: a.png", "cover", "a.png"),
        ("img: a.png", "cover", "a.png"),
        ("image_caption: C", "cover_caption", "C"),
        ("permalink: /a/\npath: /b/", "addresses", ("/a/", "/b/")),
        ("locale: zh_tw", "language", "zh-TW"),
        ("lang: ko", "language", "ko"),
        ("publish: false", "draft", True),
        ("public: no", "draft", True),
        ("status: draft", "draft", True),
        ("tags:\n\t- a\n\t- b", "tags", ("a", "b")),
        ("tags:\n  - a\t\n  - b", "tags", ("a", "b")),
    ],
)
def test_a_field_has_many_names(block: str, field: str, value: object) -> None:
    assert getattr(parse(f"---\n{block}\n---\n"), field) == value


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-08-12T09:00", datetime(2024, 8, 12, 9, tzinfo=UTC)),
        ("'2017-01-03 13:30:42'", datetime(2017, 1, 3, 13, 30, 42, tzinfo=UTC)),
        ("2023-04-12T00:00:00Z", datetime(2023, 4, 12, tzinfo=UTC)),
        (
            "2025-06-22T17:53:43.914+09:00",
            datetime(2025, 6, 22, 17, 53, 43, tzinfo=timezone(timedelta(hours=9))),
        ),
    ],
)
def test_the_day_of_the_last_change_is_read_like_that_of_publication(
    written: str, date: datetime
) -> None:
    post = parse(f"---\nlastmod: {written}\n---\n")
    assert (post.updated, post.published) == (date, None)


@pytest.mark.parametrize("mark", ["", "'", '"'])
@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2014-12-01", "2014-12-01T00:00:00+00:00"),
        ("2017-04-4", "2017-04-04T00:00:00+00:00"),
        ("2018-11-04 00:10", "2018-11-04T00:10:00+00:00"),
        ("2024-08-12T09:00", "2024-08-12T09:00:00+00:00"),
        ("2017-01-03 13:30:42", "2017-01-03T13:30:42+00:00"),
        ("2011-11-06 9:00:00 +0000", "2011-11-06T09:00:00+00:00"),
        ("2018-01-26 21:35:22 +0900", "2018-01-26T21:35:22+09:00"),
        ("2016-03-23 09:00:00 -5", "2016-03-23T09:00:00-05:00"),
        ("2023-04-12T00:00:00Z", "2023-04-12T00:00:00+00:00"),
        ("2020-03-10T00:00:00.000Z", "2020-03-10T00:00:00+00:00"),
        ("2025-06-22T17:53:43.914+09:00", "2025-06-22T17:53:43+09:00"),
        ("2014-02-28T9:30:00+09:00", "2014-02-28T09:30:00+09:00"),
    ],
)
def test_a_date_is_read_bare_and_in_quotes(written: str, date: str, mark: str) -> None:
    published = parse(f"---\ntitle: T\ndate: {mark}{written}{mark}  # noted\n---\n").published
    assert (published.isoformat() if published else "") == date


@pytest.mark.parametrize(
    ("path", "block", "day"),
    [
        ("2001/01/01/2002-02-02-x.md", "date: 2003-03-03\npath: 2004/04/04/x", "2003-03-03"),
        ("2001/01/01/2002-02-02-x.md", "path: 2004/04/04/x", "2002-02-02"),
        ("2001/01/01/x.md", "path: 2004/04/04/x", "2001-01-01"),
        ("x.md", "path: 2004/04/04/x", "2004-04-04"),
        ("2002-02-02-x.md", "date: 2021-02-30", "2002-02-02"),
        ("x.md", "title: T", ""),
    ],
)
def test_the_block_says_the_date_or_else_name_folders_and_address(
    path: str, block: str, day: str
) -> None:
    published = parse(f"---\n{block}\n---\n", path).published
    assert (published.date().isoformat() if published else "") == day


@pytest.mark.parametrize("key", ["path", "url", "permalink"])
def test_an_address_may_say_the_date(key: str) -> None:
    post = parse(f"---\n{key}: 2021/12/02/Slug\n---\n")
    assert post.published == datetime(2021, 12, 2, tzinfo=UTC)


def test_the_reader_sees_the_day_that_was_written() -> None:
    post = parse("---\ndate: 2020-03-10T00:30:00+09:00\n---\n")
    assert post.published is not None
    assert post.published.day == 10


# --- titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title", "xhtml"),
    [
        ("'  Outer blanks '", "Outer blanks", ""),
        (
            "The `map` of **maps**",
            "The map of maps",
            "The <code>map</code> of <strong>maps</strong>",
        ),
        ("Tom &amp; <em>Jerry</em>", "Tom & Jerry", "Tom &amp; <em>Jerry</em>"),
        ("[A link](x.md) in it", "A link in it", ""),
        ("List<T>", "List<T>", ""),
        ("'Intro to C #'", "Intro to C #", ""),
        ("'1. First'", "1. First", ""),
        ("**All bold**", "All bold", ""),
        ("snake_case_name", "snake_case_name", ""),
    ],
)
def test_a_title_is_plain_text_and_keeps_its_formatting_apart(
    written: str, title: str, xhtml: str
) -> None:
    post = parse(f"---\ntitle: {written}\n---\n")
    assert (post.title, post.title_xhtml) == (title, xhtml)


def test_the_formatting_of_a_first_h1_is_that_of_the_title() -> None:
    post = parse("# The `map`[^1]\n\n[^1]: Note.")
    assert (post.title, post.title_xhtml) == ("The map", "The <code>map</code>")
