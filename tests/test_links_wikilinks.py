"""Links in double brackets, and texts that one post shows of another."""

from pathlib import Path

import pytest
from link_projects import build, fragment, problems

from bookc.model import Book, Section
from bookc.xhtml import ids_in, parse_fragment, raw_text_of, text_of


def section(book: Book, name: str) -> Section:
    return next(each for each in book.sections() if each.name == name)


RAIN = '---\ntitle: Rain in May\ndate: 2023-05-14\naliases: ["A shower"]\n---\n## How it fell\n\nx'


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("[[rain]]", '<a href="post-rain.xhtml">Rain in May</a>'),
        ("[[Rain.md]]", '<a href="post-rain.xhtml">Rain in May</a>'),
        ("[[/weather/rain]]", '<a href="post-rain.xhtml">Rain in May</a>'),
        ("[[weather/rain]]", '<a href="post-rain.xhtml">Rain in May</a>'),
        ("[[/weather/rain]]{it rained}", '<a href="post-rain.xhtml">it rained</a>'),
        ("[[rain|it rained]]", '<a href="post-rain.xhtml">it rained</a>'),
        ("[[Rain  in may]]", '<a href="post-rain.xhtml">Rain  in may</a>'),
        ("[[a shower]]", '<a href="post-rain.xhtml">a shower</a>'),
        (
            "[[rain#How it fell]]",
            '<a href="post-rain.xhtml#post-rain--how-it-fell">Rain in May &gt; How it fell</a>',
        ),
        ("[[#Here]]", '<a href="post-a.xhtml#post-a--here">Here</a>'),
        ("[[rain]]: words", '<a href="post-rain.xhtml">Rain in May</a>: words'),
    ],
)
def test_brackets_that_name_a_post_lead_to_it(tmp_path: Path, written: str, link: str) -> None:
    files = {"content/a.md": f"## Here\n\nSee {written}", "content/weather/rain.md": RAIN}
    book = build(tmp_path, files)
    assert problems(book) == []
    assert f"<p>See {link}</p>" in fragment(book, "post-a")


def test_a_block_id_may_name_a_heading(tmp_path: Path) -> None:
    files = {"content/a.md": "[[b#^fall|x]]", "content/b.md": "## How it fell ^fall\n\nWords."}
    book = build(tmp_path, files)
    assert problems(book) == []
    assert '<a href="post-b.xhtml#post-b---fall">x</a>' in fragment(book, "post-a")
    assert [each.title for each in section(book, "post-b").headings] == ["How it fell"]


def test_of_posts_with_one_name_that_in_the_same_folder_is_meant(tmp_path: Path) -> None:
    files = {
        "content/x/a.md": "[[b|x]]",
        "content/b.md": "1",
        "content/x/b.md": "---\ntitle: Own\ndate: 2023-05-14\n---\nx",
    }
    book = build(tmp_path, files)
    own = next(each.name for each in book.sections() if each.post.title == "Own")
    assert f'<a href="{own}.xhtml">x</a>' in fragment(book, "post-a")


def test_brackets_are_text_if_most_of_them_name_no_post(tmp_path: Path) -> None:
    book = build(
        tmp_path, {"content/a.md": "[[1, 2]] and [[nodiscard]] and [[b]]", "content/b.md": "x"}
    )
    expected = '<p>[[1, 2]] and [[nodiscard]] and <a href="post-b.xhtml">T</a></p>'
    assert fragment(book, "post-a") == expected
    assert problems(book) == []


def test_where_most_name_a_post_another_leaves_its_label_and_a_problem(tmp_path: Path) -> None:
    files = {"content/a.md": "[[b]] [[b|c]]\n\n[[bbb|its *label*]].", "content/b.md": "x"}
    book = build(tmp_path, files)
    assert "<p>its *label*.</p>" in fragment(book, "post-a")
    assert problems(book) == ["content/a.md:7: no post is called bbb"]


