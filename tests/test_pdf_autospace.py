"""A small space between scripts: where it is put, how wide it is, and that no text changes."""

import zipfile
from pathlib import Path

import pytest
from pdf_facts import facts_of
from pdf_lines import lines_of

import bookc
from bookc.pdf.autospace import as_written, space_scripts
from bookc.pdf.engine import read_document
from bookc.pdf.words import keep_words_whole

MIXED = "雨はRainで2023年です"
POST = f"---\ntitle: AWS를 쓴다\ndate: 2024-05-01\n---\nS3버킷을 **AWS**가 쓴다.\n\n{MIXED}\n"


def spaced(body: str) -> str:
    """Return the text of a body with `|` for gaps, `+` for joiners and `/` where a line may end."""
    root = read_document(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    keep_words_whole(root)
    space_scripts(root)
    marks = {0x2063: "|", 0x2060: "+", 0x200B: "/"}
    return "".join(root.itertext()).translate(marks)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    project = tmp_path_factory.mktemp("mixed")
    (project / "book.toml").write_text("[theme]\nautospace = true\n", "utf-8")
    (project / "a.md").write_text(POST, "utf-8")
    made = bookc.build(project, workers=1, cache=False).outputs
    return {each.path.suffix: each.path for each in made}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>雨はRain 2023年です</p>", "雨は+|/Rain 2023+|/年です"),
        ("<p>雨は<em>Rain</em>です</p>", "雨は+|/Rain+|/です"),
        ("<p>雨は、Rainです</p>", "雨は、Rain+|/です"),
        ("<p>雨は<code>rain</code>です</p>", "雨はrainです"),
        ("<p>雨</p><p>Rain</p>", "雨Rain"),
        ("<p>AWS를 2번</p>", "AWS+|+를 2+|+번"),
        ("<pre>雨Rain</pre>", "雨Rain"),
    ],
)
def test_a_gap_is_where_scripts_touch_and_words_stay_whole(body: str, text: str) -> None:
    assert spaced(body) == text


def test_text_as_written_has_no_marks() -> None:
    assert as_written("AWS\u2060\u2063\u2060를 雨\u2060\u2063\u200bRain") == "AWS를 雨Rain"


def test_a_gap_is_on_the_page_but_not_in_its_text(outputs: dict[str, Path]) -> None:
    pdf = outputs[".pdf"]
    assert MIXED in facts_of(pdf).pages[-1].text
    (line,) = [line for line in lines_of(pdf) if line.text == MIXED]
    gaps = [b.left - a.right for a, b in zip(line.letters, line.letters[1:], strict=False)]
    wide = [MIXED[place] for place, gap in enumerate(gaps) if gap > 0.08 * line.letters[0].size]
    assert wide == ["は", "n", "で", "3"]
    assert max(gaps) < 0.1 * line.letters[0].size  # Poppler reads more as a blank


def test_bookmarks_have_no_marks(outputs: dict[str, Path]) -> None:
    assert "AWS를 쓴다" in facts_of(outputs[".pdf"]).outline[-1].title


def test_lines_of_japanese_are_still_broken_where_scripts_touch(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[theme]\nautospace = true\n", "utf-8")
    (tmp_path / "a.md").write_text("---\nlang: ja\n---\n" + "雨Rain" * 40 + "\n", "utf-8")
    (made,) = bookc.build(tmp_path, formats=["pdf"], workers=1, cache=False).outputs
    lines = [line for line in lines_of(made.path) if line.text.count("雨Rain") > 3]
    assert len(lines) > 2
    assert {line.text[0] for line in lines} <= {"雨", "R"}


def test_reading_systems_are_asked_for_the_same_but_in_code(outputs: dict[str, Path]) -> None:
    with zipfile.ZipFile(outputs[".epub"]) as container:
        (name,) = (name for name in container.namelist() if name.endswith(".css"))
        css = container.read(name).decode()
    assert "html { text-autospace: normal; }" in css
    assert "pre, code, kbd, samp { text-autospace: no-autospace; }" in css
