"""fontTools is imported when a font needs it, and then serves WeasyPrint as ever."""

import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

SERIF = Path(__file__).parents[1] / "themes" / "notes" / "fonts" / "BookcSerif-Regular.ttf"
LAY_OUT = """
import sys
from pathlib import Path
from bookc.jobs import FileInput
from bookc.pdf.inputs import LayoutInput
from bookc.pdf.layout import lay_out

assert "fontTools.ttLib" not in sys.modules
path = Path(sys.argv[1])
document = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
style = f"@font-face {{ font-family: S; src: url(fonts/{path.name}) }} html {{ font-family: S }}"
fonts = ((f"fonts/{path.name}", FileInput(path, path.name)),)
data, _ = lay_out(LayoutInput("one", document + "<body>rain</body></html>", style, (), fonts))
print("fontTools.ttLib" in sys.modules, data.count(b"/FontFile2"))
"""


def laid_out_with(font: Path) -> str:
    """Lay out a page with a font in a new process; tell if fontTools was needed, and fonts kept."""
    command = [sys.executable, "-c", LAY_OUT, str(font)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_font_of_a_theme_needs_no_font_tools() -> None:
    assert laid_out_with(SERIF) == "False 0"


def test_a_packed_font_is_unpacked_by_font_tools(tmp_path: Path) -> None:
    packed = tmp_path / "serif.woff"
    font = TTFont(SERIF)
    font.flavor = "woff"
    font.save(packed)
    assert laid_out_with(packed) == "True 1"
