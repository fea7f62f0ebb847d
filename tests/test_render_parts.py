import zipfile
from pathlib import Path

import pytest
from epubcheck import mistakes
from pdf_facts import facts_of
from PIL import Image as Picture

import bookc
from bookc.collect import read_book
from bookc.config import load_config
from bookc.images import process_images
from bookc.jobs import Runner
from bookc.links import resolve_links
from bookc.model import Location, Medium, Post, pack
from bookc.render import load_theme, render, render_early
from bookc.render.initials import initial_of, order_of
from bookc.render.provenance import first_published, reading_minutes
from bookc.store import temporary_store
from bookc.xhtml import Element, parse_document, text_of

XHTML = "{http://www.w3.org/1999/xhtml}"
BOOK = '[book]\ntitle = "Engines"\nlanguage = "en"\n[matter]\n'


def project(folder: Path, settings: str, **posts: str) -> Path:
    """Write a book with posts in its `content`."""
    (folder / "content").mkdir()
    (folder / "book.toml").write_text(BOOK + settings, encoding="utf-8")
    for name, text in posts.items():
        (folder / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path) -> Path:
    """Build the EPUB, and return it."""
    bookc.build(folder, formats=["epub"], workers=1)
    (epub,) = (folder / "dist").glob("*.epub")
    assert mistakes(epub) == []
    return epub


def document(epub: Path, name: str) -> Element:
    with zipfile.ZipFile(epub) as container:
        return parse_document(container.read(f"EPUB/{name}.xhtml"))


def names_in(epub: Path) -> set[str]:
    with zipfile.ZipFile(epub) as container:
        return {Path(name).stem for name in container.namelist() if name.endswith(".xhtml")}


def links(root: Element) -> list[tuple[str, str]]:
    return [(text_of(link), str(link.get("href"))) for link in root.iter(f"{XHTML}a")]


def post(address: str = "", canonical: str = "") -> Post:
    return Post(
        path=Path("a.md"),  # type: ignore[arg-type]
        title="A",
        published=None,
        tags=(),
        language="en",
        description="",
        cover="",
        draft=False,
        fragment=pack(""),
        headings=(),
        at=Location("a.md", 1),
        addresses=(address,) if address else (),
        canonical=canonical,
    )


def test_index_of_terms_leads_to_each_term_once_a_post(tmp_path: Path) -> None:
    text = "# A\n\nAn <dfn>engine</dfn>, an <dfn>engine</dfn> and *cards*{.index}."
    epub = built(project(tmp_path, 'index = "terms"', a=text, b="# B\n\nNo *term* here."))
    assert links(document(epub, "index")) == [
        ("A", "post-a.xhtml#post-a--term.3"),
        ("A", "post-a.xhtml#post-a--term.1"),
    ]


def test_a_definition_stands_in_the_index_under_its_title(tmp_path: Path) -> None:
    text = '# A\n\nA <dfn title="store, of numbers">store</dfn>.'
    epub = built(project(tmp_path, 'index = "terms"', a=text))
    (term,) = [e for e in document(epub, "index").iter() if e.get("class") == "index-term"]
    assert text_of(term) == "store, of numbers"


def test_index_of_tags_leads_to_all_posts_of_a_tag(tmp_path: Path) -> None:
    head = "---\ntitle: {}\ntags: [rain]\n---\nText."
    epub = built(project(tmp_path, 'index = "tags"', a=head.format("A"), b=head.format("B")))
    assert links(document(epub, "index")) == [("A", "post-a.xhtml"), ("B", "post-b.xhtml")]


def test_no_line_of_an_index_begins_with_the_sign_between_titles(tmp_path: Path) -> None:
    head = "---\ntitle: {}\ntags: [Rain]\n---\nText."
    epub = built(project(tmp_path, 'index = "tags"', a=head.format("A"), b=head.format("B")))
    (places,) = [e for e in document(epub, "index").iter() if e.get("class") == "index-places"]
    assert "".join(map(str, places.itertext())) == "A\u00a0· B"


