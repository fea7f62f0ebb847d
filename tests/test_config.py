from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from bookc.config import SETTINGS, load_config
from bookc.config.names import file_name, title_of_folder
from bookc.errors import ConfigError
from bookc.model import BookConfig, CacheConfig, ChapterBy, DiagramConfig, Location, PartBy, Problem


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def project_with(folder: Path, toml: str, *files: str) -> Path:
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("# A post\n", encoding="utf-8")
    return folder


def config_of(folder: Path, toml: str, *files: str) -> BookConfig:
    return load_config(project_with(folder, toml, *files))


def problems_of(folder: Path, toml: str, *files: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        config_of(folder, toml, *files)
    return caught.value.problems


def only_problem(folder: Path, toml: str, *files: str) -> Problem:
    (problem,) = problems_of(folder, toml, *files)
    return problem


# --- what holds without a setting ---


def test_folder_without_book_toml_is_a_project_named_after_itself(tmp_path: Path) -> None:
    folder = tmp_path / "conference-notes_2023"
    folder.mkdir()
    config = load_config(folder)
    assert config.book.title == "conference notes 2023"
    assert config.book.language == ""
    assert config.content.paths == ()
    assert config.output.name == "conference-notes-2023"
    assert config.source == Location(".")


def test_defaults_in_the_table_are_those_of_the_model(tmp_path: Path) -> None:
    stated = [setting for setting in SETTINGS if setting.default]
    sections = dict.fromkeys(setting.section for setting in stated)
    toml = "\n".join(
        f"[{section}]\n"
        + "\n".join(f"{each.key} = {each.default}" for each in stated if each.section == section)
        for section in sections
    )
    assert config_of(tmp_path, toml) == config_of(tmp_path, "")


def test_every_setting_says_what_holds_without_it_in_one_way() -> None:
    assert [each.key for each in SETTINGS if bool(each.default) == bool(each.otherwise)] == []


def test_default_identifier_depends_on_title_and_authors_alone(tmp_path: Path) -> None:
    one = config_of(tmp_path, '[book]\ntitle = "A"\nauthors = ["B"]').book.identifier
    same = config_of(tmp_path, '[book]\nauthors = ["B"]\ntitle = "A"\nsubtitle = "C"')
    other = config_of(tmp_path, '[book]\ntitle = "A"\nauthors = ["C"]')
    assert one.startswith("urn:uuid:")
    assert same.book.identifier == one
    assert other.book.identifier != one


# --- what is read ---


def test_every_section_reaches_the_config(tmp_path: Path) -> None:
    config = config_of(
        tmp_path,
        """
        [book]
        title = "컨퍼런스 노트 2023"
        authors = ["Ada Lovelace"]
        language = "KO-kr"
        date = 2023-12-31
        series = { name = "Notes", index = 3 }
        [content]
        paths = ["./posts/", "keynote.md"]
        tags = ["aws"]
        year = 2023
        front = ["preface.md"]
        [order]
        chapters = "month"
        parts = "year"
        [theme]
        accent = "#336699"
        columns = 2
        [pdf]
        page_size = "6 in x 9IN"
        [cache]
        size = "1.5 GB"
        """,
        *("posts/one.md", "keynote.md", "preface.md"),
    )
    assert config.book.language == "ko-KR"
    assert config.book.date == date(2023, 12, 31)
    assert (config.book.series, config.book.series_index) == ("Notes", 3)
    assert config.content.paths == (PurePosixPath("posts"), PurePosixPath("keynote.md"))
    assert config.content.front == (PurePosixPath("preface.md"),)
    assert (config.order.chapters, config.order.parts) == (ChapterBy.MONTH, PartBy.YEAR)
    assert config.theme.name == "notes"
    assert config.theme.variables == {"accent": "#336699", "columns": 2}
    assert config.pdf.page_size == "6in 9in"
    assert config.output.name == "컨퍼런스-노트-2023"
    assert config.cache == CacheConfig(1_500_000_000)


def test_series_may_be_its_name_alone(tmp_path: Path) -> None:
    book = config_of(tmp_path, '[book]\nseries = "Notes"').book
    assert (book.series, book.series_index) == ("Notes", None)


def test_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_bytes(b'\xef\xbb\xbf[book]\ntitle = "A"')
    assert load_config(tmp_path).book.title == "A"


@pytest.mark.parametrize(
    ("written", "tag"),
    [("ko", "ko"), ("EN-gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")],
)
def test_language_tags_are_written_as_is_usual(tmp_path: Path, written: str, tag: str) -> None:
    assert config_of(tmp_path, f'[book]\nlanguage = "{written}"').book.language == tag


@pytest.mark.parametrize(
    "identifier",
    [
        *("urn:isbn:9780141439600", "urn:isbn:978-0-14-143960-0", "urn:isbn:080442957X"),
        *("https://example.org/book", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        "tag:example.org,2023:notes",
    ],
)
def test_any_uri_identifies_a_book(tmp_path: Path, identifier: str) -> None:
    config = config_of(tmp_path, f'[book]\nidentifier = "{identifier}"')
    assert config.book.identifier == identifier


def test_diagrams_have_a_table_for_each_language(tmp_path: Path) -> None:
    toml = '[diagrams.dot]\ncommand = ["dot", "-Tsvg"]\n[diagrams.D2]\ncommand = []\ntimeout_s = 5'
    assert config_of(tmp_path, toml).diagrams == {
        "dot": DiagramConfig(("dot", "-Tsvg")),
        "d2": DiagramConfig((), timeout_s=5),
    }


# --- what is refused ---


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        (
            '[diagrams]\ndot = "dot -Tsvg"',
            "book.toml:2: [diagrams] `dot` has to be a table\n"
            "  hint: write [diagrams.dot], and `command` below",
        ),
        (
            "[diagrams.dot]\ntimeout_s = 9",
            "book.toml:1: [diagrams.dot] names no `command`\n"
            "  hint: it is the program that draws them",
        ),
        (
            '[diagrams.dot]\ncommand = ["dot"]\ntimeout = 9',
            "book.toml:3: [diagrams.dot] has no key `timeout`\n  hint: did you mean `timeout_s`?",
        ),
        (
            '[diagrams.dot]\ncommand = "dot"',
            'book.toml:2: [diagrams] dot.command = "dot" has to be a list, each item text on one '
            'line, in quotes and not empty\n  hint: did you mean `command = ["dot"]`?',
        ),
    ],
)
def test_what_is_wrong_with_a_diagram_is_told(tmp_path: Path, toml: str, problem: str) -> None:
    assert str(only_problem(tmp_path, toml)) == problem


