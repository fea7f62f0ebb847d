from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import pytest

from bookc.config import load_config
from bookc.errors import ContentError
from bookc.model import (
    Book,
    BookConfig,
    Direction,
    FolderOrder,
    Heading,
    Location,
    Manuscript,
    OrderBy,
    OrderReason,
    PartBy,
    Post,
    Problem,
    Site,
    Summary,
    SummaryEntry,
    pack,
)
from bookc.model import ChapterBy as By
from bookc.order import order_chapters


@pytest.fixture
def config(tmp_path: Path) -> BookConfig:
    (tmp_path / "book.toml").write_text('[book]\ntitle = "T"\nlanguage = "en"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    return load_config(tmp_path)


def post(path: str, day: str = "", *tags: str, draft: bool = False, language: str = "en") -> Post:
    """Return a post that is called after its path; `day` is in ISO form."""
    published = datetime.fromisoformat(day) if day else None
    return Post(
        path=PurePosixPath(path),
        title=path,
        published=published.replace(tzinfo=published.tzinfo or UTC) if published else None,
        tags=tags,
        language=language,
        description="",
        cover="",
        draft=draft,
        fragment=pack('<h2 id="a">A</h2><p>x</p><h6 id="b">B</h6>'),
        headings=(Heading(2, "a", "A"), Heading(6, "b", "B")),
        at=Location(path, 1),
    )


def ordering(config: BookConfig, **order: object) -> BookConfig:
    return replace(config, order=replace(config.order, **order))  # type: ignore[arg-type]


def choosing(config: BookConfig, **content: object) -> BookConfig:
    return replace(config, content=replace(config.content, **content))  # type: ignore[arg-type]


def book_of(config: BookConfig, *posts: Post) -> Book:
    return order_chapters(Manuscript(posts), config)


def shape(book: Book) -> list[tuple[str, list[tuple[int, str, list[str]]]]]:
    """Return the titles of parts, chapters and posts."""
    return [
        (
            part.title,
            [(c.number, c.title, [s.post.title for s in c.sections]) for c in part.chapters],
        )
        for part in book.parts
    ]


def titles(book: Book) -> list[str]:
    return [section.post.title for chapter in book.chapters for section in chapter.sections]


# --- order ---------------------------------------------------------------------------------


def test_posts_are_ordered_oldest_first_whatever_their_paths(config: BookConfig) -> None:
    assert titles(book_of(config, post("a", "2024-02-01"), post("b", "2021-01-01"))) == ["b", "a"]


def test_instants_are_compared_and_not_the_days_that_are_written(config: BookConfig) -> None:
    early = post("early", "2023-05-02T01:00:00+09:00")
    late = post("late", "2023-05-01T23:00:00+00:00")
    assert titles(book_of(config, late, early)) == ["early", "late"]


@pytest.mark.parametrize("direction", Direction)
def test_ties_are_in_natural_order_of_paths(config: BookConfig, direction: Direction) -> None:
    posts = [post(path, "2023-01-01") for path in ("10", "9", "2")]
    assert titles(book_of(ordering(config, direction=direction), *posts)) == ["2", "9", "10"]


@pytest.mark.parametrize("direction", Direction)
def test_posts_without_a_date_come_last(config: BookConfig, direction: Direction) -> None:
    posts = [post("b"), post("a"), post("c", "2023-01-01")]
    by_date = ordering(config, by=OrderBy.DATE, direction=direction)
    assert titles(book_of(by_date, *posts)) == ["c", "a", "b"]


def test_posts_are_ordered_by_path_in_both_directions(config: BookConfig) -> None:
    posts = [post("10", "2020-01-01"), post("2", "2023-01-01")]
    up = ordering(config, by=OrderBy.PATH)
    down = ordering(config, by=OrderBy.PATH, direction=Direction.DESCENDING)
    assert titles(book_of(up, *posts)) == ["2", "10"]
    assert titles(book_of(down, *posts)) == ["10", "2"]


def test_by_tag_the_tags_that_are_listed_come_first(config: BookConfig) -> None:
    posts = [
        post("1", "2021-01-01", "b"),
        post("2", "2022-01-01", "b"),
        post("3", "2023-01-01", "a"),
        post("4", "2020-01-01"),
    ]
    by_number = ordering(config, by=OrderBy.TAG)
    as_listed = ordering(config, by=OrderBy.TAG, tags=("a",))
    assert titles(book_of(by_number, *posts)) == ["1", "2", "3", "4"]
    assert titles(book_of(as_listed, *posts)) == ["3", "1", "2", "4"]


# --- what is in the book ---------------------------------------------------------------------


def test_drafts_are_left_out_and_named_unless_they_are_asked_for(config: BookConfig) -> None:
    posts = [post("a", "2023-01-01"), post("b", "2023-01-02", draft=True)]
    book = book_of(config, *posts)
    assert titles(book) == ["a"]
    assert str(book.problems[0]).startswith("b:1: the post is a draft, so it is left out")
    assert titles(book_of(choosing(config, drafts=True), *posts)) == ["a", "b"]


def test_tags_choose_whatever_their_case_and_dashes(config: BookConfig) -> None:
    posts = [post("1", "", "Dev-Ops"), post("2", "", "devops", "old"), post("3", "", "go")]
    assert titles(book_of(choosing(config, tags=("dev ops",)), *posts)) == ["1", "2"]
    assert titles(book_of(choosing(config, without_tags=("OLD", "go")), *posts)) == ["1"]


def test_days_count_as_they_are_written(config: BookConfig) -> None:
    posts = [post("new year", "2023-01-01T00:30:00+09:00"), post("old", "2022-12-31"), post("none")]
    assert titles(book_of(choosing(config, year=2023), *posts)) == ["new year"]
    assert titles(book_of(choosing(config, since=date(2023, 1, 1)), *posts)) == ["new year"]
    assert titles(book_of(choosing(config, until=date(2022, 12, 31)), *posts)) == ["old"]


def test_no_post_left_is_an_error_that_says_why(config: BookConfig) -> None:
    chosen = choosing(config, tags=("x",))
    with pytest.raises(ContentError, match="2 found, 1 without the tag x, 1 drafts"):
        book_of(chosen, post("a"), post("b", "", "x", draft=True))


def test_problems_of_posts_that_are_not_in_the_book_are_not_told(config: BookConfig) -> None:
    posts = (post("a", "2023-01-01"), post("b", "2022-01-01"))
    problems = tuple(Problem("wrong", each.at) for each in posts)
    book = order_chapters(Manuscript(posts, problems=problems), choosing(config, year=2023))
    assert [problem.at.path for problem in book.problems] == ["a"]


# --- chapters and parts ----------------------------------------------------------------------


def test_a_book_without_parts_is_one_part_without_a_title(config: BookConfig) -> None:
    assert shape(book_of(config, post("a", "2023-01-01"))) == [("", [(1, "a", ["a"])])]


def test_chapters_by_tag_gather_the_posts_and_tags_that_stand_alone(config: BookConfig) -> None:
    posts = [
        post("1", "2021-01-01", "aws", "go"),
        post("2", "2022-01-01", "AWS"),
        post("3", "2023-01-01", "aws"),
        post("4", "2023-02-01", "once"),
        post("5", "2023-03-01"),
    ]
    assert shape(book_of(ordering(config, chapters=By.TAG), *posts)) == [
        ("", [(1, "aws", ["1", "2", "3"]), (2, "Other posts", ["4", "5"])])
    ]


def test_a_post_stands_once_where_the_first_listed_tag_puts_it(config: BookConfig) -> None:
    posts = [post("1", "2021-01-01", "a", "b"), post("2", "2022-01-01", "a")]
    assert shape(book_of(ordering(config, chapters=By.TAG, tags=("b", "a")), *posts)) == [
        ("", [(1, "a", ["1", "2"])])
    ]
    assert shape(book_of(ordering(config, chapters=By.TAG, tags=("b",)), *posts)) == [
        ("", [(1, "b", ["1"]), (2, "Other posts", ["2"])])
    ]


@pytest.mark.parametrize(
    ("by", "language", "title"),
    [
        (By.MONTH, "en", "May 2023"),
        (By.MONTH, "ko", "2023년 5월"),
        (By.YEAR, "en", "2023"),
        (By.YEAR, "ko", "2023년"),
    ],
)
def test_chapters_by_time_are_called_in_the_language_of_the_book(
    config: BookConfig, by: By, language: str, title: str
) -> None:
    in_language = replace(config, book=replace(config.book, language=language))
    book = book_of(ordering(in_language, chapters=by), post("a", "2023-05-14"), post("b"))
    assert book.chapters[0].title == title
    assert book.chapters[1].name == "undated"


def test_chapters_by_month_follow_the_direction(config: BookConfig) -> None:
    posts = [post("1", "2023-01-05"), post("2", "2023-01-09"), post("3", "2023-02-01")]
    order = ordering(config, chapters=By.MONTH, direction=Direction.DESCENDING)
    assert titles(book_of(order, *posts)) == ["3", "2", "1"]


def test_parts_by_year_hold_chapters_that_are_numbered_through(config: BookConfig) -> None:
    posts = [post("1", "2022-01-05"), post("2", "2023-01-09"), post("3", "2023-02-01")]
    book = book_of(ordering(config, parts=PartBy.YEAR), *posts)
    assert shape(book) == [
        ("2022", [(1, "1", ["1"])]),
        ("2023", [(2, "2", ["2"]), (3, "3", ["3"])]),
    ]
    assert [(part.number, part.name) for part in book.parts] == [
        (1, "part-year-2022"),
        (2, "part-year-2023"),
    ]


def test_a_tag_is_shown_as_most_posts_write_it(config: BookConfig) -> None:
    posts = [post("1", "", "aws"), post("2", "", "AWS"), post("3", "", "AWS", "aws")]
    assert [s.post.tags for s in book_of(config, *posts).sections()] == [("AWS",)] * 3


# --- sections --------------------------------------------------------------------------------


def test_ids_begin_with_the_name_of_the_section(config: BookConfig) -> None:
    (section,) = book_of(config, post("content/rain/index.md")).sections()
    assert section.xhtml.startswith('<h2 id="post-rain--a">')
    assert section.headings == (Heading(2, "post-rain--a", "A"), Heading(6, "post-rain--b", "B"))


def test_headings_of_gathered_posts_are_one_level_lower_but_never_below_six(
    config: BookConfig,
) -> None:
    (section,) = book_of(ordering(config, chapters=By.YEAR), post("a", "2023-01-01")).sections()
    assert section.xhtml == '<h3 id="post-a--a">A</h3><p>x</p><h6 id="post-a--b">B</h6>'
    assert [heading.level for heading in section.headings] == [3, 6]


def test_names_are_ascii_and_depend_on_the_path_alone(config: BookConfig) -> None:
    alone = book_of(config, post("b/비.md", "2023-01-01"))
    together = book_of(config, post("a/눈.md", "2022-01-01"), post("b/비.md", "2023-01-01"))
    assert alone.chapters[0].name == together.chapters[1].name
    assert alone.chapters[0].name.isascii()


def test_only_posts_that_would_share_a_name_get_a_longer_one(config: BookConfig) -> None:
    book = book_of(config, post("a/x.md"), post("b/x.md"), post("c/y.md"))
    names = [chapter.name for chapter in book.chapters]
    assert names[2] == "post-y"
    assert len(set(names)) == 3
    assert all(name.startswith("post-x-") for name in names[:2])


def test_tags_with_signs_have_names_of_their_own(config: BookConfig) -> None:
    posts = [post(f"{tag}{n}", "", tag) for tag in ("C", "C++", "c#") for n in range(2)]
    names = [
        chapter.name for chapter in book_of(ordering(config, chapters=By.TAG), *posts).chapters
    ]
    assert len(set(names)) == 3


# --- around the chapters -----------------------------------------------------------------------


def test_matter_has_the_kind_that_its_file_is_called(config: BookConfig) -> None:
    manuscript = Manuscript(
        (post("a"),),
        front=(post("Foreword.md"), post("words.md")),
        back=(post("about.md"), post("end.md")),
    )
    book = order_chapters(manuscript, config)
    assert [matter.kind for matter in book.front] == ["foreword", "preface"]
    assert [matter.kind for matter in book.back] == ["contributors", "afterword"]


def test_the_language_is_that_of_most_posts_unless_it_is_set(config: BookConfig) -> None:
    posts = [post("a", language="ko"), post("b", language="ko"), post("c", language="en")]
    unset = replace(config, book=replace(config.book, language=""))
    assert book_of(unset, *posts).metadata.language == "ko"
    assert book_of(config, *posts).metadata.language == "en"


# --- order that nobody set -----------------------------------------------------------------------


def weighted(path: str, weight: float) -> Post:
    return replace(post(path), weight=weight)


def listed(path: str, *children: SummaryEntry, title: str = "") -> SummaryEntry:
    """Return an entry for a post; without a path, a title over others."""
    at = Location("SUMMARY.md", 1)
    return SummaryEntry(title or path, PurePosixPath(path) if path else None, at, children)


def with_list(*entries: SummaryEntry, folder: str = ".") -> Site:
    file = PurePosixPath(folder, "SUMMARY.md")
    return Site(summaries=(Summary(file, PurePosixPath(folder), entries),))


def tree_of(book: Book) -> list[tuple[str, list[tuple[str, str, tuple[str, ...]]]]]:
    """Return the titles of parts, and for each chapter its number, title and titles above it."""
    return [(p.title, [(c.label, c.title, c.opens) for c in p.chapters]) for p in book.parts]


def test_most_posts_dated_makes_the_order_that_of_dates(config: BookConfig) -> None:
    posts = [post("a", "2023-02-01"), post("b", "2023-01-01"), post("c")]
    book = book_of(config, *posts)
    assert titles(book) == ["b", "a", "c"]
    assert [str(problem.at) for problem in book.problems] == ["c:1"]
    assert book.order == (FolderOrder(PurePosixPath(), OrderReason.DATE, None, 2, 1),)


def test_half_of_the_posts_dated_does_not(config: BookConfig) -> None:
    book = book_of(config, post("b", "2023-01-01"), post("a"))
    assert titles(book) == ["a", "b"]
    assert book.problems == ()
    assert [each.reason for each in book.order] == [OrderReason.PATH]


def test_each_top_folder_is_decided_on_its_own(config: BookConfig) -> None:
    posts = [
        post("posts/2", "2023-01-01"),
        post("posts/1", "2023-02-01"),
        post("posts/3", "2023-03-01"),
        weighted("guide/a", 2),
        weighted("guide/b", 1),
    ]
    book = book_of(config, *posts)
    assert titles(book) == ["posts/2", "posts/1", "posts/3", "guide/b", "guide/a"]
    assert [(str(each.folder), each.reason) for each in book.order] == [
        ("posts", OrderReason.DATE),
        ("guide", OrderReason.WEIGHT),
    ]


def test_a_folder_with_one_post_is_just_a_post(config: BookConfig) -> None:
    posts = [post("b/index.md", "2023-01-01"), post("a/index.md", "2023-02-01"), post("c/index.md")]
    book = book_of(config, *posts)
    assert titles(book) == ["b/index.md", "a/index.md", "c/index.md"]
    assert len(book.order) == 1


def test_weights_put_neighbours_in_order_and_may_be_negative(config: BookConfig) -> None:
    posts = [weighted("b", 10), weighted("c", 2), weighted("d", -1), post("a")]
    assert titles(book_of(config, *posts)) == ["d", "c", "b", "a"]


def test_the_index_of_a_folder_opens_it_and_its_weight_is_that_of_the_folder(
    config: BookConfig,
) -> None:
    posts = [
        weighted("x/_index.md", 2),
        weighted("x/a.md", 1),
        weighted("y/index.md", 1),
        post("y/b.md"),
    ]
    assert titles(book_of(config, *posts)) == ["y/index.md", "y/b.md", "x/_index.md", "x/a.md"]


def test_a_file_of_the_site_may_say_the_weight_of_a_folder(config: BookConfig) -> None:
    site = Site(weights={PurePosixPath("y"): 1})
    posts = (post("x/a"), post("x/b"), post("y/a"), post("y/b"))
    book = order_chapters(Manuscript(posts), config, site)
    assert titles(book) == ["y/a", "y/b", "x/a", "x/b"]


def test_paths_are_in_natural_order(config: BookConfig) -> None:
    posts = [post("10-b.md"), post("9/2.md"), post("9/README.md"), post("1-a.md")]
    assert titles(book_of(config, *posts)) == ["1-a.md", "9/README.md", "9/2.md", "10-b.md"]


def test_the_direction_turns_dates_and_paths_but_no_weights(config: BookConfig) -> None:
    down = ordering(config, direction=Direction.DESCENDING)
    assert titles(book_of(down, post("a"), post("b"))) == ["b", "a"]
    assert titles(book_of(down, post("a", "2023-01-01"), post("b", "2023-01-02"))) == ["b", "a"]
    assert titles(book_of(down, weighted("a", 2), weighted("b", 1))) == ["b", "a"]


# --- order that a list says --------------------------------------------------------------------


def test_a_list_wins_over_dates(config: BookConfig) -> None:
    site = with_list(listed("b"), listed("a"))
    posts = (post("a", "2022-01-01"), post("b", "2023-01-01"))
    book = order_chapters(Manuscript(posts), config, site)
    assert titles(book) == ["b", "a"]
    summary = PurePosixPath("SUMMARY.md")
    assert book.order == (FolderOrder(PurePosixPath(), OrderReason.SUMMARY, summary, 2),)


def test_what_a_list_nests_is_parts_chapters_and_chapters_below(config: BookConfig) -> None:
    site = with_list(
        listed("a"),
        listed("", listed("b", listed("c", listed("d")), listed("e")), listed("f"), title="One"),
        listed("", listed("g"), title="Two"),
    )
    book = order_chapters(Manuscript(tuple(map(post, "abcdefg"))), config, site)
    assert tree_of(book) == [
        ("", [("1", "a", ())]),
        (
            "One",
            [
                ("2", "b", ()),
                ("2.1", "c", ()),
                ("2.1.1", "d", ()),
                ("2.2", "e", ()),
                ("3", "f", ()),
            ],
        ),
        ("Two", [("4", "g", ())]),
    ]
    assert [part.number for part in book.parts] == [0, 1, 2]
    assert [chapter.number for chapter in book.chapters] == list(range(1, 8))
    assert [chapter.depth for chapter in book.chapters] == [0, 0, 1, 2, 1, 0, 0]


def test_a_title_without_a_post_inside_a_part_opens_with_the_chapter_below(
    config: BookConfig,
) -> None:
    deep = listed("", listed("", listed("b"), title="Inner"), listed("c"), title="Outer")
    site = with_list(listed("", listed("a"), deep, title="Part"), listed("d"))
    book = order_chapters(Manuscript(tuple(map(post, "abcd"))), config, site)
    assert tree_of(book) == [
        ("Part", [("1", "a", ()), ("2.1.1", "b", ("Outer", "Inner")), ("2.2", "c", ())]),
        ("", [("3", "d", ())]),
    ]


def test_a_draft_leaves_its_title_over_what_is_below_it(config: BookConfig) -> None:
    site = with_list(listed("a", listed("b"), title="A"), listed("c"))
    posts = (post("a", draft=True), post("b"), post("c"))
    book = order_chapters(Manuscript(posts), config, site)
    assert tree_of(book) == [("", [("1.1", "b", ("A",)), ("2", "c", ())])]


def test_posts_in_no_list_come_after_it_in_order_of_paths_and_are_told(config: BookConfig) -> None:
    site = with_list(listed("b"))
    posts = tuple(map(post, ("10", "9", "b")))
    book = order_chapters(Manuscript(posts), config, site)
    assert titles(book) == ["b", "9", "10"]
    assert [str(problem) for problem in book.problems] == [
        "9:1: the post is not listed in SUMMARY.md: it stands after those that are",
        "10:1: the post is not listed in SUMMARY.md: it stands after those that are",
    ]


def test_behind_parts_they_are_a_part_of_their_own(config: BookConfig) -> None:
    site = with_list(listed("", listed("a"), title="One"), listed("", listed("b"), title="Two"))
    book = order_chapters(Manuscript(tuple(map(post, "abc"))), config, site)
    assert [part.title for part in book.parts] == ["One", "Two", "Other posts"]


def test_a_list_of_one_folder_leaves_the_others_alone(config: BookConfig) -> None:
    site = with_list(listed("x/b"), listed("x/a"), folder="x")
    posts = tuple(map(post, ("w/2", "w/1", "x/a", "x/b", "x/c")))
    book = order_chapters(Manuscript(posts), config, site)
    assert titles(book) == ["x/b", "x/a", "x/c", "w/1", "w/2"]


def test_book_toml_has_the_last_word(config: BookConfig) -> None:
    site = with_list(listed("b"), listed("a"))
    by_path = ordering(config, by=OrderBy.PATH)
    book = order_chapters(Manuscript((post("a"), post("b"))), by_path, site)
    assert titles(book) == ["a", "b"]
    assert book.order[0].reason is OrderReason.SETTING


def test_chapters_by_month_take_the_posts_of_a_list_in_its_order(config: BookConfig) -> None:
    site = with_list(listed("b"), listed("a"))
    posts = (post("a", "2022-01-01"), post("b", "2022-01-02"))
    book = order_chapters(Manuscript(posts), ordering(config, chapters=By.MONTH), site)
    assert shape(book) == [("", [(1, "January 2022", ["b", "a"])])]


# --- posts that are only there for their site --------------------------------------------------


def test_a_post_without_text_date_and_picture_is_left_out_and_named(config: BookConfig) -> None:
    blank = replace(post("_index.md"), fragment=pack(""), headings=())
    book = book_of(config, blank, post("a"))
    assert titles(book) == ["a"]
    assert str(book.problems[0]).startswith("_index.md:1: there is neither text nor a date")


def test_it_is_a_chapter_if_a_list_names_it(config: BookConfig) -> None:
    blank = replace(post("b"), fragment=pack(""), headings=())
    site = with_list(listed("b", listed("a")))
    assert titles(order_chapters(Manuscript((post("a"), blank)), config, site)) == ["b", "a"]


def test_what_lies_in_a_folder_of_drafts_is_a_draft(config: BookConfig) -> None:
    book = book_of(config, post("_drafts/a"), post("b"))
    assert titles(book) == ["b"]
