"""The EPUB: what the package says, and that the same book is the same file."""

import dataclasses
import hashlib
import time
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest
from epubcheck import epubcheck, mistakes
from PIL import Image as Picture

from bookc.epub import write_epub
from bookc.errors import OutputError
from bookc.jobs import Runner
from bookc.model import (
    BookMetadata,
    Document,
    Image,
    Medium,
    RenderedBook,
    Resource,
    TocEntry,
    pack,
)
from bookc.store import Store

FONT = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcMono-Regular.ttf"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="점" viewBox="0 0 1 1"></svg>'
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'


def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def picture(folder: Path, colour: str, *, suffix: str = "png") -> Image:
    file = folder / f"{colour}.{suffix}"
    Picture.new("RGB", (60, 40), colour).save(file)
    return Image(
        name=file.name,
        media_type={"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}[suffix],
        width_px=60,
        height_px=40,
        file=file,
        digest=digest_of(file),
    )


def document(
    name: str, title: str, body: str = "", kind: str = "chapter", images: tuple[Image, ...] = ()
) -> Document:
    # The attributes and the line breaks are those that EbookLib's EpubHtml would lose.
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        ' lang="ko" xml:lang="ko">\n'
        f'<head><title>{title}</title><meta name="author" content="김"/>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f'<body class="{kind}" epub:type="bodymatter"><section epub:type="{kind}">'
        f"<h1>{title}</h1>\n{body}</section></body></html>\n"
    )
    return Document(name, title, kind, "ko", pack(xhtml), images)


def book(*body: Document, **changes: object) -> RenderedBook:
    """Return a small book; `changes` are fields of `RenderedBook`."""
    chapters = body or (
        document("one", "첫째 날", "<h2 id='one--talk'>기조연설</h2><p>비가 왔다.</p>"),
        document("two", "둘째 날", "<p><a href='one.xhtml#one--talk'>어제</a></p>"),
    )
    rendered = RenderedBook(
        medium=Medium.REFLOWABLE,
        metadata=BookMetadata("발표 메모", "ko", authors=("김하나", "이둘"), date=date(2023, 5, 4)),
        front=(),
        body=chapters,
        back=(),
        toc=tuple(TocEntry(each.title, f"{each.name}.xhtml") for each in chapters),
        stylesheet="h1 { font-size: 1.5em }\n",
        resources=(),
        cover=None,
        contents_title="차례",
        modified=datetime(2023, 5, 4, 9, 30, tzinfo=UTC),
    )
    return dataclasses.replace(rendered, **changes)  # type: ignore[arg-type]


def with_metadata(**fields: object) -> RenderedBook:
    plain = book()
    metadata = dataclasses.replace(plain.metadata, **fields)  # type: ignore[arg-type]
    return dataclasses.replace(plain, metadata=metadata)


def whole_book(folder: Path) -> RenderedBook:
    """Return a book with one of everything."""
    slide, photo = picture(folder, "navy"), picture(folder, "teal", suffix="jpg")
    figures = '<p><img src="images/navy.png" alt="가"/><img src="images/teal.jpg" alt="나"/></p>'
    part = document("part-1", "봄", kind="part")
    one = document("one", "첫째 날", f"<h2 id='one--a'>비</h2>{figures}", images=(slide, photo))
    two = document("two", "둘째 날", f"<p>{SVG}{MATHML}</p>", images=())
    toc = (
        TocEntry("머리말", "preface.xhtml"),
        TocEntry(
            "봄",
            "part-1.xhtml",
            (
                TocEntry("첫째 날", "one.xhtml", (TocEntry("비", "one.xhtml#one--a"),), "1"),
                TocEntry("둘째 날", "two.xhtml", label="2"),
            ),
            "1부",
        ),
    )
    metadata = BookMetadata(
        title="발표 메모",
        subtitle="2023년에 들은 것",
        language="ko",
        authors=("김하나", "이둘"),
        identifier="urn:uuid:0d9d4f0c-52b7-5a5c-8a6e-3a1f0e0b1c2d",
        date=date(2023, 12, 31),
        publisher="작은 책방",
        rights="CC BY 4.0",
        description="발표를 들으며 <적은> 것 & 그 뒤.",
        series="메모",
        series_index=3,
    )
    return dataclasses.replace(
        book(part, one, two),
        metadata=metadata,
        front=(
            document("half", "발표 메모", kind="halftitlepage"),
            document("title", "발표 메모", kind="titlepage"),
            document("rights", "판권", kind="copyright-page"),
            document("preface", "머리말", "<p>읽어 주셔서.</p>", kind="preface"),
        ),
        back=(document("end", "맺음말", "<p>끝.</p>", kind="afterword"),),
        toc=toc,
        cover=picture(folder, "maroon", suffix="jpg"),
        resources=(Resource("fonts/Mono.ttf", "font/ttf", FONT, digest_of(FONT)),),
    )


