"""What the language of a paragraph decides: hyphens and quotation marks. Figures of tables."""

import zipfile
from pathlib import Path

import pytest
from pdf_lines import Line, lines_of

import bookc

POST = """---
title: Words
lang: en
---
<p lang="de">Die Gesellschaft sagt: <q>Geschwindigkeit ist <q>Verantwortung</q></q>. WORDS</p>

<p lang="fr">Elle dit : <q>malheureusement</q>. WORDS</p>

She says: <q>it <q>rains</q></q>. WORDS

<p lang="ko">그는 <q>비가 <q>온다</q></q>고 말했다.</p>

<p lang="ja">彼は<q>雨が<q>降る</q></q>と言った。</p>

| Year | Sum |
|---|---|
| 1111 | one |
| 2000 | two |
"""
WORDS = "Konferenzteilnehmerinnen incompréhensiblement straightforwardness " * 9
PARTED = {"Die": {"Kon", "Konferenzteil", "Konferenzteilnehmerin"}, "She": {"Konferen"}}
"""What German alone, or English alone, has before a hyphen."""
QUOTED = (
    "„Geschwindigkeit ist \u201aVerantwortung\u2018“",
    "“it \u2018rains\u2019”",
    "“비가 \u2018온다\u2019”",
    "「雨が『降る』」",
    "«malheureusement»",
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    project = tmp_path_factory.mktemp("languages")
    (project / "a.md").write_text(POST.replace("WORDS", WORDS), "utf-8")
    made = bookc.build(project, workers=1, cache=False).outputs
    return {each.path.suffix: each.path for each in made}


@pytest.fixture(scope="module")
def lines(outputs: dict[str, Path]) -> list[Line]:
    return lines_of(outputs[".pdf"])


def parted(lines: list[Line], opening: str) -> set[str]:
    """Return what stands before the hyphens at the line ends of the paragraph that opens so."""
    (block,) = {line.block for line in lines if line.text.startswith(opening)}
    texts = [line.text for line in lines if line.block == block]
    return {text.split()[-1][:-1] for text in texts if text.endswith(("-", "\u2010"))}


@pytest.mark.parametrize(("opening", "other"), [("Die", "She"), ("She", "Die")])
def test_words_are_parted_by_the_rules_of_their_paragraph(
    lines: list[Line], opening: str, other: str
) -> None:
    words = parted(lines, opening)
    assert words & PARTED[opening]
    assert not words & PARTED[other]


@pytest.mark.parametrize("quoted", QUOTED)
def test_quotation_marks_are_those_of_the_language(lines: list[Line], quoted: str) -> None:
    assert quoted in "".join(line.text.rstrip("-\u2010") for line in lines).replace("\u2060", "")


def test_figures_of_a_table_are_equally_wide(lines: list[Line]) -> None:
    years = [line for line in lines if line.text in ("1111", "2000")]
    widths = {round(each.right - each.left, 2) for line in years for each in line.letters}
    assert len(years) == 2
    assert len(widths) == 1


def test_reading_systems_are_asked_to_part_words(outputs: dict[str, Path]) -> None:
    with zipfile.ZipFile(outputs[".epub"]) as epub:
        css = epub.read("EPUB/style.css").decode()
        chapter = epub.read("EPUB/post-a.xhtml").decode()
    assert "-webkit-hyphens: auto; hyphens: auto" in css
    assert '<p lang="de">' in chapter
