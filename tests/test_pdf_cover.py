"""The cover of the EPUB: its picture is that of the theme's whole style sheet."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Picture

import bookc
import bookc.pipeline
from bookc.jobs import Runner
from bookc.model import Document, Resource
from bookc.pdf import painting, placement
from bookc.pdf.cover import HEIGHT_PX, MOST_BYTES, WIDTH_PX, cover_input
from bookc.pdf.inputs import CutInput, LayoutInput
from bookc.pdf.last_pages import TIGHT
from bookc.pdf.notes import _PAGE_NOTE
from bookc.pdf.painting import paint_cover
from bookc.pdf.sheets import OF_LAYOUT, cut_sheet
from bookc.pdf.words import FORMULA_CLASS


def cut(stylesheet: str, *names: str) -> str:
    _, facts = cut_sheet(CutInput(stylesheet, names))
    return str(facts["text"])


@pytest.mark.parametrize(
    "selectors",
    [
        *("p", "P", "*", "p.cover", "p > .cover", "table, p", "p::before", "p:first-child"),
        *("p:not(.back)", ":where(html.back) p", "#any", "[title]", "svg|line", "div .formula"),
    ],
)
def test_a_rule_that_an_element_may_match_is_kept(selectors: str) -> None:
    rule = f"{selectors} {{ color: red }}"
    assert cut(rule, "p", ".cover") == rule


@pytest.mark.parametrize(
    "selectors", ["table", "p.back", ".back", "table p", "p + table:not(p)", ".Cover", ".p, cover"]
)
def test_a_rule_that_no_element_can_match_is_left_out(selectors: str) -> None:
    assert cut(f"{selectors} {{ color: red; p & {{ top: 0 }} }}", "p", ".cover") == ""


@pytest.mark.parametrize("rule", ["@page back { margin: 0 }", "@media print { table { top: 0 } }"])
def test_a_rule_that_is_none_for_elements_is_kept(rule: str) -> None:
    assert cut(rule, "p") == rule


def test_what_the_layout_brings_into_a_document_counts_as_there() -> None:
    classes = (TIGHT, _PAGE_NOTE, FORMULA_CLASS, placement._GROUP)
    assert {f".{name}" for name in classes} <= OF_LAYOUT


@pytest.mark.parametrize("theme", ["large-print", "manual", "notes", "paperback"])
def test_the_picture_is_that_of_the_whole_style_sheet(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[LayoutInput, str]] = []

    def noted(
        document: Document, stylesheet: str, fonts: tuple[Resource, ...], runner: Runner
    ) -> LayoutInput:
        asked.append((cover_input(document, stylesheet, fonts, runner), stylesheet))
        return asked[0][0]

    monkeypatch.setattr(bookc.pipeline, "cover_input", noted)
    (tmp_path / "one.md").write_text("# One\n\nRain.\n", "utf-8")
    (tmp_path / "book.toml").write_text(
        f'[book]\ntitle = "비 Rain"\nsubtitle = "Notes"\nauthors = ["Kim"]\n'
        f'[content]\npath = "."\n[theme]\nname = "{theme}"\n',
        "utf-8",
    )
    bookc.build(tmp_path, formats=["epub"], workers=1)
    ((given, stylesheet),) = asked
    page = given.stylesheet.splitlines()[-1]
    assert len(given.stylesheet) < len(stylesheet) / 2
    whole = replace(given, stylesheet=f"{stylesheet}\n{page}", tagged=True)
    assert paint_cover(given) == paint_cover(whole)


@pytest.mark.parametrize(("detail", "top_px"), [(10, 0), (40, 0), (60, 300), (80, 1700), (70, 901)])
def test_few_qualities_are_tried_until_a_cover_is_small_enough(
    detail: int, top_px: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    height_px = 860 if top_px else HEIGHT_PX
    noise = Picture.effect_noise((WIDTH_PX // 4, height_px // 4), detail).convert("RGB")
    busy = Picture.new("RGB", (WIDTH_PX, HEIGHT_PX), "#f4f0e8")
    busy.paste(noise.resize((WIDTH_PX, height_px)), (0, top_px))
    tried: list[int] = []
    code = painting._jpeg

    def note(picture: Picture.Image, quality: int) -> bytes:
        coded = code(picture, quality)
        if picture.size == busy.size:
            tried.append(len(coded))
        return coded

    best = next(
        coded
        for quality in painting._QUALITIES
        if len(coded := code(busy, quality)) <= MOST_BYTES or quality == painting._QUALITIES[-1]
    )
    monkeypatch.setattr(painting, "_jpeg", note)
    assert painting._small_enough(busy) == best
    assert len(tried) <= 3  # of nine
