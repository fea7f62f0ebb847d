"""Work that layout is spared changes nothing: with WeasyPrint's own functions it is the same."""

from pathlib import Path
from typing import Any

import pytest
from weasyprint.layout import inline

from bookc.jobs import FileInput
from bookc.pdf import engine
from bookc.pdf.first_lines import split_once
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out
from bookc.pdf.line_ends import ignoring_last_blank

FONTS = Path(__file__).parents[1] / "themes" / "notes" / "fonts"
FACES = ("BookcSerif-Regular.ttf", "BookcBatang-Regular.otf", "BookcWorld-Regular.ttf")
STYLESHEET = """
@font-face { font-family: S; src: url("fonts/BookcSerif-Regular.ttf") }
@font-face { font-family: B; src: url("fonts/BookcBatang-Regular.otf") }
@font-face { font-family: W; src: url("fonts/BookcWorld-Regular.ttf") }
@page { size: 260pt 190pt; margin: 20pt; @footnote { border-top: 1pt solid; padding-top: 2pt } }
html { font: 10pt/1.4 S, B, W; orphans: 2; widows: 2 }
"""
EN = "The gauge, an <em>old</em> one, stood on the hill; rain-water (1,2 mm) went-through it. "
KO = "비가 산에 내리고 PostgreSQL에서 <strong>한 번</strong> 재었다. “물은” 넘쳤다 — 세 번. "
JA = "雨は山に降り、<em>計器</em>で測られた。「水」はあふれた。 "
AR = "ينزل المطر على <em>التل</em> و rain 12 الوادي، ويقاس بجهاز. "
TEXTS = {
    "English": f"<p>{EN * 6}</p>",
    "justified": f'<p style="text-align: justify">{EN * 6}</p>',
    "hyphenated": f'<p style="hyphens: auto; text-align: justify">{EN * 6}</p>',
    "soft hyphens": f"<p>{(EN + 'meteo&#173;ro&#173;logical ') * 6}</p>",
    "Korean": f'<p lang="ko" style="text-align: justify">{KO * 6}</p>',
    "Japanese": f'<p lang="ja" style="text-align: justify">{JA * 8}</p>',
    "Arabic": f'<p lang="ar" dir="rtl">{AR * 6}</p>',
    "Arabic in English": f"<p>{(EN + AR) * 4}</p>",
    "spaced": f'<p style="letter-spacing: 1pt; word-spacing: 3pt">{EN * 6}</p>',
    "narrow spaces": f'<p style="word-spacing: -2pt">{EN * 6}</p>',
    "decorated": f'<p style="text-decoration: underline line-through">{EN * 3}</p>',
    "features": f'<p style="font-variant-numeric: tabular-nums; font-kerning: none">{EN * 3}</p>',
    "code": f'<pre style="white-space: pre-wrap; tab-size: 3">if rain:\n\tfall()  {EN * 2}</pre>',
    "kept spaces": f'<p style="white-space: pre-line">  {EN}\n\n {EN * 2}</p>',
    "one line": f'<p style="white-space: nowrap">{EN * 2}</p>',
    "long words": f'<p style="overflow-wrap: anywhere">{"umbrella" * 20} {EN}</p>',
    "broken words": f'<p style="word-break: break-all">{"umbrella" * 20} {EN}</p>',
    "narrow": f'<div style="width: 30pt">{EN}{KO}</div>',
    "breaks": f"<p>{EN}<br/>{EN}<br/><br/>{KO}</p>",
    "lists": f"<ol><li>{EN}</li><li><p>{KO}</p><ul><li>{EN}</li><li>{AR}</li></ul></li></ol>",
    "markers": "<style>ul { list-style-type: '§ ' } li::marker { color: red }</style><ul>"
    f'<li>{EN}</li><li style="list-style-position: inside">{EN}</li></ul>'
    f'<ol dir="rtl" lang="ar"><li>{AR}</li></ol>',
    "pseudo-elements": "<style>p::before { content: attr(title) ' ' } p::after { content: '.' }"
    "p::first-letter { font-size: 2em }</style>"
    f'<p title="a">{EN}</p><p title="b">{EN}</p>',
    "pages": "<style>@page { @top-center { content: counter(page) ' of ' counter(pages) }"
    "@left-middle { content: '—'; counter-increment: page } @right-top { background: #eee } }"
    "@page :left { margin-left: 40pt } @page :first { @top-center { content: none } }</style>"
    f"<p>{EN * 30}</p>",
    "named pages": "<style>@page wide { size: 300pt 100pt } @page { @top-left { content: 'a' } }"
    "@page body { margin: 30pt } body { page: body } .w { page: wide }"
    ".b::before { page: wide; display: block; content: 'b' }</style>"
    f'<p>{EN}</p><div><div><p class="w">{EN}</p></div></div><p>{EN}</p><p class="b">{EN}</p>',
    "one named page": "<style>@page body { margin: 30pt } body { page: body }</style>"
    f"<div><p>{EN * 9}</p></div><p>{EN * 9}</p>",
    "floats": f'<p style="float: left; margin: 4pt 3%; max-width: 40%">{EN}</p><p>{EN * 4}</p>',
    "lengths": f'<div style="width: 50%; padding: 5% 2pt; min-height: 30%">{EN}</div>'
    f'<div style="width: calc(100% - 20pt); box-sizing: border-box; padding: 3pt">{EN}</div>'
    f'<div style="position: absolute; right: 5pt; border: 2pt solid">{EN}</div>',
    "floats beside lines": f'<div dir="rtl"><p style="float: inline-start; width: 30%">{AR}</p>'
    f'<p>{AR * 3}</p></div><p>{EN} <span style="float: right">{KO[:9]}</span> {EN * 3}</p>',
    "what is behind boxes": f'<div style="background: #eef; border-radius: 4pt"><p>{EN} '
    f'<b style="background: linear-gradient(red, blue)">a</b> <i style="border-radius: 50%">b</i>'
    f' <u style="border: 1pt solid; border-bottom-left-radius: 3pt">c</u></p></div>'
    f'<p style="color: red; background: currentcolor">{EN}</p>'
    f'<p style="visibility: hidden; background: red">{EN}<i style="visibility: visible">d</i></p>'
    f'<p style="border: 4pt solid; border-image: linear-gradient(red, blue) 1">{EN}</p>'
    f'<div style="position: absolute; background: lime; border-radius: 2pt"><p>{KO}</p></div>',
    "values": "<style>:root { --gap: 7pt } .i { line-height: calc(1em + 3pt); margin-inline: 9pt;"
    " border-block-start: 2pt solid green; text-decoration: underline }"
    ".r { padding-inline-end: var(--gap); margin: var(--none, 3pt); width: var(--none) }"
    "em { color: inherit; border: inherit; font: initial; page: inherit }</style>"
    f'<div class="i"><p>{EN * 2}</p><p class="r">{EN}</p></div>'
    f'<div class="i" dir="rtl"><p class="r">{AR * 3}</p></div>',
    "tables": f"<table><tr><th>{KO}</th><td>{EN}</td></tr><tr><td>1</td><td>{AR}</td></tr></table>"
    '<table style="border-collapse: collapse"><tr><td style="border: 3pt solid">'
    f"{EN}</td><td>2</td></tr></table>",
    "boxes in boxes": f'<div style="display: flex"><p>{EN}</p><p>{KO}</p></div>'
    f'<p>a <span style="display: inline-block; width: 40%">{EN}</span> b</p>',
    "notes": "<style>.n { float: footnote }</style>"
    f"<p>{EN * 2}<span class='n'>{KO}</span>{EN * 4}<span class='n'>{EN}</span>{EN}</p>",
}