def test_one_error_has_every_problem_by_line(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        """title = "A"
[book]
titel = "B"
authors = [
  "Ada Lovelace",
  7,
]
[bok]
[pdf]
toc_depth = 9
""",
    )
    assert [str(problem) for problem in problems] == [
        "book.toml:1: `title` stands in no section\n  hint: `title` belongs in [book]",
        "book.toml:3: [book] has no key `titel`\n  hint: did you mean `title`?",
        "book.toml:6: [book] authors: 7 has to be text on one line, in quotes and not empty",
        "book.toml:8: there is no section [bok]\n  hint: did you mean [book]?",
        "book.toml:10: [pdf] toc_depth = 9 has to be a whole number from 1 to 6\n"
        "  hint: for example `toc_depth = 1`",
    ]


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ('[book]\nauthor = "A"', "did you mean `authors`?"),
        ('[book]\nTitle = "A"', "did you mean `title`?"),
        ('[book]\nisbn = "9780141439600"', "did you mean `identifier`?"),
        ('[book]\nseries.nam = "A"', "did you mean `series.name`?"),
        ("[book]\ntoc_depth = 2", "`toc_depth` belongs in [epub] or [pdf]"),
        ('[order]\npage_siz = "A4"', "did you mean `page_size` in [pdf]?"),
        ('[pdf]\npage-size = "A4"', "did you mean `page_size`?"),
        ('[output]\nxyzzy = "A4"', "its keys are name"),
    ],
)
def test_slip_in_a_key_is_met_with_the_key_that_was_meant(
    tmp_path: Path, toml: str, hint: str
) -> None:
    assert only_problem(tmp_path, toml).hint == hint


