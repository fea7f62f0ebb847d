from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookc.model import Post, Problem, SourceFile
from bookc.parse.post import parse_post
from bookc.xhtml import ids_in, parse_fragment, raw_text_of

DAY = "date: 2023-05-14\n"


def parse(text: str, path: str = "content/post.md", language: str = "en") -> Post:
    return parse_post(SourceFile(PurePosixPath(path), text), language)[0]


def problems(text: str, path: str = "content/post.md") -> list[str]:
    found: tuple[Problem, ...] = parse_post(SourceFile(PurePosixPath(path), text), "en")[1]
    return [str(problem) for problem in found]


def complete(text: str) -> str:
    """Return a post about which there is nothing to say but what is wrong in its text."""
    return f"---\ntitle: T\n{DAY}---\n{text}"


def lines(xhtml: str, tag: str) -> list[str | None]:
    return [str(element.get("data-line")) for element in parse_fragment(xhtml).iter(tag)]


# --- the title -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: Said\n---\n# Heading", "a.md", "Said"),
        ("---\nTitle : Said\n---\n", "a.md", "Said"),
        ("---\ntitle: 2023\n---\n", "a.md", "2023"),
        (
            "---\ntitle: '**Bold** &amp; `code` <b>b</b> List<T>'\n---\n",
            "a.md",
            "Bold & code b List<T>",
        ),
        ('---\ntitle: ""\n---\n# Heading *one*', "a.md", "Heading one"),
        ("Words\n\n# Heading", "a.md", "Heading"),
        ("Words", "2023-05-14-my_first-post.md", "my first post"),
        ("Words", "2023-05-14-summit/index.md", "summit"),
        ("Words", "03. 캐시/README.md", "캐시"),
        ("Words", "rain-in-may/article.md", "rain in may"),
        ("Words", "12.md", "12"),
    ],
)
def test_the_title_is_said_or_the_first_h1_or_the_name(text: str, path: str, title: str) -> None:
    assert parse(text, path).title == title


def test_a_post_without_title_is_reported_with_the_name_that_it_gets() -> None:
    assert problems(f"---\n{DAY}---\nWords") == [
        'content/post.md:1: the post has no title: it is called "post" after its path\n'
        "  hint: write `title: ...` in its metadata block, or `# ...` above its text"
    ]


def test_a_post_says_on_which_line_its_title_is() -> None:
    assert parse("---\ndate: 2023-01-01\ntitle: T\n---\n").at.line == 3
    assert parse("\n\n# T").at.line == 3


# --- dates ---------------------------------------------------------------------------------

SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2014-12-01", datetime(2014, 12, 1, tzinfo=UTC)),
        ("2017-04-4", datetime(2017, 4, 4, tzinfo=UTC)),
        ("2018-11-04 00:10", datetime(2018, 11, 4, 0, 10, tzinfo=UTC)),
        ("2011-11-06 9:00:00 +0000", datetime(2011, 11, 6, 9, tzinfo=UTC)),
        ("2018-01-26 21:35:22 +0900", datetime(2018, 1, 26, 21, 35, 22, tzinfo=SEOUL)),
        ("2014-02-28T9:30:00+09:00", datetime(2014, 2, 28, 9, 30, tzinfo=SEOUL)),
        ("2016-03-23 09:00:00 -5", datetime(2016, 3, 23, 9, tzinfo=timezone(timedelta(hours=-5)))),
        ('"2023-05-14T12:00:00.000Z"', datetime(2023, 5, 14, 12, tzinfo=UTC)),
        ("2020-03-10 # a comment", datetime(2020, 3, 10, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_every_form(written: str, date: datetime) -> None:
    published = parse(f"---\ndate: {written}\n---\n").published
    assert published == date
    assert published.utcoffset() == date.utcoffset()


@pytest.mark.parametrize(
    "path", ["2016-05-19-slug.md", "2016-05-19-slug/index.md", "2016/05/19/slug.md"]
)
def test_the_path_says_the_date_if_the_block_does_not(path: str) -> None:
    assert parse("Words", path).published == datetime(2016, 5, 19, tzinfo=UTC)


def test_an_impossible_date_is_reported_and_counts_as_none() -> None:
    text = "---\ntitle: T\ndate: 2021-02-30\n---\n"
    assert parse(text).published is None
    assert problems(text)[0].startswith('content/post.md:3: "2021-02-30" is no date')


def test_a_summary_names_a_post_that_has_no_title_of_its_own() -> None:
    source = SourceFile(PurePosixPath("a.md"), "Words")
    post, found = parse_post(source, "en", listed_title="Rain")
    assert (post.title, found) == ("Rain", ())
    titled = SourceFile(PurePosixPath("a.md"), "# Own\n\nWords")
    assert parse_post(titled, "en", listed_title="Rain")[0].title == "Own"


# --- other metadata ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ("tags: [a, b]", ("a", "b")),
        ("tags:\n  - a\n  - 'b c'", ("a", "b c")),
        ("Tags: a, b c", ("a", "b c")),
        ("tag: a b", ("a", "b")),
        ("tags: 2023", ("2023",)),
        ("tags: []", ()),
        ("tags:", ()),
        ("tags: [a, a, '']", ("a",)),
        ("tags:\nkeywords: no", ("no",)),
    ],
)
def test_tags_are_a_list_or_text(block: str, tags: tuple[str, ...]) -> None:
    assert parse(f"---\n{block}\n---\n").tags == tags