def test_book_without_tags_and_terms_has_no_index(tmp_path: Path) -> None:
    epub = built(project(tmp_path, 'index = "both"', a="# A\n\nText."))
    assert "index" not in names_in(epub)


def test_pdf_gives_the_page_of_a_term(tmp_path: Path) -> None:
    project(tmp_path, 'index = "terms"', a="# A\n\nText.", b="# B\n\nA <dfn>term</dfn>.")
    bookc.build(tmp_path, formats=["pdf"], workers=1)
    (pdf,) = (tmp_path / "dist").glob("*.pdf")
    assert any("Index T term 2" in page.text for page in facts_of(pdf).pages)


def test_notes_at_the_end_of_the_book_and_their_marks_lead_to_each_other(tmp_path: Path) -> None:
    text = "# A\n\nWord.[^1]\n\n[^1]: A note.\n"
    epub = built(project(tmp_path, 'notes = "book"', a=text, b=text.replace("A", "B")))
    assert ("1", "endnotes.xhtml#post-a--fn-1") in links(document(epub, "post-a"))
    assert links(document(epub, "endnotes")) == [
        ("1", "post-a.xhtml#post-a--fnref-1"),
        ("1", "post-b.xhtml#post-b--fnref-1"),
    ]
    assert "A note" not in text_of(document(epub, "post-a"))


def test_list_of_figures_names_those_with_a_caption_alone(tmp_path: Path) -> None:
    text = '# A\n\nFirst.\n\n![one](x.png "A wheel")\n\nText.\n\n![two](y.png)\n'
    project(tmp_path, "figures = true", a=text)
    for name in ("x.png", "y.png"):
        Picture.new("RGB", (30, 20), "blue").save(tmp_path / "content" / name)
    epub = built(tmp_path)
    assert links(document(epub, "figures")) == [("A wheel", "post-a.xhtml#post-a--figure.1")]
    ids = [figure.get("id") for figure in document(epub, "post-a").iter(f"{XHTML}figure")]
    assert ids[0] == "post-a--figure.1"


def test_list_of_figures_names_the_caption_of_pictures_that_share_one(tmp_path: Path) -> None:
    project(
        tmp_path,
        "figures = true",
        a="# A\n\nFirst.\n\n![one](x.png)\n![two](x.png)\n*Two wheels*\n",
    )
    Picture.new("RGB", (30, 20), "blue").save(tmp_path / "content" / "x.png")
    epub = built(tmp_path)
    assert links(document(epub, "figures")) == [("Two wheels", "post-a.xhtml#post-a--figure.1")]
    groups = [each.get("id") for each in document(epub, "post-a").iter(f"{XHTML}div")]
    assert groups == ["post-a--figure.1"]


def test_matter_is_found_by_its_name_and_titled_in_the_language_of_the_book(
    tmp_path: Path,
) -> None:
    project(
        tmp_path, "", a="# A\n\nText.", preface="Why.", about="She wrote.", dedication="To you."
    )
    epub = built(tmp_path)
    assert {"front-preface", "front-dedication", "back-about"} <= names_in(epub)
    headings = [text_of(each) for each in document(epub, "front-preface").iter(f"{XHTML}h1")]
    assert headings == ["Preface"]
    assert not list(document(epub, "front-dedication").iter(f"{XHTML}h1"))


def test_about_page_of_a_blog_without_book_toml_is_a_post(tmp_path: Path) -> None:
    project(tmp_path, "", a="# A\n\nText.", about="# About\n\nMe.")
    (tmp_path / "book.toml").unlink()
    assert "post-about" in names_in(built(tmp_path))


def test_empty_list_of_back_matter_keeps_an_about_page_among_the_posts(tmp_path: Path) -> None:
    project(tmp_path, "[content]\nback = []", a="# A\n\nText.", about="# About\n\nMe.")
    assert "post-about" in names_in(built(tmp_path))