def written(rendered: RenderedBook, folder: Path, name: str = "book.epub") -> Path:
    path = folder / name
    write_epub(rendered, path, Runner(Store(folder / "store")))
    return path


def entry(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as container:
        return container.read(name)


def package(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(entry(path, "EPUB/content.opf"))


def properties(root: ElementTree.Element, name: str) -> list[str | None]:
    return [meta.text for meta in root.iter(f"{OPF}meta") if meta.get("property") == name]


def refinements(root: ElementTree.Element, name: str) -> dict[str | None, str | None]:
    metas = [meta for meta in root.iter(f"{OPF}meta") if meta.get("refines") == f"#{name}"]
    return {meta.get("property"): meta.text for meta in metas}


def item(root: ElementTree.Element, href: str) -> ElementTree.Element:
    return next(each for each in root.iter(f"{OPF}item") if each.get("href") == href)


def spine(root: ElementTree.Element) -> list[str | None]:
    hrefs = {each.get("id"): each.get("href") for each in root.iter(f"{OPF}item")}
    return [hrefs[each.get("idref")] for each in root.iter(f"{OPF}itemref")]


# --- what EPUBCheck says ---------------------------------------------------------------------


def test_epubcheck_finds_no_error_and_no_warning(tmp_path: Path) -> None:
    arabic = dataclasses.replace(
        with_metadata(language="ar", title="ملاحظات", authors=()), contents_title="المحتويات"
    )
    files = (
        written(whole_book(tmp_path), tmp_path, "whole.epub"),
        written(book(), tmp_path, "small.epub"),
        written(arabic, tmp_path, "arabic.epub"),
    )
    assert mistakes(*files) == []


def test_epubcheck_finds_the_mistake_in_a_broken_book(tmp_path: Path) -> None:
    broken = written(book(document("one", "하나", "<p><a href='gone.xhtml'>그</a></p>")), tmp_path)
    assert "RSC-007" in [message.id for message in epubcheck(broken)]


# --- the container -----------------------------------------------------------------------------


def test_mimetype_comes_first_stored_and_without_extra_field(tmp_path: Path) -> None:
    data = written(whole_book(tmp_path), tmp_path).read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_same_book_gives_same_bytes_on_another_day_and_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    first = written(whole_book(here), here).read_bytes()
    a_day_later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: a_day_later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(a_day_later))
    assert written(whole_book(there), there).read_bytes() == first


def test_digest_is_that_of_the_written_file(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    runner = Runner(Store(tmp_path / "store"))
    assert write_epub(whole_book(tmp_path), path, runner) == digest_of(path)


def test_a_document_is_packed_once_and_its_bytes_are_the_same(tmp_path: Path) -> None:
    told: list[str] = []
    store = Store(tmp_path / "store")
    runner = Runner(store, progress=lambda what, done, total: told.append(what))
    paths = [tmp_path / name for name in ("first.epub", "again.epub")]
    for path in paths:
        write_epub(whole_book(tmp_path), path, runner)
        told.append("written")
    assert told.index("written") == len(told) - 2
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_container_is_what_zipfile_would_write(tmp_path: Path) -> None:
    path = written(whole_book(tmp_path), tmp_path)
    again = tmp_path / "again.epub"
    with zipfile.ZipFile(path) as container, zipfile.ZipFile(again, "w") as copy:
        assert container.testzip() is None
        for each in container.infolist():
            copy.writestr(each, container.read(each), each.compress_type, 6)
    assert path.read_bytes() == again.read_bytes()


def test_date_of_an_entry_is_the_books_in_utc(tmp_path: Path) -> None:
    seoul = timezone(timedelta(hours=9))
    path = written(book(modified=datetime(2023, 5, 4, 8, 0, tzinfo=seoul)), tmp_path)
    with zipfile.ZipFile(path) as container:
        dates = {each.date_time for each in container.infolist()}
    assert dates == {(2023, 5, 3, 23, 0, 0)}
    assert properties(package(path), "dcterms:modified") == ["2023-05-03T23:00:00Z"]


@pytest.mark.parametrize(("year", "expected"), [(1970, 1980), (2200, 2107)])
def test_date_that_a_zip_cannot_hold_becomes_the_nearest(
    tmp_path: Path, year: int, expected: int
) -> None:
    path = written(book(modified=datetime(year, 1, 1, tzinfo=UTC)), tmp_path)
    with zipfile.ZipFile(path) as container:
        assert container.infolist()[0].date_time[0] == expected


def test_pictures_are_stored_and_texts_are_deflated(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(whole_book(tmp_path), tmp_path)) as container:
        ways = {each.filename: each.compress_type for each in container.infolist()}
    assert ways["EPUB/images/navy.png"] == zipfile.ZIP_STORED
    assert ways["EPUB/one.xhtml"] == zipfile.ZIP_DEFLATED
    assert ways["EPUB/fonts/Mono.ttf"] == zipfile.ZIP_DEFLATED


def test_content_documents_pictures_and_fonts_arrive_untouched(tmp_path: Path) -> None:
    rendered = whole_book(tmp_path)
    path = written(rendered, tmp_path)
    for each in rendered.documents:
        assert entry(path, f"EPUB/{each.name}.xhtml") == each.xhtml.encode()
    assert entry(path, "EPUB/images/navy.png") == (tmp_path / "navy.png").read_bytes()
    assert entry(path, "EPUB/fonts/Mono.ttf") == FONT.read_bytes()
    assert entry(path, "EPUB/style.css") == rendered.stylesheet.encode()


def test_picture_on_two_pages_is_in_the_file_once(tmp_path: Path) -> None:
    slide = picture(tmp_path, "navy")
    body = '<p><img src="images/navy.png" alt="슬라이드"/></p>'
    documents = (document(name, name, body, images=(slide,)) for name in ("one", "two"))
    with zipfile.ZipFile(written(book(*documents), tmp_path)) as container:
        assert container.namelist().count("EPUB/images/navy.png") == 1


def test_picture_that_is_gone_from_the_disk_is_an_error_that_names_the_file(
    tmp_path: Path,
) -> None:
    slide = picture(tmp_path, "navy")
    slide.file.unlink()
    rendered = book(document("one", "하나", images=(slide,)))
    with pytest.raises(OutputError, match=r"^book\.epub: .*navy\.png"):
        write_epub(rendered, tmp_path / "book.epub", Runner(Store(tmp_path / "store")))


# --- metadata ------------------------------------------------------------------------------------


def test_subtitle_refines_as_the_second_title(tmp_path: Path) -> None:
    root = package(written(with_metadata(subtitle="들은 것"), tmp_path))
    titles = [(each.get("id"), each.text) for each in root.iter(f"{DC}title")]
    assert titles == [("title-main", "발표 메모"), ("title-subtitle", "들은 것")]
    assert refinements(root, "title-subtitle") == {"title-type": "subtitle", "display-seq": "2"}


def test_each_author_is_a_creator_with_a_role(tmp_path: Path) -> None:
    root = package(written(book(), tmp_path))
    assert [each.text for each in root.iter(f"{DC}creator")] == ["김하나", "이둘"]
    assert refinements(root, "creator-2") == {"role": "aut", "display-seq": "2"}


def test_series_is_a_collection_with_the_place_of_the_book(tmp_path: Path) -> None:
    root = package(written(with_metadata(series="메모", series_index=3), tmp_path))
    assert properties(root, "belongs-to-collection") == ["메모"]
    assert refinements(root, "series") == {"collection-type": "series", "group-position": "3"}


@pytest.mark.parametrize("name", ["publisher", "rights", "description"])
def test_what_the_author_left_empty_is_not_in_the_package(tmp_path: Path, name: str) -> None:
    assert list(package(written(book(), tmp_path)).iter(DC + name)) == []


def test_package_says_the_language_of_its_metadata(tmp_path: Path) -> None:
    root = package(written(book(), tmp_path))
    assert root.get(XML_LANG) == root.findtext(f".//{DC}language") == "ko"


def test_identifier_of_the_book_is_the_unique_one(tmp_path: Path) -> None:
    root = package(written(with_metadata(identifier="urn:isbn:9780000000002"), tmp_path))
    found = {each.get("id"): each.text for each in root.iter(f"{DC}identifier")}
    assert found == {root.get("unique-identifier"): "urn:isbn:9780000000002"}


def test_identifier_that_is_missing_is_made_from_title_and_authors(tmp_path: Path) -> None:
    paths = [
        written(with_metadata(authors=("김하나",)), tmp_path, "1.epub"),
        written(with_metadata(authors=("김하나",), rights="CC0"), tmp_path, "2.epub"),
        written(with_metadata(authors=("이둘",)), tmp_path, "3.epub"),
    ]
    first, same, other = (package(path).findtext(f".//{DC}identifier") for path in paths)
    assert first == same != other


def test_control_character_in_a_title_does_not_cost_the_title(tmp_path: Path) -> None:
    path = written(with_metadata(title="메\x08모"), tmp_path)
    assert package(path).findtext(f".//{DC}title") == "메모"


def test_right_to_left_book_says_so(tmp_path: Path) -> None:
    path = written(with_metadata(language="ar"), tmp_path)
    order = package(path).find(f"{OPF}spine")
    assert order is not None
    assert order.get("page-progression-direction") == "rtl"
    assert ElementTree.fromstring(entry(path, "EPUB/nav.xhtml")).get("dir") == "rtl"


# --- accessibility -------------------------------------------------------------------------------


def accessible(path: Path) -> dict[str, set[str | None]]:
    root = package(path)
    names = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    return {name: set(properties(root, f"schema:{name}")) for name in names}


def test_book_without_pictures_needs_no_eyes(tmp_path: Path) -> None:
    found = accessible(written(book(), tmp_path))
    assert found["accessMode"] == found["accessModeSufficient"] == {"textual"}
    assert "alternativeText" not in found["accessibilityFeature"]


def test_alternative_texts_are_claimed_if_every_picture_has_one(tmp_path: Path) -> None:
    found = accessible(written(whole_book(tmp_path), tmp_path))
    assert found["accessModeSufficient"] == {"textual", "textual,visual"}
    assert "alternativeText" in found["accessibilityFeature"]


def test_one_picture_without_alternative_text_takes_the_claim_back(tmp_path: Path) -> None:
    slides = (picture(tmp_path, "navy"), picture(tmp_path, "teal"))
    body = '<p><img src="images/navy.png" alt="가"/><img src="images/teal.png" alt=""/></p>'
    path = written(book(document("one", "하나", body, images=slides)), tmp_path)
    found = accessible(path)
    assert found["accessModeSufficient"] == {"textual,visual"}
    assert "alternativeText" not in found["accessibilityFeature"]
    assert "대체 텍스트가 없는" in str(properties(package(path), "schema:accessibilitySummary"))


@pytest.mark.parametrize(
    ("inside", "claims"),
    [("<title>점</title>", True), ("<g><title>점</title></g>", False), ("<title> </title>", False)],
)
def test_title_of_a_drawing_is_its_alternative_text(
    tmp_path: Path, inside: str, claims: bool
) -> None:
    body = f'<p><svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>{SVG}</p>'
    found = accessible(written(book(document("one", "하나", body)), tmp_path))
    assert ("alternativeText" in found["accessibilityFeature"]) is claims


def test_picture_that_may_flash_makes_the_hazard_unknown(tmp_path: Path) -> None:
    flash = picture(tmp_path, "red", suffix="gif")
    body = '<p><img src="images/red.gif" alt="빨강"/></p>'
    path = written(book(document("one", "하나", body, images=(flash,))), tmp_path)
    assert accessible(path)["accessibilityHazard"] == {"unknown"}


def test_summary_is_english_in_a_language_we_have_no_words_for(tmp_path: Path) -> None:
    root = package(written(with_metadata(language="sv"), tmp_path))
    summaries = [each for each in root.iter(f"{OPF}meta") if "Summary" in each.get("property", "")]
    assert [each.get(XML_LANG) for each in summaries] == ["en"]


# --- EPUB manifest and spine ---------------------------------------------------------------


def test_spine_is_in_reading_order_with_the_contents_after_the_opening_pages(
    tmp_path: Path,
) -> None:
    opening = ["cover", "half", "title", "rights", "nav"]
    names = [*opening, "preface", "part-1", "one", "two", "end"]
    root = package(written(whole_book(tmp_path), tmp_path))
    assert spine(root) == [f"{name}.xhtml" for name in names]


def test_document_outside_the_reading_order_is_not_linear(tmp_path: Path) -> None:
    aside = dataclasses.replace(document("aside", "덤"), linear=False)
    root = package(written(book(document("one", "하나"), aside), tmp_path))
    linear = [each.get("linear") for each in root.iter(f"{OPF}itemref")]
    assert linear == [None, None, "no"]


def test_a_new_chapter_changes_no_id_of_another(tmp_path: Path) -> None:
    one, two, new = (document(name, name) for name in ("2023-one", "2023-two", "2023-new"))
    before = package(written(book(one, two), tmp_path, "before.epub"))
    after = package(written(book(one, new, two), tmp_path, "after.epub"))
    ids = {each.get("href"): each.get("id") for each in before.iter(f"{OPF}item")}
    assert {href: item(after, str(href)).get("id") for href in ids} == ids


def test_cover_picture_is_marked_for_old_and_new_readers(tmp_path: Path) -> None:
    root = package(written(whole_book(tmp_path), tmp_path))
    cover = item(root, "images/maroon.jpg")
    named = [each.get("content") for each in root.iter(f"{OPF}meta") if each.get("name") == "cover"]
    assert cover.get("properties") == "cover-image"
    assert named == [cover.get("id")]


def test_cover_page_shows_the_picture_whole_at_any_size(tmp_path: Path) -> None:
    page = ElementTree.fromstring(
        entry(written(whole_book(tmp_path), tmp_path), "EPUB/cover.xhtml")
    )
    (drawing,) = page.iter("{http://www.w3.org/2000/svg}svg")
    (shown,) = drawing
    assert (drawing.get("viewBox"), drawing.get("height")) == ("0 0 60 40", "100%")
    assert shown.get("{http://www.w3.org/1999/xlink}href") == "images/maroon.jpg"


def test_cover_page_of_the_theme_is_not_doubled(tmp_path: Path) -> None:
    cover = picture(tmp_path, "maroon")
    body = '<p><img src="images/maroon.png" alt="표지"/></p>'
    page = document("front", "표지", body, kind="cover", images=(cover,))
    root = package(written(book(front=(page,), cover=cover), tmp_path))
    assert spine(root) == ["front.xhtml", "nav.xhtml", "one.xhtml", "two.xhtml"]


def test_posts_called_nav_and_cover_keep_their_names(tmp_path: Path) -> None:
    posts = (document("Nav", "길"), document("cover", "덮개"))
    root = package(written(book(*posts, cover=picture(tmp_path, "maroon")), tmp_path))
    assert spine(root) == ["cover-2.xhtml", "nav-2.xhtml", "Nav.xhtml", "cover.xhtml"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SVG, "svg"),
        (MATHML, "mathml"),
        (f"{SVG}{MATHML}", "mathml svg"),
        ('<video src="https://example.org/talk.mp4"></video>', "remote-resources"),
        ("<code>&lt;svg xmlns=''></code>", None),
        ('<a href="https://example.org/">그</a>', None),
    ],
)
def test_properties_of_a_document_follow_from_what_is_in_it(
    tmp_path: Path, body: str, expected: str | None
) -> None:
    root = package(written(book(document("one", "하나", f"<p>{body}</p>")), tmp_path))
    assert item(root, "one.xhtml").get("properties") == expected