@pytest.mark.parametrize(
    ("toml", "what", "hint"),
    [
        (
            '[order]\nby = "dat"',
            '[order] by = "dat" has to be "auto", "date", "tag" or "path"',
            'did you mean "date"?',
        ),
        (
            '[content]\nyear = "2023"',
            '[content] year = "2023" has to be a whole number from 1 to 9999',
            "did you mean `year = 2023`?",
        ),
        (
            '[content]\ntags = "aws, cloud"',
            '[content] tags = "aws, cloud" has to be a list, '
            "each item text on one line, in quotes and not empty",
            'did you mean `tags = ["aws", "cloud"]`?',
        ),
        (
            "[book]\ntitle = 2023",
            "[book] title = 2023 has to be text on one line, in quotes and not empty",
            'did you mean `title = "2023"`?',
        ),
        (
            "[content]\ndrafts = 1",
            "[content] drafts = 1 has to be true or false",
            "for example `drafts = true`",
        ),
        (
            "[images]\npdf_ppi = true",
            "[images] pdf_ppi = true has to be a whole number from 72 to 1200",
            "for example `pdf_ppi = 300`",
        ),
        (
            '[book]\ntimezone = "asia/seoul"',
            '[book] timezone = "asia/seoul" has to be the name of a time zone such as "Asia/Seoul" '
            'or "UTC"',
            'did you mean "Asia/Seoul"?',
        ),
        (
            '[book]\nlanguage = "ko_KR"',
            '[book] language = "ko_KR" has to be a language tag such as "ko", "en-GB" or "zh-Hant"',
            'did you mean "ko-KR"?',
        ),
        (
            '[book]\nidentifier = "urn:isbn:9780141439601"',
            '[book] identifier = "urn:isbn:9780141439601" has to be a URI '
            'such as "urn:isbn:9780141439600" or a web address: '
            "its check digit does not match, or it has not 10 or 13 digits",
            "",
        ),
        (
            '[book]\nidentifier = "ISBN 978-0-14-143960-0"',
            '[book] identifier = "ISBN 978-0-14-143960-0" has to be a URI '
            'such as "urn:isbn:9780141439600" or a web address',
            'did you mean "urn:isbn:9780141439600"?',
        ),
        (
            '[book]\ndate = "2023-02-30"',
            '[book] date = "2023-02-30" has to be a date such as 2023-12-31: '
            "the calendar has no such day",
            "",
        ),
        (
            "[book]\ndate = 2023-05-07T09:00:00+09:00",
            "[book] date = 2023-05-07 09:00:00+09:00 has to be a date such as 2023-12-31",
            "leave out the time: 2023-05-07",
        ),
        (
            "[content]\nsince = 2023-06-01\nuntil = 2023-05-01",
            "[content] since = 2023-06-01 is later than until = 2023-05-01",
            "",
        ),
        (
            "[content]\nyear = 2023\nuntil = 2022-05-01",
            "[content] until = 2022-05-01 is earlier than year = 2023",
            "",
        ),
        (
            "[book.series]\nindex = 2",
            "[book] series.index needs series.name beside it",
            "",
        ),
        (
            '[pdf]\npage_size = "2mm 3mm"',
            '[pdf] page_size = "2mm 3mm" has to be one of A3, A4, A5, A6, B4, B5, B6, JIS-B4, '
            "JIS-B5, JIS-B6, letter, legal, ledger, or width and height in mm, cm, in or pt, "
            'such as "148mm 210mm": a side is 50 to 1200 mm long',
            "",
        ),
        (
            '[cache]\nsize = "2 apples"',
            '[cache] size = "2 apples" has to be a size of at least 1 MB, '
            'such as "500 MB" or "2 GB"',
            'for example `size = "500 MB"`',
        ),
        (
            '[output]\nname = "notes/2023"',
            '[output] name = "notes/2023" has to be a file name without its ending '
            'and without / \\ : * ? " < > |, in quotes',
            'did you mean "notes-2023"?',
        ),
        (
            "[theme]\nmargin = [1, 2]",
            "[theme] margin = [1, 2] has to be text in quotes, a number, true or false",
            'for example `margin = "#336699"`',
        ),
        (
            "pdf = true",
            "`pdf` has to be a section",
            "write [pdf] on a line of its own, and its keys below",
        ),
    ],
)
def test_impossible_value_is_met_with_what_is_allowed(
    tmp_path: Path, toml: str, what: str, hint: str
) -> None:
    problem = only_problem(tmp_path, toml)
    assert (problem.what, problem.hint) == (what, hint)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/etc", "it lies outside"),
        ("../elsewhere", "it lies outside"),
        ("posts/../../elsewhere", "it lies outside"),
        ("C:/posts", "it lies outside"),
        ("way-out", "it is a symbolic link that leads outside"),
        ("circle", "there is none of that name"),
        ("x" * 300, "there is none of that name"),
        ("", "it is empty, or there is a control character in it"),
    ],
)
def test_content_outside_the_project_is_refused(tmp_path: Path, path: str, why: str) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "way-out").symlink_to(tmp_path / "elsewhere")
    (folder / "circle").symlink_to("circle")
    problem = only_problem(folder, f'[content]\npath = "{path}"', "posts/one.md")
    assert problem.what.endswith(f"has to be a folder or a file in the project: {why}")


