"""Golden books: tiny real books, each for one feature, and all that they say.

A case is a project with its `expected` beside it: every text of the EPUB but the style sheet, the
facts of the PDF, and the problems. `pytest --update-golden` writes them anew; read the diff before
you commit it. The books are set in `tests/themes/plain`, so no theme's looks are in them.
"""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from epubcheck import mistakes
from pdf_facts import Facts, facts_of
from PIL import Image as Picture

import bookc

TESTS = Path(__file__).parent
CASES = sorted((TESTS / "golden").iterdir())
PLAIN = TESTS / "themes" / "plain"
FONTS = TESTS.parent / "themes" / "notes" / "fonts"
TEXTS = {".ncx", ".opf", ".xhtml"}


@dataclass(frozen=True, slots=True)
class Golden:
    """A case that was built."""

    case: Path
    epub: Path
    facts: Facts
    texts: dict[str, str]
    """What the book says, by the name of the file in `expected`."""


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def golden(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Golden:
    case: Path = request.param
    folder = tmp_path_factory.mktemp("golden")
    for outside in ("outside.png", "outside/post.png"):  # what no book may reach
        (folder / outside).parent.mkdir(exist_ok=True)
        Picture.new("RGB", (3, 3), "red").save(folder / outside)
    manifest = bookc.build(copied(case, folder), output=folder / "out", workers=1)
    epub, pdf = (file.path for file in manifest.outputs)
    facts = facts_of(pdf)
    problems = "".join(f"{problem}\n" for problem in manifest.problems)
    texts = dict(texts_of(epub)) | {"pdf.txt": written(facts), "problems.txt": problems}
    return Golden(case, epub, facts, {name: text for name, text in texts.items() if text})


def copied(case: Path, folder: Path) -> Path:
    """Copy a case, with the plain theme in place of the one that a book has by default."""
    project = folder / case.name
    ignored = shutil.ignore_patterns("expected")
    shutil.copytree(case, project, symlinks=True, ignore=ignored)
    shutil.copytree(PLAIN, project / "themes" / "notes")
    (project / "themes" / "notes" / "fonts").symlink_to(FONTS)
    return project


def texts_of(epub: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(epub) as container:
        for name in container.namelist():
            if PurePosixPath(name).suffix in TEXTS:
                yield PurePosixPath(name).name, container.read(name).decode()


def written(facts: Facts) -> str:
    """Write the facts of a PDF as lines that can be read and compared."""
    sizes = sorted({f"{page.width_mm} x {page.height_mm} mm" for page in facts.pages})
    lines = [f"trim size: {', '.join(sizes)}", "", "outline:"]
    lines += [f"{'  ' * mark.level}{mark.title} ... {mark.label}" for mark in facts.outline]
    for page in facts.pages:
        lines += ["", f"page {page.label}:", f"  {page.text or '(blank)'}"]
        lines += [f"  -> {end}" for end in page.links]
    return "\n".join(lines) + "\n"


def joined(texts: dict[str, str]) -> str:
    """Return all texts as one, whose differences pytest shows line by line."""
    return "\n".join(f"== {name}\n{texts[name]}" for name in sorted(texts))


def test_a_book_says_what_is_expected(golden: Golden, update_golden: bool) -> None:
    folder = golden.case / "expected"
    if update_golden:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in golden.texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    expected = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    assert joined(golden.texts) == joined(expected)


def test_epubcheck_finds_no_error_and_no_warning_in_a_book(golden: Golden) -> None:
    assert mistakes(golden.epub) == []


def test_a_pdf_is_whole(golden: Golden) -> None:
    facts = golden.facts
    assert (facts.syntax_problems, facts.broken_links, facts.fonts_not_embedded) == ((), (), ())