def layout_of(body: str) -> tuple[bytes, Any]:
    document = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>'
        f"<body>{body}</body></html>"
    )
    fonts = tuple((f"fonts/{face}", FileInput(FONTS / face, face)) for face in FACES)
    tagged = "@page" not in body  # as running heads are not
    return lay_out(LayoutInput("one", document, STYLESHEET, (), fonts, tagged=tagged))


def as_published(patch: pytest.MonkeyPatch) -> None:
    for changed in engine.changes.values():
        for owner in changed.owners:
            patch.setattr(owner, changed.name, changed.original)
    patch.setattr(inline, "split_first_line", ignoring_last_blank(inline.split_first_line))


@pytest.mark.parametrize("what", TEXTS)
def test_pages_are_those_of_weasyprint_itself(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spared = layout_of(TEXTS[what])
    as_published(monkeypatch)
    assert spared == layout_of(TEXTS[what])


@pytest.mark.parametrize("width_pt", range(90, 220, 7))
@pytest.mark.parametrize("text", [EN, KO, JA])
def test_lines_of_any_width_are_those_of_weasyprint_itself(
    text: str, width_pt: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f'<p style="width: {width_pt}pt; text-align: justify">{text * 4}</p>'
    spared = layout_of(body)
    as_published(monkeypatch)
    assert spared == layout_of(body)


class Style(dict[str, Any]):
    """What a style says of plain text."""


class Set:
    def __init__(self, text: str) -> None:
        self.text = text


def test_a_word_without_the_blank_at_its_end_is_not_the_whole_text() -> None:
    values = {"white_space": "normal", "word_break": "normal", "direction": "ltr", "lang": None}
    style = Style(values | {"letter_spacing": "normal", "word_spacing": 0, "font_size": 4})
    style["hyphens"] = "manual"
    found = []

    def split(text: str, style: Any, context: Any, room: float, spacing: float) -> tuple[Any, ...]:
        shown = text if room >= 24 else text.rstrip(" ")
        found.append(shown)
        return Set(shown), len(shown), None, 6.0 * len(shown), 12.0, 10.0

    once = split_once(split)
    lines = [once("see ", style, None, room, 0) for room in (20, 60, 70, 20)]
    assert [layout.text for layout, *_ in lines] == ["see", "see ", "see ", "see"]
    assert found == ["see", "see "]


def letters_set(patch: pytest.MonkeyPatch) -> int:
    """Lay out a paragraph, and return how many letters Pango was given for it."""
    with patch.context() as watched:
        set_text, count = engine.Layout.set_text, 0

        def counted(layout: Any, text: str, **how: Any) -> None:
            nonlocal count
            count += len(text)
            set_text(layout, text, **how)

        watched.setattr(engine.Layout, "set_text", counted)
        layout_of(TEXTS["English"])
        return count


def test_a_third_fewer_letters_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = letters_set(monkeypatch)
    as_published(monkeypatch)
    assert spared < letters_set(monkeypatch) * 0.7
