"""What is declared of C libraries in advance is what WeasyPrint declares."""

import subprocess
import sys
from pathlib import Path

import pytest

from bookc.pdf import c_libraries, declarations

ROOT = Path(__file__).parents[1]
IMPORT = """
import sys
import bookc.pdf.engine
print("pycparser" in sys.modules)
"""


def printed(code: str) -> str:
    """Run code in a new process and return what it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_declarations_are_those_of_the_installed_weasyprint(tmp_path: Path) -> None:
    """If not, run scripts/declare_c.py."""
    write = f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import declare_c\n"
    write += f"open({str(tmp_path / 'written.py')!r}, 'w').write(declare_c.written())"
    printed(write)
    assert (tmp_path / "written.py").read_text() == Path(declarations.__file__).read_text()


def test_nothing_is_parsed() -> None:
    assert printed(IMPORT) == "False"


def test_another_weasyprint_is_parsed() -> None:
    other = "import bookc.pdf.declarations as known; known.DIGEST = 'of another version'"
    assert printed(other + IMPORT) == "True"


def test_the_digest_tells_what_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    before = c_libraries.digest_of_declarations()
    monkeypatch.setattr(c_libraries, "ADDED", "")
    assert before != c_libraries.digest_of_declarations()
