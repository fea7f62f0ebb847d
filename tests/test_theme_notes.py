"""The theme `notes`, and what the others have from it."""

import ctypes
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