@pytest.mark.parametrize(
    "line", ["draft: true", "Draft: Yes", "published: false", "private: true", "password: x"]
)
def test_drafts_are_known_by_any_of_their_marks(line: str) -> None:
    assert parse(f"---\n{line}\n---\n").draft


@pytest.mark.parametrize("line", ["draft: false", "published: true", "published: 2023-01-01", ""])
def test_other_posts_are_no_drafts(line: str) -> None:
    assert not parse(f"---\n{line}\n---\n").draft


def test_toml_is_read_with_its_tables() -> None:
    post = parse('+++\ntitle = "T"\ndate = 2020-01-02\n[taxonomies]\ntags = ["a"]\n+++\nWords')
    assert (post.title, post.tags) == ("T", ("a",))
    assert post.published == datetime(2020, 1, 2, tzinfo=UTC)


def test_description_and_cover_have_several_names() -> None:
    post = parse("---\nsummary: >\n  two\n  lines\nhero: img/a.png\n---\n")
    assert (post.description, post.cover) == ("two lines", "img/a.png")


@pytest.mark.parametrize(
    ("text", "book_language", "language"),
    [
        ("---\nlang: zh_tw\n---\n文", "ko", "zh-TW"),
        ("한국어로 쓴 글, with words in English and a_long_identifier(of, code).", "en", "ko"),
        ("Words in English, and one in 한글 only.", "ko", "en"),
        ("Words in German, to all appearances.", "de", "de"),
        ("日本語の文章です。", "", "ja"),
        ("中文的文章。", "zh-Hant", "zh-Hant"),
        ("Русский текст", "uk", "uk"),
        ("1 + 1", "ko", "ko"),
    ],
)
def test_the_language_is_said_or_that_of_the_script(
    text: str, book_language: str, language: str
) -> None:
    assert parse(text, language=book_language).language == language


def test_a_language_that_is_none_is_reported() -> None:
    text = f"---\ntitle: T\n{DAY}lang: Korean language\n---\nWords"
    assert problems(text)[0].startswith('content/post.md:4: "Korean language" is no language tag')


# --- broken blocks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: T\ntags:\n  - a\t\n---\nThe text.", "T"),
        ("---\ntitle: T: with a colon\n---\nThe text.", "T: with a colon"),
        ("---\ntitle: T\n\nThe text.", "T"),
        ("---\ntitle: T\n...\nThe text.", "T"),
        ("+++\ntitle = 'T\n+++\nThe text.", "T"),
        ("\n---\ntitle: T\ntitle: U\n---   \nThe text.", "U"),
        ("---\ntitle: [[[[[\n---\nThe text.", "[[[[["),
    ],
)
def test_a_broken_block_costs_neither_its_keys_nor_the_text(text: str, title: str) -> None:
    post = parse(text)
    assert post.title == title
    assert raw_text_of(parse_fragment(post.xhtml)).strip() == "The text."


@pytest.mark.parametrize("text", ["---\nWords between\n---\n\nThe text.", "---\n\nThe text."])
def test_a_rule_and_text_are_no_block(text: str) -> None:
    assert "The text." in parse(text).xhtml
    assert "<hr" in parse(text).xhtml


def test_a_block_that_cannot_be_read_is_reported_where_it_breaks() -> None:
    found = problems(f"---\n{DAY}title: T: U\n---\n")
    assert found[0].startswith("content/post.md:3: the metadata block cannot be read: ")


def test_a_block_that_is_never_closed_is_reported() -> None:
    found = problems(f"---\ntitle: T\n{DAY}\nText")
    assert found[0].startswith("content/post.md:1: the metadata block is never closed")


# --- lines, and what is reported of the text -------------------------------------------------


def test_blocks_carry_the_line_of_the_file_that_they_begin_on() -> None:
    xhtml = parse(complete("\npara\n\n- one\n- two\n\n> quote\n\n```\ncode\n```\n\n## Head")).xhtml
    assert [lines(xhtml, tag)[0] for tag in ("p", "li", "blockquote", "pre", "h2")] == [
        *("6", "8", "11", "13", "17"),
    ]


def test_links_and_pictures_carry_their_own_line_inside_a_paragraph() -> None:
    xhtml = parse(complete("words\n[a](b.md)\\\n![p](p.png)\n<a href='c'>c</a>")).xhtml
    assert (lines(xhtml, "a"), lines(xhtml, "img")) == (["6", "8"], ["7"])


