"""Fonts that a layout loads: links to the files of the theme, and no copies."""

from pathlib import Path

from fontTools.ttLib import TTFont

from bookc.jobs import FileInput
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out
from bookc.pdf.loaded import styles_of

SERIF = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSerif-Regular.ttf"
SHEET = '@font-face {{ font-family: S; src: url("fonts/{0}") }} html {{ font-family: S }}'
HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Rain</p></body></html>'


def given(font: Path) -> LayoutInput:
    fonts = ((f"fonts/{font.name}", FileInput(font, font.name)),)
    return LayoutInput("one", HTML, SHEET.format(font.name), (), fonts)


def test_a_font_is_linked_to() -> None:
    config, _, mistakes = styles_of(given(SERIF))
    assert not mistakes
    (link,) = (each for each in config._folder.iterdir() if each.is_symlink())
    assert link.resolve() == SERIF.resolve()


def test_a_font_that_is_compressed_for_the_web_is_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "serif.woff"
    with TTFont(SERIF) as font:
        font.flavor = "woff"
        font.save(packed)
    config, _, _ = styles_of(given(packed))
    assert not any(each.is_symlink() for each in config._folder.iterdir())
    _, facts = lay_out(given(packed))
    assert facts["pages"] == 1
