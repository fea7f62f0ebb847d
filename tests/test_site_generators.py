"""Each generator is told by its files, and its configuration says where things are."""

from pathlib import Path, PurePosixPath

import pytest
from starters import STARTERS, starter

from bookc.config import load_config, with_site
from bookc.discover import discover_posts, list_files
from bookc.model import Rule, Site
from bookc.site import survey_site

POST = "---\ntitle: A\ndate: 2023-01-01\n---\n\nWords.\n"


def site_of(folder: Path) -> Site:
    config = load_config(folder)
    return survey_site(config, list_files(config.project))


def survey(folder: Path, files: dict[str, str]) -> Site:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return site_of(folder)


def posts_of(folder: Path) -> list[str]:
    config = load_config(folder)
    listing = list_files(config.project)
    return [
        str(post.path)
        for post in discover_posts(config, listing, survey_site(config, listing)).posts
    ]


def places(*names: str) -> tuple[PurePosixPath, ...]:
    return tuple(map(PurePosixPath, names))


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_is_recognised_and_says_by_what(name: str) -> None:
    site = site_of(starter(name))
    assert site.generator == STARTERS[name]
    assert [bool(each.what) for each in site.evidence] == [True]


@pytest.mark.parametrize(
    ("name", "title"),
    [("gatsby", "Tide Notes"), ("astro", "Moss"), ("jekyll", "Bread Diary"), ("hexo", "차와 물")],
)
def test_the_book_is_called_as_the_site(name: str, title: str) -> None:
    config = load_config(starter(name))
    settled = with_site(config, site_of(config.project))
    assert settled.book.title == title
    assert settled.output.name == title.replace(" ", "-")
    assert settled.book.identifier != config.book.identifier


def test_what_book_toml_says_the_site_does_not_change(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('[book]\ntitle = "Own"\nauthors = ["One"]\n', "utf-8")
    site = survey(tmp_path, {"mkdocs.yml": "site_name: S\nsite_author: Two\n", "docs/a.md": "A"})
    config = load_config(tmp_path)
    settled = with_site(config, site)
    assert (settled.book.title, settled.book.authors) == ("Own", ("One",))
    assert settled.book == config.book


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({"package.json": '{"dependencies": {"gatsby": "5"}}', "content/blog/a.md": "A"}, "Gatsby"),
        ({"package.json": '{"dependencies": {"next": "14"}}', "posts/a.md": "A"}, "Next.js"),
        ({"_config.yml": "theme: minima\n", "_posts/2020-01-01-a.md": "A"}, "Jekyll"),
        ({"_config.yml": "title: T\n", "_posts/2020-01-01-a.md": "A"}, "Jekyll"),
        ({"_config.yml": "title: T\n", "scaffolds/x.md": "", "source/_posts/a.md": "A"}, "Hexo"),
        ({"config.toml": 'baseURL = "https://e.com"\n', "content/a.md": "A"}, "Hugo"),
        ({"config/_default/hugo.yaml": "title: T\n", "content/a.md": "A"}, "Hugo"),
        ({"config.toml": 'base_url = "https://e.com"\n', "content/a.md": "A"}, "Zola"),
        ({".eleventy.js": "module.exports = {}", "posts/a.md": "A"}, "Eleventy"),
        ({"quartz.config.ts": "pageTitle: 'Q'", "content/a.md": "A"}, "Quartz"),
        ({"articles/x.md": '---\ntitle: T\nemoji: "a"\ntype: "tech"\n---\nA'}, "Zenn"),
        ({"SUMMARY.md": "# Table of contents\n\n* [A](a.md)\n", "a.md": "A"}, "GitBook"),
        ({"SUMMARY.md": "# Summary\n\n* [A](a.md)\n", "a.md": "A"}, "HonKit"),
        ({"book.toml": '[book]\ntitle = "B"\n', "src/SUMMARY.md": "- [A](a.md)", "src/a.md": "A"},
         "mdBook"),
        ({"website/docusaurus.config.js": "title: 'D'", "website/docs/a.md": "A"}, "Docusaurus"),
    ],
)  # fmt: skip
def test_a_generator_is_told_by_little(
    tmp_path: Path, files: dict[str, str], generator: str
) -> None:
    assert survey(tmp_path, files).generator == generator


@pytest.mark.parametrize(
    "files",
    [
        {"a.md": "A", "package.json": '{"dependencies": {"left-pad": "1"}}'},
        {"a.md": "A", "config.toml": 'colour = "red"\n'},
        {"a.md": "A", "_config.yml": "x: y\n"},
        {"a.md": "A", "package.json": "not JSON"},
        {"a.md": "A", "SUMMARY.md": "# What I did\n\n- [A](a.md)\n"},
        {"content/a.md": "A", "public/a.html": ""},
    ],
)
def test_a_folder_with_other_files_is_a_plain_folder(tmp_path: Path, files: dict[str, str]) -> None:
    assert survey(tmp_path, files).generator == ""


def test_posts_of_gatsby_are_where_its_plugin_takes_them_from(tmp_path: Path) -> None:
    config = (
        "plugins: [{resolve: 'gatsby-source-filesystem',"
        " options: {path: path.join(__dirname, 'words')}}]"
    )
    files = {"gatsby-config.js": config, "words/a.md": "A", "docs/b.md": "B"}
    assert survey(tmp_path, files).content == places("words")