@pytest.mark.parametrize("where", ["bbb]]: its words", "bbb]]:\nits words", "#Gone]]: its words"])
def test_in_a_vault_a_name_with_a_colon_leaves_its_words_and_a_problem(
    tmp_path: Path, where: str
) -> None:
    files = {"content/a.md": f"[[b]] [[b|c]]\n\n- [[{where}", "content/b.md": "x"}
    book = build(tmp_path, files)
    assert "[[" not in fragment(book, "post-a")
    assert len(problems(book)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[[Scopes]]: Array(2)",
        "[[b]]: Object",
        "[[Bug #1]](https://example.com)",
        "[[1, 2], [3, 4]]",
        "[[nodiscard]] int f()",
        "if [[ -f b ]]; then",
    ],
)
def test_where_brackets_name_no_posts_they_are_text(tmp_path: Path, text: str) -> None:
    post = f"[[maybe_unused]] and [[likely]].\n\n{text}"
    book = build(tmp_path, {"content/a.md": post, "content/b.md": "x"})
    assert raw_text_of(parse_fragment(fragment(book, "post-a"))).split("\n")[-1] == (
        "[Bug #1]" if "](" in text else text
    )
    assert problems(book) == []


@pytest.mark.parametrize(
    "text",
    [
        "a[[0]] = 1",
        "rows[[i]][[j]]",
        "f(x)[[1]]",
        'list[["key"]]',
        "[[1, 2]]",
        "`a`, b[[0]]",
        "[[Bug #1]](https://example.com)",
        "[[1, 2], [3, 4]]",
    ],
)
def test_an_index_and_an_array_are_text_in_a_vault_too(tmp_path: Path, text: str) -> None:
    files = {"content/a.md": f"[[b]] [[b|c]] [[b]]\n\n{text}", "content/b.md": "x"}
    book = build(tmp_path, files)
    last = raw_text_of(parse_fragment(fragment(book, "post-a"))).split("\n")[-1]
    assert last == ("[Bug #1]" if "](" in text else text.replace("`", ""))
    assert problems(book) == []


def test_a_link_may_touch_letters_that_take_no_blanks(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/a.md": "비[[b|는]] 온다", "content/b.md": "x"})
    assert '비<a href="post-b.xhtml">는</a> 온다' in fragment(book, "post-a")


def test_a_block_with_an_id_is_an_anchor(tmp_path: Path) -> None:
    files = {"content/a.md": "[[b#^end|x]]", "content/b.md": "Words. ^end"}
    book = build(tmp_path, files)
    assert '<a href="post-b.xhtml#post-b---end">x</a>' in fragment(book, "post-a")
    assert '<p id="post-b---end">Words.</p>' in fragment(book, "post-b")


# --- texts in place ------------------------------------------------------------------------------


def test_a_text_is_shown_in_place_between_the_words_around_it(tmp_path: Path) -> None:
    files = {"content/a.md": "Before\n![[b]]\nafter.", "content/b.md": "One.\n\n- two"}
    assert fragment(build(tmp_path, files), "post-a") == (
        "<p>Before</p>\n<p>One.</p>\n<ul>\n<li>two</li>\n</ul>\n<p>after.</p>"
    )


def test_a_text_that_a_heading_shows_stands_below_it(tmp_path: Path) -> None:
    files = {"content/a.md": "## Of b ![[b]]\n\n## ![[c]]\n\nx", "content/b.md": "One.\n\n- two"}
    book = build(tmp_path, files | {"content/c.md": "Three."})
    assert fragment(book, "post-a") == (
        '<h2 id="post-a--of-b-b">Of b</h2>\n<p>One.</p>\n<ul>\n<li>two</li>\n</ul>\n'
        '<p id="post-a--c">Three.</p>\n<p>x</p>'
    )
    assert [each.title for each in section(book, "post-a").headings] == ["Of b"]


def test_a_heading_is_shown_with_what_stands_below_it(tmp_path: Path) -> None:
    text = "## One\n\n1\n\n## Two\n\n2\n\n### Under\n\n3\n\n## Three\n\n4"
    files = {"content/a.md": "## Own\n\n![[b#Two]]", "content/b.md": text}
    book = build(tmp_path, files)
    assert [(each.level, each.title) for each in section(book, "post-a").headings] == [
        (2, "Own"),
        (3, "Two"),
        (4, "Under"),
    ]
    assert "<p>3</p>" in fragment(book, "post-a")
    assert "<p>4</p>" not in fragment(book, "post-a")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Above.\n\nA paragraph. ^one\n\nBelow.", "A paragraph."),
        ("- Above.\n- an item ^one\n- Below.", "an item"),
        ("Above.\n\n> words\n\n^one\n\nBelow.", "words"),
    ],
)
def test_a_block_is_shown_alone(tmp_path: Path, text: str, shown: str) -> None:
    files = {"content/a.md": "![[b#^one]]", "content/b.md": text}
    root = parse_fragment(fragment(build(tmp_path, files), "post-a"))
    assert text_of(root) == shown