def test_path_that_is_not_there_is_met_with_one_that_is(tmp_path: Path) -> None:
    toml = '[content]\npaths = [\n  "posts",\n  "posts/keynot.md",\n]'
    problem = only_problem(tmp_path, toml, "posts/keynote.md")
    assert problem.at == Location("book.toml", 4)
    assert problem.hint == 'did you mean "posts/keynote.md"?'


def test_front_matter_is_markdown_and_a_cover_is_a_file(tmp_path: Path) -> None:
    toml = '[content]\nfront = ["notes.txt", "posts"]\n[epub]\ncover = "posts"'
    problems = problems_of(tmp_path, toml, "notes.txt", "posts/one.md")
    post = "a Markdown file in the project (.md, .markdown or .mdx)"
    assert [problem.what for problem in problems] == [
        f'[content] front: "notes.txt" has to be {post}',
        f'[content] front: "posts" has to be {post}: it is a folder',
        '[epub] cover = "posts" has to be a picture or an HTML page in the project: it is a folder',
    ]


def test_path_and_paths_exclude_each_other(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, '[content]\npath = "a"\npaths = ["b"]', "a/1.md", "b/2.md")
    assert problem.what == "[content] has both `path` and `paths`"
    assert problem.at.line == 3


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            "[book]\ntitle = My Book",
            "book.toml:2: not TOML: invalid value\n"
            "  hint: text stands in quotes, a date as 2023-12-31",
        ),
        ('[book]\ntitle = "A"\ntitle = "B"', "book.toml:3: not TOML: cannot overwrite a value"),
        ('[book]\ntitle = """A\n', "book.toml:3: not TOML: unterminated string"),
        ("[book", "book.toml:1: not TOML: expected ']' at the end of a table declaration"),
    ],
)
def test_text_that_is_no_toml_is_reported_by_line(tmp_path: Path, toml: str, message: str) -> None:
    assert str(only_problem(tmp_path, toml)) == message


@pytest.mark.parametrize("toml", ["a = " + "[" * 100_000, f"a = {'9' * 5000}"])
def test_hostile_toml_is_a_problem_and_no_crash(tmp_path: Path, toml: str) -> None:
    assert only_problem(tmp_path, toml).at.path == "book.toml"


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = r'"\u001b[2J\u202e"'
    title, key, section = problems_of(tmp_path, f"[book]\ntitle = {text}\n{text} = 1\n[{text}]")
    assert title.what.startswith(f"[book] title = {text} has to be text")
    assert key.what == f"[book] has no key `{text[1:-1]}`"
    assert section.what == f"there is no section [{text[1:-1]}]"


def test_text_in_another_encoding_is_reported_by_line(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_bytes('[book]\ntitle = "노트"'.encode("euc-kr"))
    with pytest.raises(ConfigError, match=r"book\.toml:2: not UTF-8"):
        load_config(tmp_path)


def test_book_toml_may_not_lie_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("", encoding="utf-8")
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").symlink_to(tmp_path / "other.toml")
    with pytest.raises(ConfigError, match="leads outside the project"):
        load_config(folder)


def test_folder_that_is_not_there_is_met_with_one_that_is(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    with pytest.raises(ConfigError, match=r"there is no such folder\n  hint: did you mean .*notes"):
        load_config(tmp_path / "nots")


# --- the clock ---


def test_source_date_epoch_is_the_timestamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert load_config(tmp_path).timestamp == 1_700_000_000


@pytest.mark.parametrize("written", ["yesterday", "-1", "1.5", "٣", "999999999999"])
def test_source_date_epoch_has_to_be_whole_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(ConfigError, match=f'SOURCE_DATE_EPOCH: "{written}" has to be whole'):
        load_config(tmp_path)


# --- names ---


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("컨퍼런스 노트 2023", "컨퍼런스-노트-2023"),
        ("Don't Panic: C++ & Node.js", "Dont-Panic-C++-Node.js"),
        ("../../etc/passwd", "etc-passwd"),
        ("한글", "한글"),
        ("हिन्दी 日本語 العربية", "हिन्दी-日本語-العربية"),
        ("🎉", "book"),
        ("con", "con-book"),
        ("a\x00b\\c", "a-b-c"),
    ],
)
def test_file_name_keeps_the_letters_of_every_script(title: str, name: str) -> None:
    assert file_name(title) == name


def test_file_name_fits_any_file_system() -> None:
    assert file_name("가" * 300) == "가" * 66


@pytest.mark.parametrize("name", ["", "---", "\u200b"])
def test_folder_without_a_telling_name_makes_an_untitled_book(name: str) -> None:
    assert title_of_folder(name) == "Untitled"
