"""Numbers before the captions of figures."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import bookc
from bookc.render.figure_numbers import number_figures

FIGURE = (
    '<figure class="picture"><img src="a.png" alt=""/><figcaption>Caption</figcaption></figure>'
)


def numbers(*bodies: str, chapter: str = "2", language: str = "en") -> list[str]:
    """Return the numbers in the posts of a chapter."""
    xhtml = "".join(number_figures(bodies, chapter, language))
    return re.findall(r'<span class="figure-number">(.*?)</span> Caption', xhtml)


def test_figures_are_counted_through_the_posts_of_a_chapter() -> None:
    assert numbers(FIGURE * 2, FIGURE) == ["Figure 2.1", "Figure 2.2", "Figure 2.3"]


def test_the_word_is_in_the_language_of_the_book() -> None:
    assert numbers(FIGURE, language="ko") == ["그림 2.1"]


def test_a_chapter_without_a_number_counts_alone() -> None:
    assert numbers(FIGURE, chapter="") == ["Figure 1"]


def test_neither_listings_nor_pictures_without_a_caption_are_counted() -> None:
    bare = '<figure class="picture"><img src="a.png" alt=""/></figure>'
    listing = '<figure class="listing"><figcaption>a.py</figcaption><pre>a</pre></figure>'
    assert numbers(bare + listing + FIGURE) == ["Figure 2.1"]


def test_a_group_with_one_caption_is_one_figure() -> None:
    picture = '<figure class="picture"><img src="a.png" alt=""/></figure>'
    group = f'<div class="pictures">{picture * 2}<p class="pictures-caption">Caption</p></div>'
    assert numbers(group) == ["Figure 2.1"]


@pytest.mark.parametrize("own", ["Figure 7", "Fig. 7: rain", "그림 7. 비", "図7 雨"])
def test_a_caption_that_its_author_has_numbered_gets_no_second_number(own: str) -> None:
    own_number = FIGURE.replace("Caption", own)
    assert numbers(own_number + FIGURE) == ["Figure 2.1"]
    assert "figure-number" not in "".join(number_figures([own_number], "2", "en"))


def test_both_files_show_the_numbers_when_the_book_says_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    Image.new("RGB", (300, 200), "#336699").save(tmp_path / "content" / "a.png")
    for name in ("one", "two"):
        post = f'---\ntitle: {name}\n---\n\n![A blue field](a.png "Shown in {name}")\n'
        (tmp_path / "content" / f"{name}.md").write_text(post, encoding="utf-8")
    settings = """
        [book]
        title = "Book"
        language = "en"
        [matter]
        figures = true
        [theme]
        number_figures = true
    """
    (tmp_path / "book.toml").write_text(settings, encoding="utf-8")
    manifest = bookc.build(tmp_path, output=tmp_path / "out")
    files = {each.path.suffix: each.path for each in manifest.outputs}
    with pypdfium2.PdfDocument(files[".pdf"]) as pdf:
        printed = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    listed = captions = ["Figure 1.1 Shown in one", "Figure 2.1 Shown in two"]
    assert re.findall(r"Figure \d\.\d\s+Shown in [a-z]+", printed) == [*listed, *captions]
    with zipfile.ZipFile(files[".epub"]) as epub:
        texts = [epub.read(each).decode() for each in epub.namelist() if each.endswith(".xhtml")]
    assert any("Figure 2.1 Shown in two" in re.sub("<[^<>]*>", "", text) for text in texts)