def test_posts_of_eleventy_are_in_its_input_folder(tmp_path: Path) -> None:
    config = "export const config = { dir: { input: 'src', output: 'out' } }"
    files = {"eleventy.config.js": config, "src/a.md": "A", "src/_includes/b.md": "B", "c.md": "C"}
    survey(tmp_path, files)
    assert posts_of(tmp_path) == ["src/a.md"]


def test_templates_and_what_the_site_has_built_are_no_posts(tmp_path: Path) -> None:
    folders = ("_includes", "_layouts", "_site", "vendor/bundle", "node_modules/x", "_data")
    files = {"_config.yml": "theme: t\n", "_posts/2020-01-01-a.md": "A"}
    survey(tmp_path, files | {f"{folder}/x.md": "X" for folder in folders})
    assert posts_of(tmp_path) == ["_posts/2020-01-01-a.md"]


def test_values_for_template_tags_come_from_the_configuration(tmp_path: Path) -> None:
    config = "title: T\nbaseurl: /blog\nauthor:\n  name: N\ntheme: t\n"
    site = survey(tmp_path, {"_config.yml": config, "_posts/2020-01-01-a.md": "A"})
    assert site.values["site.baseurl"] == "/blog"
    assert site.values["site.author.name"] == "N"


@pytest.mark.parametrize(
    ("file", "text", "zone"),
    [
        ("_config.yml", "timezone: Asia/Seoul\ntheme: t\n", "Asia/Seoul"),
        ("hugo.toml", 'timeZone = "Asia/Seoul"\n', "Asia/Seoul"),
        ("pelicanconf.py", 'TIMEZONE = "Asia/Seoul"\n', "Asia/Seoul"),
        ("_config.yml", "timezone: Nowhere/At_All\ntheme: t\n", ""),
    ],
)
def test_the_time_zone_of_a_site_is_that_of_the_book(
    tmp_path: Path, file: str, text: str, zone: str
) -> None:
    site = survey(tmp_path, {file: text, "content/a.md": "A", "_posts/2020-01-01-a.md": "A"})
    assert with_site(load_config(tmp_path), site).book.timezone == zone


def test_the_address_of_a_site_has_no_slash_at_its_end(tmp_path: Path) -> None:
    files = {"_posts/2020-01-01-a.md": "A", "_config.yml": "url: https://e.com/\nbaseurl: /b/\n"}
    assert survey(tmp_path, files | {"Gemfile": "gem 'jekyll'\n"}).url == "https://e.com/b"


def test_extensions_of_mkdocs_bring_their_dialects(tmp_path: Path) -> None:
    config = (
        "site_name: S\nmarkdown_extensions:\n  - admonition\n  - pymdownx.tabbed:\n      a: b\n"
    )
    site = survey(tmp_path, {"mkdocs.yml": config, "docs/a.md": "A"})
    assert site.rules == {Rule.ADMONITIONS, Rule.CONTENT_TABS}


def test_a_generator_without_posts_where_it_has_them_leaves_the_whole_folder(
    tmp_path: Path,
) -> None:
    survey(tmp_path, {"hugo.toml": 'title = "T"\n', "notes/a.md": POST})
    assert posts_of(tmp_path) == ["notes/a.md"]


def test_categories_of_docusaurus_have_weights(tmp_path: Path) -> None:
    files = {"docusaurus.config.js": "", "docs/x/_category_.json": '{"position": 2.5}'}
    site = survey(tmp_path, files | {"docs/x/a.md": "A"})
    assert site.weights == {PurePosixPath("docs/x"): 2.5}


def test_the_settings_of_a_vault_name_templates_and_attachments(tmp_path: Path) -> None:
    files = {
        ".obsidian/app.json": '{"attachmentFolderPath": "files"}',
        ".obsidian/templates.json": '{"folder": "T"}',
    }
    site = survey(tmp_path, files | {"a.md": "A", "T/t.md": "T"})
    assert PurePosixPath("files") in site.roots
    assert posts_of(tmp_path) == ["a.md"]


def test_settings_of_a_vault_outside_the_project_are_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"folder": "T"}', encoding="utf-8")
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian" / "templates.json").symlink_to(outside)
    survey(vault, {"a.md": "A", "T/t.md": "T"})
    assert posts_of(vault) == ["a.md", "T/t.md"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("blog/authors.yml", "jane:\n  name: Jane Roe\n  title: Keeper\nsam:\n  title: None\n"),
        ("_data/authors.yml", "jane:\n  name: Jane Roe\n  bio: x\n"),
        ("docs/blog/.authors.yml", "authors:\n  jane:\n    name: Jane Roe\n    avatar: x\n"),
        ("src/data/authors.json", '{"jane": {"name": "Jane Roe"}}'),
    ],
)
def test_a_file_of_the_site_says_what_authors_are_called(
    tmp_path: Path, file: str, text: str
) -> None:
    site = survey(tmp_path, {file: text, "a.md": "A", "deep/er/in/it/authors.yml": "x: {name: X}"})
    assert site.people == {"jane": "Jane Roe"}