def test_raw_html_carries_lines_too() -> None:
    xhtml = parse(complete("<div>\n<p>x</p>\n<img\nsrc='p.png'>\n</div>")).xhtml
    assert (lines(xhtml, "p")[0], lines(xhtml, "img")) == ("6", ["7"])


def test_what_is_no_tag_carries_none() -> None:
    assert "data-line" not in parse("Box<A> and p<a or q>r <b>x</b>").xhtml.partition(">")[2]
    assert "data-line" not in parse("<b>x</b> <div>Box<A></div>").xhtml.partition("Box")[2]


def test_rows_of_a_table_carry_their_line() -> None:
    assert lines(parse(complete("| a |\n| - |\n| 1 |\n| 2 |")).xhtml, "tr") == ["5", "7", "8"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a\n\nlost \ufffd and \ufffd", "7: U+FFFD stands for a letter that was lost, 2 times"),
        ("```py\nx", "5: code block opened with ``` is never closed"),
        ("a\n\n[^x]: never", "7: footnote [^x] is never referred to, so it is left out"),
        ("<svg></svg>", "5: <svg> in raw HTML cannot be shown, it is left out"),
        ("x\n\n<video></video>", "7: <video> is left out: it names no address"),
    ],
)
def test_what_cannot_be_shown_is_reported_with_its_line(text: str, problem: str) -> None:
    assert [each.partition("\n")[0] for each in problems(complete(text))] == [
        f"content/post.md:{problem}"
    ]


def test_there_is_nothing_to_say_of_a_post_that_is_right() -> None:
    assert (
        problems(complete("# T\n\nWords, `code`, [a](b.md).\n\n```\ncode\n```\n\n    code\n")) == []
    )


@pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])
def test_a_character_that_no_file_may_hold_goes_and_its_neighbours_stay(code: int) -> None:
    text = f"be{chr(code)}side `in{chr(code)}side`\n\n&#{code};\n"
    shown = raw_text_of(parse_fragment(parse(complete(text)).xhtml))
    assert shown.split("\n")[0] == "beside inside"
    assert chr(code) not in shown


# --- nothing is lost, nothing breaks ---------------------------------------------------------

MARKDOWN = [
    *("\n", "\n\n", "# ", "## ", "- ", "  ", "    ", "1. ", "> ", "```\n", "**", "*", "`", " ~~"),
    *(
        "|",
        "| - |",
        "[",
        "](a.md)",
        "![",
        "](a.png)",
        "[^1]",
        "\\\n",
        "---\n",
        "&#x20;",
        "한글",
        "漢字",
    ),
]
HTML = [
    *('<div markdown="1">', "<p markdown>", "<math>", "<mi>", "</svg>", "<circle>", "<title>"),
    *("<", ">", "</", "<b>", "</b>", "<div>", "</div>", "<p>", "<table>", "<td>", "<li>", "<ul>"),
    *(
        "<a href='x'>",
        "</a>",
        "<a id='q'></a>",
        "<select>",
        "<svg>",
        "<script>",
        "</script>",
        "<T>",
    ),
    *(
        "<!--",
        "-->",
        "<br>",
        "<img src=x>",
        "<h2>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<details>",
        "<summary>",
    ),
    *(
        "<ruby>",
        "<rt>",
        "<figure>",
        "<caption>",
        "<textarea>",
        "<plaintext>",
        "&#12;",
        "\x0c",
        "<?",
    ),
]
FEW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(st.lists(st.one_of(st.sampled_from(MARKDOWN), st.just("WORD ")), max_size=40))
def test_every_word_of_markdown_is_in_the_fragment(pieces: list[str]) -> None:
    words = [f"w{number}w" for number in range(pieces.count("WORD "))]
    text = "".join(pieces).replace("WORD ", "{} ").format(*words) if words else "".join(pieces)
    post = parse("---\ntitle: T\n---\n\n" + text)
    assert [word for word in words if word not in post.xhtml] == []


@FEW
@given(st.lists(st.one_of(st.sampled_from([*MARKDOWN, *HTML]), st.text(max_size=3)), max_size=40))
def test_every_text_becomes_a_fragment_with_unique_ids(pieces: list[str]) -> None:
    post = parse("".join(pieces))
    ids = ids_in(parse_fragment(post.xhtml))
    assert len(ids) == len(set(ids))
    assert {heading.id for heading in post.headings} <= set(ids)


def test_a_component_among_words_leaves_what_is_struck_before_it_alone() -> None:
    post = parse('Words ~~struck~~, ~s.t.~, a~b\n<YouTube id="abc" title="A talk" /> ~~too~~.\n')
    assert "<s>struck</s>, ~s.t.~, a~b" in post.xhtml
    assert "<s>too</s>" in post.xhtml