# --- navigation document and NCX -----------------------------------------------------------------


def navs(path: Path) -> dict[str | None, ElementTree.Element]:
    root = ElementTree.fromstring(entry(path, "EPUB/nav.xhtml"))
    return {nav.get(EPUB_TYPE): nav for nav in root.iter(f"{XHTML}nav")}


def text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_contents_are_nested_with_the_label_before_the_title(tmp_path: Path) -> None:
    toc = navs(written(whole_book(tmp_path), tmp_path))["toc"]
    chapter = toc.find("/".join([f"{XHTML}ol", f"{XHTML}li[2]", f"{XHTML}ol", f"{XHTML}li"]))
    assert chapter is not None
    links = [(text(link), link.get("href")) for link in chapter.iter(f"{XHTML}a")]
    assert links == [("1 첫째 날", "one.xhtml"), ("비", "one.xhtml#one--a")]


def test_contents_stand_under_their_name_in_the_books_language(tmp_path: Path) -> None:
    assert navs(written(book(), tmp_path))["toc"].findtext(f"{XHTML}h1") == "차례"


def test_landmarks_are_hidden_and_lead_to_cover_title_contents_and_text(tmp_path: Path) -> None:
    marks = navs(written(whole_book(tmp_path), tmp_path))["landmarks"]
    found = {link.get(EPUB_TYPE): link.get("href") for link in marks.iter(f"{XHTML}a")}
    assert marks.get("hidden") == "hidden"
    assert found == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "part-1.xhtml",
    }