def test_ids_of_a_text_shown_twice_are_unique_and_its_links_stay_in_it(tmp_path: Path) -> None:
    files = {
        "content/a.md": "![[b]]\n\n![[b]]",
        "content/b.md": "## H\n\n[x](#h) [c](sub/c.md)",
        "content/sub/c.md": "x",
    }
    book = build(tmp_path, files)
    xhtml = fragment(book, "post-a")
    ids = [
        each
        for name in ("post-a", "post-b")
        for each in ids_in(parse_fragment(fragment(book, name)))
    ]
    assert len(ids) == len(set(ids)) == 3
    assert 'href="post-a.xhtml#post-a--shown-1-h"' in xhtml
    assert 'href="post-a.xhtml#post-a--shown-2-h"' in xhtml
    assert xhtml.count('href="post-c.xhtml"') == 2


def test_footnotes_of_a_text_in_place_stand_among_those_of_the_post(tmp_path: Path) -> None:
    files = {
        "content/a.md": "Own[^1].\n\n![[b]]\n\n[^1]: A.",
        "content/b.md": "Words[^1].\n\n[^1]: B.",
    }
    root = parse_fragment(fragment(build(tmp_path, files), "post-a"))
    notes = ["".join(map(str, note.itertext())).strip() for note in root.iter("aside")]
    assert notes == ["1 A.", "2 B."]
    marks = [mark for mark in root.iter("a") if mark.get("role") == "doc-noteref"]
    targets = [str(mark.get("href")).partition("#")[2] for mark in marks]
    assert [mark.text for mark in marks] == ["1", "2"]
    assert targets == [note.get("id") for note in root.iter("aside")]


def test_texts_that_show_each_other_end_with_a_link_and_a_problem(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/a.md": "A ![[b]]", "content/b.md": "B ![[a]]"})
    assert fragment(book, "post-a") == '<p>A</p>\n<p>B <a href="post-a.xhtml">T</a></p>'
    assert problems(book) == [
        "content/b.md:5: ![[a]] is a link in the book: the text would show itself"
    ]


def test_a_text_in_a_text_in_a_text_is_shown(tmp_path: Path) -> None:
    files = {"content/a.md": "![[b]]", "content/b.md": "- ![[c]]", "content/c.md": "deep"}
    assert "<p>deep</p>" in fragment(build(tmp_path, files), "post-a")


def test_a_text_that_is_nowhere_leaves_its_name_and_a_problem(tmp_path: Path) -> None:
    files = {"content/a.md": "[[b]] [[b]]\n\n![[Nowhere]]", "content/b.md": "x"}
    book = build(tmp_path, files)
    assert "<p>Nowhere</p>" in fragment(book, "post-a")
    assert problems(book) == ["content/a.md:7: no post is called Nowhere"]


def test_texts_that_double_each_time_come_to_an_end(tmp_path: Path) -> None:
    twice = {f"content/p{n}.md": f"![[p{n + 1}]]\n\n![[p{n + 1}]]" for n in range(30)}
    book = build(tmp_path, {**twice, "content/p30.md": "end"})
    assert sum(len(each.xhtml) for each in book.sections()) < 50_000_000


def test_a_picture_of_a_vault_is_found_by_its_name(tmp_path: Path) -> None:
    files = {"content/notes/a.md": "![[rain.png|300]]", "content/files/rain.png": ""}
    xhtml = fragment(build(tmp_path, files), "post-a")
    assert 'src="picture:content/files/rain.png"' in xhtml
    assert 'width="300"' in xhtml


def test_sound_leaves_its_words_and_a_problem(tmp_path: Path) -> None:
    book = build(tmp_path, {"content/a.md": "![[rain.mp3]]", "content/rain.mp3": ""})
    assert fragment(book, "post-a") == "<p>rain.mp3</p>"
    assert problems(book) == [
        "content/a.md:5: the link leads to a file, which a book cannot hold: rain.mp3"
    ]
