"""The theme `notes`, and what the others have from it."""

import ctypes
from itertools import dropwhile
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import bookc


@pytest.mark.parametrize("theme", ["notes", "paperback", "manual"])
def test_emphasised_hangul_stands_in_letters_of_another_kind(theme: str, tmp_path: Path) -> None:
    table = "| 가 | *나* |\n|---|---|\n| 다 | *라* |"
    text = f"---\ntitle: Rain\nlang: ko\n---\n마른 *젖은* 지붕.\n\n{table}\n"
    (tmp_path / "post.md").write_text(text, encoding="utf-8")
    settings = f'[book]\nlanguage = "ko"\n[theme]\nname = "{theme}"\n'
    (tmp_path / "book.toml").write_text(settings, encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1, cache=False)
    fonts = fonts_of(manifest.outputs[0].path)
    assert (fonts["마"], fonts["젖"]) == ("Bookc-Batang", "Bookc-Sans")
    assert fonts["다"] != fonts["라"]


@pytest.mark.parametrize("theme", ["notes", "paperback", "manual", "large-print"])
def test_what_is_bold_in_arabic_and_hebrew_is_set_in_bold_letters(
    theme: str, tmp_path: Path
) -> None:
    text = "---\ntitle: Rain\nlang: ar\n---\nو **ع ש\u05d5 ⨀** ي\n"
    (tmp_path / "post.md").write_text(text, encoding="utf-8")
    (tmp_path / "book.toml").write_text(f'[theme]\nname = "{theme}"\n', encoding="utf-8")
    manifest = bookc.build(tmp_path, formats=["pdf"], workers=1, cache=False)
    fonts = fonts_of(manifest.outputs[0].path)
    bold, regular = "Bookc-World-Bold", "Bookc-World"
    assert [fonts[each] for each in "عשي⨀"] == [bold, bold, regular, regular]


def pages_of(text: str, folder: Path, settings: str = "") -> list[str]:
    """Build a post, and return the words of the pages of its chapter."""
    (folder / "post.md").write_text(f"---\ntitle: Rain\n---\n{text}", encoding="utf-8")
    (folder / "book.toml").write_text(f'[book]\nlanguage = "en"\n{settings}', encoding="utf-8")
    manifest = bookc.build(folder, formats=["pdf"], workers=1, cache=False)
    with pypdfium2.PdfDocument(manifest.outputs[0].path) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    openings = ("1 Rain", "Rain 1")  # the number may stand beside the title
    return list(dropwhile(lambda each: not each.startswith(openings), texts))


def test_a_list_may_begin_a_page_of_its_own_behind_a_short_paragraph(tmp_path: Path) -> None:
    lines = [
        *[f"line {number}\\" for number in range(14)],
        "last\n\n## Head\n\none\\\ntwo\\\nthree\n",
    ]
    items = [f"- item {number}" for number in range(30)]
    first, *_ = pages_of("\n".join([*lines, *items]), tmp_path)
    assert "Head one two three" in first


def test_a_page_ends_behind_a_long_first_item_and_not_behind_a_short_one(tmp_path: Path) -> None:
    lines = "\\\n".join(f"line {number}" for number in range(18))
    long = f"{lines}\n\n- {'first ' * 16}\n- second\n- third"
    rest = "\\\n".join("more" for _ in range(6))  # or the last page would have but a few lines
    short = f"{lines}\n\n- first\n- second\n- third\n\n{rest}"
    assert "first first" in pages_of(long, tmp_path)[0]
    assert "first" not in pages_of(short, tmp_path)[0]


def test_no_rule_stands_before_a_heading_in_print(tmp_path: Path) -> None:
    settings = '[theme]\nname = "paperback"\n'
    (page, *_) = pages_of("One.\n\n---\n\nTwo.\n\n---\n\n## Three\n\nFour.\n", tmp_path, settings)
    assert page.count("* * *") == 1


@pytest.mark.parametrize("theme", ["notes", "paperback", "manual", "large-print"])
def test_title_and_listing_come_out_of_the_pdf_where_they_stand(theme: str, tmp_path: Path) -> None:
    listing = f"```python\ndrops = [{'1, ' * 60}]\nlast = drops\n```"
    text = f"Above it.\n\n{listing}\n\nBelow it.\n"
    (page, *_) = pages_of(text, tmp_path, f'[theme]\nname = "{theme}"\n')
    places = [page.find(each) for each in ("Rain", "Above", "drops", "last", "Below")]
    assert places[0] > -1
    assert places == sorted(places)


def test_the_label_of_a_listing_goes_with_it_to_the_next_page(tmp_path: Path) -> None:
    listing = "```python\none = 1\ntwo = 2\nthree = 3\nfour = 4\nfive = 5\n```\n"
    lines = ["\\\n".join(f"line {number}" for number in range(count)) for count in range(10, 30)]
    pages = pages_of("\n\n".join(f"{each}\n\n{listing}" for each in lines), tmp_path)
    assert len(pages) > 10
    assert [page.count("Python") for page in pages] == [page.count("one = 1") for page in pages]


def fonts_of(path: Path) -> dict[str, str]:
    """Return the name of the font of each letter where it stands last."""
    fonts: dict[str, str] = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            for place in range(text.count_chars()):
                name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
                pdfium.FPDFText_GetFontInfo(text, place, name, 200, flags)
                letter = chr(pdfium.FPDFText_GetUnicode(text, place))
                fonts[letter] = name.value.decode().rpartition("+")[2]
    return fonts