@pytest.mark.parametrize(
    ("term", "initial"),
    [
        *(("engine", "E"), ("Éclair", "E"), ("ñu", "N"), ("«word»", "W"), (".NET", "N")),
        *(
            ("3D", "#"),
            ("꽃", "ㄱ"),
            ("수학", "ㅅ"),
            ("がく", "か"),
            ("データ", "た"),
            ("漢字", ""),
        ),
    ],
)
def test_term_stands_under_its_first_letter(term: str, initial: str) -> None:
    assert initial_of(term) == initial


def test_terms_in_the_script_of_the_book_stand_before_others() -> None:
    terms = ["zebra", "가을", "C++", "3D", "나무"]
    assert sorted(terms, key=lambda term: order_of(term, "ko")) == [
        *("3D", "가을", "나무", "C++", "zebra"),
    ]


def test_length_of_a_text_is_told_in_minutes() -> None:
    assert [reading_minutes(f"<p>{text}</p>") for text in ("", "word", "word " * 500)] == [
        0,
        1,
        3,
    ]
    assert reading_minutes("<p>" + "글" * 1000 + "</p>") == 2


@pytest.mark.parametrize(
    ("given", "url", "address"),
    [
        (post("/2022/rain/"), "https://a.org/blog", "https://a.org/blog/2022/rain/"),
        (post("/blog/rain/"), "https://a.org/blog", "https://a.org/blog/rain/"),
        (post("/rain/", "https://b.org/rain"), "https://a.org", "https://b.org/rain"),
        (post("/:year/:title/"), "https://a.org", ""),
        (post("rain"), "https://a.org", ""),
        (post("/rain/"), "", ""),
    ],
)
def test_post_tells_where_it_first_appeared_only_if_that_is_sure(
    given: Post, url: str, address: str
) -> None:
    assert first_published(given, url) == address


def test_an_address_in_the_rights_is_a_link_that_may_be_broken_behind_its_slashes(
    tmp_path: Path,
) -> None:
    rights = "CC BY 4.0, https://example.org/by/4.0/. <All>"
    folder = project(tmp_path, "", a="# A\n\nText.")
    settings = BOOK.replace("[matter]", f'rights = "{rights}"')
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    (link,) = document(built(folder), "colophon").iter(f"{XHTML}a")
    parent = link.getparent()
    assert parent is not None
    assert text_of(parent) == rights
    assert link.get("href") == "https://example.org/by/4.0/"
    assert len(link.findall(f"{XHTML}wbr")) == 3


@pytest.mark.parametrize("theme", ["notes", "paperback", "manual", "large-print"])
@pytest.mark.parametrize(
    "settings", ["", 'front = ["content/preface.md"]\n[epub]\ncover = "cover.png"\n']
)
def test_what_is_rendered_early_is_what_would_be_rendered_later(
    tmp_path: Path, theme: str, settings: str
) -> None:
    heads = {
        name: f"---\ntitle: {name}\ndate: 2024-05-0{day}\n---\nIt rained.\n\n## Why\n\nSo.\n"
        for day, name in enumerate(("rain", "wind", "sun"), 1)
    }
    folder = project(tmp_path, "", **heads, preface="# Preface\n\nIt rained.\n")
    content = f'[content]\n{settings}[theme]\nname = "{theme}"\n'
    (folder / "book.toml").write_text(BOOK.replace("[matter]\n", content), encoding="utf-8")
    Picture.new("RGB", (10, 16)).save(folder / "cover.png")
    config = load_config(folder)
    with temporary_store() as store:
        runner = Runner(store)
        read = read_book(config, runner)
        book = resolve_links(read.book, read.collection, read.config, read.manuscript.posts)
        look = load_theme(config)
        images = process_images(book, config, [Medium.PAGED], runner, measure_mm=look.measure_mm)
        early = render_early(book, look, config, runner)
        given = (book, look, Medium.PAGED, images, config, runner)
        assert {"contents", "titlepage"} & {each.name for each in early.front}
        assert render(*given, early=early) == render(*given)
