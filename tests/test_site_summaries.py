"""Files that list posts in order: what their lines say, and which posts they mean."""

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookc.config import load_config
from bookc.discover import list_files
from bookc.model import ProblemKind, Site, SummaryEntry
from bookc.site import survey_site
from bookc.site.javascript_tree import javascript_objects
from bookc.site.summary_lines import plain, summary_lines


def survey(folder: Path, **files: str) -> Site:
    """Return the site in a folder; `a__b` is the file a/b.md, and `mkdocs` is mkdocs.yml."""
    for name, text in files.items():
        path = folder / (f"{name.replace('__', '/')}.md" if name != "mkdocs" else "mkdocs.yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = load_config(folder)
    return survey_site(config, list_files(config.project))


def tree(entries: Iterable[SummaryEntry]) -> list[object]:
    """Return entries as `title path`, each with those below it in a list behind it."""
    written: list[object] = []
    for entry in entries:
        written.append(f"{entry.title} {entry.path or '-'}")
        if entry.children:
            written.append(tree(entry.children))
    return written


def entries(site: Site) -> list[object]:
    return tree(site.summaries[0].entries)


POSTS = {"a": "A", "b": "B", "c": "C", "d": "D"}


# --- SUMMARY.md ------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
@pytest.mark.parametrize("mark", ["*", "-", "1."])
def test_items_nest_by_their_indent(tmp_path: Path, indent: str, mark: str) -> None:
    depths = {"A": 0, "B": 1, "C": 2, "D": 3, "E": 0}
    text = "\n".join(f"{indent * n}{mark} [{x}]({x.lower()}.md)" for x, n in depths.items())
    site = survey(tmp_path, SUMMARY=text, e="E", **POSTS)
    assert entries(site) == ["A a.md", ["B b.md", ["C c.md", ["D d.md"]]], "E e.md"]


def test_headings_are_parts_and_the_first_title_is_that_of_the_list(tmp_path: Path) -> None:
    text = (
        '# Table of contents\n\n* [A](a.md)\n\n## One <a href="#one" id="one"></a>\n\n* [B](b.md)\n'
        "\n## Two\n\n* [C](c.md)\n"
    )
    site = survey(tmp_path, SUMMARY=text, **POSTS)
    assert entries(site) == ["A a.md", "One -", ["B b.md"], "Two -", ["C c.md"]]


def test_an_item_without_a_link_is_a_title_over_what_is_below_it(tmp_path: Path) -> None:
    site = survey(tmp_path, SUMMARY="- One\n  - [A](a.md)\n- Two\n  - [B](b.md)\n", **POSTS)
    assert entries(site) == ["One -", ["A a.md"], "Two -", ["B b.md"]]


def test_links_on_their_own_stand_before_all_parts_and_after_them(tmp_path: Path) -> None:
    text = "# Summary\n\n[A](a.md)\n\n# One\n\n- [B](b.md)\n\n---\n\n[C](c.md)\n"
    site = survey(tmp_path, SUMMARY=text, **POSTS)
    assert entries(site) == ["A a.md", "One -", ["B b.md"], "C c.md"]


def test_a_single_part_is_no_part(tmp_path: Path) -> None:
    site = survey(tmp_path, SUMMARY="## Contents\n\n- [A](a.md)\n- [B](b.md)\n", **POSTS)
    assert entries(site) == ["A a.md", "B b.md"]


def test_an_anchor_in_a_post_that_is_listed_is_the_same_chapter(tmp_path: Path) -> None:
    text = "* [A](a.md)\n  * [Part of A](a.md#x)\n    * [B](b.md)\n"
    assert entries(survey(tmp_path, SUMMARY=text, **POSTS)) == ["A a.md", ["B b.md"]]


def test_titles_are_plain_text() -> None:
    assert plain(r"\[x] \(y\) `z` **w** &amp; <b>v</b>") == "[x] (y) z w & v"


@pytest.mark.parametrize(
    "address",
    ["b", "b.md", "./b.md", "b.html", "/b.md", "<b.md>", 'b.md "Title"', "b.md#x", "%62.md"],
)
def test_an_address_may_be_written_in_many_ways(tmp_path: Path, address: str) -> None:
    site = survey(tmp_path, SUMMARY=f"* [A](a.md)\n* [B]({address})\n", **POSTS)
    assert entries(site) == ["A a.md", "B b.md"]


def test_an_address_may_hold_blanks_and_brackets_and_mean_a_folder(tmp_path: Path) -> None:
    posts = {"x y (1)": "X", "f__README": "F"}
    text = "* [X](<x y (1).md>)\n* [X again](x y (1).md)\n* [F](f/)\n"
    assert entries(survey(tmp_path, SUMMARY=text, **posts)) == ["X x y (1).md", "F f/README.md"]


def test_what_is_no_post_is_left_out_and_told(tmp_path: Path) -> None:
    text = "* [A](a.md)\n* [B](b.md)\n* [Draft]()\n* [W](https://e.com)\n* [Gone](gone.md)\n"
    site = survey(tmp_path, SUMMARY=text, **POSTS)
    assert [str(problem) for problem in site.problems] == [
        "SUMMARY.md:3: the summary lists a draft that has no file yet",
        "SUMMARY.md:4: the summary lists a web address, which is no post: https://e.com",
        "SUMMARY.md:5: the summary lists a post that is not there: gone.md",
    ]
    assert ProblemKind.LEFT_OUT not in {problem.kind for problem in site.problems}


def test_words_that_are_no_entry_are_told(tmp_path: Path) -> None:
    text = (
        "# Summary\n\nWords on\ntwo lines, see [B](b.md).\n\n---\n\n- [A](a.md)\n- Later\n"
        "- Over\n  - [B](b.md)\n\n## Nothing below\n\n<!-- - [C](c.md)\nno\n-->\n"
    )
    site = survey(tmp_path, SUMMARY=text, **POSTS)
    assert entries(site) == ["A a.md", "Over -", ["B b.md"]]
    assert [str(problem) for problem in site.problems] == [
        f'SUMMARY.md:{line}: "{words}" in the summary is no link, nor a title over any: '
        "it is left out"
        for line, words in [(3, "Words on"), (9, "Later"), (13, "Nothing below")]
    ]


def test_a_list_whose_links_mostly_lead_nowhere_is_no_list(tmp_path: Path) -> None:
    site = survey(tmp_path, SUMMARY="* [A](a.md)\n* [X](x.md)\n* [Y](y.md)\n", **POSTS)
    assert site.summaries == ()


def test_lines_in_a_fence_are_no_items() -> None:
    assert list(summary_lines("```\n* [A](a.md)\n```\n")) == []


@pytest.mark.parametrize("unit", ["[", "](", "* [a](", "<", "\\", " ", "[a](b ", "*", "&"])
def test_a_long_line_takes_time_in_proportion_to_its_length(unit: str) -> None:
    started = time.perf_counter()
    list(summary_lines("* [a" + unit * (300_000 // len(unit)) + ")\n"))
    assert time.perf_counter() - started < 5


# --- a README that is a list -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README", "index"])
def test_a_readme_that_lists_most_posts_puts_them_in_order(tmp_path: Path, name: str) -> None:
    text = (
        "# Notes\n\nWhat I learn.\n\n### Two\n\n- [B](b.md) - words\n- **[A](a.md)**\n- [C](c.md)\n"
    )
    site = survey(tmp_path, **{name: text}, **POSTS)
    assert entries(site) == ["B b.md", "A a.md", "C c.md"]


def test_a_readme_that_links_to_some_posts_does_not(tmp_path: Path) -> None:
    text = "# Notes\n\n- [B](b.md)\n- [A](a.md)\n"
    assert survey(tmp_path, README=text, **POSTS).summaries == ()


def test_each_folder_may_have_a_list_of_its_own(tmp_path: Path) -> None:
    site = survey(tmp_path, x__SUMMARY="* [B](b.md)\n* [A](a.md)\n", x__a="A", x__b="B", y__c="C")
    assert [str(each.file) for each in site.summaries] == ["x/SUMMARY.md"]


# --- mkdocs.yml ----------------------------------------------------------------------------------


def test_the_nav_of_mkdocs_nests_in_all_its_forms(tmp_path: Path) -> None:
    nav = (
        "site_name: S\nx: !!python/name:a.b\nnav:\n- docs-index.md\n- Home: index.md\n- Guide:\n"
        "  - guide/a.md\n  - Deep:\n    - B: guide/b.md\n- Web: https://e.com\n"
    )
    site = survey(tmp_path, mkdocs=nav, docs__index="I", docs__guide__a="A", docs__guide__b="B")
    assert entries(site) == [
        "Home docs/index.md",
        "Guide -",
        [" docs/guide/a.md", "Deep -", ["B docs/guide/b.md"]],
    ]
    assert [problem.at.line for problem in site.problems] == [4, 10]


def test_three_dots_in_the_nav_of_mkdocs_are_the_posts_that_it_does_not_name(
    tmp_path: Path,
) -> None:
    nav = "site_name: S\nnav:\n- Home: index.md\n- Rest:\n  - ...\n- Last: c.md\n- ...\n"
    site = survey(tmp_path, mkdocs=nav, docs__index="I", docs__b="B", docs__a="A", docs__c="C")
    rest = ["Rest -", [" docs/a.md", " docs/b.md"]]
    assert entries(site) == ["Home docs/index.md", *rest, "Last docs/c.md"]
    assert site.problems == ()


def test_languages_of_a_honkit_book_are_its_parts(tmp_path: Path) -> None:
    site = survey(
        tmp_path,
        LANGS="# Languages\n\n* [English](en/)\n* [한국어](ko)\n* [None](xx/)\n",
        en__SUMMARY="# Summary\n\n* [Rain](rain.md)\n* [Gone](gone.md)\n* [Snow](snow.md)\n",
        ko__SUMMARY="# Summary\n\n* [비](rain.md)\n",
        **{"en__rain": "A", "en__snow": "B", "ko__rain": "C"},
    )
    assert site.generator == "HonKit"
    parts = ["English -", ["Rain en/rain.md", "Snow en/snow.md"], "한국어 -", ["비 ko/rain.md"]]
    assert entries(site) == parts
    assert [str(each) for each in site.problems] == [
        "en/SUMMARY.md:4: the summary lists a post that is not there: gone.md"
    ]


MKDOCS = {
    "mkdocs.yml": "site_name: T\n",
    **{f"docs/{name}.md": "A" for name in ("b", "a", "index", "guide/two", "guide/one", "x-y/z")},
}


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            ".pages",
            "nav:\n  - index.md\n  - ...\n  - Last: a.md\n",
            [" docs/index.md", " docs/b.md",
             "Guide -", [" docs/guide/one.md", " docs/guide/two.md"],
             "X y -", [" docs/x-y/z.md"], "Last docs/a.md"],
        ),
        (
            ".nav.yml",
            "nav:\n  - guide\n  - Rest:\n    - '*.md'\n",
            ["Guide -", [" docs/guide/one.md", " docs/guide/two.md"],
             "Rest -", [" docs/index.md", " docs/a.md", " docs/b.md"]],
        ),
        (
            "guide/.pages",
            "title: How to\narrange:\n  - two.md\n  - ... | o*\n",
            [" docs/index.md", " docs/a.md", " docs/b.md", "How to -",
             [" docs/guide/two.md", " docs/guide/one.md"], "X y -", [" docs/x-y/z.md"]],
        ),
    ],
)  # fmt: skip
def test_files_in_folders_order_a_site_of_mkdocs(
    tmp_path: Path, file: str, text: str, expected: list[object]
) -> None:
    for name, content in (MKDOCS | {f"docs/{file}": text}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    site = survey(tmp_path)
    assert entries(site) == expected
    assert site.problems == ()


def test_what_a_file_in_a_folder_names_wrongly_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / ".pages").write_text("nav:\n  - gone.md\n  - ...\n", encoding="utf-8")
    site = survey(tmp_path, mkdocs="site_name: T\n", docs__a="A")
    assert entries(site) == [" docs/a.md"]
    assert [str(each) for each in site.problems] == [
        "docs/.pages:2: the summary lists a post that is not there: gone.md"
    ]


# --- sidebars.js ------------------------------------------------------------------------------

DOCS = {
    "docusaurus.config.js": "export default { title: 'T' };",
    "docs/intro.md": "A",
    "docs/guide/01-one.md": "B",
    "docs/guide/02-two.mdx": "C",
    "docs/more/x.md": "---\nsidebar_position: 2\n---\nD",
    "docs/more/y.md": "---\nsidebar_position: 1\n---\nE",
}


def survey_docs(folder: Path, **files: str) -> Site:
    for name, text in (DOCS | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    config = load_config(folder)
    return survey_site(config, list_files(config.project))


def test_sidebars_nest_in_all_their_forms_and_are_never_run(tmp_path: Path) -> None:
    text = """// @ts-check
    const {x} = require('./x');
    /** @type {import('@docusaurus/plugin-content-docs').SidebarsConfig} */
    const sidebars = {
      docs: [
        'intro',
        {
          type: 'category', label: 'Guide', link: {type: 'doc', id: 'guide/one'},
          items: ['guide/two', {type: 'doc', id: 'gone', label: 'Gone'}, ...x.map((y) => [y])],
        },
        {'More': [{type: 'autogenerated', dirName: 'more'}]},
        {type: 'link', label: 'W', href: 'https://example.com'},
      ],
    };
    module.exports = sidebars;
    """
    site = survey_docs(tmp_path, **{"sidebars.js": text})
    assert entries(site) == [
        " docs/intro.md",
        *("Guide docs/guide/01-one.md", [" docs/guide/02-two.mdx"]),
        *("More -", [" docs/more/y.md", " docs/more/x.md"]),
    ]
    assert [str(each) for each in site.problems] == [
        "sidebars.js:9: the sidebar lists a post that is not there: gone",
        "sidebars.js:12: the sidebar lists a web address, which is no post: https://example.com",
    ]


def test_a_sidebar_calls_a_document_as_it_calls_itself(tmp_path: Path) -> None:
    files = {
        "docs/start.md": "---\nid: getting-started\n---\nF",
        "docs/more/z.md": "---\ntitle: Z\nid: 'last'\n---\nG",
        "sidebars.js": "module.exports = {docs: ['more/last', 'getting-started', 'intro']};",
    }
    site = survey_docs(tmp_path, **files)
    assert entries(site) == [" docs/more/z.md", " docs/start.md", " docs/intro.md"]
    assert site.problems == ()


def test_a_sidebar_that_names_no_document_leaves_the_order_to_their_places(tmp_path: Path) -> None:
    text = "export default {docs: [{type: 'autogenerated', dirName: '.'}]};"
    assert survey_docs(tmp_path, **{"sidebars.js": text}).summaries == ()


@pytest.mark.parametrize("unit", ["{", "[", "a: [", "'a', ", "(", "}", ":", "{a: '"])
def test_reading_sidebars_takes_time_in_proportion_to_their_length(unit: str) -> None:
    started = time.process_time()
    javascript_objects(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 4