def test_ncx_has_the_tree_of_the_contents(tmp_path: Path) -> None:
    root = ElementTree.fromstring(entry(written(whole_book(tmp_path), tmp_path), "EPUB/toc.ncx"))
    points = [
        (point.get("playOrder"), point.findtext(f"{NCX}navLabel/{NCX}text"))
        for point in root.iter(f"{NCX}navPoint")
    ]
    assert points == [
        ("1", "머리말"),
        ("2", "1부 봄"),
        ("3", "1 첫째 날"),
        ("4", "비"),
        ("5", "2 둘째 날"),
    ]


def test_ncx_names_the_book_its_depth_and_the_identifier_of_the_package(tmp_path: Path) -> None:
    path = written(whole_book(tmp_path), tmp_path)
    root = ElementTree.fromstring(entry(path, "EPUB/toc.ncx"))
    metas = {meta.get("name"): meta.get("content") for meta in root.iter(f"{NCX}meta")}
    assert metas["dtb:depth"] == "3"
    assert metas["dtb:uid"] == package(path).findtext(f".//{DC}identifier")
    assert root.findtext(f"{NCX}docTitle/{NCX}text") == "발표 메모"


def test_entries_of_the_ncx_that_lead_to_one_place_are_played_at_once(tmp_path: Path) -> None:
    toc = (TocEntry("봄", "one.xhtml", (TocEntry("첫째 날", "one.xhtml"),)),)
    root = ElementTree.fromstring(entry(written(book(toc=toc), tmp_path), "EPUB/toc.ncx"))
    points = [(each.get("id"), each.get("playOrder")) for each in root.iter(f"{NCX}navPoint")]
    assert points == [("point-1", "1"), ("point-2", "1")]
